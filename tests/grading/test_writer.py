"""The writer writes each grade exactly once, whatever happens to it or to the gradebook."""

import os
import signal
import subprocess
import sys

import pytest
from nbgrader.api import InvalidEntry
from nbgrader.plugins import LateSubmissionPlugin
from sqlalchemy import event

from autograder.errors import CourseInUse, GradebookError
from autograder.files import write_atomic
from autograder.gradebook.course import Course
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading import writer as writer_module
from autograder.grading.grade import grade
from autograder.grading.writer import LOCK, only_grader
from autograder.paths import ROOT
from tests.classes.course import NAME, RIGHT, handing_in, make_course, make_repository
from tests.classes.killing import books, kill_at_random, quick_grader
from tests.classes.pools import QuickPool, Refuses

require_nbgrader()


@pytest.fixture
def commits(monkeypatch):
    """How many transactions have been committed that wrote grades."""
    from contextlib import contextmanager

    from autograder.gradebook import scores

    seen, real = [], scores.transaction

    @contextmanager
    def counted(gradebook):
        def committed(connection):
            seen.append(connection)

        event.listen(gradebook.engine, "commit", committed)
        try:
            with real(gradebook):
                yield
        finally:
            event.remove(gradebook.engine, "commit", committed)

    monkeypatch.setattr(scores, "transaction", counted)
    return seen


def test_a_batch_is_one_transaction(course, hand_in, commits):
    for number in range(20):
        hand_in(f"s{number:02}", RIGHT)
    results, _ = grade(course, NAME, pool=QuickPool(jobs=4))
    assert {result.state for result in results} == {"graded"}
    assert len(commits) == 2


def test_what_waits_for_a_batch_is_written_in_time(course, hand_in, commits, monkeypatch):
    monkeypatch.setattr(writer_module, "BATCH_SECONDS", 0.05)
    for number in range(8):
        hand_in(f"s{number}", RIGHT)
    grade(course, NAME, pool=QuickPool(jobs=1, seconds=0.05))
    assert len(commits) >= 2


def test_ctrl_c_commits_what_is_finished(course, hand_in):
    for number in range(5):
        hand_in(f"s{number}", RIGHT)

    def stop(done, total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(course, NAME, pool=QuickPool(jobs=2), progress=stop)
    with course.gradebook() as gradebook:
        assert len(gradebook.assignment_submissions(NAME)) == 3
    pool = QuickPool()
    states = [result.state for result in grade(course, NAME, pool=pool)[0]]
    assert sorted(states) == ["as before"] * 3 + ["graded"] * 2
    assert len(pool.ran) == 2


def test_one_that_the_database_refuses_costs_nobody_else(course, hand_in, monkeypatch):
    """As PostgreSQL refuses a name that is too long: the batch is done again, one by one."""
    for name in ("ada", "bo", "cy"):
        hand_in(name, RIGHT)
    from nbgrader.api import Gradebook

    real = Gradebook.update_or_create_student

    def refuse(self, student, **about):
        if student == "bo":
            self.db.rollback()
            raise InvalidEntry("value too long")
        return real(self, student, **about)

    monkeypatch.setattr(Gradebook, "update_or_create_student", refuse)
    ada, bo, cy = grade(course, NAME, pool=QuickPool())[0]
    assert (ada.state, bo.state, cy.state) == ("graded", "not graded", "graded")
    assert bo.notes == ["could not be saved (InvalidEntry: value too long)"]
    with course.gradebook() as gradebook:
        there = {s.student.id for s in gradebook.assignment_submissions(NAME)}
    assert there == {"ada", "cy"}
    monkeypatch.undo()
    pool = QuickPool()
    grade(course, NAME, pool=pool)
    assert pool.ran == ["bo"]


def test_a_database_in_trouble_loses_nothing(course, hand_in, monkeypatch):
    """What has run is in the journal, and the next grader writes it without running it again."""
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    from sqlalchemy.exc import OperationalError

    def full(*args):
        raise InvalidEntry("no more room") from OperationalError("…", {}, OSError("disk full"))

    monkeypatch.setattr(writer_module, "save", full)
    with pytest.raises(GradebookError, match="nothing is lost: run the same command to go on"):
        grade(course, NAME, pool=QuickPool())
    assert len(list((course.reports / NAME / ".journal").iterdir())) == 2
    monkeypatch.undo()
    results, _ = grade(course, NAME, pool=Refuses())
    assert [(r.state, r.total) for r in results] == [("as before", 5)] * 2
    assert not (course.reports / NAME / ".journal").exists()


def test_a_journal_is_written_once(course, hand_in):
    """A grader that was killed between the commit and the move writes the same once more."""
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())
    before = books(course, NAME)
    report = course.reports / NAME / "ada.json"
    write_atomic(report.parent / ".journal" / "ada.json", report.read_bytes())
    report.unlink()
    (result,) = grade(course, NAME, pool=Refuses())[0]
    assert result.state == "as before"
    assert books(course, NAME) == before


