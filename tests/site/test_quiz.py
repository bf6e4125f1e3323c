"""A chapter's questions: the order of their options, and a reader's answers."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from autograder.paths import ROOT
from tools.chapters import Chapter, chapters
from tools.notebooks import derive
from tools.quiz import LETTERS, draw

pytestmark = pytest.mark.xdist_group("small")


def test_every_option_keeps_its_place_in_every_build():
    asked = [(4, 1), (3, 0), (2, 1)]
    orders = draw(5, asked)
    assert orders == draw(5, asked)
    assert [sorted(order) for order in orders] == [[0, 1, 2, 3], [0, 1, 2], [0, 1]]


def test_the_right_option_is_as_often_in_each_place():
    """Of four options each, in every chapter; where some have fewer, still in all places."""
    for seed in range(1, 21):
        orders = draw(seed, [(4, 1)] * 8)
        assert Counter(order.index(1) for order in orders) == dict.fromkeys(range(4), 2)
    mixed = [order.index(1) for seed in range(1, 21) for order in draw(seed, [(4, 1), (3, 1)] * 4)]
    assert min(Counter(mixed).values()) > 0.15 * len(mixed)


def test_in_the_course_no_place_is_favoured():
    """Over all chapters, by their notebooks, which have the order of the site."""
    places = Counter()
    for chapter in chapters():
        for cell in derive(chapter, ROOT).cells:
            for question in cell.source.split("#### ")[1:]:
                found = re.findall(r"<summary>(\w)\. .*?</summary>\s+\*\*(\w+)", question)
                assert [letter for letter, _ in found] == list(LETTERS[: len(found)])
                places.update(letter for letter, said in found if said == "Right")
    assert set(places) == set("ABCD")
    assert max(places.values()) < 0.4 * places.total()


def _options(visit, number):
    return visit.locator(".quiz").nth(number).locator("details")


def test_site_and_notebook_have_one_order(small, visiting):
    notebook = derive(Chapter(5, "optimizers"), small.parents[1])
    text = "\n".join(cell.source for cell in notebook.cells)
    with visiting() as visit:
        visit.open(small / "book/05_optimizers.html")
        shown = visit.locator(".quiz .sd-summary-text").all_text_contents()
    assert shown == re.findall(r"<summary>(.*?)</summary>", text)
    assert [words[:2] for words in shown] == ["A.", "B.", "C.", "A.", "B."]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_answers_are_told_kept_counted_and_asked_again(
    small, visiting, axe_violations, width, dark
):
    with visiting(width=width, dark=dark) as visit:
        visit.open(small / "book/05_optimizers.html")
        end = visit.locator(".quiz-end")
        assert "2 questions" in end.text_content()
        assert not end.locator("button").is_visible()
        wrong, right = visit.locator(".quiz-wrong").first, visit.locator(".quiz-right").last
        for option in (wrong, right):
            option.locator("summary").click()
        assert wrong.locator(".quiz-sign").inner_text() == "✗ Wrong"
        assert right.locator(".quiz-sign").inner_text() == "✓ Right"
        colour = "sign => getComputedStyle(sign).color"
        signs = visit.locator(".quiz-sign")
        assert signs.first.evaluate(colour) != signs.last.evaluate(colour)
        expect(end).to_contain_text("1 of 2 right")
        # A second answer to a question counts no more.
        visit.locator(".quiz-right").first.locator("summary").click()
        expect(end).to_contain_text("1 of 2 right")
        assert axe_violations(visit.page, {"exclude": [[".katex"]]}) == []

        visit.reload()
        expect(end).to_contain_text("1 of 2 right")
        assert visit.locator(".quiz-sign").count() == 2

        end.get_by_role("button").click()
        assert _options(visit, 0).locator(".quiz-sign").count() == 0
        assert _options(visit, 1).locator(".quiz-sign").count() == 1
        assert visit.evaluate("document.activeElement.closest('.quiz').id") == (
            visit.locator(".quiz").first.get_attribute("id") or ""
        )
        visit.locator(".quiz-right").first.locator("summary").click()
        expect(end).to_contain_text("2 of 2 right")

        visit.open(small / "book/index.html")
        assert visit.locator(".quiz-count").inner_text() == "2 of 2 questions right"


def test_the_landing_page_says_how_many_there_are(small, visiting):
    with visiting() as visit:
        visit.open(small / "book/index.html")
        assert visit.locator(".quiz-count").inner_text() == "Two questions"
