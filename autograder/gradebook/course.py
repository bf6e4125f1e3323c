"""A course folder, and the release of each assignment as nbgrader's gradebook has it."""

import json
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums
from traitlets.config import Config, PyFileConfigLoader

from autograder.assignments.given import GiveCode
from autograder.assignments.release import Release, SourceCell
from autograder.assignments.repository import Repository
from autograder.errors import BadConfig, in_a_line
from autograder.gradebook.database import normalise, open_gradebook
from autograder.gradebook.nbgrader_tools import generate_assignment

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class Course:
    """A course folder: `submitted/`, and beside it all that grading makes.

    ``db`` is the gradebook's URL. Where it is empty, the folder's `nbgrader_config.py` may name
    one; else it is the SQLite file `gradebook.db` in the folder.
    """

    root: Path
    repository: Repository
    db: str = field(default="", repr=False)  # it may hold a password

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

    @cached_property
    def config(self) -> Config:
        """nbgrader's configuration of this folder; empty where it has none."""
        path = self.root / CONFIG
        if not path.is_file():
            return Config()
        try:
            return PyFileConfigLoader(CONFIG, str(self.root)).load_config()
        except Exception as error:
            raise BadConfig(f"{path} can't be run ({in_a_line(error)})") from None

    @cached_property
    def database(self) -> str:
        """The gradebook's URL; it may hold a password."""
        if self.db:
            return normalise(self.db, Path.cwd())
        named = self.config.CourseDirectory.get("db_url")
        return normalise(named or "sqlite:///gradebook.db", self.root)

    def gradebook(self) -> AbstractContextManager[Gradebook]:
        """The open gradebook, made first where there is none."""
        return open_gradebook(self.database)

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
                generate_assignment(self.repository, self.root, name, Path(folder), self.database)
        return expected, graded and not same


def expected_release(repository: Repository, name: str) -> Release:
    """The release that the assignment's source stands for: what the gradebook should have."""
    notebook = nbformat.read(repository.build_source(name), as_version=4)
    for step in (ClearSolutions(), GiveCode(), ComputeChecksums()):
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
