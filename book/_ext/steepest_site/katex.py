r"""Mathematics, drawn in the browser by the vendored KaTeX.

A page holds each formula as TeX, in an element of the class `math`, and `js/math.js` draws it. A
page without formulas loads neither KaTeX nor that script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

# Environments that number their own lines, in LaTeX and in KaTeX: the number is Sphinx's.
NUMBERED = re.compile(r"\\(begin|end)\{(align|alignat|equation|gather)\}")


def display_tex(tex: str, wrap: bool) -> str:
    r"""Return display TeX as KaTeX takes it: lines that end in `\\` need an environment."""
    tex = tex.strip()
    if wrap and r"\\" in tex and r"\begin{" not in tex:
        return rf"\begin{{aligned}}{tex}\end{{aligned}}"
    return NUMBERED.sub(r"\\\1{\2*}", tex)


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write an inline formula."""
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate"))
    self.body.append(self.encode(node.astext()) + "</span>")
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number and anchor where it has them."""
    self.body.append(self.starttag(node, "div", CLASS="math-block notranslate"))
    tex = display_tex(node.astext(), wrap=not node.get("nowrap", False))
    self.body.append(f'<div class="math math-display">{self.encode(tex)}</div>')
    if node.get("number"):
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer that `html_math_renderer: katex` names."""
    app.add_html_math_renderer("katex", (visit_math, None), (visit_math_block, None))
