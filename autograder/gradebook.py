"""nbgrader's gradebook of a course folder: the release in it, and the scores.

All reading and writing of the database during grading is here, and one process does it.
"""

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import Repository
from autograder.errors import GradebookError
from autograder.nbgrader_config import COURSE_ID
from autograder.nbgrader_tools import generate_assignment
from autograder.released import Release, SourceCell


@dataclass(frozen=True)
class Course:
    """A course folder: `submitted/`, and beside it all that grading makes."""

    root: Path
    repository: Repository

    @property
    def submitted(self) -> Path:
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        return self.root / "feedback"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def database(self) -> str:
        return f"sqlite:///{self.root / 'gradebook.db'}"

    @contextlib.contextmanager
    def gradebook(self):
        """The open gradebook, made first where there is none: whole, or not at all."""
        path = self.root / "gradebook.db"
        try:
            if not path.exists():
                with tempfile.TemporaryDirectory(dir=self.root, prefix=".gradebook-") as folder:
                    Gradebook(f"sqlite:///{folder}/gradebook.db", COURSE_ID).close()
                    os.replace(f"{folder}/gradebook.db", path)
        except (OSError, SQLAlchemyError) as error:
            raise GradebookError(f"can't make the gradebook {path}: {_cause(error)}") from None
        try:
            with Gradebook(self.database, COURSE_ID) as gradebook:
                yield gradebook
        except SQLAlchemyError as error:
            raise GradebookError(f"the gradebook {path} can't be used: {_cause(error)}") from None

    def register(self, name: str) -> tuple[Release, bool]:
        """Put the release into the gradebook where it is new there or has changed.

        Returns the release, and whether it has changed under work that is graded already.
        """
        expected = expected_release(self.repository, name)
        with self.gradebook() as gradebook:
            there = read_release(gradebook, name)
            graded = there is not None and bool(gradebook.find_assignment(name).submissions)
        same = expected.same(there)
        if not same:
            with tempfile.TemporaryDirectory() as folder:
                generate_assignment(self.repository, self.root, name, Path(folder), database=True)
        return expected, graded and not same


def _cause(error):
    return str(getattr(error, "orig", None) or error).split("\n")[0]


def expected_release(repository: Repository, name: str) -> Release:
    """The release that the assignment's source stands for: what the gradebook should have."""
    notebook = nbformat.read(repository.build_source(name), as_version=4)
    for step in (ClearSolutions(), ComputeChecksums()):
        notebook, _ = step.preprocess(notebook, {})
    cells = [(c, c.metadata.nbgrader) for c in notebook.cells if "nbgrader" in c.metadata]
    return Release(
        name,
        tuple(
            SourceCell(
                meta.grade_id,
                cell.cell_type,
                cell.source,
                meta.checksum,
                utils.is_locked(cell),
                meta.solution,
                float(meta.points) if meta.grade else None,
            )
            for cell, meta in cells
        ),
        dict(notebook.metadata.kernelspec),
    )


def read_release(gradebook, name: str, notebook: str | None = None) -> Release | None:
    """The release in an open gradebook; None where it has no such assignment."""
    try:
        found = gradebook.find_notebook(notebook or name, name)
    except MissingEntry:
        return None
    points = {cell.name: cell.max_score for cell in found.grade_cells}
    solutions = {cell.name for cell in found.solution_cells}
    cells = [
        SourceCell(
            cell.name,
            cell.cell_type,
            cell.source,
            cell.checksum,
            cell.locked,
            cell.name in solutions,
            points.get(cell.name),
        )
        for cell in found.source_cells
    ]
    return Release(name, tuple(cells), json.loads(found.kernelspec or "{}"))


@dataclass(frozen=True)
class Score:
    """What the gradebook has for one graded cell of one student."""

    points: float
    maximum: float
    by_hand: bool  # a person still has to grade it, or to look at it again
    given: bool = False  # a person has given these points

    @property
    def waits(self) -> bool:
        """Whether nobody has graded it yet: then its points say nothing."""
        return self.by_hand and not self.given


def save(gradebook, student: str, release: Release, notebook, timestamp=None) -> None:
    """Write one student's scores, in one transaction.

    What is written is what nbgrader's SaveAutoGrades writes; a score that a person has given
    stays, and is marked for another look.
    """
    gradebook.update_or_create_student(student)
    about = {"timestamp": timestamp} if timestamp else {}
    with gradebook.db.no_autoflush:
        gradebook.update_or_create_submission(release.assignment, student, **about)
    name = release.assignment
    submitted = gradebook.find_submission_notebook(name, name, student)
    graded = {g.name: g for g in submitted.grades}
    comments = {c.name: c for c in submitted.comments}
    for cell in notebook.cells:
        if utils.is_grade(cell):
            grade = graded[cell.metadata.nbgrader.grade_id]
            grade.auto_score, _ = utils.determine_grade(cell)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        if utils.is_solution(cell):
            unchanged = cell.metadata.nbgrader.checksum == utils.compute_checksum(cell)
            comment = comments[cell.metadata.nbgrader.grade_id]
            comment.auto_comment = "No response." if unchanged else None
    gradebook.db.commit()


def scores(gradebook, student: str, assignment: str) -> dict[str, Score]:
    """A student's scores by grade id; empty where nothing is graded."""
    try:
        submitted = gradebook.find_submission_notebook(assignment, assignment, student)
    except MissingEntry:
        return {}
    return {
        g.name: Score(
            float(g.score or 0),
            float(g.max_score),
            bool(g.needs_manual_grade),
            g.manual_score is not None,
        )
        for g in submitted.grades
    }
