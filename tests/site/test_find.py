"""What leads a reader from page to page: chapters, terms, formulas, lectures, works."""

import re
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from autograder.checks.formula import names
from autograder.paths import ROOT
from tools.chapters import chapters

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site import terms
from steepest_site.chapters import counted, small_picture

CHAPTERS = [chapter.name for chapter in chapters()]


@cache
def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def _page(site, name):
    return _soup(site / "book" / f"{name}.html")


def _leads_to(site, page, link):
    """The element of the site that a link of a page leads to; a page, where it names no anchor."""
    path, _, anchor = link["href"].partition("#")
    soup = _soup((site / "book" / f"{page}.html").parent.joinpath(path).resolve())
    return soup.find(id=anchor) if anchor else soup


def test_landing_lists_every_chapter(site):
    """With its picture, one that the site holds and words describe, its promise and exercises."""
    items = _page(site, "index").select("ul.chapters > li")
    assert [item.select_one(".title a")["href"] for item in items] == [
        f"{name}.html" for name in CHAPTERS
    ]
    for item, name in zip(items, CHAPTERS, strict=True):
        assert item.select_one(".title").text.startswith(name[:2])
        assert len(item.select("p")[1].text) > 40
        assert re.match(r"([A-Z][a-z]+|\d+) functions? to write", item.select_one(".to-write").text)
        image = item.img
        assert len(image["alt"]) > 30
        assert (site / "book" / image["src"].partition("?")[0]).is_file()


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "One function"), (10, "Ten functions"), (11, "11 functions"), (100, "100 functions")],
)
def test_counts_are_words_up_to_ten_and_digits_beyond(count, said):
    assert counted(count, "function") == said


def test_pictures_take_the_colours_of_the_page(site, visiting):
    """Each is drawn, and otherwise in the dark than in the light."""
    seen = []
    for dark in (False, True):
        with visiting(dark=dark) as visit:
            visit.open(site / "book/index.html")
            images = visit.locator("ul.chapters img")
            assert images.count() == len(CHAPTERS)
            visit.evaluate(
                "Promise.all([...document.images].map((i) => ((i.loading = 'eager'), i.decode())))"
            )
            seen.append([images.nth(number).screenshot() for number in range(len(CHAPTERS))])
    assert all(light != dark for light, dark in zip(*seen, strict=True))


def test_a_small_picture_is_the_first_chart_without_words():
    still = (ROOT / "steepest/widgets/stills/optimizer_race.ravine.svg").read_text("utf-8")
    picture = ElementTree.fromstring(small_picture(still))
    svg = "{http://www.w3.org/2000/svg}"
    ground = picture.find(f".//{svg}rect[@class='stp-ground']")
    box = [ground.get(key) for key in ("x", "y", "width", "height")]
    assert picture.get("viewBox").split() == box
    assert picture.find(f".//{svg}text") is None
    assert picture.find(f".//{svg}path") is not None


def test_every_formula_is_in_the_index(site):
    """Each with its section, its live figure, its exercise and the test of its reference."""
    entries = {
        term["id"].removeprefix("formula-"): term.find_next("dd")
        for term in _page(site, "formulas").select("dl.formulas dt[id]")
    }
    assert sorted(entries) == sorted(names())
    for name, about in entries.items():
        links = about.select(".formula-links a")
        assert len(links) == 4, f"{name} lacks one of its links: {[a.text for a in links]}"
        section, figure, exercise, test = links
        assert _leads_to(site, "formulas", section).name == "section"
        assert _leads_to(site, "formulas", figure).select("[data-widget]"), name
        assert f"def {name}(" in _leads_to(site, "formulas", exercise).text
        path = test["href"].partition("/blob/main/")[2]
        assert "names()" in (ROOT / path).read_text("utf-8"), "the test goes through all formulas"


@pytest.mark.parametrize("name", CHAPTERS)
def test_terms_lead_to_the_glossary_once(site, name):
    """The first use of each; and the reader can see that it is a link."""
    links = _page(site, name).select("a.term-link")
    targets = [link["href"] for link in links]
    assert len(targets) > 15
    assert len(set(targets)) == len(targets)
    for link in links:
        term = _leads_to(site, name, link)
        assert term.name == "dt"
        assert link.find_parent(["h1", "h2", "h3", "code", "button"]) is None
    # An entry has several names: no two links lead to one entry.
    entries = [id(_leads_to(site, name, link).find_next("dd")) for link in links]
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize(
    ("name", "found", "missed"),
    [
        ("learning rate", ["Learning rate", "learning\nrates"], ["Learning Rate", "unlearning"]),
        ("Adam", ["Adam", "Adam's"], ["adam", "AdamW", "Adam-like"]),
        ("batch", ["batch", "batches", "Batch"], ["mini-batch", "batched"]),
        ("saddle point", ["saddle points"], ["saddle pointed"]),
        ("property", ["property", "properties"], ["propertys"]),
        ("학습률", ["학습률", "(학습률)"], ["학습률은"]),
    ],
)  # fmt: skip
def test_names_are_found_as_they_are_written(name, found, missed):
    """Singular, plural, at the head of a sentence; not inside another word."""
    find = terms.pattern([name])
    assert all(find.search(text) for text in found)
    assert not any(find.search(text) for text in missed)


def test_the_longest_name_wins():
    """ "Stochastic gradient descent" is no use of "gradient"."""
    find = terms.pattern(["gradient", "gradient descent", "stochastic gradient descent"])
    text = "stochastic gradient descent takes a gradient"
    assert [match[0] for match in find.finditer(text)] == [
        "stochastic gradient descent",
        "gradient",
    ]


def test_everyday_words_are_terms_of_the_glossary(site):
    """Whoever renames an entry renames it here."""
    glossary = {term.text.strip("#") for term in _page(site, "glossary").select("dl.glossary dt")}
    assert glossary >= terms.EVERYDAY


def test_every_note_on_a_slide_is_listed_once_or_more(site):
    """And every correction whose chapter stands leads to its note."""
    page = _page(site, "lectures")
    listed = {link["href"] for link in page.select("td:last-child a[href*='#slide-']")}
    notes = {
        f"{name}.html#{note['id']}"
        for name in CHAPTERS
        for note in _page(site, name).select(".slide-says")
    }
    assert notes, "chapters have notes"
    assert notes == listed, "a note's option :name: is what the page on the lectures calls it"
    table = page.select("table")[-1]
    for link in table.select("td:last-child a"):
        row = link.find_parent("tr").text
        assert "#slide-" in link["href"], f"chapter {link.text} has no note for: {row}"


def test_sections_of_the_lectures_name_chapters(site):
    """Every row says which; a chapter that stands is a link."""
    rows = [
        row
        for table in _page(site, "lectures").select("table")[:-1]
        for row in table.select("tbody tr")
    ]
    assert len(rows) > 100
    for row in rows:
        chapter = row.select("td")[-1]
        numbers = re.findall(r"\d\d", chapter.text)
        assert numbers or "no matter of the course" in chapter.text, row.text
        standing = [number for number in numbers if number in {name[:2] for name in CHAPTERS}]
        assert [link.text for link in chapter.select("a")] == standing


def test_works_with_a_doi_link_to_it(site):
    """Every entry has a link; where it is a DOI, the DOI is what is shown."""
    entries = _page(site, "bibliography").select(".citation")
    assert len(entries) > 50
    for entry in entries:
        links = entry.select("a.external")
        assert links, entry.text
        for link in links:
            if "doi.org" in link["href"]:
                assert link.text == f"doi:{link['href'].removeprefix('https://doi.org/')}"
