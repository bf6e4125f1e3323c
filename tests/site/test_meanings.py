"""Terms say what they mean, and the index of formulas shows the formulas."""

import re

import pytest

from autograder.checks.formula import names
from autograder.paths import ROOT
from tools.chapters import chapters

pytestmark = pytest.mark.xdist_group("small")

BUBBLE = ".term-meaning"
MEANING = "How far a step goes for a gradient of length one, written η."


def test_a_term_says_what_it_means_on_hover(small, visiting):
    """And goes when the pointer goes, but not while the pointer is on what is said."""
    with visiting() as visit:
        visit.open(small / "book/05_optimizers.html")
        term = visit.locator("a[href$='#term-learning-rate']").first
        term.scroll_into_view_if_needed()
        assert not visit.locator(BUBBLE).is_visible()
        term.hover()
        visit.locator(BUBBLE).wait_for()
        assert visit.locator(BUBBLE).inner_text() == MEANING
        visit.locator(BUBBLE).hover()
        visit.wait_for_timeout(400)
        assert visit.locator(BUBBLE).is_visible()
        visit.mouse.move(5, 700)
        visit.locator(BUBBLE).wait_for(state="hidden")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_term_says_it_to_who_goes_by_keyboard(small, visiting, axe_violations, width, dark):
    """It is the link's description, lies within the window, and Escape hides it."""
    with visiting(width=width, dark=dark) as visit:
        visit.open(small / "book/05_optimizers.html")
        visit.keyboard.press("Tab")
        term = visit.locator("a[href$='#term-learning-rate']").first
        term.focus()
        visit.locator(BUBBLE).wait_for()
        assert term.get_attribute("aria-describedby") == "term-meaning"
        assert term.get_attribute("title") is None
        box = visit.locator(BUBBLE).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert axe_violations(visit.page, {"exclude": [[".katex"]]}) == []
        visit.keyboard.press("Escape")
        assert not visit.locator(BUBBLE).is_visible()


def test_without_scripts_the_title_says_it(small):
    page = (small / "book/05_optimizers.html").read_text("utf-8")
    assert f'title="{MEANING}"' in page


def test_the_index_draws_the_formula(small, visiting):
    """With its number, which leads to the chapter."""
    with visiting() as visit:
        visit.open(small / "book/formulas.html")
        drawn = visit.locator(".formula-drawn")
        drawn.locator(".katex").wait_for()
        number = drawn.get_by_role("link")
        assert number.inner_text() == "(5.1)"
        assert number.get_attribute("href") == "05_optimizers.html#equation-eq-sgd"


def test_the_index_names_equations_that_there_are():
    """Of functions that there are; and most functions have one."""
    text = (ROOT / "book/formulas.md").read_text("utf-8")
    listed = dict(re.findall(r"^(\w+): (eq-.*)$", text, re.M))
    sources = [(ROOT / chapter.source).read_text("utf-8") for chapter in chapters()]
    labels = {
        label for source in sources for label in re.findall(r"^\$\$ \((eq-.*)\)$", source, re.M)
    }
    assert {label for line in listed.values() for label in line.split()} <= labels
    assert set(listed) <= set(names())
    assert len(listed) > 0.7 * len(names())
