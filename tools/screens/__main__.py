"""Make the pictures of the instructor's guide again, from the real screens.

    python -m tools.screens

A made-up class hands in its work, which is collected and graded. JupyterLab, the formgrader, a
feedback page and the table of grades are opened in Chromium, and one answer is graded by hand,
as the guide says.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from autograder.paths import ROOT
from tools.browser import BROWSER, FLAGS
from tools.errors import command, command_line
from tools.screens.classroom import Classroom
from tools.screens.rooms import STEPS

PICTURES = ROOT / "book" / "guide" / "pictures"


@contextmanager
def chromium() -> Iterator:
    """Run a browser; install one if there is none."""
    path = str(BROWSER.find_or_install())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def make(into: Path) -> list[Path]:
    """Make every picture, and return their paths."""
    into.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as home, chromium() as browser:
        classroom = Classroom(Path(home))
        classroom.set_up()
        for name, step in STEPS.items():
            path = into / name
            step(classroom, browser, path)
            made.append(path)
            print(f"{path.stat().st_size / 1000:5.0f} kB  {name}", flush=True)
    return made


@command(also=(BrowserError, AssertionError, RuntimeError))
def main(arguments: list[str] | None = None) -> int:
    """Make the pictures; 1 if one can't be made."""
    parser = command_line("tools.screens", __doc__)
    parser.add_argument(
        "--into", type=Path, default=PICTURES, metavar="DIR",
        help="the folder to write them to (default: book/guide/pictures)",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    print("Grading a small class first …", flush=True)
    made = make(options.into)
    print(f"{len(made)} pictures. Look at each before you commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
