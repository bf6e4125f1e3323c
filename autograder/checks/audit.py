"""Test the checks: every named mistake must be caught and named, every variant accepted.

The audit judges ways to write a function: on the cases that students get, in this process, or
on those of an `Exam`, by answers that came as text, from this process or from anywhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import Formula, Way
from autograder.checks.judge import Exam, Judged
from autograder.sandbox.answer import answer
from steepest.checks.calls import RANDOM, Case, Outcome, run_case, run_cases
from steepest.checks.forms import formed
from steepest.checks.report import CaseSet, Report, examine
from steepest.checks.wire import Raised

# What becomes of each of several ways.
Judges = Callable[[list[Way]], list[Report | Judged]]
# From several ways, and questions as text, to the answer of each: None where there is none.
Answers = Callable[[list[Way], str], list[str | None]]


@dataclass(frozen=True)
class Misjudged:
    """A way that was judged wrongly."""

    formula: str
    way: str
    found: Report | Judged

    def __str__(self):
        return f"{self.formula}, {self.way}: judged {self.found.verdict!r}: {self.found.headline}"


def audit(formula: Formula, judges: Judges) -> Iterator[Misjudged]:
    """Yield what is judged wrongly of the formula's mistakes, right ways and blanks."""
    ways = [
        *((f"the mistake {way.name!r}", way, _is_named) for way in formula.mistakes),
        *((f"the variant {way.name!r}", way, _passes) for way in right_ways(formula)),
        *((way.name, way, _fails) for way in (*BLANKS, *in_place(formula))),
    ]
    judged = judges([way for _, way, _ in ways])
    for (label, way, as_it_should), found in zip(ways, judged, strict=True):
        if not as_it_should(way, found):
            yield Misjudged(formula.name, label, found)


def audit_at_edges(formula: Formula, cases: CaseSet) -> Iterator[Misjudged]:
    """What is not named, among the formula's mistakes that fail at every edge in some other way.

    A first attempt is often a named mistake on all random inputs, and something else at an edge.
    Where mistakes differ only at edges, the name of any of them will do.
    """
    random = [i for i, case in enumerate(cases.cases) if case.kind == RANDOM]
    for way in formula.mistakes:
        outcomes = run_cases(way.function, cases.cases)
        formed_ones = [
            formed(cases.form, case, row) for case, row in zip(cases.cases, outcomes, strict=True)
        ]
        peers = {
            other.name
            for other in cases.mistakes
            if all(all(other.agrees(i, formed_ones[i], cases.expected[i])) for i in random)
        }
        for kind, fails in EDGE_FAILURES.items():
            found = examine(cases, _failing(cases, outcomes, fails))
            if found.mistake not in peers or not (found.also or found.verdict == "mistake"):
                yield Misjudged(formula.name, f"the mistake {way.name!r} that {kind}", found)


# How an edge may go wrong → the outcome, where this was expected.
EDGE_FAILURES: dict[str, Callable[[object], Outcome]] = {
    "raises at the edges": lambda want: Outcome(raised=Raised(("IndexError", "Exception"), "no")),
    "has a wrong shape at the edges": lambda want: Outcome(value=np.zeros((7, 1, 7))),
    "has NaN at the edges": lambda want: Outcome(value=_nan(want)),
}


def _nan(want):
    if isinstance(want, list | tuple):
        return type(want)(map(_nan, want))
    return np.nan if isinstance(want, Raised) else np.full(np.shape(want), np.nan)


def _failing(cases, outcomes, fails):
    """The outcomes, with those of each edge replaced."""
    return [
        row if case.kind == RANDOM else [fails(want) for want in wanted]
        for case, row, wanted in zip(cases.cases, outcomes, cases.expected, strict=True)
    ]


def _is_named(way, found):
    return found.mistake == way.name and _fails(way, found)


def _fails(way, found):
    return not _passes(way, found)


def _passes(_, found):
    return found.fraction > 0 if isinstance(found, Judged) else found.ok


def on(cases: CaseSet) -> Judges:
    """Judge in this process, on these cases."""
    return lambda ways: [examine(cases, run_cases(way.function, cases.cases)) for way in ways]


def by_answers(exam: Exam, name: str, answers: Answers) -> Judges:
    """Judge by an exam, from answers as text."""

    def judges(ways):
        texts = answers(ways, exam.questions(name))
        return [
            exam.unanswered(name, "crashed") if text is None else exam.judge(name, text)
            for text in texts
        ]

    return judges


def by_wire(exam: Exam, name: str) -> Judges:
    """Judge by an exam, from the text that a graded process would send; it is written here."""
    return by_answers(exam, name, lambda ways, asked: [answer(w.function, asked) for w in ways])


def right_ways(formula: Formula) -> list[Way]:
    """All that must be accepted: the reference, in float32 too, and the variants."""
    return [Way("the reference", formula.reference), *formula.variants, *in_float32(formula)]


def in_float32(formula: Formula) -> list[Way]:
    """The reference with arguments and result in float32; none where all are whole numbers.

    What it computes is float32 as well, where the formula does not say that it is `wide`.
    """

    def single(*arguments):
        return narrow(formula.reference(*narrow(arguments)))

    calls = formula.inputs.values(np.random.default_rng(0))
    outcomes = run_case(formula.reference, Case("values", tuple(calls)))
    if not precisions([calls, [outcome.value for outcome in outcomes]]):
        return []
    return [Way("the reference in float32", single)]


def narrow(value):
    """A value with float32 for each float in it, and for those that its functions return."""
    if isinstance(value, float):
        return np.float32(value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.astype(np.float32)
    if isinstance(value, list | tuple):
        return type(value)(map(narrow, value))
    if isinstance(value, dict):
        return {key: narrow(item) for key, item in value.items()}
    if callable(value):
        return lambda *arguments: narrow(value(*arguments))
    return value


def precisions(value) -> set[np.dtype]:
    """The types of the floats in a value: none where all its numbers are whole."""
    if isinstance(value, list | tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return set().union(*map(precisions, items))
    if isinstance(value, float | np.floating | np.ndarray):
        dtype = np.asarray(value).dtype
        return {dtype} if dtype.kind == "f" else set()
    return set()


def _raise(*_):
    raise NotImplementedError


# Answers that are none, and must never pass for one.
BLANKS = (
    Way("raises NotImplementedError", _raise),
    Way("returns None", lambda *_: None),
    Way("returns nothing usable", lambda *_: object()),
    Way("returns a generator", lambda *args: (arg for arg in args)),
    Way("returns zeros", lambda first, *_: np.zeros(np.shape(first))),
    Way("returns NaN", lambda first, *_: np.full(np.shape(first), np.nan)),
    Way("returns its arguments", lambda *args: args),
    Way("returns a text", lambda *_: "done"),
)


def in_place(formula: Formula) -> list[Way]:
    """Right values, and the first array that was passed written into; none where there are none."""

    def overwrite(*arguments):
        result = formula.reference(*arguments)
        for array in arrays(arguments)[:1]:
            array += 1 if array.dtype.kind in "iu" else np.ones((), array.dtype)
        return result

    drawn = formula.inputs.values(np.random.default_rng(0))
    if not arrays(list(drawn[0].values())):
        return []
    return [Way("writes into its first argument", overwrite)]


def arrays(values) -> list[np.ndarray]:
    """The arrays with elements among some values, and in the lists and dicts among them."""
    found = []
    for value in values:
        if isinstance(value, dict):
            found += arrays(value.values())
        elif isinstance(value, list | tuple):
            found += arrays(value)
        elif isinstance(value, np.ndarray) and value.size:
            found.append(value)
    return found
