"""The further mistakes of a formula: known by marks, and looked at only where no named one fits.

They are declared (`Formula.slip`), found among the chapter's other functions, and made by machine.
Unlike named mistakes they ask nothing of the inputs: one that does not show is left out. Which are
kept is decided once, on the cases that students get, and shipped with them.
"""

import warnings
from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np

from autograder.checks.formula import Formula, Way
from autograder.checks.mutants import mutants
from autograder.checks.siblings import siblings
from steepest.checks import marks
from steepest.checks.calls import RANDOM, Case, run_calls
from steepest.checks.forms import formed
from steepest.checks.naming import Slip

MOST = 64  # of one formula: they are shipped with its cases


@cache
def _ways(name: str) -> tuple[Way, ...]:
    from autograder.checks.formula import load

    return ways(load(name))


def ways(formula: Formula) -> tuple[Way, ...]:
    """All that could be a slip of a formula, each with a name of its own."""
    every = [*formula.slips, *siblings(formula), *mutants(formula)]
    times: Counter[str] = Counter()
    found = []
    for way in every:
        times[way.name] += 1
        if (nth := times[way.name]) <= len(_PLACES):
            found.append(replace(way, name=way.name + _PLACES[nth - 1]))
    return tuple(found)


# The same slip can be made in several places.
_PLACES = ("", ", in the second such place", ", in the third such place")


def found(formula: Formula, cases: list[Case], expected: list[list]) -> list[Slip]:
    """The slips that show on these cases, each once, and none that is a named mistake."""
    kept, seen = (
        [],
        {_key(_rows(formula, way.function, cases, expected)) for way in formula.mistakes},
    )
    seen.add(_key([[None] * len(case.calls) for case in cases]))
    for way in ways(formula):
        if len(kept) == MOST:
            break
        rows = _rows(formula, way.function, cases, expected)
        key = _key(rows)
        random = [row for case, row in zip(cases, rows, strict=True) if case.kind == RANDOM]
        if key in seen or _fails(random):
            continue
        seen.add(key)
        edge = not any(mark is not None for row in random for mark in row)
        kept.append(Slip(way.name, way.hint, rows.__getitem__, edge))
    return kept


def lazily(formula: Formula, cases: list[Case], expected: list[list]) -> list[Slip]:
    """The slips that are shipped with the formula's cases, run on other ones when asked for."""
    from steepest.checks.cases import load, names

    shipped = (
        {s.name: s.edge for s in load(formula.name).slips()} if formula.name in names() else {}
    )
    return [
        Slip(way.name, way.hint, _marks(formula, way, cases, expected), shipped[way.name])
        for way in (_ways(formula.name) if shipped else ())
        if way.name in shipped
    ]


def _marks(formula, way, cases, expected):
    @cache
    def of(case):
        return _row(formula, way.function, cases[case], expected[case])

    return of


def _rows(formula, function, cases, expected):
    return [_row(formula, function, *pair) for pair in zip(cases, expected, strict=True)]


def _row(formula, function, case, wanted):
    """The marks of a case's calls; None for a call whose result is right."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        outcomes = formed(formula.form, case, run_calls(function, case, []))
    return [
        None if _is_right(outcome, want) else marks.marks(outcome, want)
        for outcome, want in zip(outcomes, wanted, strict=True)
    ]


def _is_right(outcome, want):
    from steepest.checks.naming import _of

    return all(marks.agree(outcome, want, _of(want)))


def _key(rows):
    return repr(rows)


def _fails(random) -> bool:
    """Whether it raises or gives nothing comparable on most random cases: nothing to name."""
    odd = [
        any(
            isinstance(m, str) and m.startswith(("raised", "unusable", "none", "not "))
            for m in mark or ()
        )
        for row in random
        for mark in row
    ]
    return any(odd)
