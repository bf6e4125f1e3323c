"""Grading a class: repair, run, read the scores, save. One submission never touches another.

This process repairs each notebook from the release, hands it to a pool, and gives what comes
back to the writer, the only one that writes. It holds a few submissions at a time, however
large the class is.
"""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

from autograder.assignments.release import Release
from autograder.checks.formula import names
from autograder.engine.models import Pool
from autograder.errors import BadAssignment, in_a_line
from autograder.files import require_writable
from autograder.gradebook.course import Course
from autograder.gradebook.scores import class_scores
from autograder.grading.preparation import Preparation
from autograder.grading.regrade import Change, Stage
from autograder.grading.report import Task, mark
from autograder.grading.writer import Result, Writer, only_grader
from autograder.sandbox.limits import DEFAULTS, Limits
from autograder.submissions import repair
from autograder.submissions.entries import Entry, absent, find


def grade(
    course: Course,
    assignment: str,
    student: str | None = None,
    *,
    pool: Pool,
    force: bool = False,
    regrade: Callable[[list[Change]], bool] | None = None,
    seed: int | None = None,
    limits: Limits = DEFAULTS,
    progress: Callable[[int, int], None] = lambda done, total: None,
    notice: Callable[[str], None] = lambda line: None,
) -> tuple[list[Result], Release]:
    """Grade the submissions of an assignment, and return a result for each.

    force : grade again what is graded already
    regrade : grade all again, ask it with the list of what would change, and write only
        where it says so
    seed : the class's seed from now on

    Raises
    ------
    AutograderError
        where grading can't start, or the gradebook fails it; else every submission gets its
        result.
    """
    entries = find(course, assignment, student)
    require_writable(course.root)
    with only_grader(course):
        release, changed = _register(course, assignment)
        if changed:
            partly = not (force or regrade) or student
            todo = "; --force grades all of it again" if partly else ""
            notice(f"{assignment} has changed since work was graded{todo}")
        if student is None and (without := absent(course, assignment)):
            notice(f"no folder {assignment} from {_list(without)}")
        desk = _Desk(course, release, limits, seed)
        with course.gradebook() as gradebook, Writer(course, release, gradebook) as writer:
            done = {} if force or regrade else _earlier(entries, writer)
            todo = [entry for entry in entries if entry.student not in done]
            stage = Stage(writer) if regrade else None
            if force:
                for entry in todo:
                    writer.forget(entry.student)
            _grade(todo, desk, pool, stage or writer, progress)
            if stage:
                stage.settle(regrade)
            writer.flush()
            results = done | desk.troubles | writer.results
            for name, scores in class_scores(gradebook, assignment).items():
                _note_ungraded(results.get(name), scores)
    return [results[entry.student] for entry in entries if entry.student in results], release


def _register(course, assignment):
    release, changed = course.register(assignment)
    if unknown := [cell.grade_id for cell in release.checks if cell.grade_id not in names()]:
        raise BadAssignment(f"{assignment} can't be graded: no formula is named {_list(unknown)}")
    return release, changed


def _list(names, most=5):
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return ", ".join([*names[:most], *more])


def _earlier(entries, writer):
    """The results of those whose very file an earlier run has graded."""
    scores = class_scores(writer.gradebook, writer.release.assignment)
    results = {}
    for entry in entries:
        if entry.notebook and entry.student in scores and writer.is_reported(entry.student):
            try:
                digest = _digest(entry.read())
            except OSError:  # said where it is prepared
                continue
            if result := writer.earlier(entry, digest, scores[entry.student]):
                results[entry.student] = result
    return results


def _digest(data):
    return hashlib.sha256(data).hexdigest()


class _Desk:
    """Prepares submissions for the pool; one that can't be read gets its result at once."""

    def __init__(self, course: Course, release: Release, limits: Limits, seed: int | None):
        files = course.repository.data_files(release.assignment)
        self.release = release
        self.preparation = Preparation.of(course.root, release, files, limits, seed)
        self.troubles: dict[str, Result] = {}

    def tasks(self, entries: list[Entry]) -> Iterator[Task]:
        for entry in entries:
            notes = [entry.note] if entry.note else []
            try:
                if entry.notebook is None:
                    raise repair.Unreadable
                yield self._task(entry, notes)
            except repair.Unreadable as error:
                self.trouble(entry, [*notes, *filter(None, [str(error)])])
            except OSError as error:
                told = f"{entry.notebook.name} can't be read: {error.strerror.lower()}"
                self.trouble(entry, [*notes, told])
            except Exception as error:  # what nobody foresaw in one notebook stays its own trouble
                self.trouble(entry, [*notes, in_a_line(error)])

    def trouble(self, entry: Entry, notes: list[str]) -> None:
        self.troubles[entry.student] = Result(entry.student, "not graded", notes)

    def _task(self, entry, notes):
        data = entry.read()
        digest = _digest(data)
        notebook, read_notes = repair.read(data)
        repaired = repair.repair(notebook, self.release)
        submission = self.preparation.submission(entry.student, repaired.notebook, digest)
        return Task(entry, digest, (*notes, *read_notes, *repaired.notes), submission)


def _grade(entries, desk, pool, sink, progress):
    """Run the submissions, a few ahead of what is taken in, and give each on as it ends."""
    work = desk.tasks(entries)
    running: dict[Future, Task] = {}
    progress(0, len(entries))
    number, more = 0, True
    while more or running:
        while more and len(running) < 2 * pool.jobs:
            task = next(work, None)
            more = task is not None
            if more:
                running[pool.submit(task.submission)] = task
        ended, _ = wait(running, timeout=1, return_when=FIRST_COMPLETED)
        for future in ended:
            _finish(running.pop(future), future, desk, sink)
            number += 1
            progress(number, len(entries))
        if not ended:  # also that whoever waits can have it stopped
            progress(number, len(entries))
        sink.flush_when_due()
    progress(len(entries), len(entries))


def _finish(task, future, desk, sink):
    try:
        graded = mark(task, future.result(), desk.release)
    except Exception as error:  # the pool's own trouble: a notebook can't make it raise
        desk.trouble(task.entry, [*task.notes, f"could not be run ({in_a_line(error)})"])
    else:
        sink.take(graded, task.entry.folder)


def _note_ungraded(result, scores):
    """Keep what an earlier submission was worth in view where a new one can't be graded."""
    if result and result.state == "not graded":
        result.scores = scores
        result.notes.append("the grade is that of an earlier submission")
