"""Run notebooks as a stranger would: each one installs all that it needs by its own first cell.

    python -m tools.as_in_colab                      # every chapter and exercise
    python -m tools.as_in_colab notebooks/05_optimizers.ipynb
    python -m tools.as_in_colab --here --published   # inside Colab's own image

Each notebook runs from top to bottom in an empty folder. Before its first cell runs, the virtual
environment holds a kernel and nothing else. The cell installs a wheel built from this checkout
instead of the published library. Notebooks with the same first cell share an environment.
Versions are those pinned in `requirements.txt`, where it has them.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode

from autograder.assignments.address import Address
from autograder.paths import ROOT
from tools.errors import ToolError, command, command_line

# Variables that would show a kernel more than its own environment.
OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "JUPYTER_PATH", "MPLBACKEND")
SPEC = '{"argv": ["%s", "-m", "ipykernel_launcher", "-f", "{connection_file}"], '
SPEC += '"display_name": "Fresh", "language": "python"}'
WHENCE = "import steepest; print(steepest.__file__)"


class Opened(NamedTuple):
    """The outcome of one notebook: what went wrong, or nothing."""

    name: str
    seconds: float
    trouble: str = ""


def notebooks(root: Path = ROOT) -> list[Path]:
    """Return every notebook that Colab opens: the chapters, then the exercises."""
    return [*sorted(root.glob("notebooks/*.ipynb")), *sorted(root.glob("exercises/*/*.ipynb"))]


def build_wheel(folder: Path, root: Path = ROOT) -> Path:
    """Build what students install, from this checkout, and return the wheel."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    _do(command, "the wheel was not built", cwd=root)
    (wheel,) = folder.glob("steepest-*.whl")
    return wheel


def fresh_environment(folder: Path, constraints: Path | None) -> Path:
    """Make a virtual environment with a kernel in it, and return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install(python, "ipykernel", constraints)
    return python


def install(python: Path, what: str, constraints: Path | None) -> None:
    """Install a package in the environment of a Python."""
    command = [str(python), "-m", "pip", "install", "--quiet", what]
    trouble = f"{what} could not be installed in a fresh environment"
    _do(command, trouble, env=environment(python, constraints))


def _do(command: list[str], trouble: str, **options: object) -> None:
    """Run a command; if it fails, its last line of output says why."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ToolError(f"{trouble}: {last}")


def environment(python: Path, constraints: Path | None) -> dict[str, str]:
    """Return environment variables with which a kernel sees only its own packages."""
    variables = {name: value for name, value in os.environ.items() if name not in OURS}
    variables["PATH"] = os.pathsep.join([str(python.parent), variables.get("PATH", "")])
    variables["PIP_NO_COMPILE"] = "1"  # Python compiles what is imported; this halves the time
    if constraints:
        variables["PIP_CONSTRAINT"] = str(constraints)
    return variables


def install_from(cell: str, wheel: Path, address: Address) -> str:
    """Return the first cell with a local wheel in place of the published library."""
    published = re.compile(rf'"(steepest\S*) @ {re.escape(address.url)}/[^"]+"')
    code, found = published.subn(lambda name: f'"{name[1]} @ {wheel.as_uri()}"', cell)
    if found != 1:
        raise ToolError(f"the first cell does not install the library from {address.url}")
    return code


