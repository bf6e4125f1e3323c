"""The files that nbgrader's exchange needs beside a page before it can give it to a student."""

import contextlib
from pathlib import Path

from autograder.files import read_submitted, write_if_changed
from autograder.gradebook.course import Course
from autograder.submissions.entries import MAX_TIMESTAMP, TIMESTAMP

SECRET = "submission_secret.txt"


def make_releasable(course: Course, assignment: str, student: str) -> None:
    """Lay the time and the secret of the graded submission beside its page.

    `nbgrader submit` made both, and `nbgrader release_feedback` finds the student by them. Those
    of a submission that came in since are another page's: then what lies there stays.
    """
    handed_in, graded, page = (
        folder / student / assignment
        for folder in (course.submitted, course.autograded, course.feedback)
    )
    stamp, secret = _read(handed_in / TIMESTAMP), _read(handed_in / SECRET)
    if not (stamp and secret) or stamp != _read(graded / TIMESTAMP):
        return
    write_if_changed(page / TIMESTAMP, stamp)
    write_if_changed(page / SECRET, secret)


def _read(path: Path) -> bytes:
    with contextlib.suppress(OSError):
        return read_submitted(path, MAX_TIMESTAMP)
    return b""
