"""Figures of the chapters: one look, real text, good on light and dark pages.

Draw with matplotlib inside `style()`, then pass the figures to `show()`, which puts them into
the page as inline SVG. Text and axes take the colour of the page's text.

Curves are drawn with the colours of `SERIES`, by name: `axes.plot(x, y, **series("red"))`. Each
optimizer has one of them, the same in every figure and in the optimizer race: `line("adam")`.
"""

import hashlib
import html
import io
import re
from base64 import b64encode
from contextlib import contextmanager
from typing import NamedTuple
from xml.etree import ElementTree

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.text import Text


class Look(NamedTuple):
    """How one curve of a figure is drawn. Dash and marker tell it apart without its colour."""

    light: str  # colour on a light page, and in a PNG
    dark: str  # colour on a dark page
    dash: tuple  # on and off lengths, () for a solid line
    marker: str


class Optimizer(NamedTuple):
    """An optimizer in a figure: its name in a legend, and how its curve is drawn."""

    name: str
    look: Look

    @property
    def light(self):
        """Its colour on a light page."""
        return self.look.light

    @property
    def marker(self):
        """Its marker."""
        return self.look.marker


# The same colours in the same order as the widgets' (steepest/widgets/src/shared/palette.css).
SERIES = {
    "grey": Look("#2f3136", "#eceae2", (), "o"),
    "blue": Look("#1458a7", "#2f93ff", (4, 1.5), "s"),
    "green": Look("#0ba06a", "#2fdf97", (1, 1.2), "D"),
    "ochre": Look("#b08a10", "#d8bc3c", (5.5, 1.5, 1.2, 1.5), "^"),
    "violet": Look("#a45ef8", "#a793d3", (2.5, 1.2), "v"),
    "plum": Look("#a1447b", "#dc7398", (7, 2.5), "P"),
    "red": Look("#bd3a2f", "#fb554e", (), "X"),
}
OPTIMIZERS = {
    "sgd": Optimizer("SGD", SERIES["grey"]),
    "momentum": Optimizer("Momentum", SERIES["blue"]),
    "nesterov": Optimizer("Nesterov", SERIES["green"]),
    "adagrad": Optimizer("AdaGrad", SERIES["ochre"]),
    "adadelta": Optimizer("Adadelta", SERIES["violet"]),
    "rmsprop": Optimizer("RMSprop", SERIES["plum"]),
    "adam": Optimizer("Adam", SERIES["red"]),
}
INK = "#000000"  # becomes the colour of the page's text
# Inches of a figure that stands alone, and of one beside another: their labels have 12 pixels on a
# phone, and in two columns of a page.
WIDTH, BESIDE = 4.1, 3.9
SMALLEST = 10  # points of a label
MANY = 3  # so many figures are narrower on a phone, that they don't fill two screens
MOST = 5  # so many stand in two columns there; then each is drawn in this size
SMALL = 2.4, 1.75


def series(colour, **changes):
    """Matplotlib's keyword arguments for a curve in one of the colours of `SERIES`."""
    return _drawn(SERIES[colour]) | changes


def line(optimizer, **changes):
    """Matplotlib's keyword arguments for the curve of one of `OPTIMIZERS`, with its name."""
    name, look = OPTIMIZERS[optimizer]
    return _drawn(look) | {"label": name} | changes


def _drawn(look):
    return {"color": look.light, "linestyle": (0, look.dash) if look.dash else "-"}


@contextmanager
def style(**changes):
    """Use the course's matplotlib settings inside a `with` block."""
    settings = {
        "figure.figsize": (WIDTH, 2.7),
        "figure.dpi": 72,
        "figure.constrained_layout.use": True,
        "font.size": 11,
        "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans"],
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 0.8,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "axes.labelsize": 11,
        "xtick.labelsize": 10,
        "ytick.labelsize": 10,
        "legend.fontsize": 10,
        "legend.frameon": False,
        "legend.handlelength": 2.4,
        "legend.handletextpad": 0.5,
        "legend.columnspacing": 1,
        "lines.linewidth": 1.8,
        "lines.markersize": 5,
        "svg.fonttype": "none",
        "svg.hashsalt": "steepest",
        "axes.formatter.use_mathtext": False,
        "axes.formatter.min_exponent": 4,
    }
    with mpl.rc_context(settings | changes):
        yield


def show(*figures, alt):
    """Put matplotlib figures into the page, side by side where there is room, and close them.

    `alt` describes them for a reader who can't see them. A wider figure than a page has room for is
    drawn again in that room, and no label is smaller than can be read.
    """
    for figure in figures:
        _fit(figure, len(figures))
    shown = Shown(figures, alt)
    for figure in figures:
        plt.close(figure)
    return shown


