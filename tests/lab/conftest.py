"""A JupyterLab of its own for the tests, and notebooks to open in it."""

import pytest
from playwright.sync_api import expect

from tools.driving import Opened, jupyterlab


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """JupyterLab on a free port, with settings and runtime files that are nobody else's."""
    with jupyterlab(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture
def opened(page, lab, request):
    """`opened(*sources)` opens a notebook of these cells and runs the first, a plain import.

    An error of the page fails the test.
    """
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield lambda *sources: Opened(page, lab, request.function.__name__, *sources)
    assert troubles == []


@pytest.fixture
def shown(opened):
    """`notebook, figure = shown("Fit(degree=4)", *cells)`: a live figure, and cells below it.

    Python's name for it is `figure`.
    """

    def show(made, *cells):
        notebook = opened(
            f"from steepest import {made.partition('(')[0]}", f"figure = {made}\nfigure", *cells
        )
        notebook.run(1)
        figure = notebook.page.locator(".steepest-widget")
        expect(notebook.page.locator(".stp-live")).to_be_visible()
        expect(figure).to_have_count(1)  # the live one, not the stub too
        return notebook, figure

    return show
