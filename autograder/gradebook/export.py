"""Grades as CSV, in the forms that Canvas, Moodle and a spreadsheet take.

A grade is exported once it is one: who waits for a person, or handed nothing in, has no row for
Canvas and Moodle, where an empty cell would replace a grade that is there.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.errors import NothingGraded
from autograder.gradebook.course import Course, expected_release, read_release
from autograder.gradebook.database import is_there
from autograder.gradebook.roster import Student, roster
from autograder.gradebook.scores import Score, class_penalties, class_scores

GRADED, WAITS, MISSING = "graded", "waits for hand grading", "missing"


@dataclass(frozen=True)
class AssignmentGrade:
    """What a student has for one assignment."""

    scores: dict[str, Score]
    penalty: float = 0.0

    @property
    def total(self) -> float:
        return max(0.0, sum(score.points for score in self.scores.values()) - self.penalty)

    @property
    def status(self) -> str:
        if not self.scores:
            return MISSING
        return WAITS if any(score.waits for score in self.scores.values()) else GRADED


NOTHING = AssignmentGrade({})


@dataclass(frozen=True)
class GradeTable:
    """The grades of a class: for each assignment the points of its parts, and a row a student."""

    assignments: dict[str, dict[str, float]]
    rows: list[tuple[Student, dict[str, AssignmentGrade]]]

    def having(self, status: str) -> list[str]:
        return [s.id for s, row in self.rows if any(g.status == status for g in row.values())]


def read_grades(course: Course, names: Sequence[str]) -> GradeTable:
    """What the gradebook has of some assignments.

    Raises
    ------
    NothingGraded
        where nothing of one of them is graded.
    """
    if not is_there(course.database):
        raise _nothing(course, names[0])
    assignments, found = {}, {}
    with course.gradebook() as gradebook:
        for name in dict.fromkeys(names):
            scores = class_scores(gradebook, name)
            if not scores:
                raise _nothing(course, name)
            assignments[name] = _parts(course, gradebook, name)
            penalties = class_penalties(gradebook, name)
            found[name] = {s: AssignmentGrade(scores[s], penalties.get(s, 0.0)) for s in scores}
        rows = [
            (student, {name: found[name].get(student.id, NOTHING) for name in assignments})
            for student in roster(course.root, gradebook)
        ]
    return GradeTable(assignments, rows)


def _nothing(course, name):
    run = f"python -m autograder grade {name}"
    return NothingGraded(f"nothing of {name} is graded in {course.root}; first run: {run}")


def _parts(course, gradebook, name):
    """The graded cells with their points, in the order of the assignment."""
    points = {cell.grade_id: cell.points for cell in read_release(gradebook, name).graded}
    order = [cell.grade_id for cell in expected_release(course.repository, name).graded]
    return {part: points[part] for part in [*order, *sorted(points)] if part in points}


def to_csv(grades: GradeTable, kind: str) -> str:
    """The file's text; `kind` is a key of `KINDS`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in KINDS[kind](grades):
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _safe(cell):
    """A text that a spreadsheet takes for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        return "'" + cell
    return f"{cell:.10g}" if isinstance(cell, float) else cell


def _plain(grades) -> Iterator[list]:
    columns = [
        f"{name} {part}"
        for name, parts in grades.assignments.items()
        for part in [*parts, "late penalty", "total", "status"]
    ]
    yield ["id", "last_name", "first_name", "email", *columns]
    for student, row in grades.rows:
        cells = [student.id, student.last_name, student.first_name, student.email]
        for name, parts in grades.assignments.items():
            cells += _plain_cells(row[name], parts)
        yield cells


def _plain_cells(grade, parts):
    if grade.status == MISSING:
        return [*([""] * (len(parts) + 2)), MISSING]
    found = [grade.scores.get(part) for part in parts]
    points = ["" if score is None or score.waits else score.points for score in found]
    return [*points, grade.penalty, grade.total, grade.status]


def _canvas(grades) -> Iterator[list]:
    """The columns of Canvas's own export; "ID" is the LMS's id, "SIS Login ID" our student's."""
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *grades.assignments]
    whole = [float(sum(parts.values())) for parts in grades.assignments.values()]
    yield ["    Points Possible", "", "", "", "", *whole]
    for student, row in _final(grades):
        about = [student.sorted_name, student.lms_user_id, "", student.id, student.section]
        yield [*about, *(g.total if g.status == GRADED else "" for g in row.values())]


def _moodle(grades) -> Iterator[list]:
    """The columns of Moodle's own export; its import asks which column maps to what."""
    columns = [f"{name} ({what})" for name in grades.assignments for what in ("Real", "Feedback")]
    yield ["First name", "Last name", "ID number", "Username", "Email address", *columns]
    for student, row in _final(grades):
        cells = [student.first_name, student.last_name, student.lms_user_id]
        cells += [student.id, student.email]
        for name, grade in row.items():
            final = grade.status == GRADED
            cells += [grade.total, _words(grade, grades.assignments[name])] if final else ["", ""]
        yield cells


def _words(grade, parts):
    """`sgd_step 2/2, momentum_step 0/3, late −1`."""
    scores = {part: grade.scores[part] for part in parts if part in grade.scores}
    told = [f"{part} {score.points:g}/{score.maximum:g}" for part, score in scores.items()]
    return ", ".join([*told, *([f"late −{grade.penalty:g}"] if grade.penalty else [])])


def _final(grades):
    return [(s, row) for s, row in grades.rows if any(g.status == GRADED for g in row.values())]


KINDS = {"plain": _plain, "canvas": _canvas, "moodle": _moodle}