def _fit(figure, count):
    """Draw one of so many figures in the room that it has, with labels that can be read."""
    wide, tall = figure.get_size_inches()
    width = BESIDE if count > 1 else WIDTH
    if count >= MOST:
        figure.set_size_inches(SMALL)
    elif wide > width:
        figure.set_size_inches(width, tall * width / wide)
    for text in figure.findobj(Text):
        text.set_fontsize(max(text.get_fontsize(), SMALLEST))


class Shown:
    """Figures ready for a page: inline SVG, with a PNG where a page takes no SVG."""

    def __init__(self, figures, alt):
        self.alt = " ".join(alt.split())
        self._svgs = [_svg(figure) for figure in figures]
        self._png = _png(figures[0]) if len(figures) == 1 else None

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/html": self.html(), "text/plain": f"[Figure: {self.alt}]"}
        if self._png:
            bundle["image/png"] = self._png
        return bundle

    def html(self):
        """The figures as HTML, with their words for who sees no picture."""
        count = len(self._svgs)
        sizes = {"several": 2, "many": MANY, "most": MOST}
        several = "".join(f" {name}" for name, least in sizes.items() if count >= least)
        return (
            f'<div class="steepest-figure{several}" role="img" '
            f'aria-label="{html.escape(self.alt)}"><style>{_CSS}</style>'
            f"{''.join(self._svgs)}</div>"
        )


def _svg(figure):
    buffer = io.StringIO()
    blank = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(buffer, format="svg", transparent=True, metadata=blank)
    return _for_page(buffer.getvalue())


def _png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=144, facecolor="white")
    return b64encode(buffer.getvalue()).decode("ascii")


_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"


def _for_page(text):
    """Turn matplotlib's SVG into an element of a page that may hold many others."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(text)
    # A style sheet inside an inline SVG would reach the whole page.
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}style", f"{{{_SVG}}}metadata"):
                parent.remove(child)
    root.set("style", "fill:currentColor;stroke-linejoin:round;stroke-linecap:butt")
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)

    prefix = "f" + hashlib.sha256(text.encode()).hexdigest()[:8]
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', text))
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{prefix}-{name}")
        if _LINK in element.attrib:
            target = element.attrib.pop(_LINK)  # another element, or an image as it is
            inner = target.startswith("#")
            element.set("href", f"#{prefix}-{target[1:]}" if inner else target)
        if "clip-path" in element.attrib:
            element.set("clip-path", element.get("clip-path").replace("#", f"#{prefix}-"))
        if "style" in element.attrib:
            element.set("style", _themed(element.get("style"), element.tag))
        for numbers in element.attrib.keys() & {"d", "x", "y"}:
            element.set(numbers, _short(element.get(numbers)))
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
    _flatten(root)
    return ElementTree.tostring(root, encoding="unicode")


def _themed(css, tag):
    """Replace colours and fonts by the page's own."""
    is_text = tag.endswith(("text", "tspan"))
    for name, look in SERIES.items():
        colour = f"var(--series-{name})"
        if is_text:  # a shade nearer to the ink, so that it reads well
            colour = f"color-mix(in srgb,currentColor 35%,{colour})"
        css = css.replace(look.light, colour)
    css = re.sub(r"font-family: [^;]+", "font-family: inherit", css)
    return css.replace(INK, "currentColor")


def _flatten(element):
    """Remove groups without attributes, shapes that paint nothing, and space between tags."""
    if element.tag == f"{{{_SVG}}}text":
        return
    element.text = None
    children = []
    for child in element:
        _flatten(child)
        child.tail = None
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            children += child
        elif child.attrib.get("style") != "fill: none" and (len(child) or child.attrib):
            children.append(child)
    element[:] = children


def _short(numbers):
    """Round each number to a hundredth of a point."""
    shortened = re.sub(r"-?\d+\.\d+", lambda m: f"{round(float(m[0]), 2):g}", numbers)
    return " ".join(shortened.split())


def _colours(shade):
    return "".join(f"--series-{name}:{getattr(look, shade)};" for name, look in SERIES.items())


_DARK_PAGES = (
    "html[data-theme=dark] .steepest-figure,"
    "[data-jp-theme-light=false] .steepest-figure,"
    "html[theme=dark] .steepest-figure,.vscode-dark .steepest-figure"
)
_CSS = f"""
.steepest-figure{{{_colours("light")}display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;
justify-content:center;font-family:var(--sans,var(--jp-ui-font-family,sans-serif))}}
{_DARK_PAGES}{{{_colours("dark")}}}
.steepest-figure>svg{{flex:1 1 17rem;min-width:0;max-width:29rem;height:auto;overflow:visible}}
.steepest-figure.several>svg{{max-width:30rem}}
@media screen and (max-width:40rem){{
.steepest-figure.many>svg{{flex-basis:15.5rem;max-width:15.5rem}}
.steepest-figure.most{{gap:.5rem}}
.steepest-figure.most>svg{{flex:0 1 calc(50% - .25rem)}}}}
@media print{{html .steepest-figure.steepest-figure{{{_colours("light")}}}}}
""".replace("\n", "")
