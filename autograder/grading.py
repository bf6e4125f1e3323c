"""Grading a class: repair, run, read the scores, save. One submission never touches another.

The main process repairs each notebook from the release, hands it to an executor in a pool,
and is the only one that writes: gradebook, `autograded/`, and last of all the report in
`reports/`, which marks a submission as done. A killed run goes on where it was.
"""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field

import nbformat
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,  # noqa: F401  (imported here, once, before threads)
    LimitOutput,
)

from autograder import gradebook as book
from autograder import repair
from autograder.errors import in_a_line
from autograder.executor import Executed, Executor, KernelExecutor, Limits, Submission
from autograder.files import make_folder, require_writable, write_atomic
from autograder.gradebook import Course, Score
from autograder.outcome import fair_outcomes
from autograder.released import Release
from autograder.submissions import Entry, absent, find, timestamp_of


@dataclass
class Result:
    """One line of the table."""

    student: str
    state: str  # "graded", "as before", or "not graded"
    notes: list[str] = field(default_factory=list)
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(score.points for score in self.scores.values())


def grade(
    course: Course,
    assignment: str,
    student: str | None = None,
    *,
    jobs: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    notice: Callable[[str], None] = lambda line: None,
) -> tuple[list[Result], Release]:
    """Grade the submissions of an assignment, and return a result for each.

    Raises
    ------
    AutograderError
        where grading can't start; once it has started, every submission gets its result.
    """
    entries = find(course, assignment, student)
    require_writable(course.root)
    release, changed = course.register(assignment)
    if changed:
        notice(f"{assignment} has changed since work was graded; --force grades all of it again")
    make_folder(course.autograded)
    make_folder(course.reports / assignment)
    if student is None and (without := absent(course, assignment)):
        notice(f"no folder {assignment} from {_list(without)}")
    files = _data_files(course, assignment)
    results: dict[str, Result] = {}
    with course.gradebook() as gradebook:
        clerk = _Clerk(course, release, gradebook)
        todo = []
        for entry in entries:
            if force:
                clerk.forget(entry)
            done = clerk.earlier(entry)
            if done:
                results[entry.student] = done
            else:
                todo.append(entry)
        progress(0, len(todo))
        work = _prepare(todo, release, files, limits or Limits(), results)
        for number, outcome in enumerate(_run(work, executor or KernelExecutor(), jobs), 1):
            entry, repaired, executed = outcome
            results[entry.student] = clerk.finish(entry, repaired, executed)
            progress(number, len(todo))
        for entry in todo:
            clerk.note_ungraded(entry, results[entry.student])
        progress(len(todo), len(todo))
    return [results[entry.student] for entry in entries], release


def _list(names, most=5):
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return ", ".join([*names[:most], *more])


def _data_files(course, assignment):
    folder = course.repository.build / assignment
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.suffix != ".ipynb"
    }


def _prepare(entries, release, files, limits, results) -> Iterator:
    """Repair each submission; what can't be read gets its result at once."""
    for entry in entries:
        notes = [entry.note] if entry.note else []
        if entry.notebook is None:
            results[entry.student] = Result(entry.student, "not graded", notes)
            continue
        try:
            notebook, read_notes = repair.read(entry.data)
            repaired = repair.repair(notebook, release)
            text = nbformat.writes(repaired.notebook)
        except repair.Unreadable as error:
            results[entry.student] = Result(entry.student, "not graded", [*notes, str(error)])
            continue
        except Exception as error:  # what nobody foresaw in one notebook stays its own trouble
            results[entry.student] = Result(entry.student, "not graded", [*notes, in_a_line(error)])
            continue
        repaired.notes[:0] = [*notes, *read_notes]
        yield entry, repaired, Submission(entry.student, text, files, limits)


