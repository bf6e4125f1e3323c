"""The fit in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
FIGURE = "Fit(degree=4, samples=30, folds=8, fold=7)"
CELLS = (
    STATE,
    "figure.mode = 'folds'\nfigure.folds = 3",
    "figure.truth = 'bump'\nfigure.penalty = 0.5\nfigure.degree = 11",
    STATE,
)


def test_state_goes_both_ways(shown):
    notebook, fit = shown(FIGURE, *CELLS)
    page = notebook.page
    degree = fit.get_by_role("slider", name="d degree")
    expect(degree).to_have_attribute("aria-valuetext", "4")

    degree.focus()
    page.keyboard.press("ArrowRight")
    fit.get_by_role("slider", name="Degree on the chart").focus()
    page.keyboard.press("ArrowRight")
    fit.get_by_role("button", name="New sample").click()
    fit.get_by_role("radio", name="Many fits").check()
    fit.get_by_role("button", name="Step back").locator("visible=true").click()
    told = notebook.state(2)
    assert (told["degree"], told["seed"], told["mode"], told["fits"]) == (6, 5, "many", 99)
    assert (told["samples"], told["folds"], told["fold"]) == (30, 8, 7)

    notebook.run(3)
    expect(fit.get_by_role("radio", name="k-fold")).to_be_checked()
    expect(fit.locator(".fit-row")).to_have_count(3)
    notebook.run(4)
    expect(fit.get_by_label("Truth")).to_have_value("bump")
    expect(degree).to_have_attribute("aria-valuetext", "11")
    expect(fit.get_by_role("slider", name="ridge penalty")).to_have_attribute(
        "aria-valuetext", "0.5"
    )
    told = notebook.state(5)
    assert (told["truth"], told["penalty"], told["degree"]) == ("bump", 0.5, 11)
    assert (told["folds"], told["fold"], told["fits"]) == (3, 3, 99)
