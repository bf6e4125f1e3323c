"""What holds for each widget as it opens: on a page from a file, with the network cut."""

import gzip
import json

import pytest
from playwright.sync_api import expect

import steepest
from tools.traces.__main__ import WIDGETS as TRACED

# In the suite each width and each theme once; make test-slow takes the other pairs.
VIEWS = [
    pytest.param(width, dark, id=f"{width}-{'dark' if dark else 'light'}", marks=marks)
    for marks, pairs in (
        ((), [(1280, False), (736, True), (390, False)]),
        (pytest.mark.slow, [(1280, True), (736, False), (390, True)]),
    )
    for width, dark in pairs
]
CLASSES = [name for name in steepest.__all__ if name[0].isupper() and name != "CheckFailed"]
EACH = pytest.mark.parametrize("widget", CLASSES)
PAPER = "getComputedStyle(document.querySelector('.steepest-widget')).backgroundColor"
WHITE = "rgb(255, 255, 255)"
# Words that are cut off, stand out of the figure, or are written over others.
SPOILT_WORDS = """() => {
  const figure = document.querySelector(".steepest-widget");
  const frame = figure.getBoundingClientRect();
  const padding = parseFloat(getComputedStyle(figure).paddingRight);
  const spoken = (element) => element.closest(".stp-spoken, [aria-live]");
  const said = (node) => node.textContent.trim().slice(0, 60);
  const spoilt = [];

  for (const element of figure.querySelectorAll("*")) {
    if (element.closest("svg") || spoken(element) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const cut = (way, whole, shown) => style[way] !== "visible" && whole > shown;
    if (said(element) && (cut("overflowX", element.scrollWidth, element.clientWidth)
      || cut("overflowY", element.scrollHeight, element.clientHeight)))
      spoilt.push(`cut by its own box: ${said(element)}`);
  }

  const texts = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest("svg, style, option") || spoken(parent)) continue;
    if (!parent.checkVisibility() || !said(texts.currentNode)) continue;
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects())
      if (box.left < frame.left + padding - 1 || box.right > frame.right - padding + 1)
        spoilt.push(`beyond the figure: ${said(texts.currentNode)}`);
  }

  for (const picture of figure.querySelectorAll("svg")) {
    const edge = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll("text")]
      .filter((text) => text.ownerSVGElement === picture && said(text) && text.checkVisibility())
      .map((text) => ({ text: said(text), box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width);
    for (const { text, box } of words)
      if (box.left < edge.left - 1 || box.right > edge.right + 1
        || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
        spoilt.push(`cut by the picture: ${text}`);
    words.forEach((one, i) => words.slice(i + 1).forEach((other) => {
      const [a, b] = [one.box, other.box];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) spoilt.push(`over each other: ${one.text}, ${other.text}`);
    }));
  }
  return spoilt;
}"""


def made(widget):
    return getattr(steepest, widget)()


def test_each_has_golden_traces():
    assert sorted(made(widget)._name for widget in CLASSES) == TRACED


@pytest.mark.parametrize(("width", "dark"), VIEWS)
@EACH
def test_draws_whole(visiting, axe_violations, page_of, widget, width, dark):
    """Live, in place of its still, no wider than the page, no words spoilt, no fault for axe.

    736 px leave a figure what a page of the site does: a text column of 704 px.
    """
    with visiting(width=width, dark=dark) as visit:
        visit.open(page_of(made(widget)))
        expect(visit.locator(".stp-live")).to_be_visible()
        expect(visit.locator(".stp-still")).to_have_count(0)
        assert visit.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.evaluate(SPOILT_WORDS) == []
        assert not visit.evaluate("/NaN|Infinity|undefined/.test(document.body.innerText)")
        assert axe_violations(visit.page) == []
        state = visit.evaluate("document.querySelector('.steepest-widget').steepest.state")
        assert state == json.loads(json.dumps(made(widget).state()))


@EACH
def test_tab_reaches_every_control_by_a_name(visiting, page_of, widget):
    """What can be seen and used is on the way of the Tab key, and says what it is."""
    with visiting() as visit:
        visit.open(page_of(made(widget)))
        controls = visit.locator(
            ".steepest-widget :is(button, select, input:not([type=radio]), [tabindex='0'])"
            ":visible:not(:disabled):not([tabindex='-1'])"
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


@EACH
def test_still_stands_where_no_script_runs(visiting, axe_violations, page_of, widget):
    with visiting(dark=True, width=390) as visit:
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
