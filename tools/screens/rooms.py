"""The steps that make each picture, in the order of the guide. Each starts where the last ended."""

import json
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from autograder.assignments.repository import Repository
from tools.course import SETTINGS
from tools.driving import RAN, RUN, jupyterlab, run_first
from tools.screens.classroom import ASSIGNMENT, MISTAKEN, WORDS, Classroom, mistaken
from tools.screens.saving import save_screenshot, save_terminal

TERMINAL_WIDTH = 76
FINER = 1.5
# The widths with which JupyterLab's table of a CSV file begins.
ROW_NUMBERS, COLUMN = 64, 144
REMARK = "Divide the two averages in your mind: what becomes of their quotient?"


@contextmanager
def page_of(browser, width: int, height: int):
    """Open a page with more pixels than CSS pixels, as on a sharp screen."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=FINER, color_scheme="light"
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def from_to(page: Page, first, last, margin: int = 8) -> dict:
    """The rectangle from one element's top to another's bottom, as wide as the page."""
    first.evaluate("first => first.scrollIntoView({block: 'center'})")  # below what stays on top
    top, bottom = first.bounding_box(), last.bounding_box()
    start = top["y"] - margin
    height = bottom["y"] + bottom["height"] + margin - start
    return {"x": 0, "y": start, "width": page.viewport_size["width"], "height": height}


def exercise(classroom: Classroom, browser, path: Path) -> None:
    """A student's JupyterLab: the card that names a mistake; the function itself is not shown."""
    students = Repository().exercises / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(students.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == f"answer-{MISTAKEN}":
            cell["source"] = mistaken()
    with (
        jupyterlab(classroom.home / "student", JUPYTER_CONFIG_PATH=str(SETTINGS)) as lab,
        page_of(browser, 900, 740) as page,
    ):
        page.goto(lab.put(f"exercises/{ASSIGNMENT}.ipynb", notebook))
        run_first(page)
        for text in ("from steepest import check", f"def {MISTAKEN}", f"check({MISTAKEN})"):
            check = page.locator(".jp-CodeCell").filter(has_text=text).first
            check.locator(".cm-content").click()
            page.keyboard.press("Control+Enter")
            expect(check.locator(".jp-InputPrompt")).to_have_text(RAN, timeout=RUN)
        page.keyboard.press("Control+b")  # the list of files gives room
        page.set_viewport_size({"width": 640, "height": 560})
        expect(check.locator(".steepest-card")).to_be_visible()
        check.locator(".steepest-card").evaluate("card => card.scrollIntoView({block: 'end'})")
        save_screenshot(page.screenshot(), path)


def graded_class(classroom: Classroom, browser, path: Path) -> None:
    """The table that grading prints."""
    arguments = ("grade", ASSIGNMENT, "--course", "course", "--cell-seconds", "5")
    printed = classroom.run(*arguments, expected=1, width=TERMINAL_WIDTH)
    command = f"python -m autograder grade {ASSIGNMENT}"
    save_terminal(command, printed, path, TERMINAL_WIDTH)


def waiting(classroom: Classroom, browser, path: Path) -> None:
    """The formgrader's list of the submissions of a notebook."""
    with _formgrader(classroom, browser, 800, 900) as (page, address):
        page.goto(f"{address}/gradebook/{ASSIGNMENT}/{ASSIGNMENT}")
        rows = page.locator("table tbody tr")
        expect(rows).to_have_count(5, timeout=RUN)
        page.get_by_role("button", name="Show All Names").click()
        expect(rows.get_by_text("ada", exact=True)).to_be_visible()
        start = page.locator(".breadcrumb")
        save_screenshot(page.screenshot(clip=from_to(page, start, rows.last)), path)


def submission(classroom: Classroom, browser, path: Path) -> None:
    """A written answer in the formgrader, with its points and a remark, given here."""
    with _formgrader(classroom, browser, 700, 900) as (page, address):
        for student in ("ada", "bo"):
            listed = page.request.get(
                f"{address}/api/submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}"
            ).json()
            one = next(row for row in listed if row["student"] == student)
            page.goto(f"{address}/submissions/{one['id']}")
            shown = _grade_by_hand(page, points=2 if student == "ada" else 1)
        save_screenshot(page.screenshot(clip=shown), path)


def _grade_by_hand(page, points):
    """Type points and a remark under the written answer, and return where all of it is shown."""
    answer = page.locator(".nbgrader_cell").filter(has_text=WORDS[:16]).last
    answer.scroll_into_view_if_needed()
    with page.expect_response("**/api/grade/*"):
        answer.locator("input.score").fill(str(points))
        answer.locator("input.score").press("Tab")
    with page.expect_response("**/api/comment/*"):
        answer.locator("textarea.comment").fill(REMARK)
        page.mouse.click(2, 2)
    expect(answer.locator(".comment-saved")).to_be_hidden(timeout=10_000)
    return from_to(page, answer, answer)


def feedback(classroom: Classroom, browser, path: Path) -> None:
    """A student's page: the card of the mistake with its points, and the remark."""
    classroom.run("feedback", ASSIGNMENT, "--course", "course")
    written = classroom.folder / "feedback" / "bo" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    with page_of(browser, 640, 1500) as page:
        page.goto(written.as_uri())
        card = page.locator(".steepest-card").filter(has_text=MISTAKEN)
        remark = page.locator(".panel").filter(has_text=REMARK).last
        save_screenshot(page.screenshot(clip=from_to(page, card, remark)), path)


def grades(classroom: Classroom, browser, path: Path) -> None:
    """The file for Canvas, as JupyterLab opens it."""
    output = classroom.folder / "grades.csv"
    classroom.run(
        "export", ASSIGNMENT, "--course", "course", "--format", "canvas", "--output", str(output)
    )
    with (
        jupyterlab(classroom.home / "grades", classroom.folder) as lab,
        page_of(browser, 690, 320) as page,
    ):
        page.goto(f"{lab.address}lab/tree/grades.csv?token={lab.token}")
        table = page.locator(".jp-CSVViewer .lm-DataGrid")
        expect(table).to_be_visible(timeout=RUN)
        page.keyboard.press("Control+b")
        _narrow_columns(page, table, (108, 44, 94, 94, 62, 104))
        page.mouse.move(0, 0)
        save_screenshot(page.screenshot(), path)


def _narrow_columns(page, table, widths):
    """Drag the edges of the columns, one after the other, as JupyterLab draws them at first."""
    place = table.bounding_box()
    edge, head = place["x"] + ROW_NUMBERS, place["y"] + 15
    for width in widths:
        page.mouse.move(edge + COLUMN - 1, head)
        page.mouse.down()
        page.mouse.move(edge + width - 1, head, steps=4)
        page.mouse.up()
        edge += width


@contextmanager
def _formgrader(classroom, browser, width, height):
    """The formgrader's own page, as it lies in JupyterLab's tab."""
    home = classroom.home / "instructor"
    with jupyterlab(home, classroom.folder) as lab, page_of(browser, width, height) as page:
        page.goto(f"{lab.address}formgrader?token={lab.token}")
        yield page, f"{lab.address}formgrader"


STEPS = {
    "exercise.png": exercise,
    "class.svg": graded_class,
    "waiting.png": waiting,
    "submission.png": submission,
    "feedback.png": feedback,
    "grades.png": grades,
}
