"""What `make new-widget` lays down: a widget of its own name, with nothing of the template's left.

Whether it builds and works is tried in the suite's own way, by its name in the folder: see
CONTRIBUTING.md. Here nothing is built, so that no bundle of this checkout changes.
"""

import json
import subprocess
import sys

import pytest

from tools.new_widget import ToolError, lay_down, to_fill


def test_lays_down_a_widget_that_lint_passes(tmp_path):
    files = lay_down("learning_rate", tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in files}
    assert {
        "steepest/widgets/learning_rate.py",
        "steepest/widgets/learning_rate.json",
        "steepest/widgets/src/learning_rate/view.js",
        "tools/traces/learning_rate.py",
    } <= names
    text = {path: path.read_text(encoding="utf-8") for path in files}
    assert not [path for path in files if "skeleton" in text[path].lower()]
    assert "class LearningRate(Widget):" in text[files[0]]
    data = json.loads(text[files[1]])
    assert data["drives"]["whole"].keys() == data["traits"].keys()
    assert len([line for path in files for line in to_fill(path, tmp_path)]) > 10
    for check in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *check, "--isolated", "--line-length=100"]
        done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_writes_over_nothing_and_takes_only_a_modules_name(tmp_path):
    lay_down("learning_rate", tmp_path)
    with pytest.raises(ToolError, match=r"learning_rate\.py is there already"):
        lay_down("learning_rate", tmp_path)
    for name in ("Learning", "learning-rate", "2d", "class", "a__b", ""):
        with pytest.raises(ToolError, match="is no name for a module"):
            lay_down(name, tmp_path)
