"""Mark Korean words as Korean.

Then a screen reader speaks them as Korean and a browser picks a Korean typeface. The author of a
chapter has nothing to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Words of Hangul syllables and jamo, with what stands between two of them.
HANGUL = r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"
KOREAN = re.compile(rf"{HANGUL}+(?:[ ·,/-]{{1,2}}{HANGUL}+)*")

LEAVE = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.math_block, nodes.raw)


def split(text: str) -> list[tuple[str, bool]]:
    """Split a text into runs, each with whether it is Korean."""
    runs: list[tuple[str, bool]] = []
    end = 0
    for found in KOREAN.finditer(text):
        runs += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [run for run in [*runs, (text[end:], False)] if run[0]]


class MarkKorean(SphinxPostTransform):
    """Wrap each run of Korean in an inline with the class `language-ko`.

    docutils writes that class as the attribute `lang="ko"`.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Mark every text of the page but code and mathematics."""
        for text in list(self.document.findall(nodes.Text)):
            runs = split(str(text))
            if not any(korean for _, korean in runs) or self._inside_code(text):
                continue
            parent = text.parent
            parent.replace(text, [self._node(run, korean) for run, korean in runs])

    @staticmethod
    def _inside_code(node: nodes.Node) -> bool:
        while node.parent is not None:
            node = node.parent
            if isinstance(node, LEAVE):
                return True
        return False

    @staticmethod
    def _node(run: str, korean: bool) -> nodes.Node:
        if not korean:
            return nodes.Text(run)
        return nodes.inline("", run, classes=["language-ko"])


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(MarkKorean)
