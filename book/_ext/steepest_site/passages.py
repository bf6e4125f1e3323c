r"""What the search looks through: every section of every page, and every entry of the glossary.

Sphinx's own index knows pages and words. Ours has the text of each section, so that a result leads
to its section and shows a line of it. Code, outputs and displayed formulas are left out. The text
lies in a script, since a browser reads no other file of a site that is opened from a folder; the
index over it is made in the browser (`js/search.js`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from tools.chapters import chapter_of

from .lists import chapter_title
from .words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

SCRIPT = "search_passages.js"
KEPT = "passages"  # a folder beside Sphinx's own of the pages that it has read


@dataclass(frozen=True)
class Passage:
    """A section or a glossary entry: where it is, its heading, and its text."""

    anchor: str
    title: str
    text: str


def passages(doctree: nodes.document) -> Iterator[Passage]:
    """Yield the sections of a page; by their names, entries of the glossary and of the formulas."""
    for number, section in enumerate(doctree.findall(nodes.section)):
        title = section.next_node(nodes.title).astext()
        own = (child for child in section.children[1:] if not isinstance(child, nodes.section))
        yield Passage(section["ids"][0] if number else "", title, _said(own))
    for entries in doctree.findall(_is_by_name):
        for item in entries.findall(nodes.definition_list_item):
            terms = list(item.findall(nodes.term))
            title = " · ".join(words(term) for term in terms)
            about = item.next_node(nodes.definition).next_node(nodes.paragraph)
            yield Passage(terms[0]["ids"][0], title, words(about))


def _is_by_name(node: nodes.Node) -> bool:
    """Whether the entries of a list are found by their own names."""
    return isinstance(node, addnodes.glossary) or (
        isinstance(node, nodes.definition_list) and "formulas" in node["classes"]
    )


def _said(parts: Iterable[nodes.Node]) -> str:
    """The words of nodes, but for what is found by its own name."""
    return " ".join(filter(None, (words(part, leave_out=_is_by_name) for part in parts)))


def keep(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep the passages of a page that is about to be written."""
    path = Path(app.doctreedir) / KEPT / f"{docname}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    found = [asdict(passage) for passage in passages(doctree)]
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def page_name(app: Sphinx, docname: str) -> str:
    """Return what a result calls the page that it is on."""
    chapter = chapter_of(docname)
    if chapter is None:
        return app.env.titles[docname].astext()
    if docname == chapter.page:
        return f"{chapter.label} {chapter_title(app, chapter)}"
    return f"Exercises of chapter {chapter.label}"


def write_script(app: Sphinx, error: Exception | None) -> None:
    """Write all passages into the built site."""
    if error or app.builder.format != "html":
        return
    pages = []
    for docname in sorted(app.env.found_docs):
        path = Path(app.doctreedir) / KEPT / f"{docname}.json"
        if path.exists():
            found = json.loads(path.read_text("utf-8"))
            texts = [[each["anchor"], each["title"], each["text"]] for each in found]
            pages.append([app.builder.get_target_uri(docname), page_name(app, docname), texts])
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / SCRIPT).write_text(f"steepestSearch({text});\n", "utf-8")


def switch_off(app: Sphinx) -> None:
    """Let Sphinx make no index of its own."""
    app.builder.search = False


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Yield the page that searches."""
    yield "search", {}, "search.html"


def setup(app: Sphinx) -> None:
    """Connect to Sphinx, after the lists of a page have been filled in."""
    app.connect("builder-inited", switch_off)
    app.connect("doctree-resolved", keep, priority=900)
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", write_script)
