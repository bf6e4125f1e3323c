"""The `{formulas}` list: every graded function, with links to its text, figure, exercise and test.

A graded function is one that an exercise asks for. Its section is the one whose "Your turn" box
names it. Its live figure is the nearest one before that box. Its test compares its reference with
an oracle. Below the directive's name stand the equations of each function, by their labels:

    ```{formulas}
    adam_step: eq-adam
    precision: eq-cls-both
    ```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from tools.chapters import Chapter

from .launch import repository_of
from .lists import answers, chapter_title, chapters, directive, link
from .survey import Answer, Turn, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

log = logging.getLogger(__name__)

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


def _equations(text: str) -> dict[str, list[str]]:
    """The labels of each function's equations, from the directive's lines."""
    lines = (line.partition(":") for line in text.splitlines() if line.strip())
    return {name.strip(): labels.split() for name, _, labels in lines}


def _drawn(app: Sphinx, here: str, chapter: Chapter, labels: list[str]) -> Iterator[nodes.Node]:
    """The equations with these labels, each with its number, a link to its place."""
    found = pages(app.env)[chapter.page].equations
    numbers = app.env.toc_fignumbers.get(chapter.page, {}).get("displaymath", {})
    for label in labels:
        if label not in found:
            log.warning("chapter %s has no equation %s", chapter.label, label, location=here)
            continue
        anchor, tex = found[label]
        number = ".".join(map(str, numbers.get(anchor, ())))
        to = link(app, here, chapter.page, anchor, nodes.Text(f"({number})"), classes=["eqno"])
        formula = nodes.math_block(tex, tex, nowrap=False, number=None, docname=here)
        yield nodes.container("", formula, nodes.paragraph("", "", to), classes=["formula-drawn"])


@directive("formulas")
def list_formulas(app: Sphinx, here: str, text: str) -> list[nodes.Node]:
    """Return a section for each chapter, with its functions in the order of its exercise."""
    sections, equations = [], _equations(text)
    for number, chapter in chapters(app.env).items():
        entries = nodes.definition_list(classes=["formulas"])
        turns = pages(app.env)[chapter.page].turns
        for name, answer in answers(app.env, chapter).items():
            links = nodes.bullet_list(classes=["formula-links"])
            for to in _links(app, here, chapter, turns.get(name), answer):
                links += _labelled(to, name)
            drawn = _drawn(app, here, chapter, equations.get(name, []))
            about = nodes.definition("", nodes.paragraph("", answer.summary), *drawn, links)
            head = nodes.term("", "", nodes.literal("", answer.signature), ids=[f"formula-{name}"])
            entries += nodes.definition_list_item("", head, about)
        if len(entries):
            title = nodes.title("", f"{number} {chapter_title(app, chapter)}")
            sections.append(nodes.section("", title, entries, ids=[f"formulas-{number}"]))
    return sections
