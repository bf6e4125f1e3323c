"""From what a function returned to what its author should be told.

`examine` compares outcomes with a `CaseSet`: the visible cases in a student's kernel, the
hidden ones in the process that grades. Both give the same `Report`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np

from steepest.checks.advice import advice, advice_on_kind
from steepest.checks.callables import Described
from steepest.checks.calls import RANDOM, Case, Outcome, size_of
from steepest.checks.compare import ShapeProblem, describe, distance, excess, leaves
from steepest.checks.forms import formed
from steepest.checks.naming import Mistake, Named, Slip, named
from steepest.checks.relations import Pair, related
from steepest.checks.wire import Raised, Rng
from steepest.checks.words import listed

MOST_NOTES = 5


# The groups of cases that may be worth points of their own → as a reader is told of them: right
# values in the random cases, in the edge cases, and no call that changed what it was not to.
GROUPS = {"values": "values", "edges": "edge cases", "purity": "purity"}


@dataclass(frozen=True)
class CaseSet:
    """Cases of one function with the expected result of each call, and the named mistakes.

    ``returns`` names the parts of the result; ``expected[i][j]`` is the result of call ``j``
    of case ``i``, or a `Raised` where the call must raise. ``kinds`` names the parts that must be
    ``"int"`` or ``"bool"``, and ``form`` the form of `steepest.checks.forms` in which they are
    compared. ``slips`` gives the further mistakes, which are looked through only where no named
    one fits. Where the function is to be ``quiet``, a warning is a fault.
    """

    name: str
    returns: tuple[str, ...]
    cases: list[Case]
    expected: list[list]
    mistakes: list[Mistake]
    kinds: dict[str, str] = field(default_factory=dict)
    form: str = ""
    slips: Callable[[], list[Slip]] = field(default=list, repr=False)
    quiet: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the failing example: a part of the result, what came and what should.

    It is the first entry that differs. ``differ`` says how many do, of an array.
    """

    name: str
    got: str
    expected: str
    error: str
    is_wrong: bool = False
    differ: str = ""


@dataclass(frozen=True)
class Failing:
    """The failing call that is shown: its arguments as plain values, what came, what should."""

    call: dict = field(repr=False)
    got: object
    expected: object


