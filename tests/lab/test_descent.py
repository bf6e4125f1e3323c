"""The descent figure in JupyterLab: what the reader changes comes to Python, and back."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
FIGURE = "Descent(rate=0.4, rates=[0.05, 1.1], steps=20)"
CELLS = (
    STATE,
    "figure.loss = 'samples'",
    "figure.batch = 30\nfigure.epochs = 3\nfigure.step = 5",
    STATE,
)


def test_state_goes_both_ways(shown):
    notebook, figure = shown(FIGURE, *CELLS)
    page = notebook.page
    expect(figure.locator(".stp-step")).to_have_text("20 / 20")
    figure.get_by_role("slider", name="your learning rate").focus()
    page.keyboard.press("ArrowRight")
    figure.get_by_role("slider", name="Start point").focus()
    page.keyboard.press("ArrowRight")
    figure.get_by_role("button", name="Step back").click()
    told = notebook.state(2)
    assert (told["rate"], told["rates"], told["start"]) == (0.41, [0.05, 1.1], [-1.75])
    assert (told["steps"], told["step"]) == (20, 19)

    notebook.run(3)
    expect(figure.get_by_role("radio", name="Samples")).to_be_checked()
    notebook.run(4)
    expect(figure.locator(".stp-step")).to_have_text("5 / 12")
    expect(figure.locator(".stp-counters")).to_contain_text("2 of 3")
    told = notebook.state(5)
    assert (told["loss"], told["batch"], told["epochs"]) == ("samples", 30, 3)
    assert (told["rate"], told["step"]) == (0.1, 5)
