"""What passed before, with everything the same, is not done again.

A test whose cost grows with the course asks `seen_before()` first. Its pass is remembered with
all that it depends on: the sources of the test and of what it imports here, the versions of the
tools, and each file that its pages loaded, noted as they loaded it. Only a pass is remembered;
where anything differs, or with `--forget`, the test does its work.
"""

import ast
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from autograder.paths import ROOT

FOLDER = ROOT / "_build" / "passed"
TOOLS = ("axe-playwright-python", "playwright", "pytest-playwright")
GENERATIONS = 5


def sha(*parts: str | bytes) -> str:
    """Return a digest of some texts, told apart."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()


@cache
def of_file(path: Path) -> str:
    """Return the digest of a file, "" where there is none; read once, as no test changes one."""
    return sha(path.read_bytes()) if path.is_file() else ""


@cache
def of_sources(module: Path, root: Path = ROOT) -> str:
    """Return the digest of a test's module, its conftests, and what they import of the course."""
    above = [folder / "conftest.py" for folder in module.parents if folder.is_relative_to(root)]
    found = imported(module, root).union(*(imported(path, root) for path in above))
    # What a conftest reads beside itself: scripts for the pages.
    found |= set((root / "tests").glob("*.js"))
    return sha(*(f"{path.relative_to(root)} {of_file(path)}" for path in sorted(found)))


@cache
def imported(module: Path, root: Path = ROOT) -> set[Path]:
    """Return a module's file, and those of the course that it imports, and so on."""
    ahead, found = [module], set()
    while ahead:
        path = ahead.pop()
        if path not in found and path.is_file():
            found.add(path)
            ahead += _imports(path, root)
            ahead += [f / "__init__.py" for f in path.parents if f.is_relative_to(root)]
    return found


def _imports(path: Path, root: Path) -> Iterable[Path]:
    """Yield the files of the course that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(root).parent.parts
            above = above[: len(above) - node.level + 1] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            for length in range(1, len(parts) + 1):
                place = root.joinpath(*parts[:length])
                yield from (place.with_suffix(".py"), place / "__init__.py")


@cache
def of_tools() -> str:
    """Return the digest of what does the work: Python, the browser's driver, and axe-core."""
    return sha(sys.version, *(f"{name} {metadata.version(name)}" for name in TOOLS))


class Passes:
    """The passes of one test, each with the files that it used."""

    def __init__(self, test: str, key: str, folder: Path = FOLDER) -> None:
        """Of a test by its id; `key` is all that it depends on but the files."""
        self.test, self.key = test, key
        self.path = folder / f"{sha(test)[:24]}.json"

    def read(self) -> list[dict]:
        """Return them, the latest first; none where the record is spoilt."""
        try:
            data = json.loads(self.path.read_text("utf-8"))
            return [one for one in data if one["key"] and one["files"]]
        except (OSError, ValueError, LookupError, TypeError):
            return []

    def has(self, root: Path) -> bool:
        """Whether it has passed with the files below the root as they are."""
        return any(
            one["key"] == self.key
            and all(of_file(root / name) == was for name, was in one["files"].items())
            for one in self.read()
        )

    def add(self, root: Path, files: Iterable[Path]) -> None:
        """Remember a pass that used these files; one that used none is not remembered."""
        used = {path.relative_to(root).as_posix(): of_file(path) for path in sorted(set(files))}
        if not used:
            return
        one = {"key": self.key, "files": used}
        kept = [one, *(other for other in self.read() if other != one)][:GENERATIONS]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(kept, indent=1), "utf-8")
        part.replace(self.path)


class Memory:
    """`seen_before(root)`: of one test, whether it has passed with all as it is."""

    def __init__(self, test: str, module: Path, more: Callable[[], str], forget: bool) -> None:
        """Of a test by its id and module; `more` says what else the result depends on."""
        self.test, self.module, self.more, self.forget = test, module, more, forget
        self.passes: Passes | None = None
        self.root: Path | None = None
        self.known = False
        self.files: set[Path] = set()

    def __call__(self, root: Path) -> bool:
        """Whether there is nothing to do; from now on, the files below the root count."""
        key = sha(self.test, of_sources(self.module), of_tools(), self.more())
        self.root, self.passes = root, Passes(self.test, key)
        self.known = not self.forget and self.passes.has(root)
        return self.known

    def keep(self) -> None:
        """The test has passed: remember it, if it asked."""
        if self.passes and not self.known and all(p.is_relative_to(self.root) for p in self.files):
            self.passes.add(self.root, self.files)