@contextmanager
def kernels_of(python: Path) -> Iterator[AsyncKernelManager]:
    """Yield a manager whose only kernel runs this Python."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "fresh" / "kernel.json"
        spec.parent.mkdir()
        spec.write_text(SPEC % python.as_posix(), "utf-8")
        specs = KernelSpecManager(kernel_dirs=[folder], ensure_native_kernel=False)
        yield AsyncKernelManager(kernel_name="fresh", kernel_spec_manager=specs)


def run(notebook: NotebookNode, python: Path, constraints: Path | None, seconds: float) -> None:
    """Run a notebook from top to bottom in an empty folder; raise the error that stops it."""
    with kernels_of(python) as manager, tempfile.TemporaryDirectory() as work:
        client = NotebookClient(
            notebook, km=manager, timeout=seconds, resources={"metadata": {"path": work}}
        )
        client.owns_km = True  # so that the kernel ends with the run
        # The kernel's own log is not needed; a cell's stderr is among its outputs.
        options = {"env": environment(python, constraints), "stderr": subprocess.DEVNULL}
        # In the main thread nbclient would handle Ctrl-C itself and end in a traceback.
        with ThreadPoolExecutor(1) as aside:
            running = aside.submit(client.execute, **options)
            try:
                running.result()
            except KeyboardInterrupt:
                if manager.provisioner:
                    manager.provisioner.process.kill()
                raise


def open_notebook(
    path: Path,
    python: Path,
    wheel: Path | None = None,
    constraints: Path | None = None,
    seconds: float = 900,
) -> Opened:
    """Run one notebook in the environment of a Python, and return the outcome."""
    start = time.perf_counter()
    notebook = nbformat.read(path, as_version=4)
    first = first_cell(notebook)
    if wheel:
        first.source = install_from(first.source, wheel, Address.read(ROOT))
    notebook.cells.append(nbformat.v4.new_code_cell(WHENCE))
    try:
        run(notebook, python, constraints, seconds)
    except (CellControlSignal, DeadKernelError) as error:  # a cell failed, or never ended
        trouble = _last_line(error)
    else:
        trouble = _whence(Path(notebook.cells[-1].outputs[0]["text"].strip()))
    return Opened(_short(path), time.perf_counter() - start, trouble)


def _last_line(error: Exception) -> str:
    """Return the line that says what went wrong, without a terminal's colours."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", str(error)).split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), type(error).__name__)


def _whence(library: Path) -> str:
    """Return a complaint if the library was that of the checkout, not an installed one."""
    inside = library.resolve().is_relative_to(ROOT / "steepest")
    return f"it used the library of the checkout, {library}" if inside else ""


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def first_cell(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook's first code cell."""
    return next(cell for cell in notebook.cells if cell.cell_type == "code")


def open_all(options: argparse.Namespace, scratch: Path) -> list[Opened]:
    """Run the notebooks one after the other, and print a line for each as it ends."""
    wheel = None if options.published else build_wheel(scratch)
    pythons: dict[str, Path] = {}
    done = []
    for path in options.notebooks or notebooks():
        cell = first_cell(nbformat.read(path, as_version=4)).source
        if options.here:
            pythons[cell] = Path(sys.executable)
        elif cell not in pythons:
            print("Making a fresh environment …", flush=True)
            folder = scratch / f"environment{len(pythons)}"
            pythons[cell] = fresh_environment(folder, options.constraints)
        opened = open_notebook(path, pythons[cell], wheel, options.constraints)
        done.append(opened)
        print(f"{opened.seconds:6.1f} s  {opened.name}  {opened.trouble or 'ran'}", flush=True)
    return done


def notebook_file(text: str) -> Path:
    """Read the path of a notebook."""
    path = Path(text)
    if path.suffix != ".ipynb" or not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no notebook {text}")
    return path.resolve()


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """Run the notebooks; 0 if all ran, 1 if one did not, 2 if none could be tried."""
    parser = command_line("tools.as_in_colab", __doc__)
    add = parser.add_argument
    add("notebooks", nargs="*", type=notebook_file, metavar="NOTEBOOK", help="(default: all)")
    add("--here", action="store_true", help="use this Python's environment, not a fresh one")
    add("--published", action="store_true", help="install the published library, as the cell says")
    add("--free", action="store_true", help="let pip take the newest versions, without our pins")
    options = parser.parse_args(arguments)
    options.constraints = None if options.free or options.here else ROOT / "requirements.txt"
    with tempfile.TemporaryDirectory() as scratch:
        done = open_all(options, Path(scratch))
    failed = [opened.name for opened in done if opened.trouble]
    print(f"{len(done) - len(failed)} of {len(done)} ran.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
