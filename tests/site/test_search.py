"""The search of the site, in a small book: from a folder, in the reader's browser."""

import json
import sys

import pytest
from docutils import nodes

from autograder.paths import ROOT

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site.passages import passages
from steepest_site.words import plain_tex

pytestmark = pytest.mark.xdist_group("small")


@pytest.fixture
def ask(small, visiting):
    """`ask("words")` gives each result: its address, name, page and line."""
    with visiting() as visit:

        def results(words):
            visit.open(f"{(small / 'search.html').as_uri()}?q={words}")
            visit.wait_for_selector(".search-summary:not(:empty)")
            return visit.evaluate(
                """() => [...document.querySelectorAll("#search-results li")].map((row) => [
                  row.querySelector("a").getAttribute("href"), row.querySelector("a").textContent,
                  row.querySelector("small")?.textContent, row.querySelector("p").textContent])"""
            )

        yield results


SECTION = "book/05_optimizers.html#initialisation-of-something-else"


@pytest.mark.parametrize("words", ["initialisation", "initialization", "Initialisations"])
def test_either_spelling_leads_to_the_section(ask, words):
    address, name, page, _ = ask(words)[0]
    assert address == SECTION
    assert name == "Initialisation of something else"
    assert page == "05 Optimizers"


@pytest.mark.parametrize("words", ["optimiser", "optimizers"])
def test_a_word_is_found_however_it_is_spelt(ask, words):
    """The text has "optimiser", the title "Optimizers"."""
    addresses = [address for address, *_ in ask(words)]
    assert "book/05_optimizers.html" in addresses
    assert "book/05_optimizers.html#why-does-plain-descent-crawl" in addresses


@pytest.mark.parametrize("words", ["learning rate", "학습률", "학습"])
def test_a_term_comes_first_under_its_own_name(ask, words):
    """In English and in Korean, from its beginning; then the sections that use it."""
    results = ask(words)
    assert results[0][:3] == [
        "book/glossary.html#term-learning-rate",
        "learning rate · 학습률",
        "Glossary",
    ]
    assert results[0][3].startswith("How far a step goes")
    assert "book/05_optimizers.html#why-does-plain-descent-crawl" in [row[0] for row in results]


def test_code_and_formulas_are_not_shown(ask, small):
    assert ask("hidden_word_of_code") == []
    script = (small / "search_passages.js").read_text("utf-8")
    pages = json.loads(script.removeprefix("steepestSearch(").removesuffix(");\n"))
    texts = [text for _, _, found in pages for _, _, text in found]
    assert len(texts) > 8
    assert not [text for text in texts if "\\" in text or "import " in text]


def test_the_line_has_the_word(ask):
    *_, line = ask("walker bounces")[0]
    assert "walker bounces" in line
    assert "a rate of 0.03" in line, "what a button of the text says"


def test_what_is_typed_is_found_at_once(small, visiting, axe_violations):
    """And the page says how much there is; nothing of the theme's is left of its own search."""
    with visiting() as visit:
        visit.open(small / "search.html")
        visit.keyboard.type("ravine")
        visit.locator("#search-results li").first.wait_for()
        assert "place" in visit.locator(".search-summary").inner_text()
        assert visit.locator("mark").first.inner_text() == "ravine"
        assert axe_violations(visit.page) == []
    assert not (small / "searchindex.js").exists()
    assert not (small / "_static/searchtools.js").exists()


@pytest.mark.parametrize(
    ("tex", "said"), [(r"\eta_t", "ηt"), (r"\lambda_n / \lambda_1", "λn / λ1"), ("x^2", "x2")]
)
def test_a_formula_in_a_line_is_said_by_letters(tex, said):
    assert plain_tex(tex) == said


def test_a_section_has_its_own_words_alone():
    """Not those of the sections in it."""
    inner = nodes.section("", nodes.title("", "Inner"), nodes.paragraph("", "Deep."), ids=["in"])
    outer = nodes.section(
        "", nodes.title("", "Outer"), nodes.paragraph("", "Top."), inner, ids=["o"]
    )
    page = nodes.document(None, None)
    page += outer
    assert [(p.anchor, p.title, p.text) for p in passages(page)] == [
        ("", "Outer", "Top."),
        ("in", "Inner", "Deep."),
    ]
