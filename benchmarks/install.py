"""How long a student waits for the library, and how much comes: alone, and with all its extras.

    python -m benchmarks.install

In an environment that has a kernel and nothing else: the library alone is installed and exercise
02, answered, is run from top to bottom; then what the chapters import besides. Versions are those
of `requirements.txt`. Where pip finds PyTorch's build with CUDA, the last line is some gigabytes.
"""

import sys
import tempfile
import time
from pathlib import Path

import nbformat

from autograder.assignments.repository import Repository
from autograder.paths import ROOT
from tools.as_in_colab import build_wheel, fresh_environment, install, open_notebook
from tools.errors import command, command_line

PINS = ROOT / "requirements.txt"
EXERCISE = "02_fitting"


def installed(python: Path, what: str) -> tuple[float, float]:
    """Seconds that pip took for `what`, and megabytes by which the environment grew."""
    before, started = size(python), time.perf_counter()
    install(python, what, PINS)
    return time.perf_counter() - started, size(python) - before


def size(python: Path) -> float:
    """The megabytes of an environment."""
    files = python.parent.parent.rglob("*")
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def answered(folder: Path) -> Path:
    """The exercise with its right answers, as a student hands it in."""
    repository = Repository()
    right = nbformat.read(repository.build_source(EXERCISE), as_version=4)
    answers = {cell.id: cell.source for cell in right.cells if cell.id.startswith("answer-")}
    notebook = nbformat.read(repository.exercises / EXERCISE / f"{EXERCISE}.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    path = folder / f"{EXERCISE}.ipynb"
    nbformat.write(notebook, path)
    return path


@command(failure=2)
def main() -> int:
    """Print a line a step; 1 if the exercise did not run in the light environment."""
    command_line("benchmarks.install", __doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        python = fresh_environment(folder / "environment", PINS)
        seconds, grew = installed(python, str(wheel))
        print(f"the library alone    {seconds:6.1f} s {grew:8.0f} MB")
        opened = open_notebook(answered(folder), python, wheel, PINS)
        print(f"exercise {EXERCISE}  {opened.seconds:6.1f} s  {opened.trouble or 'all cells ran'}")
        seconds, grew = installed(python, f"{wheel}[chapters]")
        print(f"with all its extras  {seconds:6.1f} s {grew:8.0f} MB more")
    return 1 if opened.trouble else 0


if __name__ == "__main__":
    sys.exit(main())
