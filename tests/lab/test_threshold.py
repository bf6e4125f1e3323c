"""The figure in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
FIGURE = "Threshold(threshold=0.3, positives=40)"
CELLS = (
    STATE,
    "figure.tab = 'regression'\nfigure.bias = 2\nfigure.outlier = True",
    STATE,
)


def test_state_goes_both_ways(shown):
    notebook, figure = shown(FIGURE, *CELLS)
    page = notebook.page
    line = figure.get_by_role("slider", name="Threshold line")
    expect(line).to_have_attribute("aria-valuetext", "0.3")
    expect(figure.get_by_role("img", name="Confusion matrix")).to_be_visible()

    line.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    figure.get_by_role("slider", name="separation").focus()
    page.keyboard.press("ArrowLeft")
    figure.get_by_role("button", name="Draw again").click()
    told = notebook.state(2)
    assert (told["threshold"], told["separation"], told["seed"]) == (0.41, 1.9, 2)
    assert (told["positives"], told["tab"]) == (40, "classification")

    notebook.run(3)
    expect(figure.get_by_role("tab", name="Regression")).to_have_attribute("aria-selected", "true")
    expect(figure.get_by_role("checkbox", name="biased")).to_be_checked()
    figure.get_by_role("slider", name="Outlier").focus()
    page.keyboard.press("ArrowDown")
    figure.get_by_role("tab", name="Regression").focus()
    page.keyboard.press("ArrowLeft")
    expect(line).to_be_visible()
    told = notebook.state(4)
    assert (told["tab"], told["bias"], told["truth"][-1]) == ("classification", 2, 9.9)
