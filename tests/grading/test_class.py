"""A small class through the engine: each gets what its work deserves, none stops another."""

import copy
import json
import os
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path

import nbformat
import pytest

from autograder.assignments.repository import Repository
from autograder.cli.course_commands import Interruptible
from autograder.engine.pool import open_pool
from autograder.gradebook.course import Course
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade
from autograder.paths import ROOT
from autograder.sandbox.limits import Limits
from tests.classes.course import NAME, RIGHT, handing_in, make_course, make_repository
from tests.classes.pools import Refuses

require_nbgrader()
LIMITS = Limits(cell_seconds=4, seconds=60, call_seconds=3, output_bytes=20_000)


def answer(source):
    return dict(sources=RIGHT | {"answer-sgd_step": source})


def edited(change):
    return lambda notebook: notebook.update(cells=change(notebook["cells"]))


def without(*ids):
    return edited(lambda cells: [c for c in cells if c["id"] not in ids])


def copied(cells):
    """A first try of `sgd_step` above the second, with the same ids."""
    first = [copy.deepcopy(c) for c in cells if c["id"] in ("answer-sgd_step", "sgd_step")]
    first[0]["source"] = "def sgd_step(w, g, lr):\n    return 7"
    return cells[:3] + first + cells[3:]


def tamper(cells):
    for cell in cells:
        if cell["id"] == "sgd_step":
            cell["metadata"]["nbgrader"]["points"] = 1000
            cell["source"] = "1000"
        if cell["id"] == "setup":
            cell["source"] = "def check(function):\n    return 1000.0"
    return cells


SGD = RIGHT["answer-sgd_step"]
SLIP = "def sgd_step(w, g, lr):\n    return w + lr * g\n"
WARNS = """
import sys, warnings
def sgd_step(w, g, lr):
    print("careful", file=sys.stderr)
    warnings.warn("very careful")
    return w - lr * g
"""
STUBBORN = """
def sgd_step(w, g, lr):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""

# name: what is handed in, points of (sgd_step, momentum_step) or None, a part of the note
CLASS = {
    "right": (dict(sources=RIGHT), (2, 3), ""),
    "김 철수 [1]*": (dict(sources=RIGHT), (2, 3), ""),
    "unfinished": (dict(), (0, 0), ""),
    "wrong": (answer(SLIP), (0, 3), ""),
    "warns": (answer(WARNS), (2, 3), ""),
    "syntax": (answer("def sgd_step(w: return"), (0, 3), ""),
    "exits": (
        answer(SGD + "\nimport sys\nsys.exit(1)"),
        (2, 3),
        "",
    ),
    "quits": (
        answer(SGD + "\nexit()"),
        (0, 3),
        "answer-sgd_step ended the process",
    ),
    "dies": (
        answer("import os\ndef sgd_step(w, g, lr):\n    os._exit(3)"),
        (0, 3),
        "ended the process",
    ),
    "endless": (
        answer("def sgd_step(w, g, lr):\n    while True: pass"),
        (0, 3),
        "took too long",
    ),
    "stubborn": (answer(STUBBORN), (0, 3), "took too long"),
    "floods": (
        answer(SGD + "\nprint('x' * 50_000_000)"),
        (2, 3),
        "answer-sgd_step printed too much",
    ),
    "deleted": (
        dict(sources=RIGHT, edit=without("sgd_step", "setup")),
        (2, 3),
        "setup, sgd_step missing, put back",
    ),
    "no-answer": (dict(sources=RIGHT, edit=without("answer-sgd_step")), (0, 3), "missing"),
    "copied": (dict(sources=RIGHT, edit=edited(copied)), (2, 3), "the last one counts"),
    "tampers": (
        answer(SLIP) | dict(edit=edited(tamper)),
        (0, 3),
        "changed, put back",
    ),
    "malformed": (dict(raw=b'{"cells": ['), None, "malformed JSON"),
    "empty": (dict(raw=b""), None, "the file is empty"),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class, graded once."""
    folder = tmp_path_factory.mktemp("graded")
    course = make_course(folder, make_repository(folder))
    hand_in = handing_in(course)
    for name, (work, _, _) in CLASS.items():
        hand_in(name, **work)
    (course.submitted / "no-notebook" / NAME).mkdir(parents=True)
    path = hand_in("renamed", RIGHT)
    path.rename(path.with_name("my solution (1).ipynb"))
    (course.submitted / ".DS_Store").write_bytes(b"")
    with open_pool(jobs=2) as pool:
        results, release = grade(course, NAME, pool=pool, limits=LIMITS)
    return course, {result.student: result for result in results}, release


def points(result):
    return tuple(result.scores[name].points for name in ("sgd_step", "momentum_step"))


