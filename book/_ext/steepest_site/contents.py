"""The contents at the left: one row a chapter, with its exercises behind a mark beside it.

Sphinx makes the list from `_toc.yml`. Here the row *Exercises* below each chapter becomes a mark
in the chapter's own row, and chapters of the plan without a page stand where they will be, marked
as planned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag

from tools.chapters import Chapter, chapter_of, curriculum

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

# A pencil, drawn as templates/icons.html draws its icons.
MARK = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/></svg>'
)
NAMES = '<span class="visually-hidden">Exercises of chapter {}</span>'


def chapter_rows(contents: Tag, pagename: str) -> dict[Chapter, Tag]:
    """Return the row of each chapter that has a page, in order."""
    rows = {}
    for row in contents.select("li"):
        link = row.find("a", recursive=False)
        if link and (chapter := _chapter(link, pagename)) and chapter.page == _page(link, pagename):
            rows[chapter] = row
    return rows


def put_exercises_beside(row: Tag, chapter: Chapter, pagename: str) -> None:
    """Turn the list below a chapter's row into a mark in the row."""
    below = row.find("ul", recursive=False)
    link = below and below.find("a")
    if not link or _page(link, pagename) != chapter.exercise_page:
        return
    name = NAMES.format(chapter.label)
    link.clear()
    link.append(BeautifulSoup(MARK + name, "html.parser"))
    link["class"] = [*link["class"], "nav-exercises"]
    link["title"] = f"Exercises of chapter {chapter.label}"
    row["class"] = [*row.get("class", ()), "with-exercises"]
    row.append(link.extract())
    below.decompose()


def add_planned(rows: dict[Chapter, Tag]) -> None:
    """Put the chapters that are to come where they will be."""
    last = None
    for chapter in curriculum():
        if chapter in rows:
            last = rows[chapter]
        elif last is not None and chapter.title:
            words = f"{chapter.label} {chapter.title} <small>planned</small>"
            text = f'<li class="planned"><span>{words}</span></li>'
            row = BeautifulSoup(text, "html.parser").li
            last.insert_after(row)
            last = row


def arrange(contents: str, pagename: str) -> str:
    """Return the contents as a reader gets them on a page."""
    soup = BeautifulSoup(contents, "html.parser")
    rows = chapter_rows(soup, pagename)
    for chapter, row in rows.items():
        put_exercises_beside(row, chapter, pagename)
    add_planned(rows)
    return str(soup)


def _page(link: Tag, pagename: str) -> str:
    """The page that a link of the contents leads to, as Sphinx names it."""
    href = link["href"].partition("#")[0]
    if not href:
        return pagename
    parts = pagename.split("/")[:-1]
    for part in href.removesuffix(".html").split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _chapter(link: Tag, pagename: str) -> Chapter | None:
    return chapter_of(_page(link, pagename))


def wrap(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Arrange what the template asks Sphinx for."""
    make: Callable[..., str] | None = context.get("toctree")
    if make:
        context["toctree"] = lambda **options: arrange(make(**options), pagename)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", wrap, priority=900)
