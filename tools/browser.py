"""Find a Chromium for the tests, or bring one: `python -m tools.browser` prints its path.

In this order: `STEEPEST_CHROMIUM`; an installed Chromium or Chrome; Debian's `chromium` through
apt, where it may be installed (as root, or by sudo without a password); playwright's own
download. Where none can be had, one line on stderr says so and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from tools.apt import install, run

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
VARIABLE = "STEEPEST_CHROMIUM"

# What a test's browser is started with: no sandbox (containers have no user namespaces), no
# GPU, and nothing that it would ask of the network by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(RuntimeError):
    """Why there is no browser, in one line."""


def installed() -> Path | None:
    """Return a browser that is here already."""
    if named := os.environ.get(VARIABLE):
        path = shutil.which(named)
        if path is None:
            raise NoBrowser(f"{VARIABLE} names {named}, which is no program")
        return Path(path)
    found = (shutil.which(name) for name in NAMES)
    path = next((found_path for found_path in found if found_path), None)
    if path is None:
        path = next((place for place in PLACES if Path(place).exists()), None)
    return Path(path) if path else playwright_own()


def playwright_own() -> Path | None:
    """Return playwright's own Chromium, where it has been downloaded."""
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


def from_apt() -> str | None:
    """Install Debian's chromium; return why it can't be, or None."""
    return install("chromium")


def from_playwright() -> str | None:
    """Download playwright's Chromium; return why it can't be, or None."""
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def find_or_bring() -> Path:
    """Return the path of a browser, brought if need be.

    Raises
    ------
    NoBrowser
        with what was tried.
    """
    if path := installed():
        return path
    troubles = []
    for bring in (from_apt, from_playwright):
        trouble = bring()
        if path := installed():
            return path
        troubles.append(trouble or "it left no browser")
    raise NoBrowser(
        f"no Chromium or Chrome, and none can be had ({'; '.join(troubles)}): "
        f"install one, or name it in {VARIABLE}"
    )


def main() -> int:
    """Print the browser's path."""
    parser = argparse.ArgumentParser(prog="python -m tools.browser", description=__doc__)
    parser.add_argument("--find", action="store_true", help="only look; bring nothing")
    options = parser.parse_args()
    try:
        path = installed() if options.find else find_or_bring()
        if path is None:
            raise NoBrowser("no Chromium or Chrome is installed")
    except NoBrowser as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
