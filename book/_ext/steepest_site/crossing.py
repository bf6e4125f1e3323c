"""Links between a chapter and its exercises lead to the very place.

A "Your turn" box leads to the cell in which its function is written. An exercise leads to the
chapter's page on this site, where its notebook links to the chapter's notebook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from tools.chapters import Chapter, chapter_of

from .launch import repository_of
from .lists import answers
from .survey import named

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def cross(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Point the links of a page that is about to be written."""
    chapter = chapter_of(docname)
    if chapter is None:
        return
    if docname == chapter.page:
        _to_cells(app, doctree, chapter)
    else:
        _to_chapters(app, doctree, docname)


def _to_cells(app: Sphinx, doctree: nodes.document, chapter: Chapter) -> None:
    written = answers(app.env, chapter)
    page = app.builder.get_relative_uri(chapter.page, chapter.exercise_page)
    for box in doctree.findall(nodes.admonition):
        asked = [name for name in named(box) if name in written]
        if "your-turn" not in box["classes"] or not asked:
            continue
        for link in box.findall(nodes.reference):
            if link.get("refuri") == page:
                link["refuri"] = f"{page}#{written[asked[0]].anchor}"


def _to_chapters(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    repository, branch = repository_of(app)
    for link in doctree.findall(nodes.reference):
        path = link.get("refuri", "").removeprefix(f"{repository}/blob/{branch}/")
        chapter = chapter_of(f"book/{path[10:-6]}") if path.startswith("notebooks/") else None
        if chapter and chapter.page in app.env.found_docs:
            link["refuri"] = app.builder.get_relative_uri(docname, chapter.page)
            link["internal"] = True


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-resolved", cross)
