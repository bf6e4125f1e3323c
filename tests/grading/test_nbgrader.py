"""nbgrader's own commands and the formgrader work on a course folder."""

import json
import subprocess
import sys

import pytest

from autograder import demo
from autograder.assignments.repository import Repository
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.nbgrader_config import init
from tests.classes.serving import formgrader

require_nbgrader()
A05 = demo.ASSIGNMENT
NAMES = ("right-3", "mistakes-12", "copied-cell")


@pytest.fixture(scope="module")
def plan():
    return {s.name: s for s in demo.students(Repository()) if s.name in NAMES}


def nbgrader(folder, *args):
    command = [sys.executable, "-m", "nbgrader", *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, plan):
    """A folder of `autograder init` with three submissions, after nbgrader's three commands."""
    folder = tmp_path_factory.mktemp("course")
    init(folder)
    for student in plan.values():
        path = folder / "submitted" / student.name / A05 / f"{A05}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(student.data)
    # Into another folder than exercises/, which other tests are reading.
    elsewhere = f"--CourseDirectory.release_directory={folder / 'release'}"
    nbgrader(folder, "generate_assignment", A05, elsewhere)
    nbgrader(folder, "autograde", A05)
    nbgrader(folder, "generate_feedback", A05)
    return folder


@pytest.mark.xdist_group("nbgrader")
class TestStock:
    def test_generate_assignment_makes_the_committed_release(self, folder):
        made = folder / "release" / A05 / f"{A05}.ipynb"
        assert made.read_bytes() == (Repository().exercises / A05 / f"{A05}.ipynb").read_bytes()

    def test_autograde_gives_the_points_of_the_plan(self, folder, plan):
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
            got = {
                submitted.student.id: {g.name: g.auto_score for g in submitted.notebooks[0].grades}
                for submitted in gradebook.assignment_submissions(A05)
            }
        assert set(got) == set(NAMES)
        for name, student in plan.items():
            assert {f: got[name][f] for f in student.expected} == student.expected

    def test_generate_feedback(self, folder):
        page = (folder / "feedback" / "mistakes-12" / A05 / f"{A05}.html").read_text("utf-8")
        assert 'class="steepest-card"' in page
        assert "It is what you get when you" in page
        assert "HIDDEN" not in page

    def test_grade_goes_on_with_what_nbgrader_left(self, folder, autograder):
        done = autograder("grade", A05, "--course", folder)
        assert done.returncode == 0
        assert "3 graded" in done.stdout

    def test_the_formgrader_shows_the_assignment(self, folder):
        with formgrader(folder) as get:
            assignments = json.loads(get("/formgrader/api/assignments"))
            (about,) = [one for one in assignments if one["name"] == A05]
            assert (about["name"], about["num_submissions"], about["max_score"]) == (A05, 3, 31)
            submissions = json.loads(get(f"/formgrader/api/submissions/{A05}"))
            assert {s["autograded"] for s in submissions} == {True}
            assert "Manual Grading" in get(f"/formgrader/gradebook/{A05}/{A05}")
            listed = json.loads(get(f"/formgrader/api/submitted_notebooks/{A05}/{A05}"))
            assert len(listed) == 3
            page = get(f"/formgrader/submissions/{listed[0]['id']}")
            assert "In your own words" in page
            assert 'class="steepest-card"' in page

    def test_the_formgraders_button_grades_in_the_engine(self, folder, plan):
        from nbgrader.api import Gradebook

        name, right = "mistakes-12", plan["right-3"]
        submitted = folder / "submitted" / name / A05 / f"{A05}.ipynb"
        before = submitted.read_bytes()
        submitted.write_bytes(right.data)
        try:
            with formgrader(folder) as get:
                said = json.loads(get(f"/formgrader/api/submission/{A05}/{name}/autograde", b""))
        finally:
            submitted.write_bytes(before)
        assert said["success"], said
        with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
            grades = gradebook.find_submission_notebook(A05, A05, name).grades
            got = {g.name: g.auto_score for g in grades}
        assert {f: got[f] for f in right.expected} == right.expected
        graded = (folder / "autograded" / name / A05 / f"{A05}.ipynb").read_text("utf-8")
        assert "Points: 5 of 5" in graded
