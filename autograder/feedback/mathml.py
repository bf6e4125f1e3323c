"""TeX as MathML, which browsers show by themselves: no script, and no font from elsewhere.

`latex2mathml` passes on what TeX says of links, classes and styles, and its own text form takes
entities apart, so that `\\text{<script>}` becomes one. Therefore its tree is written out here,
with the elements and attributes that only lay out formulas.
"""

import re
from functools import lru_cache
from html import escape, unescape

from latex2mathml.converter import convert_to_element

MAX_TEX = 5_000  # characters of one formula
_ELEMENTS = frozenset(
    """
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot
    mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    """.split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    """
    accent accentunder columnalign columnlines columnspacing depth display displaystyle fence form
    height linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines
    rowspacing rspace scriptlevel separator stretchy symmetric width
    """.split()  # noqa: SIM905
)
_COLOURS = frozenset({"mathcolor", "mathbackground"})
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,30}")
_VALUE = re.compile(r"[\w .%+-]{1,60}")
# A definition can double itself at every use.
_DEFINES = re.compile(r"\\(?:\w*newcommand|providecommand|[gex]?def|let|newenvironment)\b")
# What latex2mathml does not know, and what it then shows as it stands.
_SAME = {"aligned": "align*", "align": "align*", "alignedat": "align*", "eqnarray": "align*",
         "eqnarray*": "align*", "gather": "matrix", "gather*": "matrix", "gathered": "matrix",
         "split": "align*"}  # fmt: skip
_NAMED = re.compile(rf"\\(begin|end)\{{({'|'.join(map(re.escape, _SAME))})\}}")
_BARE = re.compile(r"\\(?:begin|end)\{equation\*?\}")
_UNKNOWN = re.compile(r"\\[A-Za-z]|&\Z")
# Browsers follow the MathML Core, where columns have no attribute of their own.
_COLUMNS = {
    "left": "text-align:left;padding-left:0",
    "right": "text-align:right;padding-right:0",
}


@lru_cache(maxsize=2048)
def mathml(tex: str, block: bool = False) -> str:
    """A formula as harmless HTML: MathML, or the TeX itself where that can't be made of it."""
    try:
        if len(tex) > MAX_TEX or _DEFINES.search(tex):
            raise ValueError
        tree = convert_to_element(_known(tex), display="block" if block else "inline")
        body = "".join(map(_written, tree))
    except Exception:  # whatever a student wrote between two dollars
        sign = "$$" if block else "$"
        return f'<code class="tex">{escape(f"{sign}{tex}{sign}")}</code>'
    source = escape(tex.strip())
    note = f'<annotation encoding="application/x-tex">{source}</annotation>'
    display = ' display="block"' if block else ""
    return f'<math{display} alttext="{source}"><semantics>{body}{note}</semantics></math>'


def _known(tex):
    return _NAMED.sub(lambda m: rf"\{m[1]}{{{_SAME[m[2]]}}}", _BARE.sub("", tex)).strip()


def _written(element) -> str:
    text = element.text or ""
    if element.tag not in _ELEMENTS or (element.tag != "mtext" and _UNKNOWN.match(text)):
        raise ValueError
    kept = ((name, value) for name, value in element.attrib.items() if _is_kept(name, value))
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept)
    if align := _COLUMNS.get(element.get("columnalign")):
        attributes += f' style="{align}"'
    inside = escape(unescape(text)) + "".join(map(_written, element))
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"


def _is_kept(name, value):
    if name in _COLOURS:
        return bool(_COLOUR.fullmatch(value))
    if name not in _ATTRIBUTES or not _VALUE.fullmatch(value):
        return False
    # Nothing is moved out of its place, or far beyond it.
    return all(-1 <= float(n) <= 40 for n in re.findall(r"-?\d+\.?\d*|-?\.\d+", value))
