"""The `{chapters}` list: every chapter with its picture, its promise and its exercises.

The picture is the first chart of the chapter's first live figure, computed by the figure's own
simulation. It has no words, because they would be too small to read, and it takes light or dark
colours from its page. The promise is a line of the chapter's front matter:

    promise: What the reader can do after this chapter, in one sentence.
"""

from __future__ import annotations

import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes

from tools.chapters import Chapter

from .in_page import asked_in, is_on
from .lists import answers, chapter_title, chapters, directive, link
from .survey import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

SVG = "http://www.w3.org/2000/svg"
PICTURES = "pictures"
WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip


def counted(count: int, thing: str) -> str:
    """Return how many of a thing there are: `Five functions`, but `11 functions`."""
    words = WORDS[count].capitalize() if count < len(WORDS) else f"{count:,}"
    return f"{words} {thing}{'' if count == 1 else 's'}"


def _grounds(element: ElementTree.Element) -> Iterator[str]:
    """The boxes of the charts, in the element's own coordinates."""
    for child in element:
        if child.get("class") == "stp-ground" and child.get("x"):
            yield " ".join(child.get(name) for name in ("x", "y", "width", "height"))
        elif child.tag == f"{{{SVG}}}g" and not child.get("transform"):
            yield from _grounds(child)


@cache
def small_picture(still: str) -> str:
    """Return a still as a picture that stands alone: its first chart, without words."""
    ElementTree.register_namespace("", SVG)
    picture = ElementTree.fromstring(still)
    for parent in list(picture.iter()):
        for child in list(parent):
            if child.tag == f"{{{SVG}}}text":
                parent.remove(child)
    # Styles of the figure look for the figure around the still.
    picture.set("class", f"{picture.get('class')} steepest-widget")
    if ground := next(_grounds(picture), None):
        picture.set("viewBox", ground)
        picture.set("preserveAspectRatio", "xMidYMid slice")
    return ElementTree.tostring(picture, encoding="unicode")


def _picture(here: str, chapter: Chapter, still: str) -> nodes.raw:
    alt = ElementTree.fromstring(still).get("aria-label", "")
    version = hashlib.sha256(small_picture(still).encode()).hexdigest()[:8]
    source = f"{'../' * here.count('/')}_static/{PICTURES}/{chapter.name}.svg?v={version}"
    image = f'<img src="{source}" alt="{escape(alt)}" width="240" height="150" loading="lazy">'
    return nodes.raw("", image, format="html")


def _exercises(app: Sphinx, here: str, chapter: Chapter) -> list[nodes.Node]:
    count = len(answers(app.env, chapter))
    if not count:
        return []
    words = nodes.Text(f"{counted(count, 'function')} to write")
    to = link(app, here, chapter.exercise_page, "", words)
    return [nodes.paragraph("", "", to, *_written(app, chapter), classes=["to-write"])]


def _written(app: Sphinx, chapter: Chapter) -> list[nodes.Node]:
    """The place where `in_page/page.js` says how many functions were right so far."""
    names = asked_in(chapter, Path(app.srcdir)) if is_on(app) else []
    about = f'data-exercise="{chapter.name}" data-functions="{" ".join(names)}"'
    place = f' <span class="written-count" {about}></span>'
    return [nodes.raw("", place, format="html")] if names else []


def _questions(app: Sphinx, chapter: Chapter) -> list[nodes.Node]:
    """How many questions a chapter has; `js/quiz.js` says how many of them were right."""
    count = pages(app.env)[chapter.page].questions
    if not count:
        return []
    about = f'class="quiz-count" data-quiz="{chapter.name}" data-questions="{count}"'
    return [nodes.raw("", f"<p {about}>{counted(count, 'question')}</p>", format="html")]


@directive("chapters")
def list_chapters(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return the list of all chapters."""
    items = nodes.bullet_list(classes=["chapters"])
    for number, chapter in chapters(app.env).items():
        text = nodes.container(classes=["chapter-text"])
        title = nodes.Text(f"{number} {chapter_title(app, chapter)}")
        text += nodes.paragraph("", "", link(app, here, chapter.page, "", title), classes=["title"])
        if promise := app.env.metadata[chapter.page].get("promise"):
            text += nodes.paragraph("", promise)
        text += _exercises(app, here, chapter)
        text += _questions(app, chapter)
        item = nodes.list_item()
        if still := pages(app.env)[chapter.page].still:
            item += _picture(here, chapter, still)
        item += text
        items += item
    return [items]


def write_pictures(app: Sphinx, error: Exception | None) -> None:
    """Write the chapters' pictures into the built site."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for chapter in chapters(app.env).values():
        if still := pages(app.env)[chapter.page].still:
            (folder / f"{chapter.name}.svg").write_text(small_picture(still), "utf-8")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("build-finished", write_pictures)
