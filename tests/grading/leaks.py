"""What must not be in anything that students get, and how to find it there.

Code is compared as code: a statement of a reference or an answer is found under other names
of the file, other comments and other spacing.
"""

import ast
import json
import re
from collections.abc import Iterable

import numpy as np

from autograder import HIDDEN_SEED
from autograder.cases import draw
from autograder.course import Repository
from autograder.formula import FORMULAS, load, names

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
        repository = Repository()
        for name in repository.assignments():
            text = (repository.solutions / name / f"{name}.md").read_text(encoding="utf-8")
            for block in re.findall(r"BEGIN SOLUTION.*?\n(.*?)\n[^\n]*END SOLUTION", text, re.S):
                try:
                    self._keep(ast.parse(_dedent(block)).body, f"an answer of {name}")
                except SyntaxError:
                    self.sentences |= {s for s in block.split("\n") if len(s) > 40}
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


def _dedent(block):
    margin = min(len(x) - len(x.lstrip()) for x in block.split("\n") if x.strip())
    lines = [line[margin:] for line in block.split("\n")]
    return "def answer():\n" + "\n".join(f"    {line}" for line in lines)


def _pairs(cases):
    return zip(cases.cases, cases.expected, strict=True)


def _numbers(value):
    """The numbers of some data that have enough digits to be told from any other."""
    if isinstance(value, np.ndarray):
        return _numbers(value.tolist())
    if isinstance(value, float):
        return {repr(value)} if len(repr(value)) > 12 else set()
    if isinstance(value, dict):
        value = value.values()
    if hasattr(value, "calls"):
        value = value.calls
    if not isinstance(value, Iterable) or isinstance(value, str):
        return set()
    return set().union(*map(_numbers, value))


def find(files: dict[str, bytes], secrets: Secrets) -> list[str]:
    """A line for each leak in some files: what, and in which."""
    found = []
    for name, data in files.items():
        text = data.decode("utf-8", "replace")
        codes, texts = [text] if name.endswith(".py") else [], [text]
        if name.endswith(".ipynb"):
            cells = json.loads(text)["cells"]
            sources = [("".join(c["source"]), c["cell_type"]) for c in cells]
            codes = [source for source, kind in sources if kind == "code"]
            texts = [source for source, _ in sources]
            found += [f"{name}: an output" for c in cells if c.get("outputs")]
        found += [f"{name}: {m.group()}" for t in texts for m in MARKERS.finditer(t)]
        found += [f"{name}: a model answer" for t in texts for s in secrets.sentences if s in t]
        for code in codes:
            found += [f"{name}: {whose}" for whose in _statements(code, secrets)]
        if name.endswith((".json", ".py", ".ipynb")):
            digits = set(re.findall(r"-?\d+\.\d{9,}(?:e[+-]?\d+)?", text))
            known = digits & set(secrets.numbers)
            found += [f"{name}: a hidden case of {secrets.numbers[n]}" for n in known]
    return found


def _statements(code, secrets):
    # A cell's magics are no Python: leave them out.
    lines = [re.sub(r"^(\s*)[%!].*", r"\1pass", line) for line in code.split("\n")]
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.stmt) and (whose := secrets.statements.get(ast.unparse(node))):
            yield whose
