"""The pictures of the instructor's guide can be made again."""

import subprocess
import sys

import pytest

from autograder.paths import ROOT
from tools.screens.__main__ import PICTURES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab")]


def test_every_picture_of_the_guide_is_made_from_the_real_screens(tmp_path):
    """In a process of its own: it starts a browser, and so may other tests in this one."""
    command = [sys.executable, "-m", "tools.screens", "--into", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in PICTURES.iterdir()}
