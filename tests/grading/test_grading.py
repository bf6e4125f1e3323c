"""A small class, graded by real kernels: each gets what its work deserves, none stops another."""

import concurrent.futures
import contextlib
import copy
import json
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
import unicodedata
from pathlib import Path

import nbformat
import pytest

from autograder.course import ROOT, Repository
from autograder.errors import NoSubmissions
from autograder.executor import Executed, KernelExecutor, Limits
from autograder.gradebook import Course
from autograder.grading import grade
from autograder.nbgrader_tools import require_nbgrader
from autograder.repair import read

from .conftest import NAME, RIGHT, Trusting, handing_in, make_course, make_repository

require_nbgrader()
LIMITS = Limits(cell_seconds=4, seconds=60, output_bytes=20_000)


def wrong(cell, source):
    return RIGHT | {cell: source}


def edited(change):
    return lambda notebook: notebook.update(cells=change(notebook["cells"]))


def without(*ids):
    return edited(lambda cells: [c for c in cells if c["id"] not in ids])


def copied(cells):
    """A first try of `double` above the second, with the same ids."""
    first = [copy.deepcopy(c) for c in cells if c["id"] in ("answer-double", "double")]
    first[0]["source"] = "def double(x):\n    return 7"
    return cells[:3] + first + cells[3:]


def tamper(cells):
    for cell in cells:
        if cell["id"] == "double":
            cell["metadata"]["nbgrader"]["points"] = 1000
            cell["source"] = "1000"
        if cell["id"] == "setup":
            cell["source"] = "def check(function):\n    return 1000.0"
    return cells


