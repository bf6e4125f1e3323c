"""What a kernel's history tells: the version that is judged, and the answer that was never run."""

import subprocess
import sys

import pytest

PRELUDE = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("from steepest import check, progress", store_history=True)
import sys
for cell in sys.argv[1:]:
    print("CELL")
    shell.run_cell(cell, store_history=True)
"""
SGD = "def sgd_step(w, g, lr):\n    # down the slope\n    return w - lr * g\n"


def said(tmp_path, *cells):
    """What each of some cells prints in a kernel of its own."""
    command = [sys.executable, "-c", PRELUDE, *cells]
    env = {"IPYTHONDIR": str(tmp_path), "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return done.stdout.split("CELL\n")[1:]


@pytest.mark.parametrize(
    ("between", "words"),
    [
        (SGD.replace("lr * g", "lr * / g"), "Its cell was run with a SyntaxError, in its line 3"),
        ("1 / 0\n" + SGD, "an error stopped it before `sgd_step` was defined"),
        (SGD.replace("sgd_step", "my_sgd"), "defines `my_sgd`, not `sgd_step`"),
    ],
    ids=["syntax", "stopped", "renamed"],
)
def test_an_old_version_is_told(tmp_path, between, words):
    *_, last = said(tmp_path, SGD, between, "check(sgd_step)")
    assert words in last
    assert "What is judged is the" in last


def test_what_is_current_is_not_called_old(tmp_path):
    cells = said(tmp_path, SGD.replace("-", "+"), SGD, "def other(a):\n    pass", "check(sgd_step)")
    assert "✓ sgd_step is right" in cells[-1]
    assert "judged" not in cells[-1]


def test_an_answer_that_was_never_run_gets_a_card(tmp_path):
    renaming = "def adam_stp(w):\n    pass\n"
    never, _, renamed = said(tmp_path, "check(adam_step)", renaming, "check(adam_step)")
    assert "○ adam_step is not defined yet." in never
    assert "run the cell above" in never
    assert "NameError" not in never
    assert "defines `adam_stp`, not `adam_step`" in renamed


def test_another_name_error_stays_what_it_is(tmp_path):
    (told,) = said(tmp_path, "no_such_name + 1")
    assert "NameError" in told
    assert "no_such_name" in told


def test_progress_counts_the_notebook(tmp_path):
    _, checked, shown = said(tmp_path, SGD, "check(sgd_step)", "progress()")
    assert "1 of 9 right in this notebook" in checked
    assert "✓ sgd_step" in shown
    assert "○ adam_step" in shown
