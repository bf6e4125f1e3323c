"""Runs the cells of a page as a notebook would, and posts what they show.

It is read once by the worker, after `steepest` is on the path. `post(kind, text)` goes to the page:
text as ``out`` and ``err``, a card as ``html``, and the name of a library that is not here as
``absent``.
"""

import ast
import contextlib
import json
import linecache
import sys
import time
import traceback
import types
import warnings

import numpy as np

from steepest.checks import cases
from steepest.checks.check import check, name_error
from steepest.checks.progress import so_far

MOST = 20_000  # characters of output that one run shows
PIECE, SECONDS = 2_000, 0.1  # output goes to the page in pieces, at the latest after so long
ABSENT = {
    "torch": "PyTorch",
    "scipy": "SciPy",
    "sklearn": "scikit-learn",
    "matplotlib": "Matplotlib",
}


class Output:
    """Two streams to the page, with one limit for both."""

    def __init__(self, post):
        self.post, self.left, self.kept, self.sent = post, MOST, [], 0.0

    def write(self, kind, text):
        text = str(text)
        if self.left > 0:
            self.kept.append((kind, text[: self.left]))
            if len(text) > self.left:
                self.kept.append((kind, "\n… (more output is not shown)\n"))
        self.left -= len(text)
        full = sum(len(part) for _, part in self.kept) >= PIECE
        if self.kept and (full or time.monotonic() - self.sent > SECONDS):
            self.flush()
        return len(text)

    def flush(self):
        for kind in ("out", "err"):
            if text := "".join(part for of, part in self.kept if of == kind):
                self.post(kind, text)
        self.kept, self.sent = [], time.monotonic()

    def stream(self, kind):
        return types.SimpleNamespace(
            write=lambda text: self.write(kind, text), flush=self.flush, isatty=lambda: False
        )

    def show(self, thing):
        """Show an object: its HTML, where it has some."""
        self.flush()
        html = getattr(thing, "_repr_html_", lambda: None)()
        if html:
            self.post("html", html)
        elif thing is not None:
            self.write("out", f"{thing!r}\n")


class Silence:
    """What the cells before the checked one say: nothing."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


class NotHere:
    """Tells the page of a library that an answer imports and the page's Python does not have."""

    def __init__(self, post):
        self.post = post

    def find_spec(self, name, path=None, target=None):
        if name in ABSENT:
            self.post("absent", ABSENT[name])


class Shell:
    """What `name_error` asks of a notebook: the cells that were run, and the last one's error."""

    def __init__(self, sources, tell):
        self.user_ns, self.tell = {"In": ["", *sources]}, tell

    def showtraceback(self, told, tb_offset=None):
        self.tell(told[1])


def make(post):
    """The function of this worker that runs cells: JSON in, JSON out."""
    sys.meta_path.append(NotHere(post))
    limit = check.limit

    def run(request):
        asked = json.loads(request)
        known = set(cases.names())
        so_far.said = {name: said for name, said in asked["said"].items() if name in known}
        check.limit, check.case = limit, None
        output = Output(post)
        before = sys.stdout, sys.stderr, sys.displayhook
        with np.errstate(), np.printoptions(), warnings.catch_warnings():
            try:
                ok = _run_all(asked["cells"], output)
            finally:
                sys.stdout, sys.stderr, sys.displayhook = before
        output.flush()
        return json.dumps({"ok": ok, "said": so_far.said})

    return run


def _run_all(cells, output):
    """Run `(name, source, quiet)` cells in one fresh namespace; whether the last one went well.

    A quiet cell shows nothing, and where one fails the rest goes on.
    """
    space, ok, sources = {"__name__": "__main__"}, True, [source for _, source, _ in cells]
    for number, (name, source, quiet) in enumerate(cells):
        if quiet:
            sys.stdout = sys.stderr = Silence()
            sys.displayhook = lambda thing: None
        else:
            sys.stdout, sys.stderr = output.stream("out"), output.stream("err")
            sys.displayhook = output.show
        try:
            _run(f"<{name}>", source, space)
            ok = True
        except BaseException as error:
            ok = False
            if not quiet:
                _tell(error, f"<{name}>", Shell(sources[: number + 1], None), output)
    return ok


def _run(file, source, space):
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)
    tree = ast.parse(source, file)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, file, "exec"), space)
    if last:
        value = eval(compile(ast.Expression(last.value), file, "eval"), space)
        if value is not None:
            sys.displayhook(value)


def _tell(error, file, shell, output):
    """Say what stopped a cell, as a notebook does: of the reader's own lines alone."""
    shell.tell = lambda shown: output.write("err", _told(shown))
    with contextlib.redirect_stdout(output.stream("out")):
        if isinstance(error, NameError):
            name_error(shell, type(error), error, error.__traceback__)
        else:
            shell.tell(error)
    output.flush()


def _told(error):
    if getattr(error, "has_card", False):
        return ""  # the card has said it
    if render := getattr(error, "_render_traceback_", None):
        return "\n".join(render()) + "\n"
    told = traceback.TracebackException.from_exception(error)
    part = told
    while part is not None:
        part.stack[:] = [frame for frame in part.stack if frame.filename.startswith("<")]
        part = part.__cause__ or part.__context__
    return "".join(told.format()).replace("Traceback (most recent call last):\n", "")
