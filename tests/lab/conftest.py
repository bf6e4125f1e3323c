"""A JupyterLab of its own for the tests, and notebooks to open in it."""

import pytest

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
