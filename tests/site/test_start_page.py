"""The page on which JupyterLab opens counts what is right in the notebooks that were saved."""

import json
import os

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.paths import ROOT
from tools import start_page
from tools.chapters import chapters

CHECK = {"nbgrader": {"grade": True, "solution": False}}
ANSWER = {"nbgrader": {"grade": False, "solution": True}}


def saved(path, *said):
    """A notebook whose checks say this; one that says nothing was not run."""
    cells = [new_code_cell("def f(): …", metadata=ANSWER, outputs=[shown("✓ not a check")])]
    cells += [
        new_code_cell("check(f)", metadata=CHECK, outputs=[shown(t)] if t else []) for t in said
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells), path)
    return path


def shown(text):
    return new_output("display_data", {"text/plain": text})


def test_only_checks_that_passed_count(tmp_path):
    path = saved(
        tmp_path / "a.ipynb", "✓ f is right on all 9 inputs.", "✗ f: w is wrong.", "", "○ f"
    )
    assert start_page.done(path) == (1, 4)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"cells": [{}]}', '{"cells": 3}'])
def test_a_broken_notebook_is_not_readable(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text)
    assert start_page.done(tmp_path / "a.ipynb") is None
    assert start_page.done(tmp_path / "none.ipynb") is None


def test_every_chapter_has_a_line_that_leads_to_its_notebooks(tmp_path):
    lines = [x for x in start_page.text(ROOT).splitlines() if x[2:4].isdigit()]
    assert len(lines) == len(chapters())
    for line, chapter in zip(lines, chapters(), strict=True):
        checks = json.loads((ROOT / chapter.exercise).read_text("utf-8"))["cells"]
        graded = sum(map(start_page._is_check, checks))
        assert f"({chapter.notebook})" in line
        assert f"({chapter.exercise})" in line
        assert line.endswith(f"| 0 of {graded} |")


def test_it_is_written_again_when_an_exercise_was_saved(tmp_path):
    page = start_page.StartPage(tmp_path)
    page.refresh()
    chapter = chapters()[0]
    path = saved(tmp_path / chapter.exercise, "✓ f is right")
    page.refresh()
    assert f"({chapter.exercise}) | 1 of 1 |" in (tmp_path / start_page.NAME).read_text("utf-8")
    (tmp_path / start_page.NAME).write_text("mine")
    page.refresh()  # nothing was saved since
    assert (tmp_path / start_page.NAME).read_text("utf-8") == "mine"
    os.utime(path, (1, 1))
    page.refresh()
    assert (tmp_path / start_page.NAME).read_text("utf-8") != "mine"
