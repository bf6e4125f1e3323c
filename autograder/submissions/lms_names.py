"""Read the student from the name that a learning platform gives a file in its archive.

Moodle  `Ada Kim_4711_assignsubmission_file/05_optimizers.ipynb`, or all of it as one file's name;
        the number is one of this assignment's, not the student's own
Canvas  `kimada_LATE_4711_98765_05_optimizers-1.ipynb`: the student's number and the upload's
others  a folder for each student, named like the folder in `submitted/`
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

_MOODLE = re.compile(
    r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)"
)
_CANVAS = re.compile(r"(?P<name>.+?)_(?P<late>LATE_)?(?P<user>\d+)_\d+_(?P<file>.+)", re.DOTALL)
_CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon_[^_]+)_\d+_(?P<file>.+)", re.DOTALL)
# What browsers and Canvas append to a file that is uploaded again.
_AGAIN = re.compile(r"(?: ?\((\d+)\)|[-_](\d+))$")
_NOBODYS = ("__MACOSX", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Origin:
    """The student of a file as the archive names them, with a number that tells namesakes apart.

    ``user_id`` is the platform's own number of the student, where the archive has it.
    """

    name: str
    number: str = ""
    user_id: str = ""


@dataclass(frozen=True)
class Place:
    """What a path in an archive says: the student, the file's own name, and lateness."""

    origin: Origin
    file: str
    late: bool = False


def read_place(path: str, assignment: str) -> Place | None:
    """The student of a file; None for a file of nobody, such as a text typed into Moodle."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts or any(part in _NOBODYS for part in parts) or parts[-1].startswith("."):
        return None
    for part in parts:
        if found := _MOODLE.fullmatch(part):
            return _moodles(found, parts, part)
    for pattern in (_CANVAS_ANONYMOUS, _CANVAS):
        if found := pattern.fullmatch(parts[-1]):
            about = found.groupdict()
            user = about.get("user") or ""
            origin = Origin(about["name"], user, user)
            return Place(origin, about["file"], bool(about["late"]))
    folders = [part for part in parts[:-1] if part not in (assignment, "/", "..")]
    return Place(Origin(folders[-1]), parts[-1]) if folders else None


def _moodles(found, parts, part):
    if found["kind"] != "file":
        return None
    is_file = part == parts[-1]
    return Place(Origin(found["name"], found["number"]), found["file"] if is_file else parts[-1])


def version(file: str, assignment: str) -> int | None:
    """How often an assignment's notebook was uploaded before; None for a file of another name."""
    stem = PurePosixPath(file).stem
    if stem == assignment:
        return 0
    again = _AGAIN.search(stem)
    if again and stem[: again.start()] == assignment:
        return int(again[1] or again[2])
    return None


def key(name: str) -> str:
    """A name without what platforms leave out or change: case, blanks, commas, hyphens."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
