"""From what a function returned to what its author should be told.

`examine` compares outcomes with a `CaseSet`: the visible cases in a student's kernel, the
hidden ones in the process that grades. Both give the same `Report`.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from steepest.checks.advice import advice
from steepest.checks.callables import Described
from steepest.checks.calls import RANDOM, Case, Outcome, size_of
from steepest.checks.compare import ShapeProblem, describe, distance, excess, leaves
from steepest.checks.forms import formed
from steepest.checks.wire import Raised, Rng
from steepest.checks.words import listed

MOST_NOTES = 5


# The groups of cases that may be worth points of their own → as a reader is told of them: right
# values in the random cases, in the edge cases, and no call that changed what it was not to.
GROUPS = {"values": "values", "edges": "edge cases", "purity": "purity"}


@dataclass(frozen=True)
class Mistake:
    """A named mistake: what its author would get, case by case, and a hint."""

    name: str
    hint: str
    outcomes: list[list[Outcome]] = field(repr=False, compare=False)


@dataclass(frozen=True)
class CaseSet:
    """Cases of one function with the expected result of each call, and the named mistakes.

    ``returns`` names the parts of the result; ``expected[i][j]`` is the result of call ``j``
    of case ``i``, or a `Raised` where the call must raise. ``kinds`` names the parts that must be
    ``"int"`` or ``"bool"``, and ``form`` the form of `steepest.checks.forms` in which they are
    compared.
    """

    name: str
    returns: tuple[str, ...]
    cases: list[Case]
    expected: list[list]
    mistakes: list[Mistake]
    kinds: dict[str, str] = field(default_factory=dict)
    form: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the failing example: a part of the result, what came and what should."""

    name: str
    got: str
    expected: str
    error: str


@dataclass(frozen=True)
class Report:
    """What `examine` found.

    verdict : ``right``, ``unfinished``, ``raised``, ``shape``, ``not finite``, ``changed``,
        ``mistake`` or ``value``
    headline, hint : one sentence each for the student
    example : the smallest failing call, as Python source, with its `rows`
    groups : kind of case → (those with right values, all)
    sound : group (a key of `GROUPS`) → whether all of it is right
    notes : remarks that cost nothing, such as warnings
    mistake : the name of the mistake, where it is a named one
    """

    name: str
    verdict: str
    headline: str
    hint: str = ""
    example: str = ""
    rows: tuple[Row, ...] = ()
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)
    sound: dict[str, bool] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    mistake: str = ""

    @property
    def ok(self) -> bool:
        return self.verdict == "right"

    @property
    def tells_apart(self) -> bool:
        """Whether the rows show anything wrong; what was changed in place may still be right."""
        return any(row.error for row in self.rows)

    @property
    def told(self) -> str:
        """The headline as it goes on after the function's name: ` is right …` or `: It is …`."""
        if self.headline.startswith(f"{self.name} "):
            return self.headline.removeprefix(self.name)
        return f": {self.headline}"


@dataclass(frozen=True)
class _Fault:
    """One call that went wrong; ``parts`` are the result's, where it could be compared."""

    verdict: str
    headline: str
    hint: str = ""
    parts: tuple = ()
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self):
        return tuple(_row(*part, self.kinds.get(part[0])) for part in self.parts)

    @property
    def in_value(self) -> bool:
        """Whether the value is wrong, whatever else may be."""
        return self.verdict != "changed" or bool(_wrong(self.parts))


# The order in which faults are told: the first kind that occurs is the one to mend first.
_ORDER = ("unfinished", "raised", "shape", "not finite", "changed", "value")


def examine(cases: CaseSet, outcomes: list[list[Outcome]]) -> Report:
    """Compare the outcomes of one function, case by case, with what was expected."""
    faults, right, whole = [], Counter(), Counter()
    if cases.form:
        pairs = zip(cases.cases, outcomes, strict=True)
        outcomes = [formed(cases.form, case, row) for case, row in pairs]
    for case, results, wanted in zip(cases.cases, outcomes, cases.expected, strict=True):
        found = [
            (case, call, fault)
            for call, outcome, want in zip(case.calls, results, wanted, strict=True)
            if (fault := _fault(cases, outcome, want))
        ]
        faults += found
        whole[case.kind] += 1
        right[case.kind] += not any(fault.in_value for _, _, fault in found)
    found = {
        "groups": {kind: (right[kind], whole[kind]) for kind in whole},
        "sound": _sound(faults, outcomes),
        "notes": _notes(outcomes),
    }
    if not faults:
        headline = f"{cases.name} is right on all {sum(whole.values())} inputs."
        return Report(cases.name, "right", headline, **found)
    case, call, fault = _telling(faults)
    detail = {"example": write_call(cases.name, call), "rows": fault.rows, **found}
    if (mistake := named_mistake(cases, outcomes)) is not None:
        headline = f"It is what you get when you {mistake.name}."
        return Report(cases.name, "mistake", headline, mistake.hint, mistake=mistake.name, **detail)
    return Report(cases.name, fault.verdict, fault.headline, fault.hint, **detail)


def _sound(faults, outcomes):
    random = [case.kind == RANDOM for case, _, fault in faults if fault.in_value]
    purity = all(map(clean, _flat(outcomes)))
    return {"values": True not in random, "edges": False not in random, "purity": purity}


def _telling(faults):
    """The fault to show: on a random input if any fails, of the first kind, on the smallest."""
    return min(
        faults,
        key=lambda item: (
            item[0].kind != RANDOM,
            _ORDER.index(item[2].verdict),
            item[0].size,
            size_of(item[1]),
        ),
    )


