"""The roles of the page on the lectures: `{chapter}` and `{correction}`.

    {chapter}`05`                 → 05
    {chapter}`Optimizers <05>`    → 05 Optimizers
    {chapter}`05#the-anchor`      → 05, a link to the section with that anchor
    {correction}`05 slide-adam`   → 05, a link to the note of that name in chapter 05

A chapter's note gets its name from the option `:name:` of its admonition. As long as a chapter has
no page, its number is plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from tools.chapters import NUMBER

from .lists import chapters, link, role
from .survey import pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TITLED = re.compile(rf"(?P<title>.+) <(?P<number>{NUMBER})>")
PLACE = re.compile(rf"(?P<number>{NUMBER})(?:#(?P<anchor>[\w-]+))?")


def _to_come(words: str) -> list[nodes.Node]:
    return [nodes.inline("", words, classes=["to-come"])]


@role("chapter")
def name_chapter(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return a chapter's number, and its title if given, as a link if the chapter has a page."""
    titled = TITLED.fullmatch(text)
    place = PLACE.fullmatch(titled["number"] if titled else text)
    words = f"{place['number']} {titled['title']}" if titled else place["number"]
    chapter = chapters(app.env).get(place["number"])
    if not chapter:
        return _to_come(words)
    return [link(app, here, chapter.page, place["anchor"] or "", nodes.Text(words))]


@role("correction")
def name_note(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return a link to a chapter's note, or to the chapter if it has no note of that name."""
    number, name = text.split()
    chapter = chapters(app.env).get(number)
    if not chapter:
        return _to_come(number)
    anchor = pages(app.env)[chapter.page].notes.get(name, "")
    return [link(app, here, chapter.page, anchor, nodes.Text(number))]
