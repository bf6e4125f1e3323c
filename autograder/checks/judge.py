"""The trusted side of grading: the questions to a submission's functions, and their points.

Inputs go out as wire text and outcomes come back as wire text. An answer may
hold anything: it is read as plain data of limited size, and earns nothing if it can't be read.
"""

import zlib
from dataclasses import dataclass, field, replace

import numpy as np

from autograder.checks.cases import draw
from autograder.checks.formula import load
from autograder.sandbox.answer import MAX_ANSWER
from steepest.checks.calls import Outcome
from steepest.checks.card import Card
from steepest.checks.report import GROUPS, CaseSet, Report, examine
from steepest.checks.wire import WireError, dumps, loads
from steepest.checks.words import readable


@dataclass(frozen=True)
class Shares:
    """How a function's points are shared among the groups of its cases; they add up to 1."""

    values: float = 1.0
    edges: float = 0.0
    purity: float = 0.0


@dataclass(frozen=True)
class Judged:
    """The result of one function.

    fraction : the share of its points that it earned, 0 to 1
    verdict : as in `steepest.checks.report.Report`, or ``"not reached"`` where it gave no outcome
    headline : one sentence
    text, html : the report as it stands in the graded notebook
    groups : group of cases (see `steepest.checks.report`) → whether all of it is right
    mistake : the named mistake, where it is one
    """

    name: str
    fraction: float
    verdict: str
    headline: str
    text: str
    html: str
    groups: dict[str, bool] = field(default_factory=dict)
    mistake: str = ""


class Exam:
    """The hidden cases of one submission, drawn from its seed.

    The same names and seed give the same exam. The order of a function's cases is drawn too.
    """

    def __init__(self, names: tuple[str, ...], seed: int):
        self._papers = {name: _Paper(name, seed) for name in names}

    def cases(self, name: str) -> CaseSet:
        """The cases of a function, as they were drawn."""
        return self._papers[name].cases

    def questions(self, name: str) -> str:
        """The inputs of all cases of a function: a list of cases, each a tuple of calls.

        Which case is an edge, and which, is not said.
        """
        return self._papers[name].questions()

    def judge(
        self, name: str, answer: str, points: float = 1.0, shares: Shares | None = None
    ) -> Judged:
        """Judge a function by the text of its outcomes; no text makes this raise.

        shares : how the points are shared among groups; without it they are earned all or none
        """
        try:
            outcomes = self._papers[name].read(answer)
            return _judged(examine(self.cases(name), outcomes), points, shares)
        except _TooLong:
            return self.unanswered(name, "too long", points)
        except Exception as error:  # nothing that an answer holds may stop the grading of others
            return self.unanswered(name, "unreadable", points, readable(str(error), 200))

    def unanswered(self, name: str, why: str, points: float = 1.0, detail: str = "") -> Judged:
        """No points for a function of which there is no answer; `why` is a key of `UNANSWERED`."""
        headline, hint = (text.format(name=name) for text in UNANSWERED[why])
        hint += f" ({detail})" if detail else ""
        return _judged(Report(name, why, headline, hint), points, None)


# Why there is no answer → what is said, and what may help.
UNANSWERED = {
    "missing": (
        "{name} is not defined after the notebook has run.",
        "Its cell is empty, or was stopped (see below it), or the function has another name.",
    ),
    "not callable": (
        "{name} is not a function.",
        "Some line gives its name to a value: `{name} = …`.",
    ),
    "hung": (
        "{name} took too long.",
        "Look for a loop that never ends, or one that does much more than is asked.",
    ),
    "crashed": (
        "{name} ended Python, or used too much memory.",
        "Look for `exit()`, for a recursion without an end and for arrays that grow.",
    ),
    "not reached": (
        "{name} was not called: the notebook did not get that far.",
        "See which of its cells took too long or ended Python.",
    ),
    "unreadable": (
        "{name} gave an answer that can't be read.",
        "It should return numbers or NumPy arrays.",
    ),
    "too long": (
        "{name} returned far more than was asked for.",
        "Compare the shapes of what it returns with those in the assignment.",
    ),
}


class _TooLong(Exception):
    pass


class _Paper:
    """One function's cases, in the order in which they are asked."""

    def __init__(self, name, seed):
        self.cases: CaseSet = draw(load(name), seed)
        rng = np.random.default_rng([seed, zlib.crc32(name.encode()), 1])
        self.order = rng.permutation(len(self.cases.cases)).tolist()

    def questions(self):
        return dumps([self.cases.cases[number].calls for number in self.order])

    def read(self, answer) -> list[list[Outcome]]:
        """The outcomes in the order of the cases; `ValueError` or `TypeError` for odd answers."""
        if type(answer) is not str:
            raise WireError("no text")
        if len(answer) > MAX_ANSWER:
            raise _TooLong
        rows = loads(answer, MAX_ANSWER)
        if type(rows) is not list or len(rows) != len(self.order):
            raise WireError("not as many outcomes as cases")
        outcomes = [[]] * len(rows)
        for number, row in zip(self.order, rows, strict=True):
            calls = self.cases.cases[number].calls
            if type(row) is not list or len(row) != len(calls):
                raise WireError("not as many outcomes as calls")
            pairs = zip(row, calls, strict=True)
            outcomes[number] = [_outcome(data, call) for data, call in pairs]
        return outcomes


def _outcome(data, call):
    outcome = Outcome.of(data)
    if not call.keys() >= set(outcome.changed):
        raise WireError("an argument changed that there is not")
    if not (outcome.unusable or outcome.disturbed or outcome.warnings):
        return outcome
    return replace(
        outcome,
        unusable=readable(outcome.unusable, 200),
        disturbed=tuple(readable(text, 100) for text in outcome.disturbed[:2]),
        warnings=tuple(readable(text, 200) for text in outcome.warnings[:5]),
    )


def _judged(report: Report, points: float, shares: Shares | None) -> Judged:
    card = Card(report, _points_line(report, points, shares))
    return Judged(
        name=report.name,
        fraction=fraction(report, shares),
        verdict=report.verdict,
        headline=report.headline,
        text=repr(card),
        html=card._repr_html_(),
        groups=report.sound,
        mistake=report.mistake,
    )


def fraction(report: Report, shares: Shares | None) -> float:
    """The share of its points that a function earned, 0 to 1.

    Edge cases and purity pay only where the values are right, so that a blank earns nothing.
    """
    if report.ok:
        return 1.0
    if shares is None or not report.sound.get("values"):
        return 0.0
    return round(sum(getattr(shares, group) for group in GROUPS if report.sound[group]), 9)


def _points_line(report, points, shares):
    """`Points: 4 of 5 (values 3 of 3 · edge cases 0 of 1 · purity 1 of 1)`."""
    whole = f"Points: {points_of(fraction(report, shares), points):g} of {points:g}"
    if shares is None or not report.sound:
        return whole
    paying = {group: getattr(shares, group) for group in GROUPS if getattr(shares, group)}
    each = [
        f"{GROUPS[group]} {points_of(share * _pays(report, group), points):g}"
        f" of {points_of(share, points):g}"
        for group, share in paying.items()
    ]
    return f"{whole} ({' · '.join(each)})"


def _pays(report, group):
    return report.sound["values"] and report.sound[group]


def points_of(fraction: float, points: float) -> float:
    """The points of a share, without what is only rounding: 0.3 of 7 points are 2.1."""
    return points if fraction == 1 else round(fraction * points, 6)
