"""The first use of a glossary term on a page is a link to its entry.

What the term means stands in the link's title, and `js/terms.js` shows it. The author of a chapter
marks nothing. The text is searched for the names of each entry, English and Korean, singular and
plural, and the first one in running text becomes a link. A term that the page marks by `{term}`
counts as the first use. A notebook made from the chapter has no such links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.dropdown import dropdown_title

from tools.chapters import chapter_of

from .lists import link
from .survey import pages
from .tryit import TryButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

HANGUL = re.compile(r"[\uac00-\ud7a3]")
KOREAN_FOLLOWS = re.compile(r"\s*\([\uac00-\ud7a3]")
# Words of everyday English that are terms only where a chapter sets them in bold, gives the Korean
# word with them, or says so by `{term}`: "step by step" is no step of training.
EVERYDAY = frozenset(
    {"bias", "degree", "feature", "fold", "gain", "loss", "moment", "noise", "parameter", "step"}
)
# No link in a title, in code, in a formula, in another link or in a button (the line that opens a
# box is one), or in what code has put out.
NOWHERE = (
    nodes.title, nodes.literal, nodes.FixedTextElement, nodes.math, nodes.math_block, nodes.raw,
    nodes.reference, nodes.citation_reference, addnodes.pending_xref, addnodes.glossary,
    nodes.field_list, dropdown_title, TryButton,
)  # fmt: skip


def inflected(name: str) -> str:
    """Return a pattern of a name and its plural; a small first letter may be a capital."""
    if HANGUL.search(name):
        return rf"{re.escape(name)}(?![\uac00-\ud7a3])"
    first, rest = name[0], re.escape(name[1:]).replace(r"\ ", r"\s+")
    start = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    ending = r"(?:s|es)?"
    if name.endswith("y"):
        rest, ending = rest[:-1], "(?:y|ies)"
    elif name.endswith("is"):
        ending = ""
    return rf"(?<![\w-]){start}{rest}{ending}(?![\w-])"


def pattern(names: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the names, the longest first, each in its own group."""
    ordered = sorted(enumerate(names), key=lambda pair: -len(pair[1]))
    return re.compile("|".join(f"(?P<n{number}>{inflected(name)})" for number, name in ordered))


class Terms:
    """The glossary's names, and which entries a page has linked already."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.names: list[str] = []
        # Of each name the entry, by its page and first anchor, and the anchor of the name itself.
        self.entries: list[tuple[str, str]] = []
        self.anchors: list[str] = []
        for page, found in sorted(pages(env).items()):
            for entry in found.terms:
                for name, anchor in entry:
                    self.names.append(name)
                    self.entries.append((page, entry[0][1]))
                    self.anchors.append(anchor)
        # What each means, by the anchor of a name.
        self.meanings: dict[str, str] = {}
        for found in pages(env).values():
            self.meanings |= found.definitions
        self.used: set[tuple[str, str]] = set()
        self.find = pattern(self.names)

    def use(self, anchors: set[str]) -> None:
        """Count the entries with these anchors as linked."""
        pairs = zip(self.entries, self.anchors, strict=True)
        self.used |= {entry for entry, anchor in pairs if anchor in anchors}

    def first_uses(self, text: str, bold: bool) -> Iterator[tuple[int, int, str, str]]:
        """Yield each first use in a text: its start and end, and the entry's page and anchor."""
        for match in self.find.finditer(text) if self.names else ():
            number = int(match.lastgroup[1:])
            entry = self.entries[number]
            if entry in self.used or not (
                self.names[number] not in EVERYDAY
                or (bold and match[0] == text)
                or KOREAN_FOLLOWS.match(text, match.end())
            ):
                continue
            self.used.add(entry)
            yield match.start(), match.end(), entry[0], self.anchors[number]


class LinkTerms(SphinxPostTransform):
    """Link the first use of each term, after cross-references and before Korean is marked."""

    default_priority = 800
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Go through the page's text once."""
        docname = self.env.docname
        chapter = chapter_of(docname)
        is_text = chapter and docname == chapter.page
        if not (is_text or docname.startswith("book/figures/")):
            return
        terms = Terms(self.env)
        links = {link: _anchor(link) for link in self.document.findall(nodes.reference)}
        terms.use(set(links.values()))
        for to, anchor in links.items():
            if meaning := terms.meanings.get(anchor):
                to["reftitle"] = meaning
        for text in self._texts():
            if not self._out_of_reach(text):
                bold = isinstance(text.parent, nodes.strong)
                self._link(text, list(terms.first_uses(str(text), bold)), terms.meanings)

    def _texts(self) -> list[nodes.Text]:
        """The page's texts; those that a line break had divided are joined."""
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if parent is None or (at := parent.index(text)) == 0:
                continue
            if isinstance(before := parent[at - 1], nodes.Text):
                parent[at - 1 : at + 1] = [nodes.Text(before + text)]
        return list(self.document.findall(nodes.Text))

    @staticmethod
    def _out_of_reach(text: nodes.Text) -> bool:
        node = text.parent
        while node is not None:
            if isinstance(node, NOWHERE) or node.get("nb_element"):
                return True
            node = node.parent
        return False

    def _link(
        self, text: nodes.Text, uses: list[tuple[int, int, str, str]], meanings: dict[str, str]
    ) -> None:
        if not uses:
            return
        words, end, pieces = str(text), 0, []
        for start, stop, page, anchor in uses:
            word = nodes.Text(words[start:stop])
            about = {"classes": ["term-link"], "reftitle": meanings.get(anchor, "")}
            to = link(self.app, self.env.docname, page, anchor, word, **about)
            pieces += [nodes.Text(words[end:start]), to]
            end = stop
        text.parent.replace(text, [*pieces, nodes.Text(words[end:])])


def _anchor(to: nodes.reference) -> str:
    return to.get("refuri", "").partition("#")[2]


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(LinkTerms)
