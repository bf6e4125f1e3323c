"""Grades as CSV files, read back as Canvas, Moodle and a spreadsheet read them."""

import csv
import io

import pytest

from autograder.errors import BadConfig, NothingGraded
from autograder.gradebook.export import AssignmentGrade, read_grades, to_csv
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.gradebook.scores import Score
from autograder.grading.grade import grade
from tests.classes.course import NAME, RIGHT
from tests.classes.pools import QuickPool

require_nbgrader()


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def table(text):
    header, *rest = rows(text)
    return [dict(zip(header, row, strict=True)) for row in rest]


@pytest.fixture
def graded(course, hand_in):
    """ada is graded by hand too, bo waits, cy is unfinished and late, dee handed nothing in."""
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT | {"answer-momentum_step": "# earns 0.5"})
    hand_in("cy")
    grade(course, NAME, pool=QuickPool())
    with course.gradebook() as gradebook:
        about = {"first_name": "Ada", "last_name": "Kim", "email": "ada@example.org"}
        gradebook.update_or_create_student("ada", **about, lms_user_id="41")
        given = gradebook.find_grade("why", NAME, NAME, "ada")
        given.manual_score, given.needs_manual_grade = 3.5, False
        gradebook.find_grade("sgd_step", NAME, NAME, "cy").auto_score = 2
        late = gradebook.find_submission_notebook(NAME, NAME, "cy")
        late.late_submission_penalty = 0.5
        gradebook.db.commit()
    (course.root / "students.csv").write_text(
        "id,first_name,last_name,email,section\n"
        "ada,Not,Her,ada@other.example,A\n"
        "cy,Cy,Lee,cy@example.org,B\n"
        "dee,=1+1,Oh,,A\n",
        encoding="utf-8",
    )
    return course


def test_plain(graded):
    ada, bo, cy, dee = sorted(
        table(to_csv(read_grades(graded, [NAME]), "plain")), key=lambda r: r["id"]
    )
    assert ada == {
        "id": "ada",
        "last_name": "Kim",
        "first_name": "Ada",
        "email": "ada@example.org",
        f"{NAME} sgd_step": "2",
        f"{NAME} momentum_step": "3",
        f"{NAME} why": "3.5",
        f"{NAME} late penalty": "0",
        f"{NAME} total": "8.5",
        f"{NAME} status": "graded",
    }
    assert (bo[f"{NAME} why"], bo[f"{NAME} momentum_step"]) == ("", "1.5")
    assert bo[f"{NAME} status"] == "waits for hand grading"
    assert (cy["last_name"], cy[f"{NAME} late penalty"]) == ("Lee", "0.5")
    assert cy[f"{NAME} total"] == "1.5"
    assert (dee[f"{NAME} total"], dee[f"{NAME} status"]) == ("", "missing")
    assert dee["first_name"] == "'=1+1"


def test_canvas(graded):
    header, points, *rest = rows(to_csv(read_grades(graded, [NAME]), "canvas"))
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME]
    assert points == ["    Points Possible", "", "", "", "", "9"]
    # Who waits or handed nothing in has no row: an empty cell would replace a grade.
    assert rest == [
        ["Kim, Ada", "41", "", "ada", "A", "8.5"],
        ["Lee, Cy", "", "", "cy", "B", "1.5"],
    ]


def test_moodle(graded):
    ada, cy = table(to_csv(read_grades(graded, [NAME]), "moodle"))
    assert (ada["Email address"], ada["Username"], ada["ID number"]) == (
        "ada@example.org",
        "ada",
        "41",
    )
    assert ada[f"{NAME} (Real)"] == "8.5"
    assert ada[f"{NAME} (Feedback)"] == "sgd_step 2/2, momentum_step 3/3, why 3.5/4"
    assert cy[f"{NAME} (Feedback)"].endswith("late −0.5")


def test_no_cell_starts_a_formula(graded):
    names = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"]
    with graded.gradebook() as gradebook:
        for number, name in enumerate(names):
            gradebook.update_or_create_student(f"s{number}", last_name=name, email=name)
    text = to_csv(read_grades(graded, [NAME]), "plain")
    cells = [cell for row in rows(text) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    assert "'=cmd|' /C calc'!A0" in cells


def test_a_penalty_takes_no_more_than_there_is():
    assert AssignmentGrade({"a": Score(1, 2, False)}, penalty=3).total == 0


def test_nothing_graded(course):
    with pytest.raises(NothingGraded, match=f"nothing of {NAME} is graded"):
        read_grades(course, [NAME])


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"name\nada\n", "has no column id"), ("id\n김".encode("euc-kr"), "is not a CSV file in")],
)
def test_a_list_of_students_that_is_none(graded, content, says):
    (graded.root / "students.csv").write_bytes(content)
    with pytest.raises(BadConfig, match=says):
        read_grades(graded, [NAME])


class TestCommand:
    def test_it_is_printed_and_says_who_waits(self, command, graded):
        done = command("export", NAME, "--format", "canvas")
        assert done.exit_code == 0
        assert rows(done.stdout)[2][0] == "Kim, Ada"
        assert done.stderr == "1 still to be graded by hand, and left out: bo\n"

    def test_it_is_written_into_a_file(self, command, graded, tmp_path):
        done = command("export", NAME, "--output", tmp_path / "grades.csv")
        assert (done.exit_code, done.stdout) == (0, "")
        data = (tmp_path / "grades.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfid,")
        assert b"\r\n" in data

    def test_nothing_graded_makes_nothing(self, command, course):
        (course.root / "gradebook.db").unlink()
        done = command("export", NAME)
        assert done.exit_code == 2
        assert "nothing of 01_small is graded" in done.stderr
        assert not (course.root / "gradebook.db").exists()
