"""A new student's path in JupyterLab: a wrong answer, its card, the replay, right, and back."""

import pytest
from playwright.sync_api import expect

from autograder.paths import ROOT
from tools import workfolder
from tools.driving import RAN, RUN, jupyterlab, run_first

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
EXERCISE = "exercises/05_optimizers/05_optimizers.ipynb"
SECTION = "Why does plain descent crawl along a ravine?"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """JupyterLab on a work folder, as `make course` opens it."""
    work = tmp_path_factory.mktemp("work")
    workfolder.lay_out(ROOT, work)
    with jupyterlab(tmp_path_factory.mktemp("home"), work) as lab:
        yield lab


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_from_a_wrong_answer_to_the_section(page, course, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{course.address}lab/workspaces/w{width}/tree/{EXERCISE}?token={course.token}")
    if width < 600:
        page.locator(".jp-Notebook").wait_for(timeout=RUN)
        page.keyboard.press("Control+b")  # a phone's reader closes the list of files
    run_first(page)

    def cell(text):
        return page.locator(".jp-CodeCell").filter(has_text=text).first

    def run(text, source=None):
        place = cell(text)
        place.locator(".cm-content").click()
        if source is not None:
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.insert_text(source)
        before = place.locator(".jp-InputPrompt").inner_text()
        page.keyboard.press("Control+Enter")
        expect(place.locator(".jp-InputPrompt")).not_to_have_text(before, timeout=RUN)
        expect(place.locator(".jp-InputPrompt")).to_have_text(RAN, timeout=RUN)
        return place

    run("from steepest import check")
    run("def sgd_step", "def sgd_step(w, g, lr):\n    return w + lr * g")
    card = run("check(sgd_step)").locator(".steepest-card")
    expect(card).to_contain_text("It is what you get when you add the gradient.")
    why = card.get_by_text("Why, and what is right")
    expect(card.get_by_text("The gradient points uphill.")).not_to_be_visible()
    why.click()
    expect(card.get_by_text("The gradient points uphill.")).to_be_visible()
    room = page.locator(".jp-Notebook").first.bounding_box()
    assert card.bounding_box()["x"] + card.bounding_box()["width"] <= room["x"] + room["width"]

    # What the card says: the smallest failing call is kept, and runs again.
    expect(card).to_contain_text("check.case")
    page.keyboard.press("Escape")
    page.keyboard.press("b")  # a cell below
    page.keyboard.press("Enter")
    page.keyboard.insert_text("print('replayed', sgd_step(*check.case.args), check.case.expected)")
    page.keyboard.press("Control+Enter")
    replay = page.locator(".jp-OutputArea-output").filter(has_text="replayed")
    expect(replay.first).to_be_visible(timeout=RUN)

    run("def sgd_step", "def sgd_step(w, g, lr):\n    return w - lr * g")
    card = run("check(sgd_step)").locator(".steepest-card")
    expect(card).to_contain_text("is right on all", timeout=RUN)
    card.get_by_role("link").click()
    heading = page.locator(".jp-NotebookPanel:visible h2").filter(has_text=SECTION)
    if width > 600:
        expect(heading).to_be_in_viewport(timeout=RUN)
    else:  # JupyterLab opens the chapter there, and leaves the scrolling to the reader
        expect(heading).to_be_attached(timeout=RUN)
