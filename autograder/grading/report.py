"""Make the report of a submission that has run, and the notebook to be kept.

The report has all that the gradebook is to be told, so that writing it can be done, or done
again, without the notebook.
"""

from dataclasses import asdict, dataclass

import nbformat
from nbgrader import utils
from nbgrader.preprocessors import LimitOutput

from autograder.assignments.release import Release
from autograder.engine.models import Executed, Submission
from autograder.grading.check_outputs import fair_outcomes
from autograder.submissions.entries import Entry, timestamp_of

LIMIT_OUTPUT = LimitOutput()


@dataclass(frozen=True)
class Task:
    """A submission for the pool, with what the writer must know about it."""

    entry: Entry
    digest: str
    notes: tuple[str, ...]
    submission: Submission


@dataclass(frozen=True)
class Graded:
    """A report, and the graded notebook's text."""

    report: dict
    notebook: str

    @property
    def student(self) -> str:
        return self.report["student"]


def mark(task: Task, executed: Executed, release: Release) -> Graded:
    """Read the scores as nbgrader reads them, from the outputs of the checks."""
    notebook = nbformat.v4.reads(executed.notebook)
    cells = {cell.id: cell for cell in notebook.cells}
    for source in release.cells:  # what a cell is and is worth, nobody else says
        if source.grade_id in cells:
            cells[source.grade_id].metadata = nbformat.from_dict(source.metadata)
    fair_outcomes(notebook, executed.judged)
    for cell in notebook.cells:
        LIMIT_OUTPUT.preprocess_cell(cell, {}, 0)
    timestamp, told = timestamp_of(task.entry)
    report = {
        "student": task.entry.student,
        "assignment": release.assignment,
        "submitted": task.digest,
        "timestamp": timestamp and timestamp.isoformat(),
        "seed": task.submission.seed,
        "sandboxed": executed.sandboxed,
        "seconds": round(executed.seconds, 3),
        "stages": {name: round(seconds, 4) for name, seconds in executed.stages.items()},
        "notes": [*task.notes, *executed.notes, *told],
        "scores": {
            source.grade_id: {
                "points": utils.determine_grade(cells[source.grade_id])[0],
                "maximum": source.points,
            }
            for source in release.graded
        },
        "functions": {name: _function(judged) for name, judged in executed.judged.items()},
        "unanswered": [
            source.grade_id
            for source in release.cells
            if source.solution and _is_unanswered(cells.get(source.grade_id))
        ],
    }
    return Graded(report, nbformat.v4.writes(notebook) + "\n")


def _function(judged):
    return {
        key: value
        for key, value in asdict(judged).items()
        if key in ("fraction", "verdict", "headline", "mistake", "groups")
    }


def _is_unanswered(cell):
    return cell is not None and cell.metadata.nbgrader.checksum == utils.compute_checksum(cell)
