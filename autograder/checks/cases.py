"""Draw the cases of a formula: inputs, expected results and the outcome of each mistake."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from autograder.checks.formula import Formula
from autograder.checks.slips import lazily
from steepest.checks.calls import RANDOM, Case, Outcome, run_calls, watched
from steepest.checks.compare import Ruler, ShapeProblem, leaves
from steepest.checks.forms import formed
from steepest.checks.naming import Mistake, Slip
from steepest.checks.report import CaseSet, clean
from steepest.checks.wire import Raised

VISIBLE_SEED = 0
VALUES = 6
# A mistake must be this many tolerances away from right wherever it shows, so that neither
# rounding nor float32 decides between the two.
CLEAR = 10
TRIES = 500


class UnclearInputs(RuntimeError):
    """A formula's inputs keep landing where a mistake can hardly be told from the right answer."""


Further = Callable[[Formula, list[Case], list[list]], list[Slip]]


def draw(formula: Formula, seed: int, values: int = VALUES, further: Further = lazily) -> CaseSet:
    """The cases of one seed: `values` random ones, in which every mistake shows, and each edge.

    The same seed gives the same cases. Another formula with that seed gives unrelated ones.
    Further mistakes are those that `further` gives, which is asked only when they are needed.
    Mistakes are known by what they return and by the arguments that they change: what they
    leave disturbed in NumPy is put back, and not noted.
    """
    rng = np.random.default_rng([seed, zlib.crc32(formula.name.encode())])
    # One watch over all: to look at NumPy's state around every case took a third of the time.
    with watched() as (_, caught):
        one = _Draw(formula, caught)
        drawn = [one.values(lambda: formula.inputs.values(rng)) for _ in range(values)]
        for kind, make in formula.inputs.edges(rng, formula.reference).items():
            drawn.append(one.edge(kind, make))
    cases, expected, outcomes = zip(*drawn, strict=True)
    mistakes = [
        Mistake(way.name, way.hint, [list(map(_without_words, row[i])) for row in outcomes])
        for i, way in enumerate(formula.mistakes)
    ]
    return CaseSet(
        formula.name,
        formula.returns,
        list(cases),
        list(expected),
        mistakes,
        formula.kinds,
        formula.form,
        cache(lambda: further(formula, list(cases), list(expected))),
        formula.quiet,
    )


class _Draw:
    """Draws one case after another: (case, expected results, outcomes of each mistake).

    Every submission has cases of its own, so this must be fast. Two thirds of Adam's draws are
    unclear, nearly all of them by one of three mistakes: a draw is given up at the first unclear
    mistake, and those that were unclear lately are tried first.
    """

    def __init__(self, formula, caught):
        self.formula, self.caught = formula, caught
        self.order = list(range(len(formula.mistakes)))

    def values(self, make):
        """A case in which each mistake is plainly wrong."""
        return self._draw(RANDOM, make, lambda away: away > CLEAR)

    def edge(self, kind, make):
        """A case in which each mistake is plainly wrong or plainly not to be seen."""
        return self._draw(kind, make, lambda away: away > CLEAR or away <= 1 / CLEAR)

    def _draw(self, kind, make, clear):
        for _ in range(TRIES):
            case = Case(kind, tuple(make()))
            expected = [_result(outcome) for outcome in self._run(self.formula.reference, case)]
            outcomes = self._all_clear(case, Ruler(expected), clear)
            if outcomes is not None:
                return case, expected, outcomes
        unclear = self.formula.mistakes[self.order[0]].name
        raise UnclearInputs(
            f"{self.formula.name}: {TRIES} draws of {kind!r} never told the right answer from "
            f"the mistake {unclear!r}"
        )

    def _all_clear(self, case, ruler, clear):
        """The outcomes of all mistakes; None, and the first unclear one to the front, if any is."""
        outcomes = {}
        for place, number in enumerate(self.order):
            row = self._run(self.formula.mistakes[number].function, case)
            sound = all(map(clean, row)) and self._of_kind(row)
            away = ruler.distance([_result(o) for o in row]) if sound else np.inf
            if not clear(away):
                self.order.insert(0, self.order.pop(place))
                return None
            outcomes[number] = row
        return [outcomes[number] for number in sorted(outcomes)]

    def _run(self, function, case):
        return formed(self.formula.form, case, run_calls(function, case, self.caught))

    def _of_kind(self, row):
        """Whether what must be an int or a bool is one."""
        if not self.formula.kinds:
            return True
        try:
            for value in (o.value for o in row if not o.raised):
                leaves(value, value, self.formula.returns, self.formula.kinds)
        except ShapeProblem:
            return False
        return True


def _without_words(outcome: Outcome) -> Outcome:
    """A mistake's outcome less what an exception said, and the line of ours where it was raised."""
    if outcome.raised is None:
        return outcome
    return replace(outcome, raised=Raised(outcome.raised.kinds))


def _result(outcome: Outcome):
    """What a call gave, as a case states it: an exception without its message."""
    return Raised(outcome.raised.kinds) if outcome.raised else outcome.value
