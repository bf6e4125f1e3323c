"""Feedback: nbgrader's page for each graded notebook, with nothing active in it.

Pages are written by worker processes; this one finds out which are not up to date, and collects
what became of them.
"""

import contextlib
import functools
import hashlib
import importlib.metadata
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from autograder.errors import NothingGraded
from autograder.feedback import pool as page_pool
from autograder.feedback.exchange import make_releasable
from autograder.feedback.grades import Grades, class_grades
from autograder.feedback.worker import PageTask, made_from
from autograder.files import make_folder, require_writable, same_name
from autograder.gradebook.course import Course

# What a page looks like depends on these; where one has changed, all pages are written anew.
_MODULES = ("sanitize", "page", "preprocessors", "mathml")  # that a page is made by
_PACKAGES = ("latex2mathml", "mistune", "nbconvert", "nbgrader", "nh3", "Pygments")
_HEAD = 4096  # bytes of a page in which its mark is found
_STALE = 3600  # seconds after which nobody is still writing a part


def write_feedback(
    course: Course,
    assignment: str,
    student: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    jobs: int | None = None,
    force: bool = False,
    notice: Callable[[str], None] = lambda line: None,
) -> tuple[list[Path], list[str]]:
    """Write `feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html` for what is graded.

    jobs : how many worker processes; by default one a core
    force : write also what is up to date

    Returns the pages that were written, and a line for each that could not be.
    """
    require_writable(course.root)
    graded = _graded(course, assignment, student)
    make_folder(course.feedback)
    with course.gradebook() as gradebook:
        grades = class_grades(gradebook, assignment)
    tasks = [_task(course, assignment, name, grades.get(name, Grades())) for name in graded]
    todo = [task for task in tasks if force or not _is_up_to_date(task)]
    if len(todo) < len(tasks):
        notice(f"{len(tasks) - len(todo)} of {len(tasks)} pages are up to date")
    written, troubles = [], {}
    progress(0, len(todo))
    for number, (task, trouble) in enumerate(
        page_pool.write_pages(todo, _workers(jobs, len(todo))), 1
    ):
        progress(number, len(todo))
        if trouble:
            troubles[task.student] = trouble
        else:
            written.append(task.page)
    for task in tasks:
        if task.page.exists():
            make_releasable(course, assignment, task.student)
    return sorted(written), [f"{name}: {troubles[name]}" for name in sorted(troubles)]


def _workers(jobs, pages):
    return max(1, min(jobs or os.cpu_count() or 1, pages))


def _task(course, assignment, name, grades):
    folder = course.feedback / name / assignment
    _sweep(folder)
    about = [_makers(), name, assignment, asdict(grades)]
    return PageTask(
        name,
        assignment,
        course.autograded / name / assignment / f"{assignment}.ipynb",
        folder / f"{assignment}.html",
        grades,
        hashlib.sha256(json.dumps(about).encode()).hexdigest(),
    )


def _sweep(folder):
    """Remove what a run left that was killed while it wrote."""
    for part in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _STALE:
                part.unlink()


@functools.cache
def _makers():
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _MODULES]
    files += sorted(path for path in (here / "templates").rglob("*") if path.is_file())
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return digests + [importlib.metadata.version(name) for name in _PACKAGES]


def _is_up_to_date(task):
    try:
        with open(task.page, "rb") as page:
            head = page.read(_HEAD)
        mark = made_from(task.rest, task.notebook.read_bytes())
    except OSError:  # said where it is written
        return False
    return f'content="{mark}"'.encode() in head


def _graded(course, assignment, student):
    folders = sorted(course.autograded.glob(f"*/{assignment}/{assignment}.ipynb"))
    names = [path.parent.parent.name for path in folders]
    wanted = [name for name in names if student is None or same_name(name, student)]
    if not wanted:
        whose = f"{student!r} has" if student else "there is"
        raise NothingGraded(
            f"{whose} nothing graded of {assignment} in {course.root}; first run: "
            f"python -m autograder grade {assignment}"
        )
    return wanted
