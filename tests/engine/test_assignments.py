"""Each assignment of the course through the engine: as released, and with the answers in it."""

import copy

import nbformat
import pytest

from autograder.assignments.address import Address
from autograder.assignments.convert import convert
from autograder.assignments.markers import given_blocks
from autograder.assignments.repository import Repository
from autograder.engine.models import Submission
from tests.touched import closely, touches_chapter

pytestmark = pytest.mark.xdist_group("engine")
COURSE = Repository()
NAMES = sorted(path.parent.name for path in COURSE.exercises.glob("*/*.ipynb"))
EACH = pytest.mark.parametrize(
    "name", closely(NAMES, lambda name: touches_chapter(name[3:]), "05_optimizers")
)


def released(name):
    return nbformat.read(COURSE.exercises / name / f"{name}.ipynb", as_version=4)


def solved(name):
    """The release with the answers of the solution in it."""
    text = (COURSE.root / "solutions" / name / f"{name}.md").read_text(encoding="utf-8")
    source, _ = convert(text, Address.read(COURSE.root))
    answers = {c.id: c.source for c in source.cells if c.id.startswith("answer-")}
    notebook = copy.deepcopy(released(name))
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def given(name):
    """The functions of which students get code to repair."""
    text = (COURSE.root / "solutions" / name / f"{name}.md").read_text(encoding="utf-8")
    source, _ = convert(text, Address.read(COURSE.root))
    return {c.id.removeprefix("answer-") for c in source.cells if given_blocks(c.source)}


def run(engine, notebook):
    """What became of it, and its points by function."""
    about = {c.id: c.metadata.get("nbgrader", {}) for c in notebook.cells}
    points = {
        name: a["points"] for name, a in about.items() if a.get("grade") and not a.get("solution")
    }
    assert points
    return engine.run(Submission("someone", nbformat.writes(notebook), points, seed=11))


@EACH
def test_the_release_is_not_done_yet_and_says_so(engine, name):
    done = run(engine, released(name))
    to_repair = given(name)
    for function, judged in done.judged.items():
        assert judged.fraction == 0, judged.text
        if function in to_repair:  # one of its faults is named
            assert judged.verdict == "mistake", judged.text
            continue
        assert judged.verdict == "unfinished", judged.text
        assert judged.headline == f"{function} is not done yet."
    assert done.notes == ()


@EACH
def test_the_solution_earns_all_points_and_all_its_cells_run(engine, name):
    done = run(engine, solved(name))
    for judged in done.judged.values():
        assert judged.fraction == 1, judged.text
    outputs = [o for c in nbformat.reads(done.notebook, 4).cells for o in c.get("outputs", ())]
    assert [o for o in outputs if o.output_type == "error"] == []
    assert done.notes == ()
