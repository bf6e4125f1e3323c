"""Lists and links that are made from what the other pages hold.

A directive or role leaves a `Place` in its page. When every page has been read, the place is
replaced by what its maker returns. A page with a place is written again whenever the survey of the
pages has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from tools.chapters import Chapter, chapter_of

from .survey import pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .survey import Answer

# A function that makes the nodes of a directive or role, from its page and its text.
Maker = Callable[["Sphinx", str, str], "list[nodes.Node]"]
DIRECTIVES: dict[str, Maker] = {}
ROLES: dict[str, Maker] = {}


class Place(nodes.General, nodes.Inline, nodes.Element):
    """A place in a page that the maker of this name fills in later."""


def directive(name: str) -> Callable[[Maker], Maker]:
    """Register the function that fills in the places of a directive."""
    return lambda make: DIRECTIVES.setdefault(name, make)


def role(name: str) -> Callable[[Maker], Maker]:
    """Register the function that fills in the places of a role."""
    return lambda make: ROLES.setdefault(name, make)


class LeaveBlock(SphinxDirective):
    """Leave a place between paragraphs, with the lines below the directive's name."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Leave it."""
        return [Place(maker=self.name, text="\n".join(self.content))]


class LeaveInline(SphinxRole):
    """Leave a place in a line of text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave it."""
        return [Place(maker=self.name, text=self.text)], []


def chapters(env: BuildEnvironment) -> dict[str, Chapter]:
    """Return the chapters that have a page in this site, in order, by their written numbers."""
    found = (chapter_of(name) for name in env.found_docs)
    written = sorted(chapter for chapter in found if chapter and chapter.page in env.found_docs)
    return {chapter.label: chapter for chapter in written}


def answers(env: BuildEnvironment, chapter: Chapter) -> dict[str, Answer]:
    """Return the functions that a chapter's exercises ask for, in their order."""
    found = pages(env).get(chapter.exercise_page)
    return found.answers if found else {}


def chapter_title(app: Sphinx, chapter: Chapter) -> str:
    """Return a chapter's title without its number: the planned one, or its page's own."""
    return chapter.title or app.env.titles[chapter.page].astext()


def link(
    app: Sphinx, here: str, there: str, anchor: str, *words: nodes.Node, **attributes: object
) -> nodes.reference:
    """Return a link from a page to a place on another."""
    uri = app.builder.get_relative_uri(here, there) + (f"#{anchor}" if anchor else "")
    return nodes.reference("", "", *words, internal=True, refuri=uri, **attributes)


def fill_in(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill in every place of a page."""
    for place in list(doctree.findall(Place)):
        make = (DIRECTIVES | ROLES)[place["maker"]]
        place.parent.replace(place, make(app, docname, place["text"]))


def remember(app: Sphinx, doctree: nodes.document) -> None:
    """Note that a page has a place to be filled in."""
    if any(doctree.findall(Place)):
        app.env.metadata[app.env.docname]["has_lists"] = True


def write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose lists or links to the glossary have changed."""
    titles = [(name, env.titles[name].astext()) for name in sorted(env.titles)]
    promises = [env.metadata[name].get("promise") for name in sorted(env.titles)]
    again = set()
    if _changed(env, "lists", (sorted(pages(env).items()), titles, promises)):
        again |= {name for name in env.found_docs if env.metadata[name].get("has_lists")}
    if _changed(env, "terms", [(f.terms, f.definitions) for _, f in sorted(pages(env).items())]):
        again |= {name for name in env.found_docs if name.startswith("book/")}
    return sorted(again)


def _changed(env: BuildEnvironment, what: str, value: object) -> bool:
    """Whether a value differs from that of the last build."""
    name = f"steepest_{what}"
    before, now = getattr(env, name, ""), hashlib.sha256(repr(value).encode()).hexdigest()
    setattr(env, name, now)
    return before != now


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_node(Place)
    app.connect("doctree-read", remember)
    app.connect("env-updated", write_again)
    app.connect("doctree-resolved", fill_in)
    for name in DIRECTIVES:
        app.add_directive(name, LeaveBlock)
    for name in ROLES:
        app.add_role(name, LeaveInline())