@dataclass(frozen=True)
class Report:
    """What `examine` found.

    verdict : ``right``, ``unfinished``, ``raised``, ``shape``, ``not finite``, ``changed``,
        ``mistake``, ``value``, ``warned`` or ``hung``
    headline, hint : one sentence each for the student
    also : what else is to be said: a second mistake, and what came at the edges
    example : the smallest failing call, as Python source, with its `rows`
    groups : kind of case → (those with right values, all)
    sound : group (a key of `GROUPS`) → whether all of it is right
    notes : remarks that cost nothing, such as warnings
    mistake : the name of the mistake, where it is a named one
    relation : what the wrong results have to do with the right ones, where that is known
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
    relation: str = ""
    also: tuple[str, ...] = ()
    failing: Failing | None = None

    @property
    def ok(self) -> bool:
        return self.verdict == "right"

    @property
    def tells_apart(self) -> bool:
        """Whether the rows show anything wrong; what was changed in place may still be right."""
        return any(row.is_wrong for row in self.rows)

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
    told: tuple[Row, ...] = ()

    @property
    def rows(self):
        return self.told or tuple(_row(*part, self.kinds.get(part[0])) for part in self.parts)

    @property
    def in_value(self) -> bool:
        """Whether the value is wrong, whatever else may be."""
        return self.verdict != "changed" or bool(_wrong(self.parts))


# The order in which faults are told: the first kind that occurs is the one to mend first.
_ORDER = ("unfinished", "raised", "shape", "not finite", "changed", "value", "warned")


def examine(cases: CaseSet, outcomes: list[list[Outcome]]) -> Report:
    """Compare the outcomes of one function, case by case, with what was expected."""
    faults, right, whole = [], Counter(), Counter()
    if cases.form:
        pairs = zip(cases.cases, outcomes, strict=True)
        outcomes = [formed(cases.form, case, row) for case, row in pairs]
    for number, (case, results, wanted) in enumerate(
        zip(cases.cases, outcomes, cases.expected, strict=True)
    ):
        found = [
            _Found(number, place, case, fault)
            for place, (outcome, want) in enumerate(zip(results, wanted, strict=True))
            if (fault := _fault(cases, outcome, want))
        ]
        faults += found
        whole[case.kind] += 1
        right[case.kind] += not any(one.fault.in_value for one in found)
    told = {
        "groups": {kind: (right[kind], whole[kind]) for kind in whole},
        "sound": _sound(faults, outcomes),
        "notes": _notes(outcomes),
    }
    if not faults:
        headline = f"{cases.name} is right on all {sum(whole.values())} inputs."
        return Report(cases.name, "right", headline, **told)
    shown = min(faults, key=_Found.rank)
    outcome = outcomes[shown.number][shown.place]
    told |= {
        "example": write_call(cases.name, shown.call),
        "rows": shown.fault.rows,
        "failing": Failing(shown.call, _result(outcome), cases.expected[shown.number][shown.place]),
    }
    values = [one for one in faults if one.fault.verdict != "warned"]
    wrong = {one.number for one in values}
    names = named(cases, outcomes, _wrong_parts(cases, outcomes, wrong)) if values else []
    if names:
        return _named(cases, names, values, told)
    fault = shown.fault
    if fault.verdict == "warned":  # the headline tells it
        told["notes"] = ()
    headline, relation = _further(cases, outcomes, shown, faults)
    others = [one for one in faults if one.fault.verdict != fault.verdict]
    also = _apart(others, set()) if shown.case.kind == RANDOM else ()
    return Report(
        cases.name, fault.verdict, headline, fault.hint, relation=relation, also=also, **told
    )


@dataclass(frozen=True)
class _Found:
    """A fault where it was found: the number of the case, and of the call in it."""

    number: int
    place: int
    case: Case
    fault: _Fault

    @property
    def call(self):
        return self.case.calls[self.place]

    def rank(self):
        """What is told first: random inputs, then the first kind of fault, then the smallest."""
        return (
            self.case.kind != RANDOM,
            _ORDER.index(self.fault.verdict),
            self.case.size,
            size_of(self.call),
        )


def _wrong_parts(cases, outcomes, wrong):
    """Number of a case → which parts of its results are wrong, of the cases that are."""
    return {
        number: [any(column) for column in zip_longest(*rows, fillvalue=False)]
        for number in sorted(wrong)
        if (rows := map(_parts_off, outcomes[number], cases.expected[number]))
    }


def _parts_off(outcome, want):
    if not isinstance(want, list | tuple) or not want:
        return [distance(_result(outcome), want) > 1]
    value = outcome.value
    if not isinstance(value, list | tuple) or len(value) != len(want):
        return [True] * len(want)
    return [distance(g, w) > 1 for g, w in zip(value, want, strict=True)]


def _named(cases, names: list[Named], faults, told):
    """The report on an answer that is a named mistake, with all else that is to be said."""
    first, *more = names
    explained = set().union(*(one.cases for one in names))
    random = any(one.case.kind == RANDOM for one in faults)
    apart = _apart(faults, explained)
    it_is = f"t is what you get when you {first.name}."
    if first.part is not None and len(cases.returns) > first.part:
        headline = f"{cases.returns[first.part]}: i{it_is}"
    elif random and (apart or more):
        headline = f"On the random inputs, i{it_is}"
    elif not random:
        headline = f"It is right on the random inputs. At the edges i{it_is}"
    else:
        headline = f"I{it_is}"
    also = [_next(cases, one) for one in more]
    impure = [o.fault.headline for o in faults if o.fault.verdict == "changed"]
    if impure and first.mistake.is_pure():
        also.append(f"And {impure[0]}")
    return Report(
        cases.name,
        "mistake",
        headline,
        first.mistake.hint,
        mistake=first.mistake.name,
        also=(*also, *apart),
        **told,
    )


def _next(cases, one: Named):
    """A further mistake: where it shows, and its hint."""
    if one.part is not None and len(cases.returns) > one.part:
        where = f"{cases.returns[one.part]}: it"
    else:
        kinds = dict.fromkeys(f"*{cases.cases[i].kind}*" for i in sorted(one.cases))
        where = f"On {listed(kinds)} it"
    return f"{where} is what you get when you {one.name}. {one.mistake.hint}"


MOST_APART = 3


def _apart(faults, explained) -> tuple[str, ...]:
    """What came at the edges that no name explains: a sentence for all that went alike."""
    texts: dict[str, list[str]] = {}
    for one in faults:
        if one.case.kind != RANDOM and one.number not in explained:
            kinds = texts.setdefault(_came(one.fault), [])
            if one.case.kind not in kinds:
                kinds.append(one.case.kind)
    sentences = [
        f"On {listed(f'*{kind}*' for kind in kinds)}: {text}" for text, kinds in texts.items()
    ]
    more = len(sentences) - MOST_APART
    return (*sentences[:MOST_APART], *([f"And {more} more."] if more > 0 else []))


def _came(fault):
    """What a call did that went wrong, in a clause."""
    row = next((row for row in fault.rows if row.is_wrong), None)
    if fault.verdict in ("value", "not finite") and row and not fault.told:
        return f"{row.name} is {row.got}, expected {row.expected}."
    return fault.headline


def _further(cases, outcomes, shown, faults):
    """The headline of what has no name, with what is seen of it; and the relation, if one holds."""
    fault = shown.fault
    if fault.verdict != "value":
        return fault.headline, ""
    if shown.case.kind != RANDOM:
        if not fault.rows or not any(row.is_wrong for row in fault.rows):
            return fault.headline, ""
        if fault.told:
            return fault.headline, fault.headline
        said = f"On *{shown.case.kind}* alone: {_came(fault)}"
        kinds = dict.fromkeys(one.case.kind for one in faults if one.fault.in_value)
        if len(kinds) > 1:
            said = f"Right on the random inputs, but at {len(kinds)} edges not. {said}".replace(
                " alone:", ":"
            )
        return said, said
    relation = _relation(cases, outcomes)
    return (relation or _in_part(cases, faults, fault.headline)), relation


def _in_part(cases, faults, headline):
    """The headline, with how many of the random inputs are wrong where only some are."""
    wrong = {one.number for one in faults if one.case.kind == RANDOM and one.fault.in_value}
    whole = sum(case.kind == RANDOM for case in cases.cases)
    if len(wrong) in (0, whole):
        return headline
    return f"{headline.removesuffix('.')} on {len(wrong)} of the {whole} random inputs."


def _relation(cases, outcomes):
    """What the results of the random cases have to do with the right ones, where that is known."""
    pairs: dict[str, list[Pair]] = {}
    for case, row, wanted in zip(cases.cases, outcomes, cases.expected, strict=True):
        if case.kind != RANDOM:
            continue
        for call, outcome, want in zip(case.calls, row, wanted, strict=True):
            if outcome.raised or outcome.unusable or isinstance(want, Raised):
                return ""
            try:
                parts = leaves(outcome.value, want, cases.returns, cases.kinds)
            except ShapeProblem:
                return ""
            for name, got, expected in parts:
                pairs.setdefault(_whole(name), []).append(Pair(got, expected, call))
    wrong = [name for name, those in pairs.items() if not all(p.right.all() for p in those)]
    if exchanged := _exchanged(pairs, wrong):
        return exchanged
    said = [text for name in wrong if (text := related(pairs[name], _capital(name)))]
    silent = [n for n in wrong if not related(pairs[n], n)] if said else []
    return " ".join([*said, *([f"{_is(silent)} wrong too."] if silent else [])])


def _whole(name):
    """The name of the part that an item of a list belongs to."""
    return name.split("[")[0]


def _capital(name):
    return name


def _exchanged(pairs, wrong):
    """Two parts that each hold what belongs into the other."""
    for first in wrong:
        for second in wrong:
            both = zip(pairs[first], pairs[second], strict=False)
            if first < second and all(
                a.got.shape == b.want.shape
                and a.want.shape == b.got.shape
                and (excess(a.got, b.want) <= 1).all()
                and (excess(b.got, a.want) <= 1).all()
                for a, b in both
            ):
                return f"{first} and {second} are exchanged: each stands where the other belongs."
    return ""


def _is(names):
    return f"{listed(names)} {'are' if len(names) > 1 else 'is'}"


def _sound(faults, outcomes):
    random = [one.case.kind == RANDOM for one in faults if one.fault.in_value]
    purity = all(map(clean, _flat(outcomes)))
    return {"values": True not in random, "edges": False not in random, "purity": purity}


def _flat(nested):
    return [outcome for row in nested for outcome in row]


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
        return _Fault(
            "shape", f"{cases.name} returned {outcome.unusable}.", advice_on_kind(outcome.unusable)
        )
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
        headline = f"{_is(wrong)} wrong."
        return _Fault("value", headline, "", parts, cases.kinds)
    if cases.quiet and outcome.warnings:
        hint = (
            "The assignment asks for no warning: use a form in which nothing overflows, and in "
            "which nothing is divided by 0 on the way."
        )
        return _Fault("warned", f"{cases.name} warned: {outcome.warnings[0]}.", hint)
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
    got = f"raised {outcome.raised}" if outcome.raised else f"returned {_brief(outcome)}"
    row = Row("the result", got, f"a {want.kinds[0]}", "", is_wrong=True)
    headline = f"It should raise {want.kinds[0]} here, but {got}."
    return _Fault("value", headline, told=(row,))


def _brief(outcome):
    """A result in a few words: a number as it is, anything else by what it is."""
    if outcome.unusable:
        return outcome.unusable
    value = outcome.value
    if isinstance(value, float | int | np.floating):
        return f"{describe(value)} ({value:.6g})"
    return describe(value)


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
    """The first element of one part that differs; the first of all where none does."""
    away = np.asarray(excess(got, want))
    if away.size == 0:
        return Row(name, "empty", "empty", "")
    off = away > 1
    at = np.unravel_index(int(np.argmax(off)), away.shape)
    g, w, is_wrong = float(got[at]), float(want[at]), bool(off.any())
    where = f"{name}[{', '.join(map(str, at))}]" if at else name
    differ = f"{int(off.sum())} of {off.size} differ" if is_wrong and off.size > 1 else ""
    if kind == "bool":
        return Row(where, str(bool(g)), str(bool(w)), "", is_wrong, differ)
    error = _relative(g, w) if is_wrong and kind != "int" else ""
    return Row(where, f"{g:.6g}", f"{w:.6g}", error, is_wrong, differ)


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
