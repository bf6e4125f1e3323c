"""Figures and equations are numbered by chapter, the same on the site and in the notebook."""

import re
import sys

import pytest
from bs4 import BeautifulSoup

from autograder.paths import ROOT
from tools.chapters import Chapter
from tools.notebooks import derive

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site.numbers import by_chapter

pytestmark = pytest.mark.xdist_group("small")


def _page(small, name):
    return BeautifulSoup((small / f"book/{name}.html").read_text("utf-8"), "html.parser")


def test_a_chapter_counts_behind_its_own_number(small):
    """Its equations and figures, and what refers to them."""
    page = _page(small, "05_optimizers")
    assert [number.text.rstrip("#") for number in page.select(".eqno")] == ["(5.1)", "(5.2)"]
    assert page.select_one(".caption-number").text.strip() == "Figure 5.1"
    assert [link.text for link in page.select("a.internal[href^='#']:has(.std-numref)")] == [
        "Figure 5.1"
    ]
    assert "as (5.1) and Figure 5.1 say" in re.sub(r"\s+", " ", page.text)


def test_pictures_of_a_guide_have_no_number(small):
    assert not _page(small, "guide").select(".caption-number")


def test_the_notebook_has_the_same_numbers(small):
    notebook = derive(Chapter(5, "optimizers"), small.parents[1])
    text = "\n".join(cell.source for cell in notebook.cells)
    assert re.findall(r"\\tag\{([\d.]+)\}", text) == ["5.1", "5.2"]
    assert "**Figure 5.1.** A square." in text
    assert "as (5.1) and\nFigure 5.1 say" in text


def test_they_count_anew_on_the_next_build():
    """Whatever Sphinx counted through the project."""
    raw = {
        "book/04_gradient_descent": {"figure": {"a": (1,), "b": (2,)}},
        "book/guide/student": {"figure": {"screen": (3,)}},
        "book/05_optimizers": {"figure": {"z": (4,), "y": (5,)}, "displaymath": {"e": (1,)}},
    }
    assert by_chapter(raw) == {
        "book/04_gradient_descent": {"figure": {"a": (4, 1), "b": (4, 2)}},
        "book/05_optimizers": {"figure": {"z": (5, 1), "y": (5, 2)}, "displaymath": {"e": (5, 1)}},
    }
