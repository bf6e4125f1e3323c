"""The figures of the built chapters on a telephone: none fills more than 1.3 screens."""

import pytest

from tools.chapters import chapters

WIDTH, HEIGHT = 390, 844
# In the suite one chapter; make test-slow takes all.
EACH = [
    pytest.param(name, marks=() if name == "05_optimizers" else pytest.mark.slow)
    for name in (chapter.name for chapter in chapters())
]
DRAWN = """() => {
  const sections = document.querySelectorAll(".prose section");
  for (const part of sections) part.style.contentVisibility = "visible";
  return [...document.querySelectorAll(".steepest-figure, .steepest-widget")].map((figure) =>
    [figure.dataset.widget ?? figure.getAttribute("aria-label").slice(0, 60),
     figure.getBoundingClientRect().height]);
}"""


@pytest.mark.parametrize("name", EACH)
def test_no_figure_is_taller_than_a_screen_and_a_third(site, visiting, seen_before, name):
    """Live or not, in the state and with the part of it that the chapter shows first."""
    if seen_before(site):
        return
    with visiting(width=WIDTH, height=HEIGHT) as visit:
        visit.open(site / f"book/{name}.html")
        visit.keyboard.press("Tab")  # all figures come to life
        visit.wait_for_function("!document.querySelector('[data-widget]:not(.stp-live)')")
        visit.evaluate(DRAWN)
        visit.wait_for_timeout(300)
        found = visit.evaluate(DRAWN)
        assert found
        assert [one for one in found if one[1] > 1.3 * HEIGHT] == []


@pytest.mark.parametrize("name", EACH)
def test_wide_figures_have_labels_that_can_be_read(site, visiting, seen_before, name):
    """12 pixels where the page is as wide as a laptop, and a figure up to 1,000 px where it may."""
    if seen_before(site):
        return
    smallest = """() => [...document.querySelectorAll(".steepest-figure svg text")].map((text) => {
      const { a, b } = text.getScreenCTM();
      return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
    }).filter((size) => size < 11.95)"""
    widest = """() => Math.max(...[...document.querySelectorAll(".steepest-widget")]
      .map((figure) => figure.getBoundingClientRect().width))"""
    with visiting() as visit:
        visit.open(site / f"book/{name}.html")
        visit.evaluate(DRAWN)
        assert visit.evaluate(smallest) == []
    with visiting(width=1920, height=1080) as visit:
        visit.open(site / f"book/{name}.html")
        visit.evaluate(DRAWN)
        assert 900 <= visit.evaluate(widest) <= 1000
