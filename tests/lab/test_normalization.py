"""The figure in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
FIGURE = "Normalization(batch=8, gamma=0.5)"
CELLS = (
    STATE,
    "figure.view = 'running'\nfigure.momentum = 0.5\nfigure.step = 12",
    "figure.view = 'cells'\nfigure.norm = 'group'\nfigure.groups = 3\nfigure.cell = (3, 5, 0)",
    STATE,
)


def test_state_goes_both_ways(shown):
    notebook, figure = shown(FIGURE, *CELLS)
    page = notebook.page
    expect(figure.locator(".stp-live, .stp-strips").first).to_be_visible()

    figure.get_by_role("slider", name="γ scale").focus()
    page.keyboard.press("ArrowRight")
    figure.get_by_role("slider", name="batch size").focus()
    page.keyboard.press("ArrowLeft")
    figure.get_by_role("checkbox", name="on the way to ReLU").uncheck()
    told = notebook.state(2)
    assert (told["gamma"], told["batch"], told["batch_norm"]) == (0.6, 7, False)
    assert (told["view"], told["step"]) == ("layer", 100)

    notebook.run(3)
    expect(figure.get_by_role("radio", name="Train and eval")).to_be_checked()
    expect(figure.locator(".stp-step")).to_have_text("12 / 100")
    momentum = figure.get_by_role("slider", name="momentum")
    expect(momentum).to_have_attribute("aria-valuetext", "0.5")
    figure.get_by_role("button", name="Step forward").click()

    notebook.run(4)
    handle = figure.get_by_role("slider", name="Cell", exact=True)
    expect(handle).to_have_attribute("aria-valuetext", "sample 4, channel 6, position 1")
    expect(figure.locator(".stp-cells .stp-member")).to_have_count(8)
    handle.focus()
    page.keyboard.press("ArrowUp")
    told = notebook.state(5)
    assert (told["view"], told["step"], told["momentum"]) == ("cells", 13, 0.5)
    assert (told["norm"], told["groups"], told["cell"]) == ("group", 3, [3, 4, 0])
