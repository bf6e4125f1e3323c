"""What holds for each widget as it opens in JupyterLab: wide and narrow, light and dark."""

import pytest
from playwright.sync_api import expect

import steepest

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
CLASSES = list(steepest._WIDGETS)
WHITE = "rgb(255, 255, 255)"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_draws_whole(opened, page, axe_violations, spoilt_words, dark):
    """In the notebook's colours, no wider than its cell, no words spoilt, no fault for axe."""
    errors = []
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.emulate_media(color_scheme="dark" if dark else "light")
    notebook = opened("import steepest", *(f"steepest.{name}()" for name in CLASSES))
    for number, _ in enumerate(CLASSES, start=1):
        notebook.run(number)
        expect(notebook.cell(number).locator(".stp-live")).to_be_visible()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        if width == 390:
            page.keyboard.press("Control+b")  # a phone's reader closes the list of files
            expect(page.locator("#jp-left-stack")).to_be_hidden()
        for number, name in enumerate(CLASSES, start=1):
            widget = notebook.cell(number).locator(".steepest-widget")
            widget.scroll_into_view_if_needed()
            paper = widget.evaluate("figure => getComputedStyle(figure).backgroundColor")
            assert (paper == WHITE) is not dark, name
            assert spoilt_words(widget) == [], name
            room = notebook.cell(number).locator(".jp-OutputArea-output").last.bounding_box()
            box = widget.bounding_box()
            assert box["x"] + box["width"] <= room["x"] + room["width"] + 1, name
        assert axe_violations(page, context=".steepest-widget") == []
    assert errors == []
