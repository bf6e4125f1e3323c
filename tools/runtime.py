"""Bring the Python that runs in a page, Pyodide with NumPy, and print its folder.

    python -m tools.runtime
    python -m tools.runtime --from DIR    # a folder that has the files
    python -m tools.runtime --find        # fetch nothing

`tools/runtime.json` names each file with its sha256; a file whose bytes differ is refused,
wherever it comes from. The sources are asked in this order: the folder that is named, or the one
that `STEEPEST_RUNTIME` names; Pyodide's own public copy; and, where only package registries are
reached, npm's package `pyodide` for the core and the wheels inside PyPI's `open-webui`, which
carries the official ones (106 MB, once). What is found is kept in the user's cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tools.errors import ToolError, command, command_line
from tools.widgets import BuildError, program

MANIFEST = Path(__file__).with_suffix(".json")
VARIABLE = "STEEPEST_RUNTIME"
PUBLIC = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{name}"
NPM = "pyodide@{version}"
PYPI, WHERE = "open-webui==0.12.4", "open_webui/frontend/pyodide/"
# That package asks for these Pythons; only what it carries is read, and nothing of it installed.
PYTHON = "3.12"
PATIENCE = 20  # seconds that a public copy may keep silent
MINUTES = 15  # that a registry may take


class RuntimeMissing(ToolError):
    """The page's Python can't be had, in one line."""


@cache
def manifest() -> dict:
    """Return the version, the files with their digests, and the lock of the packages."""
    return json.loads(MANIFEST.read_text("utf-8"))


def cache_folder() -> Path:
    """Return the folder that keeps the files of this version, in the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "steepest" / f"pyodide-{manifest()['pyodide']}"


def is_right(name: str, content: bytes) -> bool:
    """Whether these are the bytes of a file of the manifest."""
    return hashlib.sha256(content).hexdigest() == manifest()["files"][name]


def found(folder: Path | None = None) -> Path | None:
    """Return the folder that holds every file as the manifest says; None where none does."""
    folder = folder or cache_folder()
    whole = all(
        (folder / name).is_file() and is_right(name, (folder / name).read_bytes())
        for name in manifest()["files"]
    )
    return folder if whole else None


class Fetch:
    """What one search for the files has found so far, and what it says of the rest."""

    def __init__(self, into: Path):
        self.into, self.said = into, []
        into.mkdir(parents=True, exist_ok=True)

    def wanted(self) -> list[str]:
        """Return the files that are not there yet, or not as they should be."""
        paths = {name: self.into / name for name in manifest()["files"]}
        return [n for n, p in paths.items() if not (p.is_file() and is_right(n, p.read_bytes()))]

    def take(self, name: str, content: bytes, source: str) -> None:
        """Keep a file, if its bytes are right."""
        if not is_right(name, content):
            self.said.append(f"{source}: {name} is another file (its sha256 differs)")
            return
        part = self.into / f"{name}.{os.getpid()}.part"
        part.write_bytes(content)
        part.replace(self.into / name)

    def folder(self, folder: Path) -> None:
        """Take what a folder has."""
        if not folder.is_dir():
            self.said.append(f"{folder} is no folder")
        for name in self.wanted():
            if (folder / name).is_file():
                self.take(name, (folder / name).read_bytes(), str(folder))

    def public(self) -> None:
        """Take each file from Pyodide's public copy, until one can't be had."""
        for name in self.wanted():
            url = PUBLIC.format(version=manifest()["pyodide"], name=name)
            try:
                with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                    self.take(name, answer.read(), "the public copy")
            except (OSError, urllib.error.URLError) as error:
                self.said.append(f"the public copy: {getattr(error, 'reason', error)}")
                return

    def npm(self) -> None:
        """Take the core from npm's package."""
        asked = NPM.format(version=manifest()["pyodide"])
        try:
            npm = program("npm")
        except BuildError as error:
            self.said.append(str(error))
            return
        with tempfile.TemporaryDirectory() as folder:
            if not self._run(folder, asked, npm, "pack", asked, "--loglevel=error"):
                return
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                held = set(archive.getnames())
                for name in self.wanted():
                    if f"package/{name}" in held:
                        content = archive.extractfile(f"package/{name}").read()
                        self.take(name, content, asked)

    def pypi(self) -> None:
        """Take the wheels from the package that carries them."""
        wheels = [name for name in self.wanted() if name.endswith(".whl")]
        if not wheels:
            return
        with tempfile.TemporaryDirectory() as folder:
            pip = (
                sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                "--no-deps", "--only-binary=:all:", f"--python-version={PYTHON}", PYPI,
            )  # fmt: skip
            if not self._run(folder, PYPI, *pip):
                return
            with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as archive:
                held = set(archive.namelist())
                for name in wheels:
                    if WHERE + name in held:
                        self.take(name, archive.read(WHERE + name), PYPI)

    def _run(self, folder: str, what: str, *arguments: str) -> bool:
        """Run a registry's client in a folder, and say whether it brought what it was asked for."""
        try:
            done = subprocess.run(
                arguments, cwd=folder, capture_output=True, text=True, timeout=60 * MINUTES
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            self.said.append(f"{what}: {error}")
            return False
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            self.said.append(f"{what}: {lines[-1] if lines else 'its client failed'}")
        return not done.returncode


def bring(source: Path | None = None, into: Path | None = None) -> Path:
    """Return a folder with every file of the manifest; fetch what the cache has not.

    Raises
    ------
    RuntimeMissing
        where no source has a file, or has it with other bytes; the line says what each said.
    """
    folder = into or cache_folder()
    if source is None and os.environ.get(VARIABLE):
        source = Path(os.environ[VARIABLE])
    if whole := found(folder):
        return whole
    try:
        fetch = Fetch(folder)
        named: list[Callable[[], None]] = [lambda: fetch.folder(source)] if source else []
        for ask in (*named, fetch.public, fetch.npm, fetch.pypi):
            if fetch.wanted():
                ask()
    except OSError as error:
        raise RuntimeMissing(f"can't write in {folder}: {error.strerror}") from None
    if missing := fetch.wanted():
        raise RuntimeMissing(f"no {', '.join(missing)} ({'; '.join(fetch.said) or 'not there'})")
    return folder


@command()
def main(arguments: list[str] | None = None) -> int:
    """Print the folder of the files; 1 if one of them can't be had."""
    parser = command_line("tools.runtime", __doc__)
    parser.add_argument("--from", dest="source", type=Path, metavar="DIR", help="take them here")
    parser.add_argument("--find", action="store_true", help="fetch nothing")
    options = parser.parse_args(arguments)
    if options.find and found() is None:
        raise RuntimeMissing("the page's Python is not here: python -m tools.runtime brings it")
    print(found() or bring(options.source))
    return 0


if __name__ == "__main__":
    sys.exit(main())
