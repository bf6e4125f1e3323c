"""Grade again, and show what would change before anything is written."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.files import write_atomic
from autograder.gradebook.scores import class_scores
from autograder.grading.report import Graded
from autograder.grading.writer import Writer


@dataclass(frozen=True)
class Change:
    """One function or written answer of one student that would get other points.

    Points are None where a person has to give them; ``graded`` is whether there was a grade
    before, and ``stays`` whether points that a person has given count instead, then as now.
    """

    student: str
    name: str
    old: float | None
    new: float | None
    graded: bool
    stays: bool


class Stage:
    """Takes in what is finished in the writer's place, and keeps it aside until it is settled."""

    def __init__(self, writer: Writer):
        self.writer = writer
        self.folder = writer.reports / ".regrade"
        self.taken: list[tuple[str, Path]] = []
        self.changes: list[Change] = []
        self.before = class_scores(writer.gradebook, writer.release.assignment)
        shutil.rmtree(self.folder, ignore_errors=True)

    def take(self, graded: Graded, folder: Path) -> None:
        write_atomic(self.folder / f"{len(self.taken)}.json", json.dumps(graded.report))
        write_atomic(self.folder / f"{len(self.taken)}.ipynb", graded.notebook)
        self.taken.append((graded.student, folder))
        before = self.before.get(graded.student, {})
        for name, score in graded.report["scores"].items():
            old, new = before.get(name), score["points"]
            if old is None:
                self.changes.append(Change(graded.student, name, None, new, False, False))
            elif old.automatic != new:
                change = Change(graded.student, name, old.automatic, new, True, old.given)
                self.changes.append(change)

    def flush_when_due(self) -> None:
        """Nothing is due before it is settled."""

    def settle(self, agree: Callable[[list[Change]], bool]) -> None:
        """Hand everything on to the writer where `agree` says so of the changes, or nothing."""
        try:
            if agree(sorted(self.changes, key=lambda change: change.student)):
                for number, (student, folder) in enumerate(self.taken):
                    self.writer.forget(student)
                    self.writer.take(self._staged(number), folder)
                    self.writer.flush_when_due()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _staged(self, number):
        report = (self.folder / f"{number}.json").read_text(encoding="utf-8")
        return Graded(
            json.loads(report), (self.folder / f"{number}.ipynb").read_text(encoding="utf-8")
        )
