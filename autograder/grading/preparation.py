"""Make of a repaired notebook the `Submission` for the engine, the same for each command."""

from dataclasses import dataclass, field
from pathlib import Path

import nbformat.v4
from nbformat import NotebookNode

from autograder.assignments.release import Release
from autograder.checks.judge import Shares
from autograder.engine.models import Submission
from autograder.grading.seeds import class_seed, submission_seed
from autograder.grading.shares import read_shares
from autograder.sandbox.limits import DEFAULTS, Limits


@dataclass(frozen=True)
class Preparation:
    """What the submissions of one assignment have in common when they are graded.

    seed : the class's, of which each submission gets its own
    shares : how the points of a function are shared, for those of which they are
    files : the data files that lie beside the notebook
    """

    release: Release
    seed: int
    shares: dict[str, Shares] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    limits: Limits = DEFAULTS

    @classmethod
    def of(
        cls,
        course: Path,
        release: Release,
        files: dict[str, bytes],
        limits: Limits = DEFAULTS,
        seed: int | None = None,
    ) -> "Preparation":
        """Read it from a course folder. A given ``seed`` replaces the class's."""
        return cls(release, class_seed(course, seed), read_shares(course), files, limits)

    def submission(self, student: str, notebook: NotebookNode, digest: str) -> Submission:
        """The `Submission` of a repaired notebook; ``digest`` is that of the submitted file."""
        checks = {cell.grade_id: cell.points for cell in self.release.checks}
        return Submission(
            student,
            nbformat.v4.writes(notebook, split_lines=False),
            checks,
            submission_seed(self.seed, self.release.assignment, student, digest),
            {name: shares for name, shares in self.shares.items() if name in checks},
            self.files,
            self.limits,
        )
