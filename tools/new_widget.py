"""Lay down a new widget: write its files, build it, and say what to fill in.

    make new-widget NAME=learning_rate
    python -m tools.new_widget learning_rate

What it makes is a small figure that works: a curve with a slider. NAME is in lower case, with
underscores between its words; the class is NAME in one word.
"""

import keyword
import re
import sys
from pathlib import Path

from autograder.paths import ROOT
from tools import widgets
from tools.errors import ToolError, command, command_line
from tools.traces.__main__ import write

TEMPLATES = Path(__file__).parent / "templates" / "widget"
# What of the template goes where.
PLACES = {
    "skeleton.py": "steepest/widgets/{name}.py",
    "skeleton.json": "steepest/widgets/{name}.json",
    "src/state.js": "steepest/widgets/src/{name}/state.js",
    "src/simulation.js": "steepest/widgets/src/{name}/simulation.js",
    "src/picture.js": "steepest/widgets/src/{name}/picture.js",
    "src/view.js": "steepest/widgets/src/{name}/view.js",
    "src/still.js": "steepest/widgets/src/{name}/still.js",
    "traces.py": "tools/traces/{name}.py",
}
NEXT = """
Fill what says FILL, then:
  .venv/bin/python -m tools.widgets            # the bundles and the stills
  .venv/bin/python -m tools.traces {name}
  .venv/bin/python -m pytest tests/widgets -k "{name} or {title}"
and show it in a chapter: `from steepest import {title}`. CONTRIBUTING.md has the whole list."""


def lay_down(name, root=ROOT):
    """Write the files of a new widget under `root`; return them."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or keyword.iskeyword(name):
        raise ToolError(f"{name!r} is no name for a module; one is like learning_rate")
    files = {source: root / place.format(name=name) for source, place in PLACES.items()}
    if there := [path for path in files.values() if path.exists()]:
        raise ToolError(f"{there[0].relative_to(root)} is there already")
    for source, path in files.items():
        text = (TEMPLATES / source).read_text(encoding="utf-8")
        text = text.replace("skeleton", name).replace("Skeleton", class_of(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files.values())


def class_of(name):
    """The class in NAME.py."""
    return name.title().replace("_", "")


def to_fill(path, root=ROOT):
    """Lines that say what is to be filled in a file."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [
        f"{path.relative_to(root)}:{at}: {line[line.index('FILL') :].strip()}"
        for at, line in lines
        if "FILL" in line
    ]


@command()
def main() -> int:
    """Lay it down, build it, and say what is to be filled."""
    parser = command_line("tools.new_widget", __doc__)
    parser.add_argument("name", metavar="NAME", help="such as learning_rate")
    name = parser.parse_args().name
    files = lay_down(name)
    widgets.build()
    write(name)
    for path in files:
        print("\n".join([str(path.relative_to(ROOT)), *(f"  {one}" for one in to_fill(path))]))
    print(NEXT.format(name=name, title=class_of(name)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
