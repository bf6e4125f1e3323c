"""Read and write scores in nbgrader's gradebook."""

from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import (
    Assignment,
    Grade,
    GradeCell,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import select
from traitlets.config import Config

from autograder.gradebook.database import transaction


@dataclass(frozen=True, slots=True)
class Score:
    """What the gradebook has for one graded cell of one student.

    ``automatic`` is what grading gave, None for a written answer; ``points`` is what counts.
    """

    points: float
    maximum: float
    by_hand: bool  # a person still has to grade it, or to look at it again
    given: bool = False  # a person has given these points
    automatic: float | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has graded it yet: then its points say nothing."""
        return self.by_hand and not self.given


def scores(gradebook, student: str, assignment: str) -> dict[str, Score]:
    """A student's scores by grade id; empty where nothing is graded."""
    return class_scores(gradebook, assignment, student).get(student, {})


def class_scores(
    gradebook, assignment: str, student: str | None = None
) -> dict[str, dict[str, Score]]:
    """The scores of all who are graded, or of one student: student → grade id → score."""
    query = (
        select(
            SubmittedAssignment.student_id,
            GradeCell.name,
            GradeCell.max_score,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .where(Assignment.name == assignment)
    )
    if student is not None:
        query = query.where(SubmittedAssignment.student_id == student)
    everyone: dict[str, dict[str, Score]] = {}
    for name, cell, maximum, *given in gradebook.db.execute(query):
        everyone.setdefault(name, {})[cell] = _score(maximum, *given)
    return everyone


def class_penalties(gradebook, assignment: str) -> dict[str, float]:
    """The late penalties by student; students without one are left out."""
    query = (
        select(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    )
    return {student: float(points) for student, points in gradebook.db.execute(query) if points}


def _score(maximum, automatic, manual, extra, by_hand):
    points = manual if manual is not None else automatic
    points = 0.0 if points is None else points + (extra or 0.0)
    return Score(float(points), float(maximum), bool(by_hand), manual is not None, automatic)


class Penalties:
    """nbgrader's step `AssignLatePenalties`, with its configured plugin, on an open gradebook."""

    def __init__(self, config: Config):
        self.step = AssignLatePenalties(config=config)
        self.step.init_plugin()

    def assign(self, gradebook, submission, notebook) -> None:
        penalty = None
        if (late := submission.total_seconds_late) > 0:
            gradebook.db.flush()
            gradebook.db.refresh(notebook, ["score"])  # the database adds it up
            plugin = self.step.plugin_inst
            penalty = plugin.late_submission_penalty(submission.student_id, notebook.score, late)
            if penalty is not None:
                penalty = self.step._check_late_penalty(notebook, penalty)
        notebook.late_submission_penalty = penalty


def save(gradebook, reports: list[dict], penalties: Penalties) -> list[dict[str, Score]]:
    """Write what some students' reports of one assignment say, in one transaction.

    Returns the scores of each. What is written is what nbgrader's SaveAutoGrades writes: a score
    that a person has given stays, and is marked for another look. Writing a report twice is as
    writing it once.
    """
    assignment = reports[0]["assignment"]
    with transaction(gradebook):
        found = gradebook.find_notebook(assignment, assignment)
        cells = {cell.id: cell for cell in [*found.grade_cells, *found.solution_cells]}
        return [_save(gradebook, report, found, cells, penalties) for report in reports]


def _save(gradebook, report, found, cells, penalties):
    gradebook.update_or_create_student(report["student"])
    stamp = report["timestamp"]
    about = {"timestamp": datetime.fromisoformat(stamp)} if stamp else {}
    with gradebook.db.no_autoflush:
        submission = gradebook.update_or_create_submission(
            report["assignment"], report["student"], **about
        )
    (submitted,) = (n for n in submission.notebooks if n.notebook_id == found.id)
    saved = {}
    for grade in submitted.grades:
        cell = cells[grade.cell_id]
        automatic = grade.auto_score = report["scores"][cell.name]["points"]
        manual = grade.manual_score
        grade.needs_manual_grade = automatic is None or manual is not None
        by_hand = grade.needs_manual_grade
        saved[cell.name] = _score(cell.max_score, automatic, manual, grade.extra_credit, by_hand)
    for comment in submitted.comments:
        unanswered = cells[comment.cell_id].name in report["unanswered"]
        comment.auto_comment = "No response." if unanswered else None
    penalties.assign(gradebook, submission, submitted)
    return saved
