"""Read submissions, file by file, from an archive or a folder.

An archive is read member by member and never unpacked: no name in it becomes a path, and nothing
is read further than grading reads.
"""

import functools
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.files import read_submitted
from autograder.submissions.lms_names import Place, read_place
from autograder.submissions.repair import MAX_BYTES

# What a file in a broken, encrypted or hostile archive may end in.
BROKEN = (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class Handed:
    """A submitted file, still to be read."""

    place: Place
    read: Callable[[], bytes]

    def ends(self, suffix: str) -> bool:
        return self.place.file.lower().endswith(suffix)


@contextmanager
def open_source(source: Path) -> Iterator[Callable[[str], Iterator[Handed]]]:
    """Open an archive or a folder; the result lists the files in it that are submissions.

    Raises
    ------
    OSError, zipfile.BadZipFile
    """
    if source.is_dir():
        yield functools.partial(_in_folder, source)
    else:
        with _zip(source) as archive:
            yield functools.partial(_in_archive, archive)


def inside(packed: Handed) -> Iterator[Handed]:
    """The notebooks in an archive that a student handed in instead of one."""
    archive = _zip(io.BytesIO(packed.read()))
    for member in archive.infolist():
        parts = member.filename.replace("\\", "/").split("/")
        hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if parts[-1].endswith(".ipynb") and not hidden:
            place = Place(packed.place.origin, parts[-1], packed.place.late)
            yield Handed(place, functools.partial(_read, archive, member))


def _in_archive(archive, assignment):
    for member in archive.infolist():
        place = None if member.is_dir() else read_place(member.filename, assignment)
        if place:
            yield Handed(place, functools.partial(_read, archive, member))


def _in_folder(folder, assignment):
    for top, folders, files in os.walk(folder):
        folders.sort()
        for path in (Path(top) / name for name in sorted(files)):
            place = read_place(path.relative_to(folder).as_posix(), assignment)
            if place:
                yield Handed(place, functools.partial(read_submitted, path, MAX_BYTES + 1))


def _zip(source):
    """An open archive; names without a mark of their encoding are UTF-8 wherever they can be."""
    try:
        return zipfile.ZipFile(source, metadata_encoding="utf-8")
    except UnicodeDecodeError:
        return zipfile.ZipFile(source)


def _read(archive, member):
    with archive.open(member) as file:
        return file.read(MAX_BYTES + 1)
