"""What the widgets' tests share: Node for the simulation, and a page with one widget on it."""

import json
import subprocess
from html import escape
from pathlib import Path

import pytest
from traitlets import TraitError

from autograder.paths import ROOT
from tools.widgets import BuildError, program

HERE = Path(__file__).parent
GOLDEN = ROOT / "tests" / "golden"
STATIC = ROOT / "steepest" / "widgets" / "static"


def ask(widget, **asked):
    """What harness.mjs answers of a widget's JavaScript: `calls` or `questions`."""
    try:
        node = program("node")
    except BuildError as error:
        pytest.fail(str(error), pytrace=False)
    done = subprocess.run(
        [node, str(HERE / "harness.mjs")], input=json.dumps({"widget": widget} | asked),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def simulation():
    """`simulation("fit")(states=[…])` asks a widget's JavaScript for its numbers, by fit.mjs."""
    return lambda widget: lambda **questions: ask(widget, questions=questions)["questions"]


@pytest.fixture(scope="session")
def called():
    """`called("fit")(["state.js", "normalize", [{}, None]], …)` calls a widget's own functions."""
    return lambda widget: lambda *calls: ask(widget, calls=calls)["calls"]


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


@pytest.fixture
def refused():
    """`refused(Fit, "what is said", degree=13)`: in a line, at birth and later; nothing changes."""

    def check(widget, said, **given):
        with pytest.raises(TraitError) as at_birth:
            widget(**given)
        assert said in str(at_birth.value)
        assert "\n" not in str(at_birth.value)
        figure = widget()
        before = figure.state()
        for name, value in given.items():
            with pytest.raises(TraitError):
                setattr(figure, name, value)
        assert figure.state() == before

    return check
