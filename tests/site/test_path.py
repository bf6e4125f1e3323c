"""A new student's path on the site, and every button in the text that sets a figure."""

import pytest

from tools.chapters import chapters

# In the suite one chapter; make test-slow walks all.
EACH = [
    pytest.param(chapter.name, marks=() if chapter.number == 5 else pytest.mark.slow)
    for chapter in chapters()
]
WIDTHS = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
TOP = "button => button.getBoundingClientRect().top"
# Sections are laid out as they come near, and formulas drawn: what is measured has to be at rest.
REST = """async (button) => {
  button.scrollIntoView({ block: "center" });
  for (let still = 0, before = NaN; still < 8;) {
    await new Promise(requestAnimationFrame);
    const { top } = button.getBoundingClientRect();
    still = top === before ? still + 1 : 0;
    before = top;
    if (top < 60 || top > innerHeight - 60) button.scrollIntoView({ block: "center" });
  }
}"""
SEEN = """() => {
  const shown = [...document.querySelectorAll(".docked, [data-widget]")].find((figure) =>
    figure.matches(".docked, .stp-flash") || figure.querySelector(".stp-flash"));
  if (!shown) return false;
  return [...shown.querySelectorAll("canvas, svg:not(button svg)")].some((picture) => {
    const { top, bottom, height } = picture.getBoundingClientRect();
    return height > 60 && top >= 40 && top < innerHeight - 60 && bottom > 60;
  });
}"""


@WIDTHS
def test_from_the_landing_page_to_the_very_cell_and_back(site, visiting, width, height):
    with visiting(width=width, height=height) as visit:
        visit.open(site / "book/index.html")
        visit.locator("a[href$='05_optimizers.html']:visible").first.click()
        visit.wait_for_url("**/book/05_optimizers.html*")
        visit.wait_for_load_state()
        turn = visit.locator(".admonition.your-turn a[href*='#answer-']").first
        turn.evaluate(REST)
        before = turn.evaluate(TOP)
        name = turn.get_attribute("href").partition("#answer-")[2]
        turn.click()
        visit.wait_for_url(f"**/exercises/05_optimizers/05_optimizers.html#answer-{name}")
        cell = visit.locator(f"#answer-{name}")
        assert f"def {name}(" in cell.inner_text()
        visit.wait_for_function(
            "name => { const { top } = document.getElementById(name).getBoundingClientRect();"
            " return top >= 0 && top < innerHeight - 40; }",
            arg=f"answer-{name}",
        )
        visit.go_back()
        visit.wait_for_url("**/book/05_optimizers.html*")
        visit.wait_for_load_state()
        visit.wait_for_timeout(2500)  # formulas are drawn, sections far away are measured
        assert abs(turn.evaluate(TOP) - before) <= 40, "the line that was read is found again"


@WIDTHS
@pytest.mark.parametrize("name", EACH)
def test_each_button_shows_its_figure_and_one_press_returns(
    site, visiting, seen_before, name, width, height
):
    """The figure is seen as it changes, and the text comes back within five pixels."""
    if seen_before(site):
        return
    with visiting(width=width, height=height, reduced_motion="reduce") as visit:
        visit.open(site / f"book/{name}.html")
        visit.wait_for_function("!document.querySelector('.math:not(:has(.katex))')")
        buttons = visit.locator(".steepest-try:visible")
        assert buttons.count() > 0
        for number in range(buttons.count()):
            button = buttons.nth(number)
            button.evaluate(REST)
            before = button.evaluate(TOP)
            button.evaluate("button => button.click()")
            told = f"{button.inner_text()}, button {number}"
            visit.wait_for_function(SEEN, timeout=5000)
            if visit.locator(".docked").count():
                visit.wait_for_timeout(150)
                assert abs(button.evaluate(TOP) - before) <= 5, told
                visit.get_by_role("button", name="Back to the text").click()
                visit.wait_for_function("!document.querySelector('.docked')")
                visit.wait_for_timeout(150)
            assert abs(button.evaluate(TOP) - before) <= 5, told
