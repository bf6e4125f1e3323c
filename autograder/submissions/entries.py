"""Find the submissions in `submitted/`, and when they were handed in. No notebook is opened."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader import utils

from autograder.errors import NoSubmissions
from autograder.files import read_submitted, same_name
from autograder.gradebook.course import Course
from autograder.submissions.repair import MAX_BYTES

TIMESTAMP, MAX_TIMESTAMP = "timestamp.txt", 1000  # bytes


@dataclass(frozen=True)
class Entry:
    """What lies in `submitted/STUDENT/ASSIGNMENT`; where no notebook counts, ``note`` says why."""

    student: str
    folder: Path
    notebook: Path | None
    note: str = ""

    def read(self) -> bytes:
        """The notebook's bytes, at most one more than `repair.read` takes.

        Raises
        ------
        OSError
        """
        return read_submitted(self.notebook, MAX_BYTES + 1)


def find(course: Course, assignment: str, student: str | None = None) -> list[Entry]:
    """The submissions of an assignment, in order of the students' names."""
    names = sorted(_folders(course.submitted))
    wanted = [name for name in names if student is None or same_name(name, student)]
    if student is not None and not wanted:
        raise NoSubmissions(f"{course.submitted} has no student {student!r}")
    folders = [(name, course.submitted / name / assignment) for name in wanted]
    found = [_entry(name, folder, assignment) for name, folder in folders if _is_there(folder)]
    if not found:
        raise NoSubmissions(
            f"nothing to grade: no {course.submitted / (student or 'STUDENT') / assignment}/"
            f"{assignment}.ipynb"
        )
    return found


def absent(course: Course, assignment: str) -> list[str]:
    """The students with a folder of their own and none for this assignment."""
    names = sorted(_folders(course.submitted))
    return [name for name in names if not _is_there(course.submitted / name / assignment)]


def _folders(path):
    try:
        with os.scandir(path) as entries:
            return [e.name for e in entries if e.is_dir() and not e.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise NoSubmissions(f"{path} can't be read: {error.strerror.lower()}") from None


def _is_there(folder):
    try:
        return folder.is_dir()
    except PermissionError:  # something is: its line in the table says that it can't be read
        return True


def _entry(student, folder, assignment):
    named = folder / f"{assignment}.ipynb"
    try:
        there = sorted(Path(entry) for entry in os.scandir(folder))
    except OSError as error:
        return Entry(student, folder, None, f"can't be read: {error.strerror.lower()}")
    others = [p for p in there if p.suffix == ".ipynb" and p != named]
    if named.is_file():
        path, note = named, ""
    elif len(others) == 1:
        path, note = others[0], f"handed in as {others[0].name}"
    else:
        told = f"; which of {others[0].name} and {others[1].name} counts?" if others else ""
        return Entry(student, folder, None, f"there is no {assignment}.ipynb{told}")
    return Entry(student, folder, path, note)


def timestamp_of(entry: Entry) -> tuple[datetime | None, list[str]]:
    """When it was handed in, by nbgrader's `timestamp.txt`, and a note where that can't be read."""
    try:
        data = read_submitted(entry.folder / TIMESTAMP, MAX_TIMESTAMP)
        text = data.decode("utf-8").strip()
        return (utils.parse_utc(text) if text else None), []
    except FileNotFoundError:
        return None, []
    except (ValueError, OverflowError, OSError):
        return None, ["timestamp.txt can't be read"]
