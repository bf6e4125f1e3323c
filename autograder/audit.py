"""Hold the checks to account: every named mistake is caught and named, every variant accepted.

The audit runs ways to write a function, not the function's formula: as cases drawn here, as
the cases that students get, or with each case and outcome sent over the wire first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from autograder.formula import Formula, Way
from steepest.calls import Case, Outcome, run_case
from steepest.report import CaseSet, Report, examine
from steepest.wire import dumps, loads

Runner = Callable[[Callable, Case], list[Outcome]]


@dataclass(frozen=True)
class Finding:
    """A way that was judged wrongly."""

    formula: str
    way: str
    report: Report

    def __str__(self):
        return f"{self.formula}, {self.way}: judged {self.report.verdict!r}: {self.report.headline}"


def audit(formula: Formula, cases: CaseSet, run: Runner = run_case) -> Iterator[Finding]:
    """What the cases judge wrongly, among the formula's mistakes, variants and `BLANKS`."""

    def judge(function):
        return examine(cases, [run(function, case) for case in cases.cases])

    for way in formula.mistakes:
        report = judge(way.function)
        if report.mistake != way.name:
            yield Finding(formula.name, f"the mistake {way.name!r}", report)
    for way in [Way("the reference", formula.reference), *formula.variants]:
        report = judge(way.function)
        if not report.ok:
            yield Finding(formula.name, f"the variant {way.name!r}", report)
    for way in [*BLANKS, in_place(formula)]:
        report = judge(way.function)
        if report.ok:
            yield Finding(formula.name, way.name, report)


def by_wire(function: Callable, case: Case) -> list[Outcome]:
    """`run_case` with the case and its outcomes written as text and read again."""
    kind, calls = loads(dumps((case.kind, case.calls)))
    outcomes = run_case(function, Case(kind, calls))
    return [Outcome.of(data) for data in loads(dumps([outcome.plain() for outcome in outcomes]))]


def _raise(*_):
    raise NotImplementedError


# Answers that are none, and must never pass for one.
BLANKS = (
    Way("raises NotImplementedError", _raise),
    Way("returns None", lambda *_: None),
    Way("returns nothing usable", lambda *_: object()),
    Way("returns a generator", lambda *args: (arg for arg in args)),
    Way("returns zeros", lambda first, *_: np.zeros_like(first)),
    Way("returns NaN", lambda first, *_: np.full_like(first, np.nan, dtype=float)),
    Way("returns its arguments", lambda *args: args),
    Way("returns a text", lambda *_: "done"),
)


def in_place(formula: Formula) -> Way:
    """Right values, written into the first array that was passed."""

    def overwrite(first, *rest):
        result = formula.reference(first, *rest)
        first[...] = first + 1.0
        return result

    return Way("writes into its first argument", overwrite)