def _run(work, executor, jobs) -> Iterator[tuple[Entry, repair.Repaired, Executed]]:
    """Run the submissions in a pool, a few ahead of what is taken, and yield as they end."""
    jobs = jobs or os.cpu_count() or 1
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="grade")
    running: dict[Future, tuple] = {}
    more, finished = True, False
    try:
        while more or running:
            while more and len(running) < 2 * jobs:
                item = next(work, None)
                more = item is not None
                if more:
                    running[pool.submit(executor.run, item[2])] = item
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                entry, repaired, submission = running.pop(future)
                yield entry, repaired, _outcome(future, submission)
        finished = True
    finally:  # on Ctrl-C nobody waits for what still runs
        pool.shutdown(wait=finished, cancel_futures=True)


def _outcome(future, submission):
    """What the executor made of it; an executor that fails is a notebook where nothing ran."""
    try:
        return future.result()
    except Exception as error:
        note = f"could not be run ({in_a_line(error)})"
        return Executed(submission.student, submission.notebook, frozenset(), (note,))


class _Clerk:
    """The one who writes: scores, the graded notebook, and the report that says it is done."""

    def __init__(self, course, release, gradebook):
        self.course, self.release, self.gradebook = course, release, gradebook

    def _report(self, student):
        return self.course.reports / self.release.assignment / f"{student}.json"

    def _graded(self, student):
        name = self.release.assignment
        return self.course.autograded / student / name / f"{name}.ipynb"

    def forget(self, entry):
        """Have this submission graded again, by this run or, if it is stopped, by the next."""
        self._report(entry.student).unlink(missing_ok=True)

    def earlier(self, entry):
        """The result of an earlier run, where it graded this very file."""
        try:
            report = json.loads(self._report(entry.student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if report.get("submitted") != entry.digest or not self._graded(entry.student).exists():
            return None
        scores = book.scores(self.gradebook, entry.student, self.release.assignment)
        return Result(entry.student, "as before", report["notes"], scores) if scores else None

    def finish(self, entry, repaired, executed):
        notebook = nbformat.reads(executed.notebook, as_version=4)
        fair_outcomes(notebook, executed.finished)
        notes = [*repaired.notes, *executed.notes]
        about = self._resources(entry)
        for step in (LimitOutput(), CheckCellMetadata()):
            notebook, _ = step.preprocess(notebook, about)
        timestamp, told = timestamp_of(entry)
        notes += told
        try:
            self._write(entry, notebook)
            book.save(self.gradebook, entry.student, self.release, notebook, timestamp)
            AssignLatePenalties().preprocess(notebook, about)
            scores = book.scores(self.gradebook, entry.student, self.release.assignment)
            self._write_report(entry, executed, notes, scores)
        except Exception as error:  # one student's trouble; the others go on
            self.gradebook.db.rollback()
            told = f"could not be saved ({in_a_line(error)})"
            return Result(entry.student, "not graded", [*notes, told])
        return Result(entry.student, "graded", notes, scores)

    def _write_report(self, entry, executed, notes, scores):
        report = {
            "student": entry.student,
            "assignment": self.release.assignment,
            "submitted": entry.digest,
            "seconds": round(executed.seconds, 2),
            "notes": notes,
            "scores": {name: asdict(score) for name, score in scores.items()},
        }
        write_atomic(self._report(entry.student), json.dumps(report, indent=1) + "\n")

    def _resources(self, entry):
        name = self.release.assignment
        about = {"student": entry.student, "assignment": name, "notebook": name}
        return {"nbgrader": {**about, "db_url": self.course.database}}

    def _write(self, entry, notebook):
        path = self._graded(entry.student)
        write_atomic(path, nbformat.writes(notebook) + "\n")
        stamp = entry.folder / "timestamp.txt"
        if stamp.is_file():  # by this nbgrader sees which submission was graded
            write_atomic(path.parent / "timestamp.txt", stamp.read_bytes())

    def note_ungraded(self, entry, result):
        """Keep what an earlier submission was worth in view where a new one can't be graded."""
        if result.state == "not graded":
            result.scores = book.scores(self.gradebook, entry.student, self.release.assignment)
            if result.scores:
                result.notes.append("the grade is that of an earlier submission")
