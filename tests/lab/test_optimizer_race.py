"""The race in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import json

import nbformat
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("lab")
RUN = 60_000
SHOW = "import json\nprint('state', json.dumps(race.state()))"


@pytest.fixture
def notebook(page: Page, lab, request):
    """A notebook with a race in it, run as far as the race."""
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source)
            for source in (
                "from steepest import OptimizerRace",
                "race = OptimizerRace(rules=['sgd', 'adam'], start=(1, 1), steps=80)\nrace",
                SHOW,
                "race.surface = 'beale'",
                "race.start = (2, 1)\nrace.settings = {'adam': {'lr': 0.5}}\nrace.step = 5",
                SHOW,
            )
        ]
    )
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(lab.put(f"{request.function.__name__}/race.ipynb", made))
    idle = page.locator('.jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status="idle"]')
    expect(idle).to_be_visible(timeout=RUN)
    # JupyterLab drops a run that is asked for while a first kernel is still being connected.
    for _ in range(5):
        try:
            run(page, 0, timeout=10_000)
            break
        except AssertionError:
            continue
    run(page, 1)
    expect(page.locator(".stp-live")).to_be_visible(timeout=RUN)
    yield page
    assert troubles == []


def run(page, number, timeout=RUN):
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text(
        r"[" + str(number + 1) + "]:", timeout=timeout
    )


def state(page, number):
    """The traits, as the kernel prints them in a cell."""
    run(page, number)
    output = page.locator(".jp-CodeCell").nth(number).locator(".jp-OutputArea-output")
    expect(output).to_contain_text("state")
    return json.loads(output.inner_text().split("state", 1)[1])


def test_state_goes_both_ways(notebook):
    page = notebook
    race = page.locator(".steepest-widget")
    expect(page.locator(".steepest-widget")).to_have_count(1)  # the live one, not the stub too
    expect(race.locator(".stp-step")).to_have_text("80 / 80")
    expect(race.get_by_label("Surface", exact=True)).to_have_value("ravine")

    race.get_by_role("checkbox", name="RMSprop").check()
    race.get_by_role("slider", name="Start point").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    race.get_by_role("group", name="SGD").get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    race.get_by_role("button", name="Step back").click()
    told = state(page, 2)
    assert told["rules"] == ["sgd", "rmsprop", "adam"]
    assert told["start"] == [0.95, 1.05]
    assert told["settings"]["sgd"]["lr"] > 0.038
    assert (told["steps"], told["step"]) == (80, 79)

    run(page, 3)
    expect(race.get_by_label("Surface", exact=True)).to_have_value("beale")
    run(page, 4)
    expect(race.get_by_role("slider", name="Start point")).to_have_attribute(
        "aria-valuetext", "x 2.00, y 1.00"
    )
    expect(race.locator(".stp-step")).to_have_text("5 / 80")
    adam = race.get_by_role("group", name="Adam").get_by_role("slider", name="learning rate")
    expect(adam).to_have_attribute("aria-valuetext", "0.5")
    told = state(page, 5)
    assert (told["surface"], told["start"], told["step"]) == ("beale", [2, 1], 5)
    assert told["rules"] == ["sgd", "rmsprop", "adam"]


def test_it_takes_the_theme_of_jupyterlab(notebook):
    page = notebook
    race = page.locator(".steepest-widget")
    paper = "e => getComputedStyle(e).backgroundColor"
    assert race.evaluate(paper) == "rgb(255, 255, 255)"
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert race.evaluate(paper) != "rgb(255, 255, 255)"
