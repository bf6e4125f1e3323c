"""Detection in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
FIGURE = "Detection(truth=(100, 100, 200, 200))"
CELLS = (
    STATE,
    "figure.category = 'leaf'\nfigure.threshold = 0.6\nfigure.step = 3",
    STATE,
    "figure.view = 'overlap'\nfigure.detection = (100, 100, 200, 150)",
)


def test_state_goes_both_ways(shown):
    notebook, figure = shown(FIGURE, *CELLS)
    page = notebook.page

    figure.get_by_role("slider", name="Truth: place").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    figure.get_by_role("slider", name="Truth: size").focus()
    page.keyboard.press("ArrowDown")
    figure.get_by_role("tab", name="Average precision").click()
    figure.get_by_role("radio", name="PASCAL VOC").check()
    figure.get_by_role("button", name="Step back").click()
    told = notebook.state(2)
    assert told["truth"] == [102, 80, 202, 182]
    assert (told["view"], told["matching"], told["step"]) == ("precision", "voc", 12)

    notebook.run(3)
    expect(figure.locator(".stp-step")).to_have_text("3 / 10")
    expect(figure.get_by_role("radio", name="leaves")).to_be_checked()
    slider = figure.get_by_role("slider", name="overlap threshold")
    expect(slider).to_have_attribute("aria-valuetext", "0.60")
    told = notebook.state(4)
    assert (told["category"], told["threshold"], told["step"]) == ("leaf", 0.6, 3)

    notebook.run(5)
    place = figure.get_by_role("slider", name="Detection: place")
    expect(place).to_have_attribute(
        "aria-valuetext", "left 100, top 100, 100 wide, 50 high, IoU 0.48"
    )
