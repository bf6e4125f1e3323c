"""Links between a chapter and its exercises lead to the very place."""

import re

import pytest
from bs4 import BeautifulSoup

from tools.chapters import chapters

EACH = pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)


def page(site, name):
    return BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")


@EACH
def test_your_turn_leads_to_the_cell_of_its_function(site, chapter):
    exercises = page(site, chapter.exercise_page)
    boxes = page(site, chapter.page).select(".admonition.your-turn")
    found = 0
    for box in boxes:
        for link in box.select(f'a[href*="{chapter.exercise_page}.html"]'):
            anchor = link["href"].partition("#")[2]
            name = anchor.removeprefix("answer-")
            assert any(code.text == name for code in box.select("code")), box.text
            assert f"def {name}(" in exercises.find(id=anchor).text
            found += 1
    assert found >= len(boxes) > 2


@EACH
def test_an_exercise_leads_to_the_page_of_its_chapter(site, chapter):
    body = page(site, chapter.exercise_page).select_one("article")
    links = [a["href"] for a in body.select("a[href]") if not a.find_parent(class_="page-links")]
    assert not [link for link in links if re.search(r"/blob/[^/]+/notebooks/", link)]
    assert any(link.endswith(f"{chapter.page}.html") for link in links)
