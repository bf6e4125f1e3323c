"""HTML, TeX and terminal text, cleaned piece by piece; as a whole page in `test_pages`."""

import re
from xml.etree import ElementTree

import nbformat
import pytest

from autograder.assignments.repository import Repository
from autograder.feedback.mathml import mathml
from autograder.feedback.sanitize import Clean, ansi2html, clean_html, formula_html

CARD = '<div class="steepest-card" style="border:1px solid #c0392b;padding:.6em">✗</div>'


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<p style="margin:0">x</p>', '<p style="margin:0">x</p>'),
        (CARD, CARD),
        ("<table><thead><tr><th scope='col'>a</th></tr></thead></table>", None),
        ("<style>p{}</style>x", "x"),
        ("<script>alert(1)</script>x", "x"),
        ('<img src="https://evil.example/a.png" alt="a">', '<img alt="a">'),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<a href="#why">x</a>', '<a href="#text-why" rel="noopener noreferrer">x</a>'),
        ('<h2 id="why">x</h2>', '<h2 id="text-why">x</h2>'),
        ('<b class="modal k">x</b>', '<b class="k">x</b>'),
        ('<p style="margin-top:-9em;color:rgb(1,2,3)">x</p>', '<p style="color:rgb(1,2,3)">x</p>'),
        ('<p style="color:url(x);position:fixed">x</p>', "<p>x</p>"),
        ("2 < 3", "2 &lt; 3"),
        ("a &lt;b&gt; & c", "a &lt;b&gt; &amp; c"),
    ],
)
def test_clean(html, clean):
    assert clean_html(html) == (html.replace("'", '"') if clean is None else clean)


def test_what_is_clean_stays():
    once = clean_html(f"<p>{formula_html('x^2', block=False)}</p>")
    assert "<math" in once
    assert clean_html(once) is once
    assert "<math" not in clean_html(str(once) + "")  # nobody's own MathML


def test_a_drawing_keeps_its_label_and_colours():
    drawing = '<svg aria-label="a &quot;path&quot;"><path stroke="var(--sgd, red)"/></svg>'
    html = clean_html(f"<style>.f{{--sgd:#123456}}</style>{drawing}<p>after</p>")
    assert html.startswith('<img alt="a &quot;path&quot;"')
    assert html.endswith("<p>after</p>")


def test_many_open_tags_take_no_time():
    for text in ("<svg " * 100_000, "<svg>" * 100_000, "<style>" * 100_000 + "<svg></svg>"):
        clean_html(text)


def test_every_formula_of_the_course_is_shown():
    texts = []
    for path in Repository().exercises.glob("*/*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        texts += [cell.source for cell in cells if cell.cell_type == "markdown"]
    found = [tex for text in texts for tex in re.findall(r"(?s)\$\$(.+?)\$\$|\$([^$]+)\$", text)]
    assert found
    for pair in found:
        tex = pair[0] or pair[1]
        shown = mathml(tex, block=bool(pair[0]))
        tree = ElementTree.fromstring(shown)
        assert tree.tag == "math", tex
        texts = [e.text or "" for e in tree.iter() if e.tag != "annotation"]
        assert not [text for text in texts if "\\" in text or text == "&"], tex
        assert tree.find("semantics/annotation").text == tex.strip()


@pytest.mark.parametrize(
    "tex", [r"\frac{1}{", r"\unknown{x}", r"\begin{odd} a & b \end{odd}", "{" * 3000, "x" * 9000,
            r"\newcommand{\a}{\a\a}\a"]
)  # fmt: skip
def test_what_is_no_formula_is_shown_as_text(tex):
    shown = mathml(tex)
    assert shown.startswith('<code class="tex">$')
    assert ElementTree.fromstring(shown).text == f"${tex}$"


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x}",
        r"\class{modal}{x}",
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;script&gt;}",
        r"\unicode{x3c}script\unicode{x3e}",
        r'\color{red" onload="alert(1)}{x}',
        r"\hspace{-1000em}x",
    ],
)
def test_a_formula_only_lays_out(tex):
    tree = ElementTree.fromstring(mathml(tex))
    assert tree.tag == "math"
    assert not [e for e in tree.iter() if e.tag in ("script", "a")]
    names = {name for e in tree.iter() for name in e.attrib if e is not tree}
    assert names <= {"mathcolor", "encoding", "width", "stretchy"}
    assert "-1000em" not in {value for e in tree.iter() for value in e.attrib.values()}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("\x1b[31mred\x1b[0m", '<span class="ansi-red-fg">red</span>'),
        (" 10%\r 20%\r\n<b>", " 20%\n&lt;b&gt;"),
        ("a\x00\x08\x07b\u202ec", "abc"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_terminal(text, html):
    assert ansi2html(text) == html
    assert isinstance(ansi2html(text), Clean)
