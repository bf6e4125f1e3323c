"""What each page holds that other pages list: live figures, exercises, notes, glossary terms.

A page is searched once, when it is read, and the findings stay in Sphinx's environment. The lists
of chapters, formulas and corrections are made from them, and a page with such a list is written
again when the findings change.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from .words import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STILL = re.compile(r"<svg.*</svg>(?=<figcaption)", re.S)


@dataclass(frozen=True)
class Turn:
    """A "Your turn" box that names a function: its section, and the live figure before it."""

    section: str
    title: str
    figure: str


@dataclass(frozen=True)
class Answer:
    """A cell in which a function is written: its anchor, the function's head, what it does."""

    anchor: str
    signature: str
    summary: str


@dataclass
class Found:
    """What a page holds."""

    still: str = ""
    turns: dict[str, Turn] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    questions: int = 0
    terms: list[list[tuple[str, str]]] = field(default_factory=list)
    # Of a term's anchor what it means, and of an equation's label its anchor and its TeX.
    definitions: dict[str, str] = field(default_factory=dict)
    equations: dict[str, tuple[str, str]] = field(default_factory=dict)


def pages(env: BuildEnvironment) -> dict[str, Found]:
    """Return what was found on every page, by its name."""
    if not hasattr(env, "steepest_survey"):
        env.steepest_survey = {}
    return env.steepest_survey


def look_through(doctree: nodes.document) -> Found:
    """Return what a page holds, and give an anchor to each figure, box and cell without one."""
    found = Found()
    figure, count = "", 0
    for node in doctree.findall():
        if isinstance(node, nodes.raw) and "data-widget=" in node.astext():
            count += 1
            figure = f"live-figure-{count}"
            _cell(node)["ids"].append(figure)
            if not found.still and (still := STILL.search(node.astext())):
                found.still = still[0]
        elif isinstance(node, nodes.admonition) and "your-turn" in node["classes"]:
            for name in named(node):
                found.turns.setdefault(name, Turn(*_section(node), figure))
        elif isinstance(node, nodes.admonition) and "slide-says" in node["classes"]:
            _note(node, found.notes)
        elif isinstance(node, nodes.admonition) and "quiz" in node["classes"]:
            found.questions += 1
        elif isinstance(node, nodes.container) and node.get("nb_element") == "cell_code":
            _answer(node, found.answers)
        elif isinstance(node, addnodes.glossary):
            found.terms += _terms(node)
            found.definitions |= _definitions(node)
        elif isinstance(node, nodes.math_block) and node.get("label"):
            found.equations[node["label"]] = node["ids"][0], node.astext()
    return found


def _cell(node: nodes.Node) -> nodes.Element:
    """The code cell that a node is output of, else its parent."""
    start = node.parent
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.container) and node.get("nb_element") == "cell_code":
            return node
    return start


def named(box: nodes.admonition) -> list[str]:
    """The functions that a box names."""
    words = (literal.astext() for literal in box.findall(nodes.literal))
    return [word for word in words if word.isidentifier()]


def _section(node: nodes.Node) -> tuple[str, str]:
    """The chapter's section that a node is in, one below the title: its anchor and heading."""
    sections = []
    while node is not None:
        sections += [node] if isinstance(node, nodes.section) else []
        node = node.parent
    section = sections[-2] if len(sections) > 1 else sections[0]
    return section["ids"][0], section.next_node(nodes.title).astext()


def _note(box: nodes.admonition, notes: dict[str, str]) -> None:
    if not box["ids"]:
        box["ids"].append(f"slide-says-{len(notes) + 1}")
    name = box["names"][0] if box["names"] else box["ids"][0]
    notes[name] = box["ids"][0]


def _answer(cell: nodes.container, answers: dict[str, Answer]) -> None:
    grading = cell.get("cell_metadata", {}).get("nbgrader", {})
    source = cell.next_node(nodes.literal_block)
    if not grading.get("solution") or grading.get("grade") or source is None:
        return
    for function in ast.parse(source.astext()).body:
        if isinstance(function, ast.FunctionDef) and f"answer-{function.name}" not in cell["ids"]:
            anchor = f"answer-{function.name}"
            cell["ids"].append(anchor)
            summary = " ".join((ast.get_docstring(function) or "").split())
            signature = f"{function.name}({ast.unparse(function.args)})"
            answers[function.name] = Answer(anchor, signature, summary)


def _terms(glossary: addnodes.glossary) -> list[list[tuple[str, str]]]:
    """The entries of a glossary: of each its names, with their anchors."""
    return [
        [(term.astext(), term["ids"][0]) for term in item.findall(nodes.term)]
        for item in glossary.findall(nodes.definition_list_item)
    ]


def _definitions(glossary: addnodes.glossary) -> dict[str, str]:
    """What each name of a glossary means, in words, by the name's anchor."""
    return {
        term["ids"][0]: words(item.next_node(nodes.definition))
        for item in glossary.findall(nodes.definition_list_item)
        for term in item.findall(nodes.term)
    }


class Surveyor(EnvironmentCollector):
    """Keeps the findings up to date with the pages."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is gone or about to be read again."""
        pages(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        """Add the findings of another process."""
        pages(env).update({name: pages(other)[name] for name in docnames if name in pages(other)})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Search a page that has been read."""
        pages(app.env)[app.env.docname] = look_through(doctree)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_env_collector(Surveyor)
