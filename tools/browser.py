"""Find a Chromium for the tests, or install one, and print its path.

    python -m tools.browser
    python -m tools.browser --find    # install nothing

It looks in this order: the program that `STEEPEST_CHROMIUM` names; an installed Chromium or
Chrome; Debian's `chromium` package, if apt-get may be used (as root, or by sudo without a
password); playwright's own download. If none of these works, the command says why and exits
with 1.
"""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path

from tools.apt import Program, install, run
from tools.errors import NotInstalled, command, command_line

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
VARIABLE = "STEEPEST_CHROMIUM"

# How a test's browser is started: without its sandbox (containers have no user namespaces),
# without a GPU, and without the requests that it would send to the network by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> Path | None:
    """Return a browser that is already installed."""
    if named := os.environ.get(VARIABLE):
        path = shutil.which(named)
        if path is None:
            raise NotInstalled(f"{VARIABLE} names {named}, which is no program")
        return Path(path)
    found = (shutil.which(name) for name in NAMES)
    path = next((found_path for found_path in found if found_path), None)
    if path is None:
        path = next((place for place in PLACES if Path(place).exists()), None)
    return Path(path) if path else playwright_own()


def playwright_own() -> Path | None:
    """Return playwright's own Chromium, if it has been downloaded."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    try:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
    except Error:
        return None
    return path if path.exists() else None


def from_playwright() -> str | None:
    """Download playwright's Chromium; return the reason if that fails, otherwise None."""
    return run(sys.executable, "-m", "playwright", "install", "chromium")


BROWSER = Program(
    "Chromium or Chrome",
    installed,
    (partial(install, "chromium"), from_playwright),
    f"install one, or name it in {VARIABLE}",
)


@command()
def main(arguments: list[str] | None = None) -> int:
    """Print the browser's path."""
    return BROWSER.print_place(command_line("tools.browser", __doc__), arguments)


if __name__ == "__main__":
    sys.exit(main())
