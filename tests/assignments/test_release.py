"""From an assignment's text to what students get."""

import json
import re

import nbformat
import pytest

from autograder.assignments.address import Address
from autograder.assignments.convert import convert
from autograder.assignments.repository import Repository
from autograder.errors import BadAssignment, UnknownAssignment
from autograder.gradebook.course import expected_release
from autograder.gradebook.generate import is_stale, make_release
from tests.classes.course import NAME, SMALL, make_repository

URL = "https://example.org/someone/course"
ADDRESS = Address(URL, "main")


def cells(text=SMALL):
    return {cell.id: cell for cell in convert(text, ADDRESS)[0].cells}


def released(repository):
    return nbformat.read(make_release(repository, NAME), as_version=4)


def test_one_word_becomes_nbgraders_metadata():
    found = cells()
    assert found["answer-sgd_step"].metadata.nbgrader == {
        "cell_type": "code",
        "grade": False,
        "grade_id": "answer-sgd_step",
        "locked": False,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }
    assert found["sgd_step"].metadata.nbgrader == {
        "cell_type": "code",
        "grade": True,
        "grade_id": "sgd_step",
        "locked": True,
        "points": 2,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    assert found["sgd_step"].metadata.tags == ["raises-exception"]
    why = found["why"].metadata.nbgrader
    assert (why.grade, why.solution, why.points, why.cell_type) == (True, True, 4, "markdown")
    assert found["setup"].metadata.nbgrader.locked


def test_ids_are_the_grade_ids_headings_and_contents():
    assert [i for i in cells() if not re.fullmatch(r"(code|markdown)-[0-9a-f]{8}", i)] == [
        "install",
        "text-assignment-01-small",
        "setup",
        "text-gradient-descent",
        "answer-sgd_step",
        "sgd_step",
        "text-momentum",
        "answer-momentum_step",
        "momentum_step",
        "text-why",
        "why",
    ]


def test_a_check_is_written_from_its_name():
    assert cells()["momentum_step"].source == (
        "check(momentum_step)\n"
        "### BEGIN HIDDEN TESTS\n"
        "from autograder import grade_here\n"
        'grade_here("momentum_step", momentum_step)\n'
        "### END HIDDEN TESTS"
    )
    assert cells()["momentum_step"].metadata.nbgrader.points == 3


def test_a_new_cell_leaves_the_other_ids_alone():
    more = SMALL.replace("## Momentum", "+++\n\nA word between.\n\n+++\n\n## Momentum")
    assert set(cells()) < set(cells(more))


def test_equal_headings_get_different_ids():
    twice = cells(SMALL + "\n## Momentum\n\n+++\n\n## Momentum\n")
    assert {"text-momentum", "text-momentum-2", "text-momentum-3"} <= set(twice)


def test_links_and_install_cell_are_made_from_the_one_address(repository):
    text = make_release(repository, NAME).read_text(encoding="utf-8")
    assert "(https://example.org/someone/course/blob/main/notebooks/01_small.ipynb)" in text
    first = json.loads(text)["cells"][0]
    assert first["id"] == "install"
    assert f"steepest @ {URL}/archive/refs/heads/main.zip" in "".join(first["source"])


def test_install_cell_does_nothing_where_steepest_is():
    source = cells()["install"].source
    ran = []
    exec(source.replace("%pip install", "ran.append"[:0] + "ran.append(1) #"), {"ran": ran})
    assert ran == []
    exec(
        source.replace("%pip install", "ran.append(1) #").replace('"steepest")', '"no_such")'),
        {"ran": ran},
    )
    assert ran == [1]


def test_release_has_no_answer_no_hidden_test_and_no_output(repository):
    notebook = released(repository)
    text = nbformat.writes(notebook)
    for secret in ("the-secret-answer", "SOLUTION", "HIDDEN", "grade_here"):
        assert secret not in text
    by_id = {cell.id: cell for cell in notebook.cells}
    assert by_id["answer-sgd_step"].source.endswith("raise NotImplementedError()")
    assert by_id["sgd_step"].source == "check(sgd_step)"
    assert by_id["why"].source == "YOUR ANSWER HERE"
    assert all(
        c.outputs == [] and c.execution_count is None for c in notebook.cells if "outputs" in c
    )
    assert notebook.metadata.kernelspec == {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }


def test_release_keeps_ids_and_is_the_same_twice(repository):
    first = make_release(repository, NAME).read_bytes()
    assert [c.id for c in released(repository).cells] == list(cells())
    assert make_release(repository, NAME).read_bytes() == first
    assert [p.name for p in (repository.exercises / NAME).iterdir()] == [f"{NAME}.ipynb"]


def test_listed_data_goes_with_it_and_nothing_else(repository):
    folder = repository.solutions / NAME
    (folder / "data.csv").write_text("1,2\n")
    (folder / "private.txt").write_text("the-secret-answer\n")
    text = SMALL.replace("kernelspec:", "files: [data.csv]\nkernelspec:", 1)
    (folder / f"{NAME}.md").write_text(text, encoding="utf-8")
    make_release(repository, NAME)
    names = {p.name for p in (repository.exercises / NAME).iterdir()}
    assert names == {f"{NAME}.ipynb", "data.csv"}


def test_a_changed_source_makes_the_release_stale(repository):
    make_release(repository, NAME)
    assert not is_stale(repository, NAME)
    path = repository.solutions / NAME / f"{NAME}.md"
    path.write_text(SMALL.replace("Returns the new w.", "Gives the new w."), encoding="utf-8")
    assert is_stale(repository, NAME)


@pytest.mark.parametrize("name", Repository().assignments())
def test_the_committed_release_is_fresh(name):
    assert not is_stale(Repository(), name), f"run: python -m autograder release {name}"


def test_unknown_assignment_names_those_that_exist(repository):
    with pytest.raises(UnknownAssignment, match="'02_nope'; there are: 01_small"):
        make_release(repository, "02_nope")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (":points: 2\n", "", "`check: sgd_step` needs its points"),
        (":check: momentum_step", ":check: trible", "has no"),
        (":check: momentum_step", ":check: sgd_step", "'sgd_step' stands on more than one cell"),
        (
            ":points: 3\n",
            ":points: 3\n\ncheck(momentum_step)\n",
            "leave its cell empty, and release",
        ),
        ("    ### BEGIN SOLUTION\n    a = beta", "    a = beta", "`answer: momentum_step` has no"),
        ("Why does it go down?", "```{note}\nHm\n```", "'```{note' would|would show raw"),
        ("Why does it go down?", "See {ref}`there`.", "would show raw in Jupyter"),
        ("Why does it go down?", "(label)=\nHm", "would show raw in Jupyter"),
        (":answer: sgd_step", ":answer: not a name", "is not a name"),
        (":answer: sgd_step", ":answer: sgd_step\n:check: sgd_step", "either answer or check"),
        (":locked: setup", ":locked: setup\n:points: 3", "only a check or a written question"),
    ],
)
def test_a_broken_rule_is_said(old, new, says):
    assert old in SMALL
    with pytest.raises(BadAssignment, match=says):
        convert(SMALL.replace(old, new), ADDRESS)


