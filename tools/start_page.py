"""The page on which JupyterLab opens: the chapters, their exercises, and how far each one is.

What is done is read from what the student's notebooks show since they were last saved: a check
that passed leaves a line that begins with ✓.
"""

from __future__ import annotations

import json
from pathlib import Path

from autograder.paths import ROOT
from tools.chapters import chapters

NAME = "Start here.md"
_HEAD = """\
# Start here

Read a chapter, run it and change what you like. Then work its exercises: write a function, run
the check below it, and read what it says. This page counts what is right in the notebooks that
you have saved; open it again to see it grow.

| | Chapter | Exercises | Done |
| --- | --- | --- | --- |
"""
_FOOT = """
Everything here is a copy to work in. A copy that you have changed is never written over: a new
version of the course lays its own beside it.
"""


def done(notebook: Path) -> tuple[int, int] | None:
    """How many checks of a saved notebook passed, of how many; None where it can't be read."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        checks = [cell for cell in cells if _is_check(cell)]
        return sum(map(_passed, checks)), len(checks)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_check(cell: dict) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    is_graded = about.get("grade", False) and not about.get("solution", False)
    return is_graded and cell["cell_type"] == "code"


def _passed(cell: dict) -> bool:
    texts = [output.get("data", {}).get("text/plain", "") for output in cell["outputs"]]
    return any("".join(text).startswith("✓") for text in texts)


def text(work: Path, root: Path = ROOT) -> str:
    """The page for a folder of working copies."""
    lines = []
    for chapter in chapters(root):
        counted = done(work / chapter.exercise)
        of = f"{counted[0]} of {counted[1]}" if counted else "not readable"
        lines.append(
            f"| {chapter.label} | [{chapter.title}]({chapter.notebook}) "
            f"| [to work]({chapter.exercise}) | {of} |\n"
        )
    return _HEAD + "".join(lines) + _FOOT


class StartPage:
    """Keeps the page of a working folder up to date."""

    def __init__(self, work: Path, root: Path = ROOT):
        self._work, self._root = work, root
        self._exercises = [work / chapter.exercise for chapter in chapters(root)]
        self._seen: tuple | None = None

    def refresh(self) -> None:
        """Write the page anew if an exercise was saved since the last time."""
        seen = tuple(p.stat().st_mtime_ns if p.exists() else 0 for p in self._exercises)
        if seen != self._seen:
            self._seen = seen
            (self._work / NAME).write_text(text(self._work, self._root), "utf-8")
