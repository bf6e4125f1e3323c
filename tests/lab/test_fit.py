"""The fit in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
SHOW = "import json\nprint('state', json.dumps(fit.state()))"
CELLS = (
    "from steepest import Fit",
    "fit = Fit(degree=4, samples=30, folds=8, fold=7)\nfit",
    SHOW,
    "fit.mode = 'folds'\nfit.folds = 3",
    "fit.truth = 'bump'\nfit.penalty = 0.5\nfit.degree = 11",
    SHOW,
)


def test_state_goes_both_ways(opened):
    notebook = opened(*CELLS)
    notebook.run(1)
    page = notebook.page
    fit = page.locator(".steepest-widget")
    expect(page.locator(".stp-live")).to_be_visible()
    expect(fit).to_have_count(1)  # the live one, not the stub too
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
