"""Lay down the file of a new formula and its cells in the assignment, with places to fill in.

    make new-formula CHAPTER=optimizers NAME=amsgrad_step
    python -m tools.new_formula optimizers amsgrad_step --task repair

With a task, the formula takes over that cell of a new chapter's assignment: the one to derive, to
build or to repair. Without one, it gets a section of its own before the question in words.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from autograder.paths import ROOT
from tools.chapters import Chapter, curriculum
from tools.errors import ToolError, command, command_line
from tools.skeletons import fill, unfinished, write

TASKS = ("derive", "build", "repair")


def lay_down(slug: str, name: str, task: str | None = None, root: Path = ROOT) -> list[str]:
    """Write a formula's file and its cells, and return their paths in the repository."""
    chapter = _chapter(slug, root)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ToolError(f"{name!r} is not a name of a function: small letters, digits and _")
    if other := next((root / "autograder" / "formulas").glob(f"*/{name}.py"), None):
        raise ToolError(f"there is a formula {name} already: {other.relative_to(root)}")
    assignment = root / chapter.solution
    if not assignment.exists():
        raise ToolError(f"{chapter.solution} is not there; make new-chapter writes it")
    text = with_cells(assignment.read_text("utf-8"), name, task)
    path = f"autograder/formulas/{chapter.slug}/{name}.py"
    write(root, {path: fill("formula.py", name=name)})
    assignment.write_text(text, "utf-8")
    return [path, chapter.solution]


def _chapter(slug: str, root: Path) -> Chapter:
    known = [
        chapter
        for chapter in curriculum(root)
        if (root / "autograder" / "formulas" / chapter.slug / "__init__.py").exists()
    ]
    for chapter in known:
        if slug in (chapter.slug, chapter.name):
            return chapter
    slugs = ", ".join(chapter.slug for chapter in known)
    raise ToolError(f"no chapter {slug!r} has formulas; there are: {slugs}; or make new-chapter")


def with_cells(text: str, name: str, task: str | None) -> str:
    """Return an assignment with the cells of a function."""
    if task:
        if f":answer: to_{task}\n" not in text:
            raise ToolError(f"the assignment has no cell to_{task} any more: leave out the task")
        return re.sub(rf"\bto_{task}\b", name, text)
    lines = text.split("\n")
    written = next((n for n, line in enumerate(lines) if line.startswith('+++ {"written"')), None)
    headings = [n for n, line in enumerate(lines) if line.startswith("## ")]
    place = max((n for n in headings if written and n < written), default=len(lines))
    number = 1 + sum(bool(re.match(r"## \d+\. ", lines[n])) for n in headings if n < place)
    cells = fill("task.md", name=name, number=str(number)).rstrip("\n").split("\n")
    return "\n".join([*lines[:place], *cells, "", *_renumbered(lines[place:], number)])


def _renumbered(lines: list[str], before: int) -> list[str]:
    """Number the sections that come after a new one."""
    for at, line in enumerate(lines):
        if re.match(r"## \d+\. ", line):
            before += 1
            lines[at] = re.sub(r"\d+", str(before), line, count=1)
    return lines


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """Lay down the files, and list what is to be filled in."""
    parser = command_line("tools.new_formula", __doc__)
    parser.add_argument("chapter", metavar="CHAPTER", help="the chapter's slug, such as optimizers")
    parser.add_argument("name", metavar="NAME", help="the function's name, such as adam_step")
    parser.add_argument("--task", choices=TASKS, help="the cell of a new chapter to take over")
    options = parser.parse_args(arguments)
    files = lay_down(options.chapter, options.name, options.task)
    for place in unfinished():
        if place.partition(":")[0] in files:
            print(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
