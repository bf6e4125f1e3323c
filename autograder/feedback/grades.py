"""Read from the gradebook, in three queries, what the students' pages show."""

from dataclasses import dataclass, field

from nbgrader.api import (
    Assignment,
    Comment,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from autograder.gradebook.scores import class_scores


@dataclass(frozen=True)
class Told:
    """What a page shows for one cell: its points, where it is graded, and a comment."""

    points: float = 0.0
    maximum: float = 0.0
    waits: bool = False  # nobody has graded it yet
    comment: str | None = None


@dataclass(frozen=True)
class Grades:
    """All that the gradebook has for one student's notebook, by grade id."""

    cells: dict[str, Told] = field(default_factory=dict)
    penalty: float = 0.0  # for being late

    @property
    def points(self) -> float:
        return sum(cell.points for cell in self.cells.values()) - self.penalty

    @property
    def maximum(self) -> float:
        return sum(cell.maximum for cell in self.cells.values())

    @property
    def waiting(self) -> dict[str, Told]:
        return {name: cell for name, cell in self.cells.items() if cell.waits}


def class_grades(gradebook, assignment: str) -> dict[str, Grades]:
    """The grades of each student with work in the gradebook."""
    comments = class_comments(gradebook, assignment)
    penalties = _penalties(gradebook, assignment)
    grades = {}
    for student, scores in class_scores(gradebook, assignment).items():
        said = {
            name: automatic if by_hand is None else by_hand
            for name, (by_hand, automatic) in comments.get(student, {}).items()
        }
        cells = {
            name: Told(score.points, score.maximum, score.waits, said.get(name))
            for name, score in scores.items()
        }
        cells |= {name: Told(comment=text) for name, text in said.items() if name not in cells}
        grades[student] = Grades(dict(sorted(cells.items())), penalties.get(student) or 0.0)
    return grades


def _submitted(*columns):
    return (
        select(Student.id, *columns)
        .select_from(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    )


def class_comments(
    gradebook, assignment: str
) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    """Student → grade id → what a person said of an answer, and what grading did; None: nothing."""
    query = (
        _submitted(SolutionCell.name, Comment.manual_comment, Comment.auto_comment)
        .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        .join(SolutionCell, SolutionCell.id == Comment.cell_id)
        .where(Assignment.name == assignment)
    )
    said: dict[str, dict[str, tuple[str | None, str | None]]] = {}
    for student, cell, by_hand, automatic in gradebook.db.execute(query):
        said.setdefault(student, {})[cell] = by_hand, automatic
    return said


def _penalties(gradebook, assignment):
    query = _submitted(SubmittedNotebook.late_submission_penalty)
    return dict(gradebook.db.execute(query.where(Assignment.name == assignment)).all())
