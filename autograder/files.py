"""Writing files so that a killed command never leaves half of one."""

import os
import tempfile
from pathlib import Path

from autograder.errors import NoSuchFolder, NotWritable


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write a file in one step: it is there whole, or as it was before."""
    data = data.encode() if isinstance(data, str) else data
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_if_changed(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        write_atomic(path, data)


def require_writable(folder: Path) -> None:
    """Try it: permission bits alone don't tell of read-only mounts, or of root."""
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
