"""Zip archives whose bytes depend only on the names and contents of their files."""

from __future__ import annotations

import io
import os
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

MADE_BY_USE = {"__pycache__", "node_modules", ".ipynb_checkpoints", ".pytest_cache", ".ruff_cache"}
# Every file of an archive gets the same time, the earliest that the format has.
EARLIEST = (1980, 1, 1, 0, 0, 0)

Files = dict[str, bytes]


def version(root: Path) -> str:
    """Return the version of the course, which is that of the library."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def tree(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder in order, without caches and other traces of use."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in MADE_BY_USE)
        yield from (Path(top) / name for name in sorted(files) if not name.endswith(".pyc"))


def site_files(site: Path) -> Files:
    """Return the built site: contents by name, without the builder's own dot files."""
    shown = (path for path in tree(site) if not path.name.startswith("."))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in shown}


def pack(archive: Path, files: Files, runnable: frozenset[str] = frozenset()) -> None:
    """Write an archive that holds one folder of its own name; same files, same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{archive.stem}/{name}", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whose permissions these are
            entry.external_attr = (0o100755 if name in runnable else 0o100644) << 16
            out.writestr(entry, files[name])
    archive.parent.mkdir(parents=True, exist_ok=True)
    beside = archive.with_suffix(".part")
    beside.write_bytes(packed.getvalue())
    beside.replace(archive)
