"""Steps on a graded notebook before nbgrader's templates show it: in feedback and the formgrader.

Its outputs and metadata are a student's: the templates put some of them into a page unquoted,
take addresses of pictures from others, and let a cell name its own classes.
"""

import re

from nbconvert.preprocessors import Preprocessor
from nbgrader import utils
from nbgrader.preprocessors import ClearHiddenTests
from traitlets import List

from autograder.feedback.sanitize import clean_html, formula_html

MAX_TEXT = 100_000  # characters of one output that are shown
MAX_HTML = 2_000_000
_PRIORITY = List(help="The exporter sets it for every step.").tag(config=True)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


class Harmless(Preprocessor):
    """Keep of each cell and output what a page shows, and none of what could do more.

    An output has one kind of data at most; where nothing of it can be shown, its text.
    """

    display_data_priority = _PRIORITY

    def preprocess(self, nb, resources):
        nb.metadata = {"language_info": {"name": "ipython", "pygments_lexer": "ipython3"}}
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, cell_index):
        meta = cell.metadata
        cell.metadata = {"nbgrader": meta.nbgrader} if "nbgrader" in meta else {}
        if cell.cell_type == "code":
            if utils.is_grade(cell) and not utils.is_solution(cell):
                cell.outputs = _report_of(cell.outputs)
            for output in cell.outputs:
                _KINDS[output.output_type](output)
        return cell, resources


def _report_of(outputs):
    """A check's report without what follows it, which tells nbgrader the points."""
    return outputs[:1] if outputs and outputs[0].output_type == "display_data" else outputs


def _stream(output):
    output.text = _shortened(output.text)


def _error(output):
    output.traceback = [_shortened(part) for part in output.traceback]


def _rich(output):
    about, data = output.metadata, output.data
    output.metadata, output.data = {}, {}
    for kind, show in _SHOWN.items():
        if kind in data and (shown := show(_text(data[kind]))) is not None:
            output.data = dict([shown])
            output.metadata = _size(about, kind) if kind.startswith("image/") else {}
            return


def _text(value):
    return "".join(value) if isinstance(value, list) else str(value)


def _image(kind):
    return lambda data: (kind, data) if _BASE64.fullmatch(data) else None


def _html(data):
    return ("text/html", clean_html(data)) if len(data) <= MAX_HTML else None


def _markdown(data):
    return ("text/markdown", data) if len(data) <= MAX_TEXT else None


def _svg(data):
    return _html(data[at:]) if (at := data.find("<svg")) >= 0 else None


_TEX = re.compile(r"\$\$([^$]+)\$\$|\$([^$]+)\$|(\\begin\{(\w+\*?)\}.*?\\end\{\4\})", re.DOTALL)


def _latex(data):
    if len(data) > MAX_TEXT:
        return None
    pieces, at = [], 0
    for found in _TEX.finditer(data):
        block, inline, environment, _ = found.groups()
        pieces += [_escaped(data[at : found.start()])]
        pieces += [formula_html(block or inline or environment, block=inline is None)]
        at = found.end()
    return "text/html", clean_html("".join([*pieces, _escaped(data[at:])]))


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _plain(data):
    return "text/plain", _shortened(data)


# In the order in which they are preferred; other kinds, such as scripts, have no place here.
_SHOWN = {
    "image/png": _image("image/png"),
    "image/jpeg": _image("image/jpeg"),
    "text/html": _html,
    "text/markdown": _markdown,
    "image/svg+xml": _svg,
    "text/latex": _latex,
    "text/plain": _plain,
}
_KINDS = {"stream": _stream, "error": _error, "display_data": _rich, "execute_result": _rich}


def _shortened(text):
    text = _text(text)
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[:MAX_TEXT]}\n… ({len(text) - MAX_TEXT:,} more characters)"


def _size(about, kind):
    """The width and height of a picture, where they are numbers, and words in its place."""
    found = about.get(kind)
    found = {**about, **found} if isinstance(found, dict) else about
    sizes = {name: found.get(name) for name in ("width", "height")}
    alt = found.get("alt")
    return {
        "alt": alt if isinstance(alt, str) else "figure",
        **{name: size for name, size in sizes.items() if type(size) is int and 0 < size < 10_000},
    }


class HideTests(ClearHiddenTests):
    """Leave hidden tests out of a page: in the check, and where a traceback quotes them."""

    display_data_priority = _PRIORITY

    def preprocess_cell(self, cell, resources, cell_index):
        before = cell.source.split("\n")
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        hidden = {_letters(line) for line in before} - {
            _letters(x) for x in cell.source.split("\n")
        }
        for output in cell.get("outputs", []):
            if hidden and output.output_type == "error":
                output.traceback = [f for f in output.traceback if not _quotes(f, hidden)]
        return cell, resources


def _letters(text):
    """A line as it is quoted: without colours, line numbers and spaces."""
    return re.sub(r"\x1b\[[\d;]*m|^[\s\d>-]+|\s", "", text)


def _quotes(frame, hidden):
    return any(_letters(line) in hidden for line in re.sub(r"\x1b\[[\d;]*m", "", frame).split("\n"))
