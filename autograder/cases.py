"""Draw the cases of a formula: inputs, expected results and the outcome of each mistake."""

import zlib

import numpy as np

from autograder.formula import Formula
from steepest.calls import Case, Outcome, run_case
from steepest.compare import distance
from steepest.report import CaseSet, Mistake, clean
from steepest.wire import Raised

VISIBLE_SEED = 0
VALUES = 6
# A mistake must be this many tolerances away from right wherever it shows, so that neither
# rounding nor float32 decides between the two.
CLEAR = 10
TRIES = 500


class UnclearInputs(RuntimeError):
    """A formula's inputs keep landing where a mistake can hardly be told from the right answer."""


def draw(formula: Formula, seed: int, values: int = VALUES) -> CaseSet:
    """The cases of one seed: `values` random ones, in which every mistake shows, and each edge.

    The same seed gives the same cases. Another formula with that seed gives unrelated ones.
    """
    rng = np.random.default_rng([seed, zlib.crc32(formula.name.encode())])
    drawn = [
        _draw_one(formula, "values", lambda: formula.inputs.values(rng), everywhere=True)
        for _ in range(values)
    ]
    for kind, make in formula.inputs.edges(rng, formula.reference).items():
        drawn.append(_draw_one(formula, kind, make, everywhere=False))
    cases, expected, outcomes = zip(*drawn, strict=True)
    mistakes = [
        Mistake(way.name, way.hint, [row[i] for row in outcomes])
        for i, way in enumerate(formula.mistakes)
    ]
    return CaseSet(formula.name, formula.returns, list(cases), list(expected), mistakes)


def _draw_one(formula, kind, make, everywhere):
    """Draw until each mistake is plainly wrong or, at an edge, plainly not to be seen."""
    unclear = ""
    for _ in range(TRIES):
        case = Case(kind, tuple(make()))
        expected = [_result(outcome) for outcome in run_case(formula.reference, case)]
        outcomes = [run_case(way.function, case) for way in formula.mistakes]
        unclear = _unclear(formula, expected, outcomes, everywhere)
        if not unclear:
            return case, expected, outcomes
    raise UnclearInputs(
        f"{formula.name}: {TRIES} draws of {kind!r} never told the right answer from "
        f"the mistake {unclear!r}"
    )


def _unclear(formula, expected, outcomes, everywhere):
    """The name of a mistake that is neither plainly wrong nor plainly unseen, or ''."""
    for way, row in zip(formula.mistakes, outcomes, strict=True):
        away = max(
            distance(_result(o), want) if clean(o) else np.inf
            for o, want in zip(row, expected, strict=True)
        )
        if away <= CLEAR and (everywhere or away > 1 / CLEAR):
            return way.name
    return ""


def _result(outcome: Outcome):
    """What a call gave, as a case states it: an exception without its message."""
    return Raised(outcome.raised.kinds) if outcome.raised else outcome.value