SLIP = "def double(x):\n    return x + 1\n"
WARNS = """
import sys, warnings
def double(x):
    print("careful", file=sys.stderr)
    warnings.warn("very careful")
    return 2 * x
"""
STUBBORN = """
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""

# name: what is handed in, points of (double, triple) or None, a part of the note
CLASS = {
    "right": (dict(sources=RIGHT), (2, 3), ""),
    "김 철수 [1]*": (dict(sources=RIGHT), (2, 3), ""),
    "unfinished": (dict(), (0, 0), ""),
    "visible-only": (dict(sources=wrong("answer-double", SLIP)), (0, 3), ""),
    "warns": (dict(sources=wrong("answer-double", WARNS)), (2, 3), ""),
    "syntax": (dict(sources=wrong("answer-double", "def double(x: return")), (0, 3), ""),
    "exits": (
        dict(sources=wrong("answer-double", RIGHT["answer-double"] + "\nimport sys\nsys.exit(1)")),
        (2, 3),
        "",
    ),
    "quits": (
        dict(sources=wrong("answer-double", "def double(x):\n    return 2 * x\nexit()")),
        (0, 3),
        "answer-double ended the kernel",
    ),
    "dies": (
        dict(sources=wrong("answer-double", "import os\ndef double(x):\n    os._exit(3)")),
        (0, 3),
        "double ended the kernel",
    ),
    "endless": (
        dict(sources=wrong("answer-double", "def double(x):\n    while True: pass")),
        (0, 3),
        "double took too long",
    ),
    "stubborn": (dict(sources=wrong("answer-double", STUBBORN)), (0, 3), "double took too long"),
    "floods": (
        dict(sources=wrong("answer-double", RIGHT["answer-double"] + "\nprint('x' * 50_000_000)")),
        (2, 3),
        "answer-double printed too much",
    ),
    "deleted": (
        dict(sources=RIGHT, edit=without("double", "setup")),
        (2, 3),
        "double, setup missing, put back",
    ),
    "no-answer": (dict(sources=RIGHT, edit=without("answer-double")), (0, 3), "missing"),
    "copied": (dict(sources=RIGHT, edit=edited(copied)), (2, 3), "the last one counts"),
    "tampers": (
        dict(sources=wrong("answer-double", SLIP), edit=edited(tamper)),
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
    results, release = grade(course, NAME, limits=LIMITS)
    return course, {result.student: result for result in results}, release


def points(result):
    return tuple(result.scores[name].points for name in ("double", "triple"))


@pytest.mark.xdist_group("kernels")
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
            "dies": "this cell ended the kernel",
            "stubborn": "this cell could not be interrupted",
            "endless": "CellTimeoutError",
        }.items():
            path = graded[0].autograded / name / NAME / f"{NAME}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            outputs = next(c for c in notebook.cells if c.id == "double").outputs
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
            assert comments["answer-double"] == "No response."

    def test_a_second_run_grades_nothing_again(self, graded):
        course, results, _ = graded
        start = time.monotonic()
        again = {r.student: r for r in grade(course, NAME, executor=Refuses())[0]}
        assert time.monotonic() - start < 5
        for name, result in again.items():
            before = results[name]
            assert result.scores == before.scores
            assert result.notes == before.notes
            assert result.state == ("as before" if before.state == "graded" else "not graded")


class Refuses:
    """An executor for what must not be executed."""

    def run(self, submission):
        raise AssertionError(f"{submission.student} was run again")


class Breaks(Trusting):
    """An executor that fails for one student, and for the other gets nowhere."""

    def run(self, submission):
        if submission.student == "ada":
            raise MemoryError("no more")
        return Executed(submission.student, submission.notebook, frozenset(["double"]))


def test_an_executor_that_fails_earns_no_points(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    ada, bo = grade(course, NAME, executor=Breaks())[0]
    assert points(ada) == (0, 0)
    assert ada.notes == ["could not be run (MemoryError: no more)"]
    assert points(bo) == (2, 0)  # what finished counts, and what was not reached does not
    assert "this check was not reached" in (
        course.autograded / "bo" / NAME / f"{NAME}.ipynb"
    ).read_text(encoding="utf-8")


def test_a_resubmission_is_graded_again_and_alone(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    grade(course, NAME, executor=Trusting())
    path = hand_in("ada", wrong("answer-double", SLIP))
    os.utime(path, (1, 1))  # unpacked with an old time: what counts is that it differs
    executor = Trusting()
    states = {r.student: r.state for r in grade(course, NAME, executor=executor)[0]}
    assert states == {"ada": "graded", "bo": "as before"}
    assert executor.ran == ["ada"]


def test_force_grades_all_again_and_student_only_one(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    grade(course, NAME, executor=Trusting())
    executor = Trusting()
    grade(course, NAME, force=True, executor=executor)
    assert sorted(executor.ran) == ["ada", "bo"]
    executor = Trusting()
    results, _ = grade(course, NAME, "bo", force=True, executor=executor)
    assert (executor.ran, [r.student for r in results]) == (["bo"], ["bo"])


def test_a_run_with_force_that_is_stopped_goes_on_without_it(course, hand_in):
    for name in ("ada", "bo", "cy"):
        hand_in(name, RIGHT)
    grade(course, NAME, executor=Trusting())

    def stop(done, total):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(course, NAME, force=True, jobs=1, executor=Trusting(), progress=stop)
    executor = Trusting()
    grade(course, NAME, executor=executor)
    assert sorted(executor.ran) == ["bo", "cy"]


def test_a_student_is_found_however_letters_are_composed(course, hand_in):
    """macOS writes 김 in three letters; who types the name writes one."""
    hand_in(unicodedata.normalize("NFD", "김민수"), RIGHT)
    (result,) = grade(course, NAME, "김민수", executor=Trusting())[0]
    assert points(result) == (2, 3)


def test_students_without_the_assignment_are_named(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT).parent.rename(course.submitted / "bo" / "1_small")
    notices = []
    results, _ = grade(course, NAME, executor=Trusting(), notice=notices.append)
    assert [result.student for result in results] == ["ada"]
    assert notices == [f"no folder {NAME} from bo"]


def test_of_two_notebooks_under_other_names_none_is_taken(course, hand_in):
    path = hand_in("ada", RIGHT)
    path.with_name("b.ipynb").write_bytes(path.read_bytes())
    path.rename(path.with_name("a.ipynb"))
    (result,) = grade(course, NAME, executor=Trusting())[0]
    assert result.notes == [f"there is no {NAME}.ipynb; which of a.ipynb and b.ipynb counts?"]


def test_what_can_not_be_written_for_one_stops_no_other(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    course.autograded.mkdir()
    (course.autograded / "ada").write_text("a file where a folder belongs")
    ada, bo = grade(course, NAME, executor=Trusting())[0]
    assert (ada.state, ada.scores, bo.state) == ("not graded", {}, "graded")
    assert ada.notes[0].startswith(f"could not be saved (can't write {course.autograded / 'ada'}")
    assert "something else stands in its way" in ada.notes[0]


@pytest.mark.parametrize("closed", ["submitted", "folder"])
def test_what_can_not_be_read_is_said(course, hand_in, monkeypatch, closed):
    path = hand_in("ada", RIGHT)
    locked = {"submitted": course.submitted, "folder": path.parent}[closed]
    scan = os.scandir

    def refuse(folder):
        if folder == locked:
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    if closed == "submitted":
        with pytest.raises(NoSubmissions, match="submitted can't be read: permission denied"):
            grade(course, NAME, executor=Trusting())
    else:
        (result,) = grade(course, NAME, executor=Trusting())[0]
        assert result.notes == ["can't be read: permission denied"]


def test_a_broken_resubmission_leaves_the_earlier_grade(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, executor=Trusting())
    hand_in("ada", raw=b"{")
    (result,) = grade(course, NAME, executor=Trusting())[0]
    assert result.state == "not graded"
    assert points(result) == (2, 3)
    assert result.notes[-1] == "the grade is that of an earlier submission"


def test_a_score_given_by_hand_stays(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, executor=Trusting())
    with course.gradebook() as gradebook:
        grade_of = gradebook.find_grade("why", NAME, NAME, "ada")
        grade_of.manual_score, grade_of.needs_manual_grade = 3.5, False
        gradebook.db.commit()
    (result,) = grade(course, NAME, force=True, executor=Trusting())[0]
    assert result.scores["why"].points == 3.5
    assert result.scores["why"].by_hand  # for another look
    assert not result.scores["why"].waits


def test_late_work_is_known_by_its_timestamp(course, hand_in):
    path = hand_in("ada", RIGHT)
    stamp = path.with_name("timestamp.txt")
    stamp.write_text("2026-03-02 10:00:00 UTC")
    grade(course, NAME, executor=Trusting())
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 10:00:00 UTC")
        submitted = gradebook.find_submission(NAME, "ada")
        assert submitted.total_seconds_late == 24 * 3600
    stamp.write_text("yesterday, honestly")
    (result,) = grade(course, NAME, force=True, executor=Trusting())[0]
    assert result.notes == ["timestamp.txt can't be read"]


def test_a_changed_assignment_is_registered_anew(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, executor=Trusting())
    path = course.repository.solutions / NAME / f"{NAME}.md"
    path.write_text(path.read_text("utf-8").replace(":points: 2", ":points: 5"), "utf-8")
    notices = []
    results, release = grade(course, NAME, force=True, executor=Trusting(), notice=notices.append)
    assert (points(results[0]), release.points) == ((5, 3), 12)
    assert "--force" in notices[0]


def test_what_travels_is_plain_and_bounded(course, hand_in):
    """The seam: an executor may live in another process."""
    hand_in("ada", RIGHT)
    seen = []

    class Elsewhere:
        def run(self, submission):
            seen.append(pickle.loads(pickle.dumps(submission)))
            with concurrent.futures.ProcessPoolExecutor(1) as pool:
                return pool.submit(KernelExecutor().run, seen[0]).result()

    (result,) = grade(course, NAME, executor=Elsewhere())[0]
    assert points(result) == (2, 3)
    assert isinstance(seen[0].notebook, str)


KILLED = """
import sys, time
from pathlib import Path
from autograder.course import Repository
from autograder.gradebook import Course
from autograder.grading import grade
from autograder.nbgrader_tools import require_nbgrader
require_nbgrader()
grade(
    Course(Path(sys.argv[1]), Repository(Path(sys.argv[2]))),
    "01_small",
    jobs=1,
    progress=lambda done, total: print(done, flush=True),
)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.xdist_group("kernels")
def test_a_killed_run_goes_on_where_it_was(course, hand_in):
    names = [f"s{n}" for n in range(6)]
    for name in names:
        hand_in(name, RIGHT)
    killed = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), course.root, course.repository.root],
        stdout=subprocess.PIPE,
        text=True,
    )
    while killed.stdout.readline().strip() != "2":
        assert killed.poll() is None
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    results, _ = grade(course, NAME)
    states = [result.state for result in results]
    assert states.count("as before") in (2, 3, 4)
    assert states.count("graded") == 6 - states.count("as before")
    assert {points(result) for result in results} == {(2, 3)}
    with course.gradebook() as gradebook:
        assert len(gradebook.assignment_submissions(NAME)) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.xdist_group("kernels")
