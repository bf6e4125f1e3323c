"""Killing a grader at random moments, and what a gradebook must be equal in afterwards."""

import json
import multiprocessing
import random
import subprocess
import time
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import select


def quick(folder: Path, checkout: Path, assignment: str, seconds: float) -> None:
    """Grade a class with a pool that runs nothing, and takes so long over each."""
    from autograder.assignments.repository import Repository
    from autograder.gradebook.course import Course
    from autograder.grading.grade import grade
    from tests.classes.pools import QuickPool

    grade(Course(folder, Repository(checkout)), assignment, pool=QuickPool(seconds=seconds))


def quick_grader(course, assignment: str, seconds: float) -> BaseProcess:
    """A process that runs `quick`, started at once: its imports are done before."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.grading.grade", "tests.classes.pools"])
    arguments = (course.root, course.repository.root, assignment, seconds)
    grader = context.Process(target=quick, args=arguments)
    grader.start()
    return grader


class Command(subprocess.Popen):
    """A command that is ended as a process of `multiprocessing` is."""

    def __init__(self, command: Sequence[str], **options):
        super().__init__(command, stdout=subprocess.DEVNULL, **options)

    def is_alive(self) -> bool:
        return self.poll() is None

    def join(self) -> None:
        self.wait()


def kill_at_random(
    course, start: Callable[[], BaseProcess | Command], times: int, longest: float, seed: int
) -> int:
    """Start a grader and kill it after up to `longest` seconds of grading, so many times.

    Grading begins when the grader holds its lock. Returns how many had not ended by themselves.
    """
    rng, killed = random.Random(seed), 0
    lock = course.root / ".grading.lock"
    for _ in range(times):
        grader = start()
        begun = f"{grader.pid}\n"
        while grader.is_alive() and not (lock.exists() and lock.read_text() == begun):
            time.sleep(0.005)
        time.sleep(rng.uniform(0, longest))
        killed += grader.is_alive()
        grader.kill()
        grader.join()
    return killed


def books(course, assignment: str) -> dict:
    """All that grading writes of a class, without ids and times of its own."""
    from nbgrader.api import (
        BaseCell,
        Comment,
        Grade,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    grades = select(
        SubmittedAssignment.student_id,
        BaseCell.name,
        *(Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade),
        SubmittedNotebook.late_submission_penalty,
        SubmittedAssignment.timestamp,
    )
    comments = select(
        SubmittedAssignment.student_id, BaseCell.name, Comment.auto_comment, Comment.manual_comment
    )
    with course.gradebook() as gradebook:
        tables = [
            sorted(map(repr, gradebook.db.execute(_joined(query, table))))
            for query, table in ((grades, Grade), (comments, Comment))
        ]
    reports = {}
    for path in sorted((course.reports / assignment).glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        reports[path.stem] = {k: v for k, v in report.items() if k not in ("seconds", "stages")}
    return {"tables": tables, "reports": reports, "left": _left(course)}


def _joined(query, table):
    from nbgrader.api import BaseCell, SubmittedAssignment, SubmittedNotebook

    return (
        query.select_from(table)
        .join(SubmittedNotebook, SubmittedNotebook.id == table.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(BaseCell, BaseCell.id == table.cell_id)
    )


def _left(course):
    """The files of a course folder: nothing half-written may lie there."""
    return sorted(
        str(path.relative_to(course.root))
        for path in course.root.rglob("*")
        if path.is_file() and not path.name.startswith(("gradebook.db", "seed.txt"))
    )