def test_a_journal_that_is_no_report_is_graded_again(course, hand_in):
    hand_in("ada", RIGHT)
    write_atomic(course.reports / NAME / ".journal" / "ada.json", "{")
    (result,) = grade(course, NAME, pool=QuickPool())[0]
    assert result.state == "graded"


HOLD = """
import sys
from pathlib import Path
from autograder.grading.writer import only_grader
from autograder.gradebook.course import Course
with only_grader(Course(Path(sys.argv[1]), None)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_grader_at_a_time_and_a_dead_one_holds_nobody_up(course, hand_in):
    hand_in("ada", RIGHT)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, course.root],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"
    with pytest.raises(CourseInUse, match=rf"another grader \(process {other.pid}\) is at work on"):
        grade(course, NAME, pool=Refuses())
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert grade(course, NAME, pool=QuickPool())[0][0].state == "graded"


def test_the_lock_is_let_go(course):
    with only_grader(course):
        assert (course.root / LOCK).read_text() == f"{os.getpid()}\n"
    with only_grader(course):
        pass


class TestLate:
    """nbgrader's late penalty, by the plugin that the course folder's configuration names."""

    @pytest.fixture
    def late(self, course, hand_in):
        path = hand_in("ada", RIGHT)
        path.with_name("timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
        hand_in("bo", RIGHT).with_name("timestamp.txt").write_text("2026-03-01 09:00:00 UTC")
        with course.gradebook() as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 10:00:00 UTC")
        return course

    def configured(self, course, text):
        (course.root / "nbgrader_config.py").write_text(f"c = get_config()\n{text}\n")
        return Course(course.root, course.repository)

    def penalties(self, course):
        with course.gradebook() as gradebook:
            return {
                s.student.id: (s.score, s.late_submission_penalty)
                for s in gradebook.assignment_submissions(NAME)
            }

    def test_none_by_default(self, late):
        grade(late, NAME, pool=QuickPool())
        assert self.penalties(late) == {"ada": (5, 0), "bo": (5, 0)}

    def test_zero_takes_all_points_of_late_work(self, late):
        late = self.configured(late, "c.LateSubmissionPlugin.penalty_method = 'zero'")
        grade(late, NAME, pool=QuickPool())
        assert self.penalties(late) == {"ada": (5, 5), "bo": (5, 0)}

    def test_a_plugin_of_ones_own_sees_score_and_lateness(self, late, monkeypatch):
        seen = []

        class Days(LateSubmissionPlugin):
            def late_submission_penalty(self, student, score, seconds):
                seen.append((student, score, seconds))
                return 100

        late.config.AssignLatePenalties.plugin_class = Days
        grade(late, NAME, pool=QuickPool())
        assert seen == [("ada", 5, 86400)]
        assert self.penalties(late)["ada"] == (5, 5)  # no more than there is

    def test_an_extension_takes_it_back(self, late):
        late = self.configured(late, "c.LateSubmissionPlugin.penalty_method = 'zero'")
        grade(late, NAME, pool=QuickPool())
        with late.gradebook() as gradebook:
            gradebook.grant_extension(NAME, "ada", days=2)
        grade(late, NAME, force=True, pool=QuickPool())
        assert self.penalties(late)["ada"] == (5, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.xdist_group("kills")
def test_killed_at_ten_moments_the_books_are_those_of_an_unbroken_run(tmp_path):
    courses = []
    for folder in (tmp_path / "broken", tmp_path / "whole"):
        folder.mkdir()
        course = make_course(folder, make_repository(folder))
        for number in range(40):
            half = {"answer-momentum_step": "# earns 0.5"} if number % 3 else {}
            handing_in(course)(f"s{number:02}", RIGHT | half)
        write_atomic(course.root / "seed.txt", "11\n")
        courses.append(course)
    broken, whole = courses

    def start():
        return quick_grader(broken, NAME, seconds=0.03)

    assert kill_at_random(broken, start, times=10, longest=0.8, seed=5) >= 5
    start().join()
    results, _ = grade(broken, NAME, pool=Refuses())
    assert {result.state for result in results} == {"as before"}
    grade(whole, NAME, pool=QuickPool())
    assert books(broken, NAME) == books(whole, NAME)
    assert len(books(whole, NAME)["reports"]) == 40
