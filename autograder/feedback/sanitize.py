"""The HTML of a student's cells and outputs, with nothing active left in it.

nbconvert's own filter of this name also takes the tags and styles that our cards, tables and
figures are made of. And nbgrader's pages put written answers in without any filter: so both
ways in are replaced, here and in `nbgrader_config`. What stays can't load, run or send anything,
lies in its own place, and has no name that the page itself uses.
"""

import re
from base64 import b64encode
from functools import lru_cache
from html import escape, unescape

import nh3
from jinja2 import pass_context
from nbconvert.filters.ansi import ansi2html as _ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.token import STANDARD_TYPES

from autograder.feedback.mathml import mathml

TAGS = frozenset(
    """
    a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3
    h4 h5 h6 hr i img kbd li ol p pre s small span strong sub summary sup table tbody td tfoot
    th thead tr u ul
    """.split()  # noqa: SIM905
)
_ATTRIBUTES = {
    "*": {"aria-label", "class", "id", "role", "style", "title"},
    "a": {"href"},
    "img": {"alt", "src"},
    "ol": {"start"},
    "span": {"data-block", "data-tex"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# The page's own classes can lay a thing over all others, or look like its headings.
_CLASSES = frozenset(STANDARD_TYPES.values()) | {"dataframe", "highlight", "steepest-card"}
_PREFIX = "text-"  # before names of places, which are not to be taken for the page's
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\x7f]*", re.IGNORECASE)
# No position, no z-index, no url(): an output stays in its own place, and loads nothing.
_STYLES = frozenset(
    """
    background-color border border-bottom border-collapse border-color border-left
    border-left-width border-radius border-top color display font-family font-size font-style
    font-weight line-height margin margin-bottom margin-left margin-right margin-top max-width
    opacity overflow-wrap padding padding-bottom padding-left padding-right padding-top
    text-align text-decoration vertical-align white-space width word-break
    """.split()  # noqa: SIM905
)
_STYLE_VALUE = re.compile(r"(?:[\w\s#%.,+'\"-]|(?:rgb|hsl)a?\([\d\s.,%/]*\))+")
_NEGATIVE = re.compile(r"(?<![\w-])-\s*[\d.]")


class Clean(str):
    """HTML that has been cleaned, so that a second filter leaves its formulas whole."""


def _filter(tag, name, value):
    """What nh3 asks of every attribute: its value, or None to leave it out."""
    if name == "class":
        return " ".join(word for word in value.split() if word in _CLASSES) or None
    if name == "style":
        return _style(value) or None
    if name == "href":
        if value.startswith("#"):
            return f"#{_PREFIX}{value[1:]}"
        return value if _LINK.fullmatch(value) else None
    if name == "src":  # a picture from elsewhere would tell who reads the page
        return value if _PICTURE.fullmatch(value) else None
    if name == "role":
        return value if value in ("img", "table", "note") else None
    return value


def _style(text):
    kept = []
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        if name in _STYLES and _STYLE_VALUE.fullmatch(value) and not _NEGATIVE.search(value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style", "template", "title"},
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes={"http", "https", "mailto", "data"},
    id_prefix=_PREFIX,
)
# nh3 writes attributes between double quotes, and none inside them: this is no text of another's.
_FORMULA = re.compile(r'<span(?: data-tex="([^"]*)"| data-block="([^"]*)")+></span>')


def clean_html(element) -> Clean:
    """HTML with only harmless tags, attributes and styles; the text of other tags stays.

    A drawing becomes a picture, in which a browser runs no script and loads nothing; a
    `<span data-tex="…">` becomes a formula.
    """
    if isinstance(element, Clean):
        return element
    text = element.decode() if isinstance(element, bytes) else str(element)
    if "<" not in text:
        return Clean(escape(unescape(text), quote=False))
    return Clean(_FORMULA.sub(_formula, _CLEANER.clean(_pictures(text))))


def _formula(match):
    tex, block = (unescape(group or "") for group in match.groups())
    return mathml(tex, bool(block))


def formula_html(tex: str, block: bool) -> str:
    """The mark of a formula, which `clean_html` turns into MathML."""
    return f'<span data-tex="{escape(tex)}" data-block="{"yes" if block else ""}"></span>'


_OPEN, _CLOSE = (re.compile(rf"<{end}svg(?=[\s>/])", re.IGNORECASE) for end in ("", "/"))
_STYLE_SHEET = re.compile(r"<style[^<>]*>([^<]*)</style", re.IGNORECASE)
_DEFINED = re.compile(r"--([\w-]+)\s*:\s*([^;{}]+)")
_VARIABLE = re.compile(r"var\(--([\w-]+)[^()]*\)")
_LABEL = re.compile(r"""<svg[^<>]*\saria-label=(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)


def _pictures(text):
    """The HTML with each drawing as a picture, in the colours of its style sheets."""
    if not _OPEN.search(text):
        return text
    colours: dict[str, str] = {}
    for sheet in _STYLE_SHEET.findall(text):
        for name, value in _DEFINED.findall(sheet):
            colours.setdefault(name, value.strip())
    pieces, at = [], 0
    while (begin := _OPEN.search(text, at)) and (close := _CLOSE.search(text, begin.end())):
        end = text.find(">", close.end()) + 1
        if not end:
            break
        pieces += [text[at : begin.start()], _picture(text[begin.start() : end], colours)]
        at = end
    return "".join([*pieces, text[at:]])


def _picture(drawing, colours):
    drawing = _VARIABLE.sub(lambda m: colours.get(m.group(1), m.group()), drawing)
    label = _LABEL.match(drawing)
    alt = escape(unescape(label.group(1) or label.group(2) or "")) if label else "drawing"
    data = b64encode(drawing.encode()).decode()
    return f'<img alt="{alt}" style="max-width:40em" src="data:image/svg+xml;base64,{data}">'


class _Renderer(IPythonRenderer):
    """Markdown as a notebook shows it, with marks for formulas."""

    def __init__(self, attachments=None):
        super().__init__(escape=False, attachments=attachments, exclude_anchor_links=True)

    def inline_math(self, body):
        return formula_html(body, block=False)

    def block_math(self, body):
        return formula_html(body, block=True)

    def latex_environment(self, name, body):
        return formula_html(rf"\begin{{{name}}}{body}\end{{{name}}}", block=True)

    def _embed_image_or_attachment(self, src):
        name = src.removeprefix("attachment:")
        if name == src:
            return src
        kinds = self.attachments.get(name) or {"": ""}
        kind = min(kinds, key=lambda kind: (kind != "image/png", kind != "image/jpeg"))
        return f"data:{kind};base64,{''.join(kinds[kind])}"


@pass_context
def markdown2html(context, source) -> Clean:
    """Markdown as harmless HTML, with the pictures that are attached to its cell."""
    attachments = (context.get("cell") or {}).get("attachments")
    return safe_markdown(source, attachments) if attachments else _plain_markdown(source)


def safe_markdown(source: str, attachments: dict | None = None) -> Clean:
    """Markdown as harmless HTML, with a cell's attached pictures."""
    return clean_html(MarkdownWithMath(renderer=_Renderer(attachments)).render(source))


_plain_markdown = lru_cache(maxsize=512)(safe_markdown)  # a class shares most of its text


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def ansi2html(text: str) -> Clean:
    """A terminal's text as HTML: its colours stay; other codes and what was overwritten go."""
    lines = (line.rstrip("\r").rsplit("\r", 1)[-1] for line in str(text).split("\n"))
    return Clean(_CONTROL.sub("", _ansi2html("\n".join(lines))))
