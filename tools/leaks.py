"""What must not be in anything that students get, and how to find it there.

Code is compared as code: a statement of a reference or an answer is found under other names
of the file, other comments and other spacing. Pages are read as what they show, archives as
what they hold.
"""

import ast
import html
import io
import json
import math
import re
import textwrap
import zipfile
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from autograder import HIDDEN_SEED
from autograder.assignments.markers import given_blocks
from autograder.assignments.repository import Repository
from autograder.checks.cases import draw
from autograder.checks.formula import FORMULAS, load, names

MARKERS = re.compile(
    r"BEGIN SOLUTION|END SOLUTION|HIDDEN TESTS|grade_here|HIDDEN_SEED|\bautograder\b"
)


class Secrets:
    """The statements, sentences and numbers that only instructors have."""

    def __init__(self):
        self.statements: dict[str, str] = {}
        self.sentences: set[str] = set()
        for path in FORMULAS.glob("*/[!_]*.py"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and node.name == path.stem:
                    self._keep(node.body, f"the reference of {path.stem}")
        repository, given = Repository(), set()
        for name in repository.assignments():
            text = (repository.solutions / name / f"{name}.md").read_text(encoding="utf-8")
            for block in re.findall(r"BEGIN SOLUTION.*?\n(.*?)\n[^\n]*END SOLUTION", text, re.S):
                try:
                    self._keep(ast.parse(_dedent(block)).body, f"an answer of {name}")
                except SyntaxError:
                    self.sentences |= {s for s in block.split("\n") if len(s) > 40}
            given |= set(_given_statements(text))
        self.statements = {c: whose for c, whose in self.statements.items() if c not in given}
        self.plain = {_plain(sentence) for sentence in self.sentences}
        self.numbers = {}
        for name in names():
            for case, expected in _pairs(draw(load(name), HIDDEN_SEED)):
                self.numbers |= {n: name for n in _numbers(expected) - _numbers(case)}

    def _keep(self, body, whose):
        for statement in body:
            code = ast.unparse(statement)
            operations = sum(isinstance(n, ast.BinOp) for n in ast.walk(statement))
            if operations >= 2 and not isinstance(statement, ast.Expr):
                self.statements[code] = whose


def _given_statements(text):
    """The statements of code that students are given to repair: most of it is right."""
    for block in given_blocks(text):
        for node in ast.walk(ast.parse(_dedent(block))):
            if isinstance(node, ast.stmt):
                yield ast.unparse(node)


def _dedent(block):
    margin = min(len(x) - len(x.lstrip()) for x in block.split("\n") if x.strip())
    lines = [line[margin:] for line in block.split("\n")]
    return "def answer():\n" + "\n".join(f"    {line}" for line in lines)


def _pairs(cases):
    return zip(cases.cases, cases.expected, strict=True)


def _numbers(value):
    """The numbers of some data that can be told from any other: no shares of small wholes.

    Two thirds, or a tenth and two tenths, come out of many a computation.
    """
    if isinstance(value, np.ndarray):
        return _numbers(value.tolist())
    if isinstance(value, float):
        return {repr(value)} if len(repr(value)) > 12 and not _is_simple(value) else set()
    if isinstance(value, dict):
        value = value.values()
    if hasattr(value, "calls"):
        value = value.calls
    if not isinstance(value, Iterable) or isinstance(value, str):
        return set()
    return set().union(*map(_numbers, value))


def _is_simple(value: float) -> bool:
    """Whether a number is a fraction of wholes up to a thousand, as nearly as it can be."""
    if not math.isfinite(value):
        return True
    return math.isclose(Fraction(value).limit_denominator(1000), value, rel_tol=1e-15)


def find(files: dict[str, bytes], secrets: Secrets) -> list[str]:
    """A line for each leak in some files: what, and in which."""
    found = []
    for name, data in _opened(files):
        text = data.decode("utf-8", "replace")
        if name.endswith(".ipynb"):
            found += [f"{name}: an output" for cell in _cells(text) if cell.get("outputs")]
        texts = _texts(name, text)
        # A guide names the instructor's commands, and so do its words in the search.
        is_page = name.endswith((".html", ".svg", "/search_passages.js"))
        may_name_us = is_page and "exercises/" not in name
        if not may_name_us:
            found += [f"{name}: {m.group()}" for t in texts for m in MARKERS.finditer(t)]
        plain = [_plain(t) for t in texts]
        found += [f"{name}: a model answer" for t in plain for s in secrets.plain if s in t]
        for code in _codes(name, text):
            found += [f"{name}: {whose}" for whose in _statements(code, secrets)]
        if name.endswith((".json", ".py", ".ipynb", ".html", ".js")):
            digits = set(re.findall(r"-?\d+\.\d{9,}(?:e[+-]?\d+)?", text))
            known = digits & set(secrets.numbers)
            found += [f"{name}: a hidden case of {secrets.numbers[n]}" for n in known]
    return found


def _opened(files: dict[str, bytes]) -> Iterable[tuple[str, bytes]]:
    """Each file by its name, and in place of an archive what it holds."""
    for name, data in files.items():
        if not name.endswith((".whl", ".zip")):
            yield name, data
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # A wheel's metadata holds the README, which names the instructor's package.
            held = [n for n in archive.namelist() if not n.endswith(".dist-info/METADATA")]
            yield from _opened({f"{name}/{inner}": archive.read(inner) for inner in held})


def _cells(text: str) -> list[dict]:
    return json.loads(text)["cells"]


def _texts(name: str, text: str) -> list[str]:
    """What of a file is text, for a reader."""
    if name.endswith(".ipynb"):
        return ["".join(cell["source"]) for cell in _cells(text)]
    return [_shown(text)] if name.endswith(".html") else [text]


def _codes(name: str, text: str) -> list[str]:
    """What of a file is Python."""
    if name.endswith(".ipynb"):
        code = [cell for cell in _cells(text) if cell["cell_type"] == "code"]
        return ["".join(cell["source"]) for cell in code]
    if name.endswith(".html"):
        blocks = map(_shown, re.findall(r"<pre[^>]*>(.*?)</pre>", text, re.S))
        return [code for block in blocks if _is_python(code := textwrap.dedent(block))]
    return [text] if name.endswith(".py") else []


def _shown(page: str) -> str:
    """What a page shows: its text, without tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def _plain(text: str) -> str:
    """Words alone, without the marks and line ends of Markdown."""
    return " ".join(re.sub(r"[`*_$\\]", "", text).split())


def _without_magics(code: str) -> str:
    """Python, where a cell has magics, which are none."""
    lines = [re.sub(r"^(\s*)[%!].*", r"\1pass", line) for line in code.split("\n")]
    return "\n".join(lines)


def _is_python(code: str) -> bool:
    try:
        ast.parse(_without_magics(code))
    except (SyntaxError, ValueError):
        return False
    return True


def _statements(code, secrets):
    for node in ast.walk(ast.parse(_without_magics(code))):
        if isinstance(node, ast.stmt) and (whose := secrets.statements.get(ast.unparse(node))):
            yield whose
