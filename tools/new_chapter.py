"""Lay down the files of a new chapter, with places to fill in.

    make new-chapter NUMBER=6 SLUG=schedules
    python -m tools.new_chapter 6 schedules

It writes the chapter's page, its assignment with a task to derive, one to build and one to repair,
the folder of its formulas, its claims and a test, and adds the chapter to `_toc.yml`. The number
and the slug must be those of the plan, TITLES in `tools/chapters.py`. `python -m tools.skeletons`
lists what is to be filled in.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from autograder.paths import ROOT
from tools.chapters import NUMBER, Chapter
from tools.errors import ToolError, command, command_line
from tools.skeletons import fill, unfinished, write


def lay_down(chapter: Chapter, root: Path = ROOT) -> list[str]:
    """Write a chapter's files, and return their paths in the repository."""
    if not chapter.title:
        raise ToolError(
            f"{chapter.name} is not in the plan: add it with its title to TITLES in "
            "tools/chapters.py, and to the list in book/lectures.md"
        )
    words = {
        "label": chapter.label,
        "name": chapter.name,
        "slug": chapter.slug,
        "slug_with_hyphens": chapter.slug.replace("_", "-"),
        "title": chapter.title,
        "title_in_lower_case": chapter.title.lower(),
    }
    files = {
        chapter.source: "chapter.md",
        chapter.solution: "assignment.md",
        f"autograder/formulas/{chapter.slug}/__init__.py": "contract.py",
        f"tests/book/claims/{chapter.slug}.py": "claims.py",
        f"tests/formulas/test_{chapter.slug}.py": "test.py",
    }
    write(root, {path: fill(template, **words) for path, template in files.items()})
    contents = root / "_toc.yml"
    contents.write_text(listed(contents.read_text("utf-8"), chapter), "utf-8")
    return [*files, contents.name]


def listed(contents: str, chapter: Chapter) -> str:
    """Return `_toc.yml` with a chapter added, in the order of the numbers."""
    entry = [
        f"      - file: {chapter.page}",
        f"        title: {quoted(f'{chapter.label} {chapter.title}')}",
        "        sections:",
        f"          - file: {chapter.exercise_page}",
        "            title: Exercises",
    ]
    lines = contents.split("\n")
    place = lines.index("  - caption: Chapters") + 2
    while place < len(lines) and lines[place].startswith("      "):
        found = re.match(rf"      - file: book/({NUMBER})_", lines[place])
        if found and int(found[1]) > chapter.number:
            break
        place += 1
    return "\n".join([*lines[:place], *entry, *lines[place:]])


def quoted(title: str) -> str:
    """Return a title as it stands in YAML: in quotes if it has a colon."""
    return f'"{title}"' if ": " in title else title


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """Lay down the files, and list them and what is to be filled in."""
    parser = command_line("tools.new_chapter", __doc__)
    parser.add_argument("number", type=int, metavar="NUMBER", help="its number, such as 6")
    parser.add_argument("slug", metavar="SLUG", help="its name in files, such as schedules")
    options = parser.parse_args(arguments)
    files = lay_down(Chapter(options.number, options.slug))
    print("\n".join(files))
    places = [place for place in unfinished() if place.partition(":")[0] in files]
    print(f"{len(places)} places to fill in: python -m tools.skeletons lists them.")
    print(f"Each function: make new-formula CHAPTER={options.slug} NAME=… TASK=derive")
    return 0


if __name__ == "__main__":
    sys.exit(main())
