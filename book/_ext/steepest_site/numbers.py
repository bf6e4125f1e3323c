"""Figures, tables and equations are numbered by chapter: Figure 5.1, Table 5.2, (5.3).

Sphinx numbers them through the whole project, or by sections that are numbered themselves. Here
each chapter counts from 1 behind its own number, as its notebook does (`tools/plain.py`); on
other pages nothing is numbered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.chapters import chapter_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Of a page, by kind ("figure", "table", "displaymath"): each anchor's number.
Numbers = dict[str, dict[str, tuple[int, ...]]]


def by_chapter(pages: dict[str, Numbers]) -> dict[str, Numbers]:
    """Return the numbers of the chapters' pages, counted anew in each."""
    numbers = {}
    for page, kinds in pages.items():
        chapter = chapter_of(page)
        if chapter and page == chapter.page:
            numbers[page] = {
                kind: {
                    anchor: (chapter.number, place)
                    for place, anchor in enumerate(sorted(found, key=found.__getitem__), 1)
                }
                for kind, found in kinds.items()
            }
    return numbers


def number(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put our numbers in the place of Sphinx's, which are kept."""
    env.steepest_running_numbers = env.toc_fignumbers
    env.toc_fignumbers = by_chapter(env.toc_fignumbers)
    return []


def put_back(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give Sphinx its own again, by which it sees what has changed since."""
    env.toc_fignumbers = getattr(env, "steepest_running_numbers", env.toc_fignumbers)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("env-before-read-docs", put_back)
    app.connect("env-get-updated", number, priority=900)  # after Sphinx has counted
