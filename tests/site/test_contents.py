"""The contents at the left and at the right of a page."""

import pytest
from bs4 import BeautifulSoup

from tools.chapters import curriculum

pytestmark = pytest.mark.xdist_group("small")

CHAPTER = "book/05_optimizers.html"


def _nav(small, page):
    return BeautifulSoup((small / page).read_text("utf-8"), "html.parser").select_one(".site-nav")


def test_a_chapter_is_one_row_with_a_mark_for_its_exercises(small):
    """The mark says what it is, and leads there; no row says "Exercises"."""
    row = _nav(small, CHAPTER).select_one("li.with-exercises")
    chapter, mark = row.select("a")
    assert chapter.text == "Optimizers"
    assert mark.text == "Exercises of chapter 05"
    assert mark["href"] == "../exercises/05_optimizers/05_optimizers.html"
    assert not row.select("ul")


def test_chapters_to_come_stand_in_their_place(small):
    """After those that have a page, as words and not as links."""
    planned = [row.text for row in _nav(small, CHAPTER).select("li.planned")]
    assert planned
    for chapter in curriculum():
        if not chapter.has_page() and chapter.number > 5:
            assert f"{chapter.label} {chapter.title} planned" in planned
    assert not _nav(small, CHAPTER).select("li.planned a")


def test_the_exercise_is_the_current_page_in_its_mark(small, visiting):
    """And the chapter's own link is not."""
    with visiting() as visit:
        visit.open(small / "exercises/05_optimizers/05_optimizers.html")
        current = visit.locator(".site-nav [aria-current=page]")
        assert current.count() == 1
        assert "nav-exercises" in current.get_attribute("class")


def test_contents_open_on_the_current_page(small, visiting):
    """Where the list is longer than the window."""
    with visiting(height=240) as visit:
        visit.open(small / "book/formulas.html")
        here = visit.locator(".site-nav [aria-current=page]").bounding_box()
        assert 60 <= here["y"] < 240


def test_contents_at_the_right_follow_the_reader(small, visiting):
    """The section that is read is always in sight there, and the page isn't moved for it."""
    with visiting(height=300) as visit:
        visit.open(small / CHAPTER)
        visit.evaluate(
            """() => { // as many entries as a long chapter has
              const list = document.querySelector(".page-toc ul");
              const rows = Array.from({ length: 30 }, () => document.createElement("li"));
              list.prepend(...rows);
              for (const it of list.querySelectorAll("li:empty")) it.style.height = "30px";
            }"""
        )
        visit.evaluate("document.querySelector('#further-reading').scrollIntoView()")
        visit.wait_for_function(
            "document.querySelector('.page-toc [aria-current]')?.hash === '#further-reading'"
        )
        box = visit.locator(".page-toc [aria-current]").bounding_box()
        assert box["y"] >= 60
        assert box["y"] + box["height"] <= 300
