"""The one writer of the gradebook, of `autograded/`, and of the reports that say what is done.

Each submission is graded exactly once, whatever happens to the grader. When it is finished,
its notebook and its report are on disk before anything else, the report in a journal; a batch
of reports goes into the gradebook in one transaction; then they move to `reports/`, which
marks them as done. What a killed grader left in the journal is written by the next.
"""

import contextlib
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from autograder.assignments.release import Release
from autograder.errors import CourseInUse, GradebookError, in_a_line
from autograder.files import make_folder, read_submitted, write_atomic
from autograder.gradebook.course import Course
from autograder.gradebook.database import is_of_the_database, shown
from autograder.gradebook.nbgrader_tools import quiet
from autograder.gradebook.scores import Penalties, Score, save
from autograder.grading.report import Graded
from autograder.submissions.entries import MAX_TIMESTAMP, TIMESTAMP, Entry

BATCH = 16
BATCH_SECONDS = 2.0
LOCK = ".grading.lock"


@dataclass
class Result:
    """The result of one submission: one line of the table."""

    student: str
    state: str  # "graded", "as before", or "not graded"
    notes: list[str] = field(default_factory=list)
    scores: dict[str, Score] = field(default_factory=dict)
    seconds: float = 0.0
    sandboxed: bool = True

    @property
    def total(self) -> float:
        return sum(score.points for score in self.scores.values())


@contextlib.contextmanager
def only_grader(course: Course):
    """Hold the course folder for one grader; the hold ends with the process, however it ends.

    Raises
    ------
    CourseInUse
        where another grader holds it.
    """
    path = course.root / LOCK
    try:
        with FileLock(path, blocking=False):
            path.write_text(f"{os.getpid()}\n")
            yield
    except Timeout:
        raise CourseInUse(
            f"another grader{_who(path)} is at work on {course.root}; wait until it has ended"
        ) from None


def _who(path):
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int(path.read_text())})"
    return ""


class Writer:
    """The writer of one assignment's grades; `results` has a line for each that is written.

    Used with `with`: what has been taken in is written at the end, also after Ctrl-C.
    """

    def __init__(self, course: Course, release: Release, gradebook):
        self.course, self.release, self.gradebook = course, release, gradebook
        self.penalties = Penalties(course.config)
        self.results: dict[str, Result] = {}
        self.batch: list[dict] = []
        self.since = 0.0  # when the oldest of the batch was taken in
        self.reports = course.reports / release.assignment
        self.journal = self.reports / ".journal"
        make_folder(course.autograded)

    def __enter__(self):
        if self.journal.exists():  # the last grader was killed
            self._sweep()
            self._replay()
        make_folder(self.journal)
        return self

    def __exit__(self, kind, error, trace):
        if not isinstance(error, GradebookError):
            self.flush()
            with contextlib.suppress(OSError):
                self.journal.rmdir()

    def _sweep(self):
        """Remove what a killed grader was writing."""
        name = self.release.assignment
        for folder in (self.reports, self.journal, *self.course.autograded.glob(f"*/{name}")):
            for part in folder.glob(".*.part"):
                part.unlink()

    def _replay(self):
        """Write what a killed grader had finished and not yet written."""
        for path in sorted(self.journal.glob("*.json")):
            try:
                self._keep(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError):  # then it is graded again
                path.unlink(missing_ok=True)
            self.flush_when_due()
        self.flush()
        self.results.clear()

    def _report(self, student):
        return self.reports / f"{student}.json"

    def _notebook(self, student):
        name = self.release.assignment
        return self.course.autograded / student / name / f"{name}.ipynb"

    def forget(self, student: str) -> None:
        """Have this submission graded again, by this run or, if it is stopped, by the next."""
        self._report(student).unlink(missing_ok=True)

    def is_reported(self, student: str) -> bool:
        """Whether an earlier run graded some submission of theirs."""
        return self._report(student).exists() and self._notebook(student).exists()

    def earlier(self, entry: Entry, digest: str, scores: dict[str, Score]) -> Result | None:
        """The result of an earlier run, where it graded this very file."""
        try:
            report = json.loads(self._report(entry.student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if report.get("submitted") != digest or not scores:
            return None
        return self._result(report, "as before", scores)

    def _result(self, report, state, scores):
        notes = list(report["notes"])
        sandboxed = report.get("sandboxed", True)
        return Result(
            report["student"], state, notes, scores, report.get("seconds", 0.0), sandboxed
        )

    def take(self, graded: Graded, folder: Path) -> None:
        """Keep a finished submission; it is in the gradebook after the next flush.

        folder : where it was handed in, with nbgrader's `timestamp.txt` in it or not
        """
        student = graded.student
        try:
            path = self._notebook(student)
            write_atomic(path, graded.notebook)
            if graded.report["timestamp"]:  # by it nbgrader sees which submission was graded
                stamp = read_submitted(folder / TIMESTAMP, MAX_TIMESTAMP)
                write_atomic(path.parent / TIMESTAMP, stamp)
            write_atomic(self.journal / f"{student}.json", _as_text(graded.report))
        except Exception as error:  # one student's trouble; the others go on
            self._give_up(graded.report, error)
        else:
            self._keep(graded.report)

    def _keep(self, report):
        if not self.batch:
            self.since = time.monotonic()
        self.batch.append(report)

    def flush_when_due(self) -> None:
        waited = time.monotonic() - self.since
        if len(self.batch) >= BATCH or (self.batch and waited >= BATCH_SECONDS):
            self.flush()

    def flush(self) -> None:
        """Write the batch: in one transaction, or one by one where one of them can't be written.

        Raises
        ------
        GradebookError
            where the database itself is in trouble; the journal stays for the next run.
        """
        if not self.batch:
            return
        with quiet():
            try:
                for report, scores in zip(self.batch, self._save(self.batch), strict=True):
                    self._done(report, scores)
            except GradebookError:
                raise
            except Exception:
                self._one_by_one()
        self.batch = []

    def _one_by_one(self):
        for report in self.batch:
            try:
                (scores,) = self._save([report])
                self._done(report, scores)
            except GradebookError:
                raise
            except Exception as error:
                self._give_up(report, error)
                (self.journal / f"{report['student']}.json").unlink(missing_ok=True)

    def _save(self, reports):
        try:
            return save(self.gradebook, reports, self.penalties)
        except Exception as error:
            if not is_of_the_database(error):
                raise
            raise GradebookError(
                f"the gradebook {shown(self.course.database)} can't be written "
                f"({in_a_line(error)}); nothing is lost: run the same command to go on"
            ) from None

    def _done(self, report, scores):
        student = report["student"]
        with contextlib.suppress(FileNotFoundError):  # done before a Ctrl-C in this very loop
            os.replace(self.journal / f"{student}.json", self._report(student))
        self.results[student] = self._result(report, "graded", scores)

    def _give_up(self, report, error):
        result = self._result(report, "not graded", {})
        result.notes.append(f"could not be saved ({in_a_line(error)})")
        self.results[report["student"]] = result


def _as_text(report):
    return json.dumps(report, indent=1) + "\n"
