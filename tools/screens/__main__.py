"""Make the pictures of the instructor's guide again, from the real screens.

    python -m tools.screens

A made-up class is handed in, collected and graded; JupyterLab, the formgrader, a feedback page
and the table of grades are opened in Chromium, and hand grading is done there as the guide says.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tools.browser import FLAGS, find_or_bring
from tools.screens.classroom import Classroom
from tools.screens.rooms import STEPS
from tools.website import ROOT

PICTURES = ROOT / "book" / "guide" / "pictures"


@contextmanager
def chromium() -> Iterator:
    """A browser, brought if need be."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_or_bring()), args=list(FLAGS))
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


def main(arguments: list[str] | None = None) -> int:
    """Make them; 1 where one can't be made, with why."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.screens",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--into", type=Path, default=PICTURES, metavar="DIR",
        help="the folder to write them to (default: book/guide/pictures)",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    print("Grading a small class first …", flush=True)
    try:
        made = make(options.into)
    except (BrowserError, AssertionError, RuntimeError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(f"{len(made)} pictures. Look at each before you commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
