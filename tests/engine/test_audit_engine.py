"""The audit through the engine itself, as submissions: every mistake loses, every variant wins."""

import inspect

import nbformat
import pytest

from autograder.checks.audit import in_float32, narrow
from autograder.checks.formula import chapters, load, names
from autograder.checks.source import answer_source
from autograder.engine.models import Submission
from tests.touched import closely, touches_chapter

pytestmark = pytest.mark.xdist_group("engine")

BLANKS = (
    "raise NotImplementedError",
    "pass",
    "return None",
    "return object()",
    "return (a for a in args)",
    "return np.full_like(args[0], np.nan, dtype=float)",
    "return np.zeros_like(args[0])",
    "return args",
    "return 'done'",
    "args[0][...] = 0",
)


def mistakes(formula):
    return [(way.name, answer_source(formula, way.function)) for way in formula.mistakes]


def right(formula):
    ways = [("the reference", formula.reference)]
    ways += [(way.name, way.function) for way in formula.variants]
    in_text = [(name, answer_source(formula, function)) for name, function in ways]
    return [*in_text, *((way.name, narrowed(formula)) for way in in_float32(formula))]


def narrowed(formula):
    """The audit's way in float32 as an answer cell."""
    right = f"right_{formula.name}"  # its own: the answers share one notebook
    return (
        f"{answer_source(formula, formula.reference, right)}\n\n{inspect.getsource(narrow)}\n\n"
        f"def {formula.name}(*args):\n    return narrow({right}(*narrow(args)))"
    )


def blanks(formula):
    return [(text, f"def {formula.name}(*args):\n    {text}") for text in BLANKS]


def submissions(chapter, ways, few):
    """As many as the function with most ways has, or a few; each function has its next way."""
    by_function = {name: ways(load(name))[:few] for name in names(chapter)}
    for number in range(max(map(len, by_function.values()))):
        yield {name: its[number] for name, its in by_function.items() if number < len(its)}


def judged(engine, chapter, ways, seed, few=None):
    """What became of every way: name of the function, of the way, and what was judged."""
    for number, answers in enumerate(submissions(chapter, ways, few)):
        cells = [nbformat.v4.new_code_cell("import numpy as np")]
        for name, (_, source) in answers.items():
            cells += [nbformat.v4.new_code_cell(source), nbformat.v4.new_code_cell("", id=name)]
        text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
        checks = dict.fromkeys(answers, 5.0)
        done = engine.run(Submission("someone", text, checks, seed=seed + number))
        for name, (way, _) in answers.items():
            yield name, way, done.judged[name]


def every_mistake_loses_and_is_named(engine, chapter, few=None):
    for name, way, one in judged(engine, chapter, mistakes, 1000, few):
        assert (one.fraction, one.mistake) == (0, way), f"{name}: {one.text}"


def every_variant_wins(engine, chapter, few=None):
    for name, way, one in judged(engine, chapter, right, 2000, few):
        assert one.fraction == 1, f"{name}, {way}: {one.text}"


def what_is_no_answer_earns_nothing(engine, chapter, few=None):
    for name, way, one in judged(engine, chapter, blanks, 3000, few):
        assert one.fraction == 0, f"{name}, {way}: {one.text}"


AUDITS = (every_mistake_loses_and_is_named, every_variant_wins, what_is_no_answer_earns_nothing)


# `tests/checks/test_audit.py` audits every chapter, by wire as well, without the engine.
@pytest.mark.parametrize("chapter", closely(chapters(), touches_chapter, "optimizers"))
@pytest.mark.parametrize("audit", AUDITS, ids=lambda audit: audit.__name__)
def test_the_engine_judges_as_it_should(engine, audit, chapter):
    audit(engine, chapter)


def test_the_audit_can_fail(engine, monkeypatch):
    """What is right is no mistake, and what is wrong no variant."""
    for audit, ways in ((every_mistake_loses_and_is_named, right), (every_variant_wins, mistakes)):
        with monkeypatch.context() as patch:
            patch.setitem(globals(), ("mistakes", "right")[ways is mistakes], ways)
            with pytest.raises(AssertionError):
                audit(engine, "optimizers", 1)
