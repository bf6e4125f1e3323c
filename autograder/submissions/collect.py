"""Collect: copy each student's notebook from an archive to where grading looks for it."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import NoSubmissions
from autograder.files import make_folder, write_atomic
from autograder.gradebook.course import Course
from autograder.gradebook.database import is_there
from autograder.gradebook.roster import FILE as ROSTER
from autograder.gradebook.roster import Student, read_file, roster
from autograder.submissions.archives import BROKEN, Handed, inside, open_source
from autograder.submissions.lms_names import Origin, key, version


@dataclass
class Collected:
    """The students by result, and a line for each thing that a person should look at."""

    new: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.new) + len(self.again) + len(self.same)


def collect(course: Course, assignment: str, sources: Sequence[Path]) -> Collected:
    """Copy each student's notebook from archives or folders to `submitted/`.

    A later source counts where one student is in several.

    Raises
    ------
    AutograderError
        where a source can't be read, or has nobody's work in it.
    """
    make_folder(course.submitted)
    listed = _Listed(_students(course))
    done = Collected()
    for source in sources:
        try:
            with open_source(source) as files:
                handed = list(files(assignment))
                if not handed:
                    raise NoSubmissions(_nothing(source))
                for student, theirs in sorted(_by_student(handed, listed, done).items()):
                    _take(course, assignment, student, theirs, done)
        except zipfile.BadZipFile:
            raise NoSubmissions(f"{source} is neither a folder nor a zip archive") from None
        except OSError as error:
            raise NoSubmissions(f"{source} can't be read: {error.strerror.lower()}") from None
    return done


def _nothing(source):
    return (
        f"{source} has nobody's work in it: neither names like Moodle's or Canvas's, nor a folder "
        "for each student"
    )


def _students(course):
    if not is_there(course.database):
        return list(read_file(course.root / ROSTER).values())
    with course.gradebook() as gradebook:
        return roster(course.root, gradebook)


class _Listed:
    """The class list, to be looked up by what an archive says of a student."""

    def __init__(self, students: list[Student]):
        self.by_user = {s.lms_user_id: s.id for s in students if s.lms_user_id}
        self.by_name: dict[str, set[str]] = {}
        for student in students:
            first, last = student.first_name, student.last_name
            for name in (student.id, student.email, first + last, last + first):
                if key(name):
                    self.by_name.setdefault(key(name), set()).add(student.id)

    def find(self, origin: Origin) -> str | None:
        """A student's id; None where the list has nobody like that, or several."""
        if origin.user_id in self.by_user:
            return self.by_user[origin.user_id]
        found = self.by_name.get(key(origin.name), set())
        return min(found) if len(found) == 1 else None


def _by_student(handed, listed, done):
    """The files by student; of namesakes that can't be told apart, none are taken."""
    by_origin: dict[Origin, list[Handed]] = {}
    for one in handed:
        by_origin.setdefault(one.place.origin, []).append(one)
    by_student: dict[str, list[Origin]] = {}
    for origin in by_origin:
        found = listed.find(origin)
        student = _folder_name(found or origin.name)
        if found is None and listed.by_name and student not in done.unlisted:
            done.unlisted.append(student)
        by_student.setdefault(student, []).append(origin)
    theirs = {}
    for student, origins in by_student.items():
        if len(origins) > 1:
            numbers = " and ".join(origin.number or origin.name for origin in origins)
            done.troubles.append(f"{student}: handed in by several of that name ({numbers})")
        else:
            theirs[student] = by_origin[origins[0]]
    return theirs


def _folder_name(name):
    """A name that stays in its folder, whatever it is made of."""
    printable = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in name)
    return printable.strip().lstrip(".")[:80].strip() or "unnamed"


def _take(course, assignment, student, theirs, done):
    """Write the one notebook of a student that counts, or say why none does."""
    try:
        counts, why_not = _which(theirs, assignment)
        data = counts.read() if counts else b""
    except BROKEN as error:
        counts, why_not = None, f"it can't be read ({error})"
    if counts is None:
        done.troubles.append(f"{student}: {why_not}")
        return
    if note := _taken(counts.place.file, len(theirs), assignment):
        done.notes.append(f"{student}: {note}")
    if counts.place.late:
        done.late.append(student)
    path = course.submitted / student / assignment / f"{assignment}.ipynb"
    before = path.read_bytes() if path.is_file() else None
    kind = done.new if before is None else done.same if before == data else done.again
    kind.append(student)
    if before != data:
        write_atomic(path, data)


def _taken(file, several, assignment):
    """What is to be said of the file that counts: where it has another name, or was chosen."""
    number = version(file, assignment)
    if number is None:
        return f"handed in as {file}"
    if several > 1:
        return f"took {file}, one of {several} files"
    # Canvas numbers each upload after the first; a browser's number tells of two downloads.
    return f"took {file}" if number and "(" in file else ""


def _which(theirs, assignment) -> tuple[Handed | None, str]:
    """The notebook that counts: the last upload of the right name, else the only one."""
    notebooks = [one for one in theirs if one.ends(".ipynb")]
    if not notebooks:
        archives = [one for one in theirs if one.ends(".zip")]
        notebooks = [one for archive in archives for one in inside(archive)]
    named = {version(one.place.file, assignment): one for one in notebooks}
    named.pop(None, None)
    if named:
        return named[max(named)], ""
    if len(notebooks) == 1:
        return notebooks[0], ""
    names = " and ".join(sorted(one.place.file for one in notebooks or theirs)[:2])
    return None, f"which of {names} counts?" if notebooks else f"no notebook, but {names}"
