"""What `make new-chapter` and `make new-formula` lay down: it lints, and says what to fill in."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from autograder.assignments.address import Address
from autograder.assignments.convert import convert
from autograder.checks.formula import Formula
from autograder.paths import ROOT
from tools import new_chapter, new_formula
from tools.chapters import Chapter, chapters
from tools.errors import ToolError
from tools.notebooks import derive
from tools.skeletons import fill, unfinished

NEW = Chapter(6, "schedules")
CONTENTS = """\
format: jb-book
root: book/index
parts:
  - caption: Chapters
    chapters:
      - file: book/05_optimizers
        title: 05 Optimizers
      - file: book/16_regression_metrics
        title: 16 Regression metrics
  - caption: Reference
    chapters:
      - file: book/glossary
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course with no chapter and no formula in it."""
    for folder in ("book", "autograder/checks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "_toc.yml").write_text(CONTENTS)
    (tmp_path / "autograder" / "checks" / "formula.py").touch()
    for name in ("_config.yml", "pyproject.toml", "book/references.bib"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def require_lint(course: Path) -> None:
    for command in (("check",), ("format", "--check")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", "."],
            cwd=course, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_chapter_lints_and_names_what_to_fill_in(course):
    files = new_chapter.lay_down(NEW, course)
    require_lint(course)
    assert [chapter.name for chapter in chapters(course)] == ["06_schedules"]
    named = {place.partition(":")[0] for place in unfinished(course)}
    assert named == set(files) - {"_toc.yml"}
    for place in unfinished(course):
        file, line, what = place.split(":", 2)
        assert what.strip().startswith("FILL IN"), place
        assert what.strip() in (course / file).read_text("utf-8").split("\n")[int(line) - 1]


def test_a_new_chapter_has_the_form_of_the_others(course):
    """Its notebook and its exercise can be made, and it stands in the contents in order."""
    new_chapter.lay_down(NEW, course)
    text = (course / NEW.source).read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 78
    assert derive(NEW, course).cells[0].source.startswith("# Learning-rate schedules\n")
    assignment = (course / NEW.solution).read_text("utf-8")
    exercise, _ = convert(assignment, Address.read(course))
    graded = [cell.id for cell in exercise.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert graded == ["to_derive", "to_build", "to_repair", "in_words"]
    (part, _) = yaml.safe_load((course / "_toc.yml").read_text())["parts"]
    assert [entry["file"] for entry in part["chapters"]] == [
        "book/05_optimizers", "book/06_schedules", "book/16_regression_metrics",
    ]  # fmt: skip
    assert part["chapters"][1] == {
        "file": NEW.page,
        "title": "06 Learning-rate schedules",
        "sections": [{"file": NEW.exercise_page, "title": "Exercises"}],
    }


@pytest.mark.parametrize("number", [1, 20])
def test_the_first_and_the_last_chapter_find_their_places(number):
    slug = {1: "learning_machine", 20: "segmentation"}[number]
    contents = yaml.safe_load(new_chapter.listed(CONTENTS, Chapter(number, slug)))
    assert contents["parts"][0]["chapters"][0 if number == 1 else -1]["title"] == (
        f"{number:02d} {Chapter(number, slug).title}"
    )
    assert contents["parts"][1]["chapters"] == [{"file": "book/glossary"}]


@pytest.mark.parametrize("task", [None, "derive"])
def test_a_new_formula_lints_and_names_what_to_fill_in(course, task):
    new_chapter.lay_down(NEW, course)
    path, assignment = new_formula.lay_down("schedules", "cosine_rate", task, course)
    require_lint(course)
    assert path == "autograder/formulas/schedules/cosine_rate.py"
    assert assignment == NEW.solution
    places = [place for place in unfinished(course) if place.startswith(path)]
    said = "\n".join(places)
    for part in ("library", "distributions", "edge cases", "source", "sentence", "hint", "loop"):
        assert part in said, "each part of a formula is named"
    exercise, _ = convert((course / assignment).read_text("utf-8"), Address.read(course))
    graded = [cell.id for cell in exercise.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    if task:
        assert graded == ["cosine_rate", "to_build", "to_repair", "in_words"]
    else:
        assert graded == ["to_derive", "to_build", "to_repair", "cosine_rate", "in_words"]
    text = (course / assignment).read_text("utf-8")
    sections = [line[3] for line in text.split("\n") if line.startswith("## ")]
    assert sections == [str(number) for number in range(1, len(sections) + 1)]


def test_the_skeleton_of_a_formula_is_a_formula():
    """In the form of the others: a mistake's hint is its docstring."""
    space: dict = {"__name__": "autograder.formulas.schedules.cosine_rate"}
    text = fill("formula.py", name="cosine_rate")
    module = type(sys)(space["__name__"])
    sys.modules[module.__name__] = module
    try:
        exec(compile(ast.parse(text), "cosine_rate.py", "exec"), module.__dict__)
    finally:
        del sys.modules[module.__name__]
    formula = module.cosine_rate
    assert isinstance(formula, Formula)
    assert all(mistake.hint.startswith("FILL IN") for mistake in formula.mistakes)
    assert len(formula.mistakes) == len(formula.variants) == 2


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("nowhere", "f"), "no chapter 'nowhere' has formulas"),
        (("schedules", "Not-a-name"), "not a name of a function"),
        (("schedules", "twice"), "there is a formula twice already"),
        (("schedules", "other", "derive"), "no cell to_derive any more"),
    ],
)
def test_a_formula_that_cannot_be_laid_down_is_told_why(course, arguments, complaint):
    new_chapter.lay_down(NEW, course)
    new_formula.lay_down("06_schedules", "twice", "derive", course)
    before = (course / NEW.solution).read_text("utf-8")
    with pytest.raises(ToolError, match=complaint):
        new_formula.lay_down(*arguments, root=course)
    assert (course / NEW.solution).read_text("utf-8") == before


def test_a_chapter_is_in_the_plan_and_is_never_overwritten(course):
    with pytest.raises(ToolError, match="not in the plan: add it with its title to TITLES"):
        new_chapter.lay_down(Chapter(6, "timetables"), course)
    new_chapter.lay_down(NEW, course)
    contents = (course / "_toc.yml").read_text()
    with pytest.raises(ToolError, match=r"book/06_schedules\.md exists already"):
        new_chapter.lay_down(NEW, course)
    assert (course / "_toc.yml").read_text() == contents


def test_nothing_of_the_course_is_left_to_fill_in():
    assert list(unfinished()) == []
