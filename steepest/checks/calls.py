"""Call a student's function on a case, and write down all that happened.

Nothing here knows what is right. The same code runs in a student's own kernel for `check`
and in the process that is graded, where only plain data goes in and comes out.

What it uses is bound when it is imported, and an argument is held against the case that it was
made from: so a notebook that replaces `copy.deepcopy`, `numpy.asarray` or `builtins.all` neither
breaks this nor hides an argument that it changed. Code in the same process can still replace the
functions of this module, and with them what is said of purity, but no value that is compared
elsewhere; who goes to that length could as well have written ``.copy()``.
"""

import linecache
import traceback
from builtins import all, isinstance, len, map, type, zip  # noqa: UP029
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from warnings import catch_warnings, simplefilter

from numpy import geterr, ndarray, seterr
from numpy.random import get_state, set_state

from steepest.checks.callables import Described
from steepest.checks.plain import CONSTANTS, Unusable, build, is_plain, plain, same
from steepest.checks.wire import Raised
from steepest.checks.words import text_of

RANDOM = "values"  # the kind of a case that was drawn, and is no edge
MAX_CALLED = 1_000  # calls of a callable argument that are put down


@dataclass(frozen=True, eq=False)
class Case:
    """A sequence of calls, each a dict from argument name to plain value, in call order.

    ``kind`` is `RANDOM` for a drawn input and names the edge otherwise.
    """

    kind: str
    calls: tuple[dict, ...]

    @property
    def size(self) -> int:
        """How many numbers a reader has to look at: what makes one case smaller than another."""
        return sum(map(size_of, self.calls))


def size_of(call: dict) -> int:
    """How many numbers the arguments of one call hold."""
    return sum(map(_size, call.values()))


