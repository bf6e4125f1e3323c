"""Measure how long each chapter takes to execute.

    python -m benchmarks.chapters

Each derived notebook runs from top to bottom in a fresh kernel, several times, and the median
counts. The limit is 60 s on two cores.
"""

import statistics
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from autograder.paths import ROOT
from benchmarks.machine import machine
from tools.errors import command_line

NOTEBOOKS = ROOT / "notebooks"


def seconds(path: Path) -> float:
    """Wall seconds of one run in a fresh kernel, its start included."""
    notebook = nbformat.read(path, as_version=4)
    start = time.perf_counter()
    NotebookClient(notebook, timeout=600).execute()
    return time.perf_counter() - start


def main() -> int:
    parser = command_line("benchmarks.chapters", __doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each chapter (3)")
    parser.add_argument("chapter", nargs="*", help="names such as 05_optimizers (all)")
    options = parser.parse_args()
    known = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    if unknown := set(options.chapter) - set(known):
        print(f"no chapter {min(unknown)!r}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    print(machine())
    for name in options.chapter or known:
        runs = [seconds(known[name]) for _ in range(max(1, options.runs))]
        low, high = min(runs), max(runs)
        print(f"{name}: median {statistics.median(runs):.1f} s ({low:.1f} to {high:.1f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
