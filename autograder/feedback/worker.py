"""In a worker process: write pages. What it imports is imported once, and then forked."""

import contextlib
import hashlib
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import in_a_line
from autograder.feedback.grades import Grades
from autograder.feedback.page import PageMaker
from autograder.files import write_atomic
from autograder.gradebook.nbgrader_tools import quiet
from autograder.sandbox import linux

SECONDS = 30  # the longest that one page may take; a large one takes a tenth of a second
MEMORY = 2_000_000_000  # bytes of a worker
MAKER = PageMaker()


@dataclass(frozen=True)
class PageTask:
    """A page to be written: from which notebook and grades, and where."""

    student: str
    assignment: str
    notebook: Path
    page: Path
    grades: Grades
    rest: str  # a digest of all that the page is made of, but the notebook


def made_from(task_rest: str, notebook: bytes) -> str:
    """A digest of all that a page is made of; a page marked with it is up to date."""
    return hashlib.sha256(task_rest.encode() + notebook).hexdigest()


class TooSlow(BaseException):
    """A page took too long. No `except Exception` on the way may catch it."""


def begin() -> None:
    """Start a worker: it ignores Ctrl-C, and ends when the process that started it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        linux.die_with_parent(signal.SIGKILL)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def write_page(task: PageTask) -> str:
    """Write a page whole, or take an old one away; returns what went wrong, "" if nothing."""
    try:
        with _in_time(), quiet():
            notebook = task.notebook.read_bytes()
            mark = made_from(task.rest, notebook)
            page = MAKER.page(notebook, task.assignment, task.grades, mark)
        write_atomic(task.page, page)
        return ""
    except TooSlow:
        trouble = f"its page took longer than {SECONDS} seconds"
    except Exception as error:  # one student's trouble; the others go on
        trouble = in_a_line(error)
    with contextlib.suppress(OSError):  # it would tell of an older grade
        task.page.unlink(missing_ok=True)
    return trouble


@contextlib.contextmanager
def _in_time():
    def stop(*_):
        raise TooSlow

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
