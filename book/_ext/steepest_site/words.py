r"""A part of a page as plain words: for the search, and for what a term means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes

from .tryit import TryButton

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT = (nodes.FixedTextElement, nodes.raw, nodes.math_block, nodes.comment, nodes.image)
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "nabla": "∇", "ell": "ℓ",
    "le": "≤", "ge": "≥", "cdot": "·", "times": "×", "to": "→", "infty": "∞", "sqrt": "√",
}  # fmt: skip


def words(node: nodes.Node, leave_out: Callable[[nodes.Node], bool] | None = None) -> str:
    """Return the words of a part of a page: no code, no displayed formula, no line breaks."""
    return " ".join("".join(_words(node, leave_out or (lambda part: False))).split())


def _words(node: nodes.Node, leave_out: Callable[[nodes.Node], bool]) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, nodes.math):
        yield plain_tex(node.astext())
    elif not (isinstance(node, LEFT_OUT) or _is_code(node) or leave_out(node)):
        for child in node.children:
            yield from _words(child, leave_out)
        if not isinstance(node, (nodes.Inline, TryButton)):
            yield " "


def _is_code(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and node.get("nb_element") == "cell_code_source"


def plain_tex(tex: str) -> str:
    r"""Return a formula in a line as far as letters can say it: `\eta_t` is ηt."""
    tex = re.sub(r"\\d?t?frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", tex)
    tex = re.sub(r"\\([A-Za-z]+)", lambda found: GREEK.get(found[1], " "), tex)
    return re.sub(r"[\\{}^_$&]", "", tex)
