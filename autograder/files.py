"""Files and folders: atomic writing, careful reading, and comparing names."""

import errno
import os
import stat
import tempfile
import unicodedata
from pathlib import Path

from autograder.errors import NoSuchFolder, NotWritable


def write_atomic(path: Path, data: bytes | str, mode: int = 0o644) -> None:
    """Write a file in one step: it is there whole, or as it was before, if the power fails too."""
    try:
        _write(path, data.encode() if isinstance(data, str) else data, mode)
    except OSError as error:
        raise NotWritable(f"can't write {path}: {_why(error)}") from None


def _write(path, data, mode):
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read_submitted(path: Path, most: int) -> bytes:
    """At most `most` bytes of a file that was handed in: no link is followed, no pipe waited for.

    Raises
    ------
    OSError
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link", path)
    handle = os.open(path, os.O_RDONLY | _CAREFUL)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no file", path)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)


# Windows has neither, nor what they are for.
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def write_if_changed(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        write_atomic(path, data)


def same_name(name: str, other: str) -> bool:
    """Whether two names are the same, however their letters are composed (macOS splits 김)."""
    return unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other)


def make_folder(folder: Path) -> None:
    """Make a folder that can be written to, where it is not there yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(f"can't make the folder {folder}: {_why(error)}") from None
    require_writable(folder)


def _why(error):
    in_the_way = isinstance(error, (FileExistsError, NotADirectoryError, IsADirectoryError))
    return "something else stands in its way" if in_the_way else error.strerror.lower()


def require_writable(folder: Path) -> None:
    """Make sure that a folder can be written to, by trying it.

    Permission bits alone don't show read-only mounts, nor what root may do.
    """
    if not folder.is_dir():
        raise NoSuchFolder(f"there is no folder {folder}")
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    except OSError as error:
        raise NotWritable(
            f"can't write in {folder} ({error.strerror.lower()}); choose another folder, or change "
            "its permissions"
        ) from None
    os.close(handle)
    os.unlink(name)
