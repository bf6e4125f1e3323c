"""The student's path through JupyterLab itself: open the exercise, run it, read the cards."""

import copy

import nbformat
import pytest
from playwright.sync_api import Page, expect

from autograder.assignments.address import Address
from autograder.assignments.convert import convert
from autograder.checks.formula import load
from autograder.paths import ROOT
from tools.driving import RAN, RUN, run_first

NAME = "05_optimizers"
# All of JupyterLab runs on one kernel and one browser: keep these tests on one worker.
pytestmark = pytest.mark.xdist_group("lab")

UPHILL = "def sgd_step(w, g, lr):\n    return w + lr * g"
NO_BIAS = """
def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * m / (np.sqrt(v) + eps), m, v
"""


@pytest.fixture(scope="module")
def exercise():
    return nbformat.read(ROOT / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def answers():
    """The answer cells of the solution, by cell id."""
    text = (ROOT / "solutions" / NAME / f"{NAME}.md").read_text(encoding="utf-8")
    notebook, _ = convert(text, Address.read(ROOT))
    return {cell.id: cell.source for cell in notebook.cells if cell.id.startswith("answer-")}


def filled(exercise, sources):
    notebook = copy.deepcopy(exercise)
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source)
    return notebook


def open_notebook(page: Page, address: str):
    """Open a notebook and run its first cell, the one that installs the library where needed."""
    page.goto(address)
    expect(page.locator(".jp-Notebook")).to_be_visible(timeout=RUN)
    run_first(page)


def prompt(cell):
    return cell.locator(".jp-InputPrompt")


def run_all(page: Page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(prompt(page.locator(".jp-CodeCell").last)).to_have_text(RAN, timeout=RUN)


def cell_of(page: Page, text: str):
    return page.locator(".jp-CodeCell").filter(has_text=text).first


def test_the_answers_of_the_solution_turn_every_card_green(page: Page, lab, exercise, answers):
    open_notebook(page, lab.put("right/right.ipynb", filled(exercise, answers)))
    run_all(page)
    cards = page.locator(".steepest-card")
    expect(cards).to_have_count(len(answers))
    for text in cards.all_inner_texts():
        assert text.startswith("✓"), text
        assert "is right on all" in text
    expect(page.locator(".stp-live .stp-surface .stp-own")).to_have_count(7)
    expect(page.locator(".jp-RenderedText[data-mime-type*='stderr']")).to_have_count(0)


def test_a_mistake_shows_its_hint_and_the_rest_goes_on(page: Page, lab, exercise, answers):
    wrong = {**answers, "answer-adam_step": NO_BIAS.strip()}
    open_notebook(page, lab.put("wrong/wrong.ipynb", filled(exercise, wrong)))
    run_all(page)
    hint = next(m.hint for m in load("adam_step").mistakes if "bias correction" in m.name)
    expect(page.locator(".steepest-card")).to_have_count(len(answers))
    told = page.locator(".steepest-card").filter(has_text="adam_step")
    expect(told).to_contain_text("It is what you get when you leave out the bias correction.")
    expect(told).to_contain_text(hint[:40])
    line = page.locator(".jp-OutputArea-output").filter(has_text="✗ adam_step: It is what you get")
    expect(line.first).to_be_visible()
    assert "Traceback" not in page.locator(".jp-Notebook").inner_text()
    others = page.locator(".steepest-card").filter(has_text="is right on all")
    expect(others).to_have_count(len(answers) - 1)


def test_as_released_each_check_says_that_it_is_not_done(page: Page, lab, exercise, answers):
    open_notebook(page, lab.put("blank/blank.ipynb", exercise))
    run_all(page)
    cards = page.locator(".steepest-card")
    expect(cards).to_have_count(len(answers))
    to_repair = [text for text in cards.all_inner_texts() if "is not done yet" not in text]
    assert [text.split(":")[0] for text in to_repair] == ["✗ amsgrad_step"]
    sits_out = page.locator(".jp-OutputArea-output").filter(has_text="Not in the race")
    expect(sits_out).to_contain_text("adam_step is not done yet")


def test_a_student_writes_checks_mends_and_checks_again(page: Page, lab, exercise):
    open_notebook(page, lab.put("by_hand/by_hand.ipynb", exercise))
    setup = cell_of(page, "from steepest import check")
    setup.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    expect(prompt(setup)).to_have_text(RAN, timeout=RUN)

    def answer(source):
        cell_of(page, "def sgd_step").locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(source)
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")

    told = cell_of(page, "check(sgd_step)").locator(".steepest-card")
    answer(UPHILL)
    expect(told).to_contain_text("It is what you get when you add the gradient.", timeout=RUN)
    expect(told).to_contain_text("The gradient points uphill.")
    answer(UPHILL.replace("+", "-"))
    expect(told).to_contain_text("is right on all", timeout=RUN)
