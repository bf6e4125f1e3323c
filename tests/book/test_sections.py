"""Every function's card leads to the section that explains it."""

import json
import shutil

import pytest

from autograder.checks.formula import names
from autograder.paths import ROOT
from steepest.checks import further
from tools import sections
from tools.chapters import chapter_named

TOLD = sections.sections()["sections"]


def test_the_file_is_what_the_chapters_say(capsys):
    assert sections.main(["--check"]) == 0, capsys.readouterr().err


def test_a_stale_file_is_told(monkeypatch, capsys):
    monkeypatch.setattr(sections, "written", lambda: b"{}")
    assert sections.main(["--check"]) == 1
    assert "is stale: run `make derived`" in capsys.readouterr().err


@pytest.mark.parametrize("name", names())
def test_every_function_has_its_section(name):
    notebook, heading = TOLD[name]
    cells = json.loads((ROOT / notebook).read_text("utf-8"))["cells"]
    text = "\n\n".join("".join(cell["source"]) for cell in cells)
    assert f"\n## {heading}\n" in text
    assert not set(heading) & set("`$*"), "JupyterLab would name such a heading otherwise"
    exercise = (ROOT / chapter_named(notebook[10:-6]).exercise).read_text("utf-8")
    assert f"check({name})" in exercise


def test_a_chapter_beside_the_exercise_is_linked_as_a_file(tmp_path, monkeypatch):
    for kind in ("notebooks", "exercises"):
        (tmp_path / kind / "05_optimizers").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "exercises" / "05_optimizers")
    elsewhere = further.section_of("adam_step")
    assert elsewhere.link.startswith("https://colab.research.google.com/github/")
    shutil.copy(ROOT / "notebooks/05_optimizers.ipynb", tmp_path / "notebooks")
    section = further.section_of("adam_step")
    assert section.link.startswith("../../notebooks/05_optimizers.ipynb#Adam")
    assert (section.chapter, " " in section.link) == ("05", False)
    assert further.section_of("no_such_function") is None
