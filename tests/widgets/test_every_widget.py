"""What holds for each widget as it opens: on a page from a file, with the network cut."""

import gzip
import json

import pytest
from playwright.sync_api import expect

import steepest
from tools.traces.__main__ import WIDGETS as TRACED

SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
CLASSES = [name for name in steepest.__all__ if name[0].isupper() and name != "CheckFailed"]
EACH = pytest.mark.parametrize("widget", CLASSES)
PAPER = "getComputedStyle(document.querySelector('.steepest-widget')).backgroundColor"
WHITE = "rgb(255, 255, 255)"


def made(widget):
    return getattr(steepest, widget)()


def test_each_has_golden_traces():
    assert sorted(made(widget)._name for widget in CLASSES) == TRACED


@SCHEMES
@pytest.mark.parametrize("width", [1280, 390])
@EACH
def test_draws_whole(visiting, axe_violations, page_of, widget, width, dark):
    """Live, in place of its still, no wider than the page, no text cut off, no fault for axe."""
    with visiting(width=width, dark=dark) as visit:
        visit.open(page_of(made(widget)))
        expect(visit.locator(".stp-live")).to_be_visible()
        expect(visit.locator(".stp-still")).to_have_count(0)
        assert visit.evaluate("document.documentElement.scrollWidth") <= width
        cut = visit.evaluate(
            """() => [...document.querySelectorAll(".steepest-widget svg text")].filter((text) => {
              const name = text.getBoundingClientRect();
              const box = text.ownerSVGElement.getBoundingClientRect();
              return name.width && (name.left < box.left - 1 || name.right > box.right + 1
                || name.top < box.top - 2 || name.bottom > box.bottom + 2);
            }).map((text) => text.textContent)"""
        )
        assert cut == []
        assert not visit.evaluate("/NaN|Infinity|undefined/.test(document.body.innerText)")
        assert axe_violations(visit.page) == []


@EACH
def test_first_state_is_that_of_python(visiting, page_of, widget):
    figure = made(widget)
    with visiting() as visit:
        visit.open(page_of(figure))
        state = visit.evaluate("document.querySelector('.steepest-widget').steepest.state")
        assert state == json.loads(json.dumps(figure.state()))


@EACH
def test_tab_reaches_every_control_by_a_name(visiting, page_of, widget):
    """What can be seen and used is on the way of the Tab key, and says what it is."""
    with visiting() as visit:
        visit.open(page_of(made(widget)))
        controls = visit.locator(
            ".steepest-widget :is(button, select, input:not([type=radio]), [tabindex='0'])"
            ":visible:not(:disabled)"
        )
        expected = controls.count()
        assert expected > 0
        names = []
        for _ in range(expected + 30):  # radio buttons besides: one of each group
            visit.keyboard.press("Tab")
            if not visit.evaluate("!!document.activeElement.closest('.steepest-widget')"):
                break
            names.append(
                visit.evaluate(
                    "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent"
                    " || e.textContent)(document.activeElement)"
                ).strip()
            )
        assert all(names)
        assert len(names) >= expected


@SCHEMES
@EACH
def test_still_stands_where_no_script_runs(visiting, axe_violations, page_of, widget, dark):
    with visiting(dark=dark, width=390) as visit:
        visit.open(page_of(made(widget), script=False))
        still = visit.locator(".steepest-widget svg[role=img]")
        expect(still).to_be_visible()
        assert len(still.get_attribute("aria-label")) > 30
        assert len(visit.locator("figcaption").inner_text()) > 30
        assert visit.evaluate("document.documentElement.scrollWidth") <= 390
        assert axe_violations(visit.page) == []


@EACH
def test_print_shows_pictures_on_white_without_controls(visiting, page_of, widget):
    with visiting(dark=True) as visit:
        visit.open(page_of(made(widget)))
        visit.emulate_media(media="print")
        assert visit.locator(".steepest-widget svg:visible").count() > 0
        expect(visit.locator(".steepest-widget :is(input, select, button):visible")).to_have_count(
            0
        )
        assert visit.evaluate(PAPER) == WHITE


@EACH
def test_page_theme_outweighs_the_system(visiting, page_of, widget):
    with visiting(dark=True) as visit:
        visit.open(page_of(made(widget)))
        assert visit.evaluate(PAPER) != WHITE
        visit.evaluate("document.documentElement.dataset.theme = 'light'")
        assert visit.evaluate(PAPER) == WHITE
        visit.evaluate("delete document.documentElement.dataset.theme")
        visit.evaluate("document.body.dataset.jpThemeLight = 'true'")
        assert visit.evaluate(PAPER) == WHITE
    with visiting() as visit:
        visit.open(page_of(made(widget)))
        visit.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert visit.evaluate(PAPER) != WHITE


@EACH
def test_stub_in_colab_is_whole_by_itself(monkeypatch, visiting, tmp_path, widget):
    """Colab shows each output in a frame of its own: the figure brings its script along."""
    monkeypatch.setitem(__import__("sys").modules, "google.colab", object())
    data, _ = made(widget)._repr_mimebundle_()
    page = tmp_path / "frame.html"
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{data["text/html"]}',
        encoding="utf-8",
    )
    with visiting() as visit:
        visit.open(page)
        expect(visit.locator(".stp-live")).to_be_visible()
    assert len(gzip.compress(page.read_bytes(), 9)) < 60_000
