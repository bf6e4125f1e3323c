"""What a chapter is stands in one place, and the course's lists of chapters agree with it."""

import re

import jupytext
import pytest
import yaml

from autograder.paths import ROOT
from tools.chapters import TITLES, Chapter, chapter_named, chapter_of, chapters, curriculum


def test_a_chapter_knows_its_files():
    chapter = Chapter(5, "optimizers")
    assert (chapter.label, chapter.name, chapter.title) == ("05", "05_optimizers", "Optimizers")
    assert chapter.has_page()
    for file in (chapter.source, chapter.notebook, chapter.exercise, chapter.solution):
        assert (ROOT / file).is_file()


@pytest.mark.parametrize(
    ("page", "chapter"),
    [
        ("book/05_optimizers", Chapter(5, "optimizers")),
        ("exercises/05_optimizers/05_optimizers", Chapter(5, "optimizers")),
        ("book/100_last_one", Chapter(100, "last_one")),
        ("exercises/05_optimizers/06_schedules", None),
        ("book/figures/05_optimizers", None),
        ("book/5_optimizers", None),
        ("book/glossary", None),
    ],
)
def test_a_page_belongs_to_a_chapter_or_to_none(page, chapter):
    assert chapter_of(page) == chapter


def test_chapters_are_in_the_order_of_their_numbers(tmp_path):
    (tmp_path / "book").mkdir()
    for name in ("100_last", "02_fitting", "21_more", "index"):
        (tmp_path / "book" / f"{name}.md").touch()
    names = [chapter.name for chapter in chapters(tmp_path)]
    assert names == ["02_fitting", "21_more", "100_last"]
    every = curriculum(tmp_path)
    assert [chapter.number for chapter in every] == [*range(1, 22), 100]
    assert [chapter.name for chapter in every if chapter.has_page(tmp_path)] == names


def test_every_chapter_is_in_the_plan():
    """Add it to TITLES in tools/chapters.py."""
    assert [chapter.number for chapter in map(chapter_named, TITLES)] == list(range(1, 21))
    assert {chapter.name for chapter in chapters()} <= set(TITLES)


def test_the_contents_list_every_chapter_with_its_title_and_exercises():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    (part,) = (part for part in toc["parts"] if part["caption"] == "Chapters")
    assert part["chapters"] == [
        {
            "file": chapter.page,
            "title": f"{chapter.label} {chapter.title}",
            "sections": [{"file": chapter.exercise_page, "title": "Exercises"}],
        }
        for chapter in chapters()
    ]


def test_the_page_on_the_lectures_has_the_same_titles():
    text = (ROOT / "book" / "lectures.md").read_text("utf-8")
    listed = re.findall(r"^- \{chapter\}`(.+) <(\d+)>`$", text, re.M)
    assert listed == [(chapter.title, chapter.label) for chapter in map(chapter_named, TITLES)]


@pytest.mark.parametrize("package", ["steepest", "autograder"])
def test_what_students_install_and_the_autograder_import_no_tools(package):
    for path in (ROOT / package).rglob("*.py"):
        assert not re.search(r"^\s*(from|import) tools\b", path.read_text("utf-8"), re.M), path


OPENED_OTHERWISE = {"09_regularization"}  # by the picture that its question is about


@pytest.mark.parametrize(
    "chapter",
    [chapter for chapter in chapters() if chapter.name not in OPENED_OTHERWISE],
    ids=lambda chapter: chapter.name,
)
def test_a_chapter_opens_with_its_question_and_its_live_figure(chapter):
    """Before its first heading, its aims and its imports, which are folded."""
    title, *rest = jupytext.read(ROOT / chapter.source, fmt="md:myst").cells
    figure, imports = [cell for cell in rest if cell.cell_type == "code"][:2]
    assert rest[0] is figure
    assert "?" in title.source
    assert "\n## " not in title.source
    assert "you will be able to" not in title.source
    assert figure.metadata["tags"] == ["remove-input"]
    assert figure.source.startswith("from steepest import ")
    opening = "\n".join(cell.source for cell in rest if cell.cell_type == "markdown")[:6000]
    assert re.search(r"you will be\s+able to", opening)
    assert imports.metadata["tags"] == ["hide-input"]
    assert "import matplotlib" in imports.source
