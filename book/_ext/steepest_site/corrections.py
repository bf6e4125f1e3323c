"""The roles of the page on the lectures: `{chapter}` and `{correction}`.

    {chapter}`05`                 → 05
    {chapter}`Optimizers <05>`    → 05 Optimizers
    {chapter}`05#the-anchor`      → 05, which leads to the section with that anchor
    {correction}`05 slide-adam`   → 05, which leads to the note of that name in chapter 05

A chapter's note is named by the option `:name:` of its admonition. Where there is no such chapter
the number is plain text, which becomes a link by itself once the chapter is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from .lists import chapters, link, role
from .survey import pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TITLED = re.compile(r"(?P<title>.+) <(?P<number>\d\d)>")
PLACE = re.compile(r"(?P<number>\d\d)(?:#(?P<anchor>[\w-]+))?")


def _to_come(words: str) -> list[nodes.Node]:
    return [nodes.inline("", words, classes=["to-come"])]


@role("chapter")
def name_chapter(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return a chapter's number, with a title where one is given, as a link if it is there."""
    titled = TITLED.fullmatch(text)
    place = PLACE.fullmatch(titled["number"] if titled else text)
    words = f"{place['number']} {titled['title']}" if titled else place["number"]
    docname = chapters(app.env).get(place["number"])
    if not docname:
        return _to_come(words)
    return [link(app, here, docname, place["anchor"] or "", nodes.Text(words))]


@role("correction")
def name_note(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return a link to a chapter's note, or to the chapter where it has no note of that name."""
    number, name = text.split()
    docname = chapters(app.env).get(number)
    if not docname:
        return _to_come(number)
    anchor = pages(app.env)[docname].notes.get(name, "")
    return [link(app, here, docname, anchor, nodes.Text(number))]