def _size(value):
    if isinstance(value, dict):
        return size_of(value)
    if isinstance(value, (list, tuple)):
        return sum(map(_size, value))
    return value.size if isinstance(value, ndarray) else 1


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one call did.

    value : the result as plain data, copied at the time of the call
    raised : the exception, where it raised
    unusable : why the result is no plain data ("a generator"), where it is none
    changed : the arguments that it changed in place
    overwritten : whether a later call changed this result
    disturbed : settings outside the function that it left changed
    warnings : the texts of the warnings that it gave
    called : where it called the function that it was given, such as a gradient, in order
    """

    value: object = None
    raised: Raised | None = None
    unusable: str = ""
    changed: tuple[str, ...] = ()
    overwritten: bool = False
    disturbed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    called: tuple = ()

    def plain(self) -> dict:
        """As a dict that the wire takes, without what is as it is by default."""
        data = {name: getattr(self, name) for name in _NOTES}
        kept = {name: item for name, item in data.items() if item}
        return kept if self.value is None else kept | {"value": self.value}

    @classmethod
    def of(cls, data: dict) -> "Outcome":
        """The outcome that `plain` gave; `TypeError` for any other data."""
        if type(data) is not dict or not all(type(name) is str for name in data):
            raise TypeError("an outcome is a dict")
        outcome = cls(**data)
        for name in ("changed", "disturbed", "warnings"):
            texts = getattr(outcome, name)
            if type(texts) is not tuple or not all(type(text) is str for text in texts):
                raise TypeError(f"what an outcome has as {name} is no tuple of texts")
        if type(outcome.unusable) is not str or type(outcome.overwritten) is not bool:
            raise TypeError("an outcome's notes are of another type")
        if not isinstance(outcome.raised, (Raised, type(None))):
            raise TypeError("an outcome's exception is no exception")
        if type(outcome.called) is not tuple or len(outcome.called) > MAX_CALLED:
            raise TypeError("where an outcome's function was called is no tuple, or too long")
        if not is_plain(outcome.value) or not is_plain(outcome.called):
            raise TypeError("an outcome's value is not plain data")
        return outcome


_NOTES = tuple(f.name for f in fields(Outcome) if f.name != "value")


def run_case(function: Callable, case: Case) -> list[Outcome]:
    """Call `function` once for each call of the case, with fresh arguments, in order.

    Warnings, and what the calls left disturbed, are noted on the last outcome.
    """
    return run_cases(function, [case])[0]


def run_cases(function: Callable, cases: Sequence[Case]) -> list[list[Outcome]]:
    """The outcomes of all calls, case by case, with what they disturbed noted on each case.

    To look at NumPy's generator before and after every case would cost more than the calls.
    """
    with watched() as (disturbed, caught):
        outcomes = [run_calls(function, case, caught) for case in cases]
    if disturbed:
        return [[*row[:-1], _noting(row[-1], disturbed=tuple(disturbed))] for row in outcomes]
    return outcomes


def run_calls(function: Callable, case: Case, caught: list) -> list[Outcome]:
    """`run_case` within `watched`, which collects warnings in `caught`."""
    generators, outcomes, results, earlier = {}, [], [], len(caught)
    for call in case.calls:
        outcome, result = _run_call(function, call, generators)
        outcomes.append(outcome)
        results.append(result)
    if len(outcomes) > 1:
        outcomes = [_after(*pair) for pair in zip(outcomes, results, strict=True)]
    if len(caught) > earlier:
        texts = dict.fromkeys(text_of(warning.message)[:200] for warning in caught[earlier:])
        outcomes[-1] = _noting(outcomes[-1], warnings=tuple(texts)[:5])
    return outcomes


def _noting(outcome, **notes):
    return Outcome(**{**outcome.__dict__, **notes})


def _run_call(function, call, generators):
    points: list = []
    arguments = [
        value.copy() if type(value) is ndarray else _live(value, generators, points)
        for value in call.values()
    ]
    result, value, raised, unusable = None, None, None, ""
    try:
        result = function(*arguments)
        value = plain(result)
    except Unusable as problem:
        unusable = text_of(problem)
    except KeyboardInterrupt as stop:
        stop.call = call
        raise
    except BaseException as error:  # SystemExit, or a class of the student's own
        raised = Raised.of(error, _line_of(error, function))
    changed = [
        name
        for (name, before), now in zip(call.items(), arguments, strict=True)
        if now is not before and _is_changed(now, before)
    ]
    return Outcome(value, raised, unusable, tuple(changed), called=tuple(points)), result


def _is_changed(now, before):
    if isinstance(before, Described):
        return now.is_touched()
    if type(before) is not ndarray:
        return not same(now, before)
    # Most arguments are arrays, and every hidden case comes through here: no further call.
    return (
        now.tobytes() != before.tobytes() or now.shape != before.shape or now.dtype != before.dtype
    )


def _live(value, generators, points):
    """An argument; a callable one puts down in `points` where it is called."""
    if type(value) in CONSTANTS:
        return value
    live = build(value, generators)
    if not isinstance(value, Described):
        return live

    def called(x):
        if len(points) < MAX_CALLED:
            points.append(_plain_point(x))
        return live(x)

    called.is_touched = live.is_touched
    return called


def _plain_point(x):
    try:
        return plain(x)
    except Unusable:
        return None


def _after(outcome, result):
    """The outcome, marked where the result is no longer what it was right after its call."""
    if outcome.raised or outcome.unusable:
        return outcome
    try:
        kept = same(result, outcome.value) or same(plain(result), outcome.value)
    except Exception:
        kept = False
    return outcome if kept else _noting(outcome, overwritten=True)


@contextmanager
def watched():
    """Collect warnings, and note and undo what outlives the calls in NumPy's own state."""
    disturbed = []
    errors, random = geterr(), get_state()
    try:
        with catch_warnings(record=True) as caught:
            simplefilter("always")
            yield disturbed, caught
    finally:
        if geterr() != errors:
            seterr(**errors)
            disturbed.append("NumPy's error settings")
        now = get_state()
        if now[2] != random[2] or not same(now[1], random[1]):
            set_state(random)
            disturbed.append("NumPy's global random generator")


def _line_of(error, function):
    """The line of the student's own code that raised, as `line 3: text`; '' where unknown."""
    try:
        code = function.__code__
        frames = traceback.extract_tb(error.__traceback__)
        own = [f for f in frames if f.filename == code.co_filename]
        text = own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno)
        return f"line {own[-1].lineno}: {text.strip()}"
    except Exception:  # a callable without code, or code without a source
        return ""