def test_ctrl_c_stops_at_once_and_says_how_to_go_on(tmp_path):
    name = "05_optimizers"
    released = (Repository().exercises / name / f"{name}.ipynb").read_text("utf-8")
    path = tmp_path / "submitted" / "ada" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    # ada's kernel leaves a mark of its own process, and goes on for ever.
    mark = tmp_path / "mark"
    endless = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\n"
    notebook = json.loads(released)
    notebook["cells"][0]["source"] = endless + "while True: time.sleep(0.1)"
    path.write_text(json.dumps(notebook))
    run = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", name, "--course", tmp_path],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (mark.exists() and mark.read_text()):
        assert run.poll() is None
        time.sleep(0.1)
    kernel = int(mark.read_text())
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=10)
    assert run.returncode == 130
    assert said == "Stopped. What was graded stays; run the same command to go on.\n"
    for _ in range(100):  # the kernel finds out, and ends
        if not os.path.exists(f"/proc/{kernel}") or _is_zombie(kernel):
            break
        time.sleep(0.1)
    else:
        os.kill(kernel, signal.SIGKILL)
        raise AssertionError("the kernel outlived the grader")


def _is_zombie(process):
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/stat").read_text()
        return text.rpartition(")")[2].split()[0] == "Z"
    return True


def test_reading_leaves_the_submission_as_it_was(course, hand_in):
    path = hand_in("ada", RIGHT)
    before = path.read_bytes()
    grade(course, NAME, executor=Trusting())
    assert path.read_bytes() == before
    assert read(before)[1] == []


def test_a_course_folder_has_only_what_belongs_there(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, executor=Trusting())
    assert isinstance(course, Course)
    names = {path.name for path in course.root.iterdir()}
    assert names == {"submitted", "autograded", "reports", "gradebook.db"}
