"""Files with places to fill in: how they are written from templates, and found again.

    python -m tools.skeletons    # list what is still to be filled in, and exit with 1

`make new-chapter` and `make new-formula` write such files. A place to fill in is a line with the
words FILL IN. `make derived` lists those places first and stops as long as there are any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.paths import ROOT
from tools.chapters import chapters
from tools.errors import ToolError, command, command_line

TEMPLATES = Path(__file__).parent / "templates"
MARK = "FILL IN"


def fill(template: str, **words: str) -> str:
    """Return a template with a word for each `{{name}}` in it."""
    text = (TEMPLATES / f"{template}.template").read_text("utf-8")
    for name, word in words.items():
        text = text.replace("{{" + name.replace("_", "-") + "}}", word)
    if "{{" in text:
        raise ValueError(f"{template}: no word for {text[text.index('{{') :][:40]}")
    return text


def write(root: Path, files: dict[str, str]) -> None:
    """Write new files, by their paths in the repository; none may exist."""
    if there := [name for name in files if (root / name).exists()]:
        raise ToolError(f"{there[0]} exists already; nothing was written")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def unfinished(root: Path = ROOT) -> Iterator[str]:
    """Yield `file:line: what is to be filled in` for each place."""
    found = [root / chapter.source for chapter in chapters(root)]
    for folder in ("solutions", "autograder/formulas", "tests/book/claims", "tests/formulas"):
        files = sorted((root / folder).rglob("*"))
        found += [path for path in files if path.suffix in (".md", ".py")]
    for path in found:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if MARK in line:
                what = line[line.index(MARK) :].rstrip("\"')}]`*,")
                yield f"{path.relative_to(root)}:{number}: {what}"


@command()
def main(arguments: list[str] | None = None) -> int:
    """List the places; 1 if there are any."""
    command_line("tools.skeletons", __doc__).parse_args(arguments)
    places = list(unfinished())
    for place in places:
        print(place)
    if places:
        print(f"{len(places)} places to fill in.")
    return int(bool(places))


if __name__ == "__main__":
    sys.exit(main())