def named_mistake(cases: CaseSet, outcomes) -> Mistake | None:
    """The mistake whose every outcome these are, if one fits."""
    for mistake in cases.mistakes:
        if all(map(_alike, _flat(outcomes), _flat(mistake.outcomes))):
            return mistake
    return None


def _flat(nested):
    return [outcome for row in nested for outcome in row]


def _alike(outcome, other):
    if outcome.unusable or outcome.changed != other.changed or outcome.overwritten:
        return False
    return distance(_result(outcome), _result(other)) <= 1


def _result(outcome):
    return outcome.raised or outcome.value


def clean(outcome: Outcome) -> bool:
    """Whether a call left its arguments, earlier results and NumPy's state as they were."""
    return not (outcome.changed or outcome.disturbed or outcome.overwritten)


def _fault(cases, outcome, want):
    """What is wrong with one outcome, or None."""
    if isinstance(want, Raised):
        return _fault_of_raise(cases.name, outcome, want)
    if outcome.raised:
        return _raised(cases.name, outcome.raised)
    if outcome.unusable:
        return _Fault("shape", f"{cases.name} returned {outcome.unusable}.")
    try:
        parts = leaves(outcome.value, want, cases.returns, cases.kinds)
    except ShapeProblem as problem:
        text = str(problem)
        if text.startswith("should "):
            text = f"{cases.name} {text}"
        return _Fault("shape", text if text.endswith("?") else text + ".")
    odd = [
        name for name, got, expected in parts if not np.isfinite(got[np.isfinite(expected)]).all()
    ]
    if odd:
        hint = "Look for a division by zero, a root of a negative number or an overflow."
        return _Fault("not finite", f"{odd[0]} holds NaN or infinity.", hint, parts, cases.kinds)
    if not clean(outcome):
        return _Fault("changed", *_changed(cases.name, outcome), parts, cases.kinds)
    if wrong := _wrong(parts):
        headline = f"{listed(wrong)} {'are' if len(wrong) > 1 else 'is'} wrong."
        return _Fault("value", headline, "", parts, cases.kinds)
    return None


def _wrong(parts):
    return [name for name, got, expected in parts if (excess(got, expected) > 1).any()]


def _raised(name, raised):
    if raised.kinds[0] == "NotImplementedError":
        hint = "Write it in the cell above, in place of the line that raises NotImplementedError."
        return _Fault("unfinished", f"{name} is not done yet.", hint)
    where = f" ({raised.line})" if raised.line else ""
    return _Fault("raised", f"{name} raised {raised}{where}", advice(name, raised))


def _fault_of_raise(name, outcome, want):
    if outcome.raised and want.kinds[0] in outcome.raised.kinds:
        return None if clean(outcome) else _Fault("changed", *_changed(name, outcome))
    if outcome.raised and outcome.raised.kinds[0] == "NotImplementedError":
        return _Fault("unfinished", "It is not done yet.")
    got = f"raised {outcome.raised}" if outcome.raised else f"returned {describe(outcome.value)}"
    return _Fault("value", f"It should raise {want.kinds[0]} here, but {got}.")


def _changed(name, outcome):
    if outcome.changed:
        what = listed(outcome.changed)
        hint = (
            "The caller's array is changed too. `x -= …` and `x[…] = …` write into the array "
            "that was passed: make a new one, `x = x - …`."
        )
        return f"{name} changed its argument {what} in place.", hint
    if outcome.overwritten:
        hint = "Return a new array each time, not one that is kept and written again."
        return f"{name} changed a result that it had returned before.", hint
    return f"{name} left {outcome.disturbed[0]} changed.", "Put back what you change."


def _row(name, got, want, kind):
    """The element of one part that is furthest off."""
    away = np.asarray(excess(got, want))
    if away.size == 0:
        return Row(name, "empty", "empty", "")
    at = np.unravel_index(int(np.argmax(away)), away.shape)
    g, w = float(got[at]), float(want[at])
    where = f"{name}[{', '.join(map(str, at))}]" if at else name
    if kind == "bool":
        return Row(where, str(bool(g)), str(bool(w)), "")
    return Row(where, f"{g:.6g}", f"{w:.6g}", _relative(g, w) if away[at] > 1 else "")


def _relative(got, want):
    if not np.isfinite(got):
        return "–"
    return f"{abs(got - want) / abs(want):.1%}" if want else f"{abs(got - want):.2g} (absolute)"


def _notes(outcomes):
    texts = dict.fromkeys(text for row in outcomes for o in row for text in o.warnings)
    return tuple(f"It warned: {text}" for text in [*texts][:MOST_NOTES])


def write_call(name: str, call: dict) -> str:
    """The call as Python source that a student can paste."""
    lines = [f"{key}={_write(value)}" for key, value in call.items()]
    return f"{name}({', '.join(lines)})"


def _write(value):
    if isinstance(value, np.ndarray):
        if value.ndim > 1 and value.size == 0:  # as a list of nothing it would lose its shape
            return f"np.zeros({value.shape})"
        text = np.array2string(value, separator=", ", precision=6, threshold=50)
        return f"np.array({' '.join(text.split())})"
    if isinstance(value, list | tuple):
        text = ", ".join(map(_write, value))
        return f"[{text}]" if isinstance(value, list) else f"({text})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_write(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Rng):
        return f"np.random.default_rng({value.seed})"
    if isinstance(value, Described):
        return value.source(_write)
    return f"{value:.6g}" if isinstance(value, float) else repr(value)
