"""Grading again: what would change is shown before anything is written."""

import pytest

from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade
from autograder.grading.regrade import Change
from tests.classes.course import NAME, RIGHT
from tests.classes.killing import books
from tests.classes.pools import QuickPool, judged

require_nbgrader()


class Stricter(QuickPool):
    """As after a change of the checks: momentum earns nothing any more."""

    def run(self, submission):
        done = super().run(submission)
        done.judged["momentum_step"] = judged("momentum_step", "# earns 0")
        return done


@pytest.fixture
def graded(course, hand_in):
    """Two of whom one has points for momentum from a person, and the books as they stand."""
    for name in ("ada", "bo"):
        hand_in(name, RIGHT)
    grade(course, NAME, pool=QuickPool())
    with course.gradebook() as gradebook:
        for cell in ("momentum_step", "why"):
            given = gradebook.find_grade(cell, NAME, NAME, "bo")
            given.manual_score, given.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    return course


def regrade(course, answer, **options):
    seen = []

    def agree(changes):
        seen.extend(changes)
        return answer

    results, _ = grade(course, NAME, pool=Stricter(), regrade=agree, **options)
    return seen, results


def test_nothing_is_written_before_it_is_agreed_to(graded):
    before = books(graded, NAME)
    changes, results = regrade(graded, False)
    assert changes == [
        Change("ada", "momentum_step", 3.0, 0.0, graded=True, stays=False),
        Change("bo", "momentum_step", 3.0, 0.0, graded=True, stays=True),
    ]
    assert books(graded, NAME) == before
    assert {result.state for result in results} <= {"as before"}


def test_what_is_agreed_to_is_written_and_points_by_hand_stay(graded):
    _, results = regrade(graded, True)
    ada, bo = results
    assert (ada.state, ada.total) == ("graded", 2)
    assert (bo.scores["momentum_step"].points, bo.scores["why"].points) == (2.5, 2.5)
    assert bo.scores["momentum_step"].by_hand  # for another look
    assert regrade(graded, False)[0] == []


def test_it_is_run_with_the_seed_that_it_had(graded):
    pool, again = QuickPool(), QuickPool()
    grade(graded, NAME, pool=pool, force=True)
    grade(graded, NAME, pool=again, regrade=lambda changes: False)
    assert {s.seed for s in pool.submissions} == {s.seed for s in again.submissions}


def test_one_student_only(graded):
    changes, _ = regrade(graded, True, student="ada")
    assert [change.student for change in changes] == ["ada"]


def test_new_work_is_a_change_too(graded, hand_in):
    hand_in("cy", RIGHT)
    changes, _ = regrade(graded, False)
    assert Change("cy", "sgd_step", None, 2, graded=False, stays=False) in changes


class TestCommand:
    """What a person sees; without a terminal nobody can be asked."""

    @pytest.fixture(autouse=True)
    def stricter(self, graded, command):
        command.make_pool = Stricter

    def test_without_a_terminal_nothing_is_written(self, graded, command):
        before = books(graded, NAME)
        done = command("grade", NAME, "--regrade")
        assert done.exit_code == 0
        assert done.stderr == "Nothing is written. To write it: the same command with --yes.\n"
        lines = [line.split() for line in done.stdout.splitlines()]
        assert ["ada", "momentum_step", "3", "→", "0"] in lines
        assert "points given by hand stay" in done.stdout
        assert "2 of the points would change." in done.stdout
        assert books(graded, NAME) == before

    def test_yes_writes_and_shows_the_table(self, graded, command):
        done = command("grade", NAME, "--regrade", "--yes")
        assert (done.exit_code, done.stderr) == (0, "")
        assert "2 graded" in done.stdout

    @pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False)])
    def test_on_a_terminal_it_asks(self, graded, command, monkeypatch, answer, written):
        monkeypatch.setattr("autograder.cli.course_commands._can_ask", lambda: True)
        before = books(graded, NAME)
        done = command("grade", NAME, "--regrade", input=answer)
        assert "Write this into the gradebook? [y/N]" in done.stderr
        assert ("2 graded" in done.stdout) == written
        assert (books(graded, NAME) != before) == written

    def test_what_can_not_be_graded_is_said(self, graded, command, hand_in):
        hand_in("ada", raw=b"{")
        done = command("grade", NAME, "--regrade")
        assert done.exit_code == 1
        assert "not graded: ada: the file is not a notebook" in done.stderr
