"""Figures that are part of their page: its colours, its text, and nothing that leaks into it."""

import re
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.paths import ROOT
from steepest.figures import OPTIMIZERS, SERIES, line, series, show, style

PALETTE = ROOT / "steepest" / "widgets" / "src" / "shared" / "palette.css"


@pytest.fixture
def shown():
    with style():
        figures = []
        for scale in (1, 2):
            figure, axes = plt.subplots()
            for name, look in SERIES.items():
                axes.plot([0, 1, 2], [0, scale, 1], marker=look.marker, **series(name, label=name))
            axes.fill_between([0, 1], [0, 0], [1, 1], color=SERIES["red"].light, alpha=0.2)
            axes.axvspan(0, 1, color="#000000", alpha=0.1)
            axes.text(1, 1, "words & signs <η>", color=SERIES["red"].light)
            axes.legend()
            figures.append(figure)
        return show(*figures, alt='Two   zigzags\n and "quotes".')


def test_colours_are_those_of_the_widgets():
    text = PALETTE.read_text("utf-8")
    theirs = re.findall(r"--stp-series-\d: light-dark\((#\w{6}), (#\w{6})\)", text)
    assert [(look.light, look.dark) for look in SERIES.values()] == theirs


def test_each_optimizer_has_a_series_of_its_own():
    """In the order of the palette, as in the optimizer race; a label is an optimizer's alone."""
    assert [optimizer.look for optimizer in OPTIMIZERS.values()] == list(SERIES.values())
    for (rule, optimizer), colour in zip(OPTIMIZERS.items(), SERIES, strict=True):
        assert line(rule) == series(colour, label=optimizer.name)
        assert "label" not in series(colour)
    assert series("blue", linestyle="-") == {"color": SERIES["blue"].light, "linestyle": "-"}
    assert line("nesterov")["linestyle"] == (0, (1, 1.2))
    assert line("adam") == {"color": "#bd3a2f", "linestyle": "-", "label": "Adam"}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by WCAG 2."""

    def luminance(colour):
        parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", SERIES)
def test_lines_stand_out_from_light_and_dark_pages(name):
    for light in ("#ffffff", "#fcfbf7"):
        assert contrast(SERIES[name].light, light) >= 3
    for dark in ("#12171d", "#1a2129"):
        assert contrast(SERIES[name].dark, dark) >= 3


def test_no_two_series_differ_by_colour_alone():
    assert len({look.marker for look in SERIES.values()}) == len(SERIES)


def test_a_figure_says_what_it_shows(shown):
    bundle = shown._repr_mimebundle_()
    assert bundle["text/plain"] == '[Figure: Two zigzags and "quotes".]'
    assert 'role="img" aria-label="Two zigzags and &quot;quotes&quot;."' in bundle["text/html"]


def test_a_figure_takes_the_colours_and_the_type_of_its_page(shown):
    svgs = "".join(re.findall(r"<svg.*?</svg>", shown._repr_mimebundle_()["text/html"], re.S))
    assert "currentColor" in svgs
    assert "words &amp; signs &lt;η&gt;" in svgs, "text stays text"
    for name, look in SERIES.items():
        assert f"var(--series-{name})" in svgs
        assert look.light not in svgs
    assert set(re.findall(r"font-family: ([^;\"]+)", svgs)) == {"inherit"}
    assert not re.findall(r"(?:fill|stroke|color): ?#\w+", svgs), "a colour that no page can change"


def test_two_figures_share_no_id_and_bring_no_style_of_their_own(shown):
    markup = shown._repr_mimebundle_()["text/html"]
    svgs = re.findall(r"<svg.*?</svg>", markup, re.S)
    assert len(svgs) == 2
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in svgs]
    assert not ids[0] & ids[1]
    for svg, own in zip(svgs, ids, strict=True):
        ElementTree.fromstring(svg)
        assert "<style" not in svg
        assert set(re.findall(r'(?:url\(#|href="#)([^)"]+)', svg)) == own


def test_a_figure_is_no_longer_than_it_must_be(shown):
    """No group that says nothing, no shape that paints nothing, no digit that nobody sees."""
    for svg in re.findall(r"<svg.*?</svg>", shown._repr_mimebundle_()["text/html"], re.S):
        assert "<g>" not in svg
        assert 'style="fill: none"' not in svg
        assert "rotate(-0" not in svg
        assert not re.search(r'(?: d| x| y)="[^"]*\.\d{3}', svg)
        assert not re.search(r">\s+<", svg)
        assert len(re.findall(r"<path[^>]* d=", svg)) >= len(SERIES), "the lines are still there"


def test_an_image_comes_whole():
    with style():
        figure, axes = plt.subplots()
        axes.imshow(np.eye(4), cmap="gray")
        markup = show(figure, alt="A diagonal.")._repr_mimebundle_()["text/html"]
    assert re.findall(r'<image[^>]* href="data:image/png;base64,\s*\w', markup)


def test_the_same_figure_is_the_same_text():
    def draw():
        with style():
            figure, axes = plt.subplots()
            axes.plot([1, 2], [1, 2], **line("adam"))
            return show(figure, alt="A line.")._repr_mimebundle_()["text/html"]

    assert draw() == draw()


def test_figures_are_closed_once_shown(shown):
    assert plt.get_fignums() == []


def test_a_lone_figure_has_a_png_for_pages_that_take_no_svg():
    with style():
        figure, axes = plt.subplots()
        axes.plot([1, 2])
        bundle = show(figure, alt="A line.")._repr_mimebundle_()
    assert bundle["image/png"].startswith("iVBORw0KGgo")


def labels(shown):
    """The sizes of the labels in points, and the figures' widths in points."""
    markup = shown._repr_mimebundle_()["text/html"]
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", markup)]
    return min(sizes), [float(width) for width in re.findall(r'viewBox="0 0 ([\d.]+)', markup)]


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_labels_can_be_read_on_a_phone_and_beside_each_other(count):
    """12 pixels where a figure has the width of a phone, or half a page's; six have half a phone's.

    However wide and small they were drawn.
    """
    with style(**{"figure.figsize": (6.4, 3.2), "xtick.labelsize": 8}):
        figures = [plt.subplots()[0] for _ in range(count)]
        figures[0].axes[0].set_title("small", fontsize=7)
        smallest, widths = labels(show(*figures, alt="Axes."))
    assert len(widths) == count
    phone = {1: 358, 2: 358, 3: 248, 6: 175}[count]
    page = {1: 464, 2: 340, 3: 340, 6: 218}[count]
    least = {1: 12, 2: 12, 3: 8.5, 6: 10}[count]
    assert smallest * phone / max(widths) >= least
    assert smallest * page / max(widths) >= 12