def test_a_check_before_its_answer_is_refused():
    start, middle, end = SMALL.partition("## Momentum")
    answer = SMALL[SMALL.index("```{code-cell} ipython3\n:answer: sgd_step") :]
    answer = answer[: answer.index("```\n", 5) + 4]
    moved = start.replace(answer, "") + answer + "\n" + middle + end
    with pytest.raises(BadAssignment, match="the check of 'sgd_step' stands before its answer"):
        convert(moved, ADDRESS)


def test_no_address_is_said(repository):
    (repository.root / "_config.yml").write_text("title: none\n")
    with pytest.raises(BadAssignment, match="must say `repository: url:`"):
        make_release(repository, NAME)


REPAIR = SMALL.replace(
    "    return w - lr * g  # the-secret-answer\n    ### END SOLUTION\n",
    "    return w - lr * g  # the-secret-answer\n    ### END SOLUTION\n"
    "    ### BEGIN GIVEN\n    step = lr * g\n    return w + step\n    ### END GIVEN\n",
)


def test_code_to_repair_takes_the_answers_place(tmp_path):
    repository = make_repository(tmp_path)
    source = repository.solutions / NAME / f"{NAME}.md"
    source.write_text(REPAIR, encoding="utf-8")
    given = {cell.id: cell.source for cell in released(repository).cells}["answer-sgd_step"]
    assert given == (
        "def sgd_step(w, g, lr):\n"
        '    """One step of gradient descent. Returns the new w."""\n'
        "    step = lr * g\n"
        "    return w + step"
    )
    expected = expected_release(repository, NAME)
    assert given in {cell.source for cell in expected.cells}


def test_the_source_that_is_executed_is_right():
    """The given code is never reached: the solution returns before it."""
    names = {}
    exec(cells(REPAIR)["answer-sgd_step"].source, names)
    assert names["sgd_step"](3.0, 2.0, 0.5) == 2.0


@pytest.mark.parametrize(
    "spoilt",
    [
        REPAIR.replace("    ### END GIVEN\n", ""),
        REPAIR.replace("    ### BEGIN GIVEN\n", ""),
        REPAIR.replace("    ### BEGIN GIVEN\n", "    ### BEGIN GIVEN\n    ### BEGIN GIVEN\n"),
        REPAIR.replace("    ### BEGIN GIVEN", "    x = 1\n    ### BEGIN GIVEN"),
    ],
)
def test_a_marker_of_given_code_that_stands_wrong_is_said(spoilt):
    with pytest.raises(BadAssignment, match="right after ### END SOLUTION"):
        cells(spoilt)
