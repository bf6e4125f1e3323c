"""The HTML of a student's outputs, with nothing active left in it.

nbconvert's own filter of this name also takes the tags and styles that our cards, tables and
figures are made of, so that a page would show them as source. And nbgrader's pages put written
answers in without any filter: so both ways in are replaced, here and in `nbgrader_config`.
"""

import re
from base64 import b64encode

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = frozenset(
    """
    a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3
    h4 h5 h6 hr i img kbd li ol p pre s small span strong sub summary sup table tbody td tfoot
    th thead tr u ul
    """.split()  # noqa: SIM905
)
_PICTURES = tuple(f"data:image/{kind}" for kind in ("png", "jpeg", "gif", "svg+xml"))
# No position, no z-index, no url(): an output stays in its own place, and loads nothing.
STYLES = """
    border border-bottom border-collapse border-color border-left border-left-width
    border-radius border-top color display font-family font-size font-style font-weight
    line-height margin margin-bottom margin-left margin-right margin-top max-width opacity
    padding padding-bottom padding-left padding-right padding-top text-align text-decoration
    vertical-align white-space width
""".split()  # noqa: SIM905


def _is_allowed(tag, name, value):
    if name in ("class", "style", "title", "id", "role") or name.startswith("aria-"):
        return True
    if (tag, name) == ("img", "src"):  # a picture from elsewhere would tell who reads the page
        return value.startswith(_PICTURES)
    return (tag, name) in {
        ("a", "href"),
        ("img", "alt"),
        ("ol", "start"),
        ("td", "colspan"),
        ("td", "rowspan"),
        ("th", "colspan"),
        ("th", "rowspan"),
        ("th", "scope"),
    }


_CLEANER = bleach.Cleaner(
    tags=TAGS,
    attributes=_is_allowed,
    protocols=frozenset({"http", "https", "mailto", "data"}),
    css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
)


_BLOCK = r"<{0}\b[^>]*>(.*?)</{0}\s*>"
_SVG, _STYLE, _SCRIPT = (
    re.compile(_BLOCK.format(tag), re.DOTALL | re.IGNORECASE) for tag in ("svg", "style", "script")
)
_VARIABLE = re.compile(r"var\(--([\w-]+)[^)]*\)")


def clean_html(element) -> str:
    """HTML with only harmless tags, attributes and styles; other tags show as text.

    A drawing becomes a picture, in which a browser runs no script and loads nothing.
    """
    text = element.decode() if isinstance(element, bytes) else str(element)
    if "<" not in text:
        return _CLEANER.clean(text)
    colours: dict[str, str] = {}
    for sheet in _STYLE.findall(text):
        for name, value in re.findall(r"--([\w-]+)\s*:\s*([^;{}]+)", sheet):
            colours.setdefault(name, value.strip())

    def picture(match):
        drawing = _VARIABLE.sub(lambda m: colours.get(m.group(1), m.group()), match.group())
        data = b64encode(drawing.encode()).decode()
        return f'<img alt="" style="max-width:40em" src="data:image/svg+xml;base64,{data}">'

    text = _SVG.sub(picture, text)
    return _CLEANER.clean(_SCRIPT.sub("", _STYLE.sub("", text)))


@pass_context
def markdown2html(context, source) -> str:
    """Markdown as harmless HTML, with the pictures that are attached to its cell."""
    attachments = (context.get("cell") or {}).get("attachments", {})
    renderer = IPythonRenderer(escape=False, attachments=attachments)
    return clean_html(MarkdownWithMath(renderer=renderer).render(source))
