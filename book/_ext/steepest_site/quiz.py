"""The questions of a chapter: their options in a drawn order, and which of them is right.

`js/quiz.js` shows a reader's answers, keeps them on the device, and counts them. A chapter's card
on the landing page has the count too. The form of a question is at the head of `tools/plain.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx_design.shared import is_component

from tools.chapters import chapter_of
from tools.quiz import LETTERS, RIGHT, draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


def questions(doctree: nodes.document) -> list[nodes.admonition]:
    """Return the questions of a page, in order."""
    found = doctree.findall(nodes.admonition)
    return [box for box in found if "quiz" in box["classes"]]


def options(question: nodes.admonition) -> list[nodes.container]:
    """Return the options of a question, as they stand."""
    return [part for part in question.children if is_component(part, "dropdown")]


def is_right(option: nodes.container) -> bool:
    """Whether an option's reason begins with **Right.**"""
    reason = option.next_node(nodes.strong)
    return reason is not None and reason.astext() == RIGHT


def mark(option: nodes.container) -> None:
    """Let the script and the style sheet tell the right option from the others."""
    name = "quiz-right" if is_right(option) else "quiz-wrong"
    option["container_classes"] = [*option["container_classes"], name]


def put_in_order(question: nodes.admonition, order: Iterable[int]) -> None:
    """Lay out a question's options in this order, and letter them anew."""
    old = options(question)
    first = question.index(old[0])
    for option in old:
        question.remove(option)
    for place, number in enumerate(order):
        option = old[number]
        letter(option, LETTERS[place])
        question.insert(first + place, option)


def letter(option: nodes.container, name: str) -> None:
    """Put a letter in the place of the one that an option's title begins with."""
    words = option[0].next_node(nodes.Text)
    words.parent.replace(words, nodes.Text(name + str(words)[1:]))


def prepare(app: Sphinx, doctree: nodes.document) -> None:
    """Mark a page's options; in a chapter, draw their order."""
    boxes = questions(doctree)
    for box in boxes:
        for option in options(box):
            mark(option)
    chapter = chapter_of(app.env.docname)
    if not chapter:
        return
    about = [[is_right(option) for option in options(box)] for box in boxes]
    asked = [(len(right), right.index(True)) for right in about if True in right]
    boxes = [box for box, right in zip(boxes, about, strict=True) if True in right]
    for box, order in zip(boxes, draw(chapter.number, asked), strict=True):
        put_in_order(box, order)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx, before the survey of the page."""
    app.connect("doctree-read", prepare, priority=100)
