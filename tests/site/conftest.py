"""What the site's tests share: a small book, built once as the site is."""

from pathlib import Path

import pytest

from tests.site.small import jupyter_book, write_small_book


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """The folder of a small book's site: one chapter with all that chapters have, and its lists."""
    folder = tmp_path_factory.mktemp("small")
    write_small_book(folder)
    done = jupyter_book(folder)
    assert done.returncode == 0, done.stdout
    return folder / "_build" / "html"
