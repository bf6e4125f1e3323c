"""Where the course explains each function: the section that a card leads on to.

    python -m tools.sections           # write steepest/checks/sections.json
    python -m tools.sections --check   # only say whether it is up to date

A function's section is the one whose "Your turn" box names it, as in the chapter's notebook.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.assignments.address import Address
from autograder.files import write_if_changed
from autograder.paths import ROOT
from tools.chapters import chapters
from tools.errors import ToolError, command, command_line

TARGET = Path("steepest/checks/sections.json")
_BOX = re.compile(r"^> \*\*Your turn\*\*\n(?:>.*\n?)+", re.MULTILINE)


def sections(root: Path = ROOT) -> dict:
    """The public address of the notebooks, and by function its chapter's notebook and heading."""
    found = {}
    for chapter in chapters(root):
        for name, heading in _named(root / chapter.notebook):
            found.setdefault(name, [chapter.notebook, heading])
    return {"address": Address.read(root).colab(""), "sections": dict(sorted(found.items()))}


def _named(notebook: Path) -> Iterator[tuple[str, str]]:
    """Each function that a "Your turn" box of a notebook names, and the section it is in."""
    heading = ""
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = "".join(cell["source"])
        places = [(m.start(), m[1]) for m in re.finditer(r"^## (.+)$", text, re.MULTILINE)]
        for box in _BOX.finditer(text):
            before = [title for place, title in places if place < box.start()]
            for name in re.findall(r"`(\w+)`", box[0]):
                yield name, before[-1] if before else heading
        heading = places[-1][1] if places else heading


def written(root: Path = ROOT) -> bytes:
    """The file as it is to be."""
    return json.dumps(sections(root), ensure_ascii=False, indent=1).encode() + b"\n"


@command()
def main(arguments: list[str] | None = None) -> int:
    """Write the file, or check it; 1 if it is stale."""
    parser = command_line("tools.sections", __doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    new = written()
    if not parser.parse_args(arguments).check:
        write_if_changed(ROOT / TARGET, new)
    elif not (ROOT / TARGET).exists() or (ROOT / TARGET).read_bytes() != new:
        raise ToolError(f"{TARGET} is stale: run `make derived`")
    return 0


if __name__ == "__main__":
    sys.exit(main())
