"""Grading a class with a pool that runs nothing: what is graded, what is not, and what is said."""

import hashlib
import json
import os
import pickle
import unicodedata
from dataclasses import replace

import pytest

from autograder.checks.judge import Shares
from autograder.errors import BadAssignment, BadConfig, NoSubmissions
from autograder.gradebook.course import Course
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade
from autograder.sandbox.limits import Limits
from autograder.submissions.repair import read
from tests.classes.course import NAME, RIGHT, SMALL
from tests.classes.pools import QuickPool, Refuses

require_nbgrader()


def points(result):
    return tuple(result.scores[name].points for name in ("sgd_step", "momentum_step"))


def test_a_resubmission_is_graded_again_and_alone(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    grade(course, NAME, pool=QuickPool())
    path = hand_in(
        "ada", RIGHT | {"answer-sgd_step": "def sgd_step(w, g, lr):  # earns 0\n    pass"}
    )
    os.utime(path, (1, 1))  # unpacked with an old time: what counts is that it differs
    pool = QuickPool()
    states = {r.student: r.state for r in grade(course, NAME, pool=pool)[0]}
    assert states == {"ada": "graded", "bo": "as before"}
    assert pool.ran == ["ada"]


def test_force_grades_all_again_and_student_only_one(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    grade(course, NAME, pool=QuickPool())
    pool = QuickPool()
    grade(course, NAME, force=True, pool=pool)
    assert sorted(pool.ran) == ["ada", "bo"]
    pool = QuickPool()
    results, _ = grade(course, NAME, "bo", force=True, pool=pool)
    assert (pool.ran, [r.student for r in results]) == (["bo"], ["bo"])


def test_a_run_with_force_that_is_stopped_goes_on_without_it(course, hand_in):
    for name in ("ada", "bo", "cy"):
        hand_in(name, RIGHT)
    grade(course, NAME, pool=QuickPool())

    def stop(done, total):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(course, NAME, force=True, pool=QuickPool(), progress=stop)
    pool = QuickPool()
    grade(course, NAME, pool=pool)
    assert len(set(pool.ran)) == 2


def test_a_student_is_found_however_letters_are_composed(course, hand_in):
    """macOS writes 김 in three letters; who types the name writes one."""
    hand_in(unicodedata.normalize("NFD", "김민수"), RIGHT)
    (result,) = grade(course, NAME, "김민수", pool=QuickPool())[0]
    assert points(result) == (2, 3)


def test_students_without_the_assignment_are_named(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT).parent.rename(course.submitted / "bo" / "1_small")
    notices = []
    results, _ = grade(course, NAME, pool=QuickPool(), notice=notices.append)
    assert [result.student for result in results] == ["ada"]
    assert notices == [f"no folder {NAME} from bo"]


def test_of_two_notebooks_under_other_names_none_is_taken(course, hand_in):
    path = hand_in("ada", RIGHT)
    path.with_name("b.ipynb").write_bytes(path.read_bytes())
    path.rename(path.with_name("a.ipynb"))
    (result,) = grade(course, NAME, pool=QuickPool())[0]
    assert result.notes == [f"there is no {NAME}.ipynb; which of a.ipynb and b.ipynb counts?"]


def test_what_can_not_be_written_for_one_stops_no_other(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    course.autograded.mkdir()
    (course.autograded / "ada").write_text("a file where a folder belongs")
    ada, bo = grade(course, NAME, pool=QuickPool())[0]
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
            grade(course, NAME, pool=QuickPool())
    else:
        (result,) = grade(course, NAME, pool=QuickPool())[0]
        assert result.notes == ["can't be read: permission denied"]


def test_a_broken_resubmission_leaves_the_earlier_grade(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())
    hand_in("ada", raw=b"{")
    (result,) = grade(course, NAME, pool=QuickPool())[0]
    assert result.state == "not graded"
    assert points(result) == (2, 3)
    assert result.notes[-1] == "the grade is that of an earlier submission"


def test_a_score_given_by_hand_stays(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())
    with course.gradebook() as gradebook:
        grade_of = gradebook.find_grade("why", NAME, NAME, "ada")
        grade_of.manual_score, grade_of.needs_manual_grade = 3.5, False
        gradebook.db.commit()
    (result,) = grade(course, NAME, force=True, pool=QuickPool())[0]
    assert result.scores["why"].points == 3.5
    assert result.scores["why"].by_hand  # for another look
    assert not result.scores["why"].waits


def test_late_work_is_known_by_its_timestamp(course, hand_in):
    path = hand_in("ada", RIGHT)
    stamp = path.with_name("timestamp.txt")
    stamp.write_text("2026-03-02 10:00:00 UTC")
    grade(course, NAME, pool=QuickPool())
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 10:00:00 UTC")
        submitted = gradebook.find_submission(NAME, "ada")
        assert submitted.total_seconds_late == 24 * 3600
    stamp.write_text("yesterday, honestly")
    (result,) = grade(course, NAME, force=True, pool=QuickPool())[0]
    assert result.notes == ["timestamp.txt can't be read"]


def test_a_changed_assignment_is_registered_anew(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())
    path = course.repository.solutions / NAME / f"{NAME}.md"
    path.write_text(path.read_text("utf-8").replace(":points: 2", ":points: 5"), "utf-8")
    notices = []
    results, release = grade(course, NAME, force=True, pool=QuickPool(), notice=notices.append)
    assert (points(results[0]), release.points) == ((5, 3), 12)
    assert notices == [f"{NAME} has changed since work was graded"]
    path.write_text(path.read_text("utf-8").replace(":points: 5", ":points: 4"), "utf-8")
    grade(course, NAME, pool=QuickPool(), notice=notices.append)
    assert notices[1] == f"{notices[0]}; --force grades all of it again"


def test_reading_leaves_the_submission_as_it_was(course, hand_in):
    path = hand_in("ada", RIGHT)
    before = path.read_bytes()
    grade(course, NAME, pool=QuickPool())
    assert path.read_bytes() == before
    assert read(before)[1] == []


def test_a_course_folder_has_only_what_belongs_there(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())
    assert isinstance(course, Course)
    names = {path.name for path in course.root.iterdir()}
    assert names == {
        *["submitted", "autograded", "reports", "gradebook.db", "seed.txt", ".grading.lock"]
    }


def test_what_travels_is_plain_and_has_all_that_the_engine_needs(course, hand_in):
    (course.repository.build / NAME).mkdir(parents=True)
    (course.repository.solutions / NAME / "numbers.csv").write_text("1,2")
    source = course.repository.solutions / NAME / f"{NAME}.md"
    source.write_text(SMALL.replace("kernelspec:", "files: [numbers.csv]\nkernelspec:", 1))
    hand_in("ada", RIGHT)
    (course.root / "grading.toml").write_text("[shares]\nvalues = 0.8\nedges = 0.2\n")
    pool = QuickPool()
    limits = Limits(seconds=7)
    grade(course, NAME, pool=pool, limits=limits)
    (sent,) = pool.submissions
    assert pickle.loads(pickle.dumps(sent)) == sent
    assert json.loads(sent.notebook)["cells"]
    assert sent.checks == {"sgd_step": 2, "momentum_step": 3}
    assert set(sent.shares) == {"sgd_step", "momentum_step"}
    assert sent.shares["sgd_step"] == Shares(values=0.8, edges=0.2)
    assert (sent.files, sent.limits) == ({"numbers.csv": b"1,2"}, limits)


def test_a_pool_that_fails_leaves_the_work_ungraded(course, hand_in):
    """It is no student's fault, so the next run tries again."""

    class Breaks(QuickPool):
        def run(self, submission):
            if submission.student == "ada":
                raise MemoryError("no more")
            return super().run(submission)

    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    ada, bo = grade(course, NAME, pool=Breaks())[0]
    assert (ada.state, ada.scores) == ("not graded", {})
    assert ada.notes == ["could not be run (MemoryError: no more)"]
    assert points(bo) == (2, 3)
    pool = QuickPool()
    assert [r.state for r in grade(course, NAME, pool=pool)[0]] == ["graded", "as before"]
    assert pool.ran == ["ada"]


def test_a_function_that_the_engine_does_not_judge_is_worth_nothing(course, hand_in):
    class Silent(QuickPool):
        def run(self, submission):
            done = super().run(submission)
            return replace(done, judged={"sgd_step": done.judged["sgd_step"]})

    hand_in("ada", RIGHT)
    (ada,) = grade(course, NAME, pool=Silent())[0]
    assert points(ada) == (2, 0)


def test_a_check_without_a_formula_stops_it_at_once(course, hand_in):
    path = course.repository.solutions / NAME / f"{NAME}.md"
    path.write_text(SMALL.replace("momentum_step", "moment_step"), "utf-8")
    hand_in("ada", RIGHT)
    with pytest.raises(BadAssignment, match="no formula is named moment_step"):
        grade(course, NAME, pool=Refuses())


def test_few_are_handed_in_ahead_of_what_has_ended(course, hand_in):
    """So that memory does not grow with the class."""
    for number in range(12):
        hand_in(f"s{number}", RIGHT)
    pool, ahead = QuickPool(jobs=2), []
    grade(course, NAME, pool=pool, progress=lambda n, _: ahead.append(len(pool.ran) - n))
    assert len(pool.ran) == 12
    assert max(ahead) <= 4


def test_seeds_differ_and_are_the_same_again(course, hand_in):
    for name in ("ada", "bo"):
        hand_in(name, RIGHT)
    first, again, other = QuickPool(), QuickPool(), QuickPool()
    grade(course, NAME, pool=first)
    grade(course, NAME, pool=again, force=True)
    seeds = {s.student: s.seed for s in first.submissions}
    assert len(set(seeds.values())) == 2
    assert seeds == {s.student: s.seed for s in again.submissions}
    grade(course, NAME, pool=other, force=True, seed=7)
    assert seeds["ada"] != other.submissions[0].seed
    assert (course.root / "seed.txt").read_text() == "7\n"
    assert (course.root / "seed.txt").stat().st_mode & 0o777 == 0o600
    (course.root / "seed.txt").write_text("seven")
    with pytest.raises(BadConfig, match="should hold one whole number"):
        grade(course, NAME, pool=Refuses())


def test_the_report_says_what_was_graded_and_how(course, hand_in):
    data = hand_in("ada", RIGHT | {"answer-momentum_step": "# earns 0.5"}).read_bytes()
    pool = QuickPool()
    grade(course, NAME, pool=pool)
    report = json.loads((course.reports / NAME / "ada.json").read_text("utf-8"))
    assert report.pop("submitted") == hashlib.sha256(data).hexdigest()
    assert report.pop("seed") == pool.submissions[0].seed
    assert report == {
        "student": "ada",
        "assignment": NAME,
        "timestamp": None,
        "sandboxed": True,
        "seconds": 0.25,
        "stages": {"cells": 0.2, "calls": 0.05},
        "notes": [],
        "scores": {
            "sgd_step": {"points": 2, "maximum": 2},
            "momentum_step": {"points": 1.5, "maximum": 3},
            "why": {"points": None, "maximum": 4},
        },
        "functions": {
            "sgd_step": {
                "fraction": 1,
                "verdict": "right",
                "headline": "It is right.",
                "mistake": "",
                "groups": {"values": True, "edges": True, "purity": True},
            },
            "momentum_step": {
                "fraction": 0.5,
                "verdict": "value",
                "headline": "It is not right.",
                "mistake": "wrong sign",
                "groups": {"values": True, "edges": False, "purity": True},
            },
        },
        "unanswered": [],
    }
