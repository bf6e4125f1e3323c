"""A notebook's own first cell brings all that it needs, in an environment with nothing in it."""

import os
import re
import signal
import subprocess
import sys
import time
import zipfile

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.assignments.address import Address
from autograder.assignments.install import install_cell
from autograder.paths import ROOT
from tools import as_in_colab
from tools.as_in_colab import install_from, open_notebook
from tools.errors import ToolError

PINS = ROOT / "requirements.txt"
pytestmark = pytest.mark.xdist_group("fresh")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """The Python of a fresh environment, and a wheel of what students install."""
    folder = tmp_path_factory.mktemp("fresh")
    python = as_in_colab.fresh_environment(folder / "environment", PINS)
    return python, as_in_colab.build_wheel(folder)


@pytest.fixture
def small(tmp_path):
    """`small(*sources)` is the file of a notebook of these cells."""

    def make(*sources):
        path = tmp_path / "small.ipynb"
        nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources]), path)
        return path

    return make


def test_an_exercise_opens_in_a_fresh_environment(fresh, tmp_path, small):
    """Colab's way: there is no library until the first cell brings it; then all cells run."""
    python, wheel = fresh
    opened = open_notebook(small("1"), python)
    assert opened.trouble == "ModuleNotFoundError: No module named 'steepest'"
    # The exercise up to its first function, answered as a student would, and that function's check.
    path = ROOT / "exercises" / "05_optimizers" / "05_optimizers.ipynb"
    notebook = nbformat.read(path, as_version=4)
    last = next(n for n, cell in enumerate(notebook.cells) if cell.id == "sgd_step")
    (answer,) = (cell for cell in notebook.cells if cell.id == "answer-sgd_step")
    answer.source = "def sgd_step(w, g, lr):\n    return w - lr * g"
    notebook.cells = notebook.cells[: last + 1]
    short = tmp_path / "exercise.ipynb"
    nbformat.write(notebook, short)
    opened = open_notebook(short, python, wheel, PINS)
    assert opened.trouble == ""
    assert opened.name == "exercise.ipynb"


def test_the_library_alone_is_light(fresh):
    """An exercise starts in seconds: PyTorch and its like are extras of the library."""
    _, wheel = fresh
    with zipfile.ZipFile(wheel) as whole:
        (about,) = (name for name in whole.namelist() if name.endswith(".dist-info/METADATA"))
        asked = re.findall(
            r"^Requires-Dist: ([\w-]+)[^;\n]*(;.*)?$", whole.read(about).decode(), re.M
        )
    always = {name for name, condition in asked if "extra ==" not in condition}
    assert always == {"anywidget", "ipython", "matplotlib", "numpy"}


def test_what_the_first_cell_does_not_bring_is_missed(fresh, small):
    """The environment of the tests doesn't shine through; nor is a failed cell passed over."""
    python, _ = fresh
    opened = open_notebook(small("import nbgrader"), python)
    assert opened.trouble == "ModuleNotFoundError: No module named 'nbgrader'"
    assert "died" in open_notebook(small("import os; os._exit(1)"), python).trouble


def test_the_library_of_the_checkout_does_not_count(fresh, small):
    """A kernel that finds it there would need no first cell."""
    python, _ = fresh
    opened = open_notebook(small(f"import sys; sys.path.insert(0, {str(ROOT)!r})"), python)
    assert opened.trouble.startswith("it used the library of the checkout")


def test_the_cell_must_install_the_published_library(tmp_path):
    wheel, address = tmp_path / "steepest-1-py3-none-any.whl", Address.read(ROOT)
    for code, asked in [("", "steepest"), ("import torch", "steepest[chapters]")]:
        cell = install_from(install_cell(address, [code]), wheel, address)
        assert f'"{asked} @ {wheel.as_uri()}"' in cell
        assert address.url not in cell
    with pytest.raises(ToolError, match="does not install"):
        install_from("%pip install steepest", wheel, address)


def test_the_command_says_what_is_wrong(capsys):
    """In a line, with status 2."""
    for name, said in (("no/such.ipynb", "there is no notebook"), ("README.md", "no notebook")):
        with pytest.raises(SystemExit) as end:
            as_in_colab.main([name])
        assert end.value.code == 2
        assert said in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_ctrl_c_ends_the_command_and_the_kernel(small, tmp_path):
    """At once, with status 130 and not a word."""
    begun = tmp_path / "begun"
    wait = f"import os, time; open({str(begun)!r}, 'w').write(str(os.getpid())); time.sleep(120)"
    command = [sys.executable, "-m", "tools.as_in_colab", "--here", "--published", small(wait)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(600):
        if begun.exists() and begun.read_text():
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, said, complaint) == (130, b"", b"")
    assert not psutil.pid_exists(int(begun.read_text()))


@pytest.mark.slow
def test_every_notebook_opens_in_a_fresh_environment(capsys):
    """The command, as it stands: some minutes for all of them."""
    status = as_in_colab.main([])
    assert status == 0, capsys.readouterr().out
