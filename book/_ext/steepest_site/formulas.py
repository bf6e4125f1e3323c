"""The `{formulas}` list: every graded function, with links to its text, figure, exercise and test.

A graded function is one that an exercise asks for. Its section is the one whose "Your turn" box
names it. Its live figure is the nearest one before that box. Its test compares its reference with
an oracle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from tools.chapters import Chapter

from .launch import repository_of
from .lists import answers, chapter_title, chapters, directive, link
from .survey import Answer, Turn, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

TEST = "tests/formulas/test_formulas.py"


def _links(
    app: Sphinx, here: str, chapter: Chapter, turn: Turn | None, answer: Answer
) -> Iterator[nodes.Node]:
    if turn:
        yield link(app, here, chapter.page, turn.section, nodes.Text(turn.title))
    if turn and turn.figure:
        yield link(app, here, chapter.page, turn.figure, nodes.Text("Live figure"))
    yield link(app, here, chapter.exercise_page, answer.anchor, nodes.Text("Exercise"))
    repository, branch = repository_of(app)
    if repository:
        uri = f"{repository}/blob/{branch}/{TEST}"
        yield nodes.reference("", "Reference test", internal=False, refuri=uri)


def _labelled(link: nodes.Node, name: str) -> nodes.list_item:
    """An item with a link; a screen reader that lists links also says the function's name."""
    link += nodes.inline("", f" of {name}", classes=["visually-hidden"])
    return nodes.list_item("", nodes.paragraph("", "", link))


@directive("formulas")
def list_formulas(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return a section for each chapter, with its functions in the order of its exercise."""
    sections = []
    for number, chapter in chapters(app.env).items():
        entries = nodes.definition_list(classes=["formulas"])
        turns = pages(app.env)[chapter.page].turns
        for name, answer in answers(app.env, chapter).items():
            links = nodes.bullet_list(classes=["formula-links"])
            for to in _links(app, here, chapter, turns.get(name), answer):
                links += _labelled(to, name)
            about = nodes.definition("", nodes.paragraph("", answer.summary), links)
            head = nodes.term("", "", nodes.literal("", answer.signature), ids=[f"formula-{name}"])
            entries += nodes.definition_list_item("", head, about)
        if len(entries):
            title = nodes.title("", f"{number} {chapter_title(app, chapter)}")
            sections.append(nodes.section("", title, entries, ids=[f"formulas-{number}"]))
    return sections
