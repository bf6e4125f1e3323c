"""What the widgets' tests share: Node for the simulation, and a page with one widget on it."""

import json
import subprocess
from html import escape
from pathlib import Path

import pytest

from tools.widgets import BuildError, program

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOLDEN = ROOT / "tests" / "golden"
STATIC = ROOT / "steepest" / "widgets" / "static"


@pytest.fixture(scope="session")
def simulation():
    """`simulation("fit")(runs=[…])` asks a widget's JavaScript for its numbers.

    Node runs tests/widgets/fit.mjs: JSON on stdin, JSON on stdout.
    """

    def of(widget):
        def ask(**question):
            done = subprocess.run(
                [node, str(HERE / f"{widget}.mjs")],
                input=json.dumps(question), capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            return json.loads(done.stdout)

        return ask

    try:
        node = program("node")
    except BuildError as error:
        pytest.fail(str(error), pytrace=False)
    return of


@pytest.fixture(scope="session")
def golden():
    """`golden("fit")` is the list of a widget's golden traces."""
    return lambda widget: json.loads((GOLDEN / f"{widget}.json").read_text(encoding="utf-8"))


@pytest.fixture
def page_of(tmp_path):
    """`page_of(widget)` writes a page as the site would, with the widget's stub and script."""

    def write(*widgets, tries=(), script=True):
        figures = "".join(widget.figure() for widget in widgets)
        buttons = "".join(
            '<p><button type="button" class="steepest-try" '
            f'data-state="{escape(json.dumps(state))}">try {number}</button></p>'
            for number, state in enumerate(tries)
        )
        scripts = "".join(
            f'<script defer src="{(STATIC / f"{name}.site.js").as_uri()}"></script>'
            for name in dict.fromkeys(widget._name for widget in widgets)
        )
        path = tmp_path / "page.html"
        path.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A widget</title>'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            "<style>html{color-scheme:light dark;background:light-dark(#fff,#111)}"
            f"body{{margin:16px}}</style>{scripts if script else ''}</head>"
            f"<body><main><h1>A widget</h1>{figures}{buttons}</main></body></html>",
            encoding="utf-8",
        )
        return path

    return write