@pytest.mark.xdist_group("class")
class TestAClass:
    @pytest.mark.parametrize("name", CLASS)
    def test_gets_the_right_points_and_a_clear_note(self, graded, name):
        _, expected, says = CLASS[name]
        result = graded[1][name]
        if expected is None:
            assert (result.state, result.scores) == ("not graded", {})
        else:
            assert (result.state, points(result)) == ("graded", expected)
        assert says in "; ".join(result.notes)
        assert bool(says) == bool(result.notes)
        assert all("\n" not in note for note in result.notes)

    def test_a_missing_notebook_is_said(self, graded):
        result = graded[1]["no-notebook"]
        assert (result.state, result.notes) == ("not graded", [f"there is no {NAME}.ipynb"])

    def test_a_notebook_under_another_name_is_graded(self, graded):
        result = graded[1]["renamed"]
        assert points(result) == (2, 3)
        assert result.notes == ["handed in as my solution (1).ipynb"]

    def test_every_submission_has_its_line(self, graded):
        assert set(graded[1]) == {*CLASS, "no-notebook", "renamed"}

    def test_written_answers_wait_for_a_person(self, graded):
        results = graded[1]
        assert results["right"].scores["why"].by_hand
        assert not results["unfinished"].scores["why"].by_hand
        assert results["unfinished"].scores["why"].points == 0

    def test_a_flood_is_not_stored(self, graded):
        course = graded[0]
        path = course.autograded / "floods" / NAME / f"{NAME}.ipynb"
        assert path.stat().st_size < 100_000
        assert "the rest is left out" in path.read_text(encoding="utf-8")

    def test_the_reason_stands_in_the_graded_notebook(self, graded):
        for name, says in {
            "dies": "ended Python",
            "stubborn": "took too long",
            "endless": "took too long",
            "wrong": "when you add the gradient",
        }.items():
            path = graded[0].autograded / name / NAME / f"{NAME}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            outputs = next(c for c in notebook.cells if c.id == "sgd_step").outputs
            assert says in json.dumps(outputs), name

    def test_nbgraders_gradebook_has_it(self, graded):
        course = graded[0]
        with course.gradebook() as gradebook:
            submitted = {s.student.id: s for s in gradebook.assignment_submissions(NAME)}
            assert submitted["right"].score == 5
            assert submitted["right"].needs_manual_grade
            assert submitted["right"].max_score == 9
            assert "malformed" not in submitted
            comments = {c.name: c.comment for c in submitted["unfinished"].notebooks[0].comments}
            assert comments["answer-sgd_step"] == "No response."

    def test_a_second_run_grades_nothing_again(self, graded):
        course, results, _ = graded
        again = {r.student: r for r in grade(course, NAME, pool=Refuses())[0]}
        for name, result in again.items():
            before = results[name]
            assert result.scores == before.scores
            assert result.notes == before.notes
            assert result.state == ("as before" if before.state == "graded" else "not graded")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.xdist_group("class")
def test_ctrl_c_keeps_what_is_finished_and_leaves_nothing_running(tmp_path):
    """Two of the course itself, without walls: one leaves a mark of its own process."""
    name, mark = "05_optimizers", tmp_path / "mark"
    notebook = json.loads((Repository().exercises / name / f"{name}.ipynb").read_text("utf-8"))
    endless = (
        f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\n"
        "while True: time.sleep(0.1)"
    )
    for student, source in {"ada": "pass", "bo": endless}.items():
        notebook["cells"][0]["source"] = source
        path = tmp_path / "submitted" / student / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    run = subprocess.Popen(
        [
            *(sys.executable, "-m", "autograder", "grade", name, "--course", tmp_path),
            *("--jobs", "1", "--no-sandbox"),
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (mark.exists() and mark.read_text()):
        assert run.poll() is None
        time.sleep(0.1)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does
    _, said = run.communicate(timeout=20)
    assert run.returncode == 130
    assert said == "Stopped. What was graded stays; run the same command to go on.\n"
    with Course(tmp_path, Repository()).gradebook() as gradebook:
        assert [s.student.id for s in gradebook.assignment_submissions(name)] == ["ada"]
    notebooks_process = int(mark.read_text())
    for _ in range(100):
        if _has_ended(notebooks_process):
            return
        time.sleep(0.1)
    os.kill(notebooks_process, signal.SIGKILL)
    raise AssertionError("the notebook outlived the grader")


def test_ctrl_c_counts_where_python_drops_it(capfd):
    """As in a weak reference's callback: what it raises goes nowhere."""

    def press(_):
        os.kill(os.getpid(), signal.SIGINT)

    class Thing:
        pass

    told = sys.unraisablehook
    with Interruptible(lambda done, total: None) as progress:
        progress(0, 1)
        thing = Thing()
        reference = weakref.ref(thing, press)
        del thing
        assert reference() is None
        with pytest.raises(KeyboardInterrupt):
            progress(1, 1)
    assert sys.unraisablehook is told
    assert capfd.readouterr().err == ""


def _has_ended(process):
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True
    return text.rpartition(")")[2].split()[0] == "Z"
