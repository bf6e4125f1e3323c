"""The race in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = pytest.mark.xdist_group("lab")
FIGURE = "OptimizerRace(rules=['sgd', 'adam'], start=(1, 1), steps=80)"
CELLS = (
    STATE,
    "figure.surface = 'beale'",
    "figure.start = (2, 1)\nfigure.settings = {'adam': {'lr': 0.5}}\nfigure.step = 5",
    STATE,
)


def test_state_goes_both_ways(shown):
    notebook, race = shown(FIGURE, *CELLS)
    page = notebook.page
    expect(race.locator(".stp-step")).to_have_text("80 / 80")
    expect(race.get_by_label("Surface", exact=True)).to_have_value("ravine")

    race.get_by_role("checkbox", name="RMSprop").check()
    race.get_by_role("slider", name="Start point").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    race.get_by_role("group", name="SGD").get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    race.get_by_role("button", name="Step back").click()
    told = notebook.state(2)
    assert told["rules"] == ["sgd", "rmsprop", "adam"]
    assert told["start"] == [0.95, 1.05]
    assert told["settings"]["sgd"]["lr"] > 0.038
    assert (told["steps"], told["step"]) == (80, 79)

    notebook.run(3)
    expect(race.get_by_label("Surface", exact=True)).to_have_value("beale")
    notebook.run(4)
    expect(race.get_by_role("slider", name="Start point")).to_have_attribute(
        "aria-valuetext", "x 2.00, y 1.00"
    )
    expect(race.locator(".stp-step")).to_have_text("5 / 80")
    adam = race.get_by_role("group", name="Adam").get_by_role("slider", name="learning rate")
    expect(adam).to_have_attribute("aria-valuetext", "0.5")
    told = notebook.state(5)
    assert (told["surface"], told["start"], told["step"]) == ("beale", [2, 1], 5)
    assert told["rules"] == ["sgd", "rmsprop", "adam"]


def test_it_takes_the_theme_of_jupyterlab(shown):
    notebook, race = shown(FIGURE)
    page = notebook.page
    paper = "e => getComputedStyle(e).backgroundColor"
    assert race.evaluate(paper) == "rgb(255, 255, 255)"
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert race.evaluate(paper) != "rgb(255, 255, 255)"


OWN = (
    "from steepest.racing import race",
    "def sgd_step(w, g, lr):\n    return w - 0.5 * lr * g",
    "race = race([sgd_step])\nrace",
    "import json\nprint('state', json.dumps(race.own))",
)


def test_own_functions_follow_what_the_reader_moves(opened):
    notebook = opened(*OWN)
    for cell in range(3):
        notebook.run(cell)
    page = notebook.page
    bands = page.locator(".stp-surface .stp-own")
    expect(bands).to_have_count(1)
    page.locator(".steepest-widget").get_by_role("slider", name="Start point").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(bands).to_have_count(1)  # computed in the kernel, for the new start
    told = notebook.state(3)
    assert told["of"]["start"] == [-2.7, 1.1]
    assert told["paths"]["sgd"][0] == [-2.7, 1.1]
