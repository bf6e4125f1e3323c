"""What a change touches, by git: tests look at that closely, and at all else with few seeds or not.

A change is what is not committed, and what was committed since the branch left `main`; on
`main` itself, the last commit. Where git can't tell, nothing counts as touched: the weekly run
takes many seeds for all (`make test-slow`).
"""

import subprocess
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest

from autograder.paths import ROOT
from tests.remember import imported

FORMULAS = "autograder/formulas/"
MAINS = ("origin/HEAD", "origin/main", "main")


@cache
def changed(root: Path = ROOT) -> frozenset[str]:
    """Return the paths that the change touches; none where git can't tell."""
    head = _git(root, "rev-parse", "HEAD")
    if not head:
        return frozenset()
    bases = (_git(root, "merge-base", "HEAD", main) for main in MAINS)
    base = next((base for base in bases if base and base != head), None)
    base = base or _git(root, "rev-parse", "--verify", "--quiet", "HEAD^")
    paths = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    paths += _git(root, "diff", "--name-only", "-z", base or "HEAD", "--").split("\0")
    return frozenset(filter(None, paths))


def _git(root: Path, *words: str) -> str:
    """Return what git says, "" where it refuses or isn't there."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def is_touched(path: Path, paths: frozenset[str] | None = None, root: Path = ROOT) -> bool:
    """Whether a change touches a formula: its file, or what that imports from others' folders."""
    changes = changed(root) if paths is None else paths
    own = (file.relative_to(root).as_posix() for file in imported(path, root))
    return any(file in changes for file in own if file.startswith(FORMULAS))


def seeds(name: str, few: int, many: Sequence[int]) -> Sequence[int]:
    """Return the seeds for a formula: many if a change touches it, else the first few."""
    (path,) = (ROOT / FORMULAS).glob(f"*/{name}.py")
    return many if is_touched(path) else many[:few]


def touches(*places: str) -> bool:
    """Whether a change touches one of these files, or a file in one of these folders."""
    return any(
        path == place or path.startswith(f"{place}/") for path in changed() for place in places
    )


def touches_chapter(slug: str) -> bool:
    """Whether a change touches a chapter's formulas, what they import, or its assignment."""
    formulas = (ROOT / FORMULAS / slug).glob("*.py")
    folders = (
        path.relative_to(ROOT).as_posix()
        for folder in ("solutions", "exercises")
        for path in (ROOT / folder).glob(f"[0-9][0-9]_{slug}")
    )
    return any(map(is_touched, formulas)) or touches(*folders)


def closely(names: Iterable[str], is_touched: Callable[[str], bool], kept: str) -> list:
    """Test parameters: the names that a change touches and the one that is always kept.

    All others are marked as slow: they wait for `make test-slow`.
    """
    return [
        pytest.param(
            name, id=name, marks=() if name == kept or is_touched(name) else pytest.mark.slow
        )
        for name in names
    ]
