"""Call a student's function on a case, and write down all that happened.

Nothing here knows what is right. The same code runs in a student's own kernel for `check`
and in the process that is graded, where only plain data goes in and comes out.
"""

import copy
import linecache
import traceback
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

import numpy as np

from steepest.wire import Quadratic, Raised, Rng, text_of


@dataclass(frozen=True, eq=False)
class Case:
    """A sequence of calls, each a dict from argument name to plain value, in call order.

    ``kind`` is ``"values"`` for a drawn input and names the edge otherwise.
    """

    kind: str
    calls: tuple[dict, ...]

    @property
    def size(self) -> int:
        """How many numbers a reader has to look at: what makes one case smaller than another."""
        return sum(np.size(value) for call in self.calls for value in call.values())


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
    """

    value: object = None
    raised: Raised | None = None
    unusable: str = ""
    changed: tuple[str, ...] = ()
    overwritten: bool = False
    disturbed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def plain(self) -> dict:
        """As a dict that the wire takes, without what is as it is by default."""
        data = {f.name: getattr(self, f.name) for f in fields(self)}
        value = data.pop("value")
        kept = {name: item for name, item in data.items() if item}
        return kept if value is None else kept | {"value": value}

    @classmethod
    def of(cls, data: dict) -> "Outcome":
        """The outcome that `plain` gave; `TypeError` for any other data."""
        outcome = cls(**data)
        texts = (*outcome.changed, *outcome.disturbed, *outcome.warnings, outcome.unusable)
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("an outcome's notes are texts")
        if not isinstance(outcome.raised, Raised | None):
            raise TypeError("an outcome's exception is an exception")
        return outcome


def run_case(function: Callable, case: Case) -> list[Outcome]:
    """Call `function` once for each call of the case, with fresh arguments, in order.

    Warnings, and what the calls left disturbed, are noted on the last outcome.
    """
    generators = {}
    outcomes, results = [], []
    with _watched() as (disturbed, caught):
        for call in case.calls:
            arguments = {name: _build(value, generators) for name, value in call.items()}
            outcome, result = _run_call(function, arguments)
            outcomes.append(outcome)
            results.append(result)
    told = [_after(outcome, result) for outcome, result in zip(outcomes, results, strict=True)]
    texts = tuple(dict.fromkeys(str(warning.message)[:200] for warning in caught))[:5]
    return [*told[:-1], replace(told[-1], disturbed=tuple(disturbed), warnings=texts)]


def _after(outcome, result):
    """The outcome, marked where the result is no longer what it was right after its call."""
    if outcome.raised or outcome.unusable:
        return outcome
    try:
        kept = _same(_plain(result), outcome.value)
    except (_Unusable, RecursionError):
        kept = False
    return outcome if kept else replace(outcome, overwritten=True)


def _run_call(function, arguments):
    before = copy.deepcopy(list(arguments.values()))
    result, value, raised, unusable = None, None, None, ""
    try:
        result = function(*arguments.values())
        value = _plain(result)
    except _Unusable as problem:
        unusable = str(problem)
    except (Exception, SystemExit) as error:
        raised = Raised.of(error, _line_of(error, function))
    changed = tuple(
        name
        for (name, now), then in zip(arguments.items(), before, strict=True)
        if not _same(now, then)
    )
    return Outcome(value, raised, unusable, changed), result


@contextmanager
def _watched():
    """Collect warnings, and note and undo what outlives the calls in NumPy's own state."""
    disturbed = []
    errors, random = np.geterr(), np.random.get_state()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield disturbed, caught
    if np.geterr() != errors:
        np.seterr(**errors)
        disturbed.append("NumPy's error settings")
    now = np.random.get_state()
    if now[2] != random[2] or not np.array_equal(now[1], random[1]):
        np.random.set_state(random)
        disturbed.append("NumPy's global random generator")


def _build(value, generators):
    """A live argument: arrays are copied, generators and callables are made."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, Rng):
        return generators.setdefault(value, np.random.default_rng(value.seed))
    if isinstance(value, Quadratic):
        return value.build()
    if isinstance(value, list | tuple):
        return type(value)(_build(item, generators) for item in value)
    if isinstance(value, dict):
        return {key: _build(item, generators) for key, item in value.items()}
    return value


class _Unusable(Exception):
    pass


def _plain(result):
    """A copy of a result as plain data; `_Unusable` says what it is where it can't be one."""
    if result is None or isinstance(result, bool | int | float | str):
        return result
    if isinstance(result, list | tuple):
        items = [_plain(item) for item in result]
        return tuple(items) if isinstance(result, tuple) else items
    if isinstance(result, dict):
        return {key: _plain(item) for key, item in result.items()}
    kind = type(result).__name__
    try:
        array = np.asarray(result).copy()
    except Exception as error:
        raise _Unusable(f"a value of type {kind}, which is no array: {text_of(error)}") from None
    if array.dtype == object:
        try:
            return array.astype(float)  # Decimal, Fraction and the like
        except Exception:
            raise _Unusable(f"a value of type {kind}, which is no number and no array") from None
    if array.dtype.kind not in "fiub":
        raise _Unusable(
            f"an array of dtype {array.dtype}" if array.ndim else f"a value of type {kind}"
        )
    return array


def _same(a, b):
    """Equal in type, shape and every bit that counts; objects that are no data are passed over."""
    if isinstance(a, np.ndarray):
        return (
            isinstance(b, np.ndarray)
            and a.shape == b.shape
            and a.dtype == b.dtype
            and a.tobytes() == b.tobytes()
        )
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(_same(a[k], b[k]) for k in a)
    if isinstance(a, bool | int | float | str | None):
        return a == b or (a != a and b != b)
    return True


def _line_of(error, function):
    """The line of the student's own code that raised, as `line 3: text`."""
    code = getattr(function, "__code__", None)
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if code is not None and f.filename == code.co_filename]
    if not own:
        return ""
    text = own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno)
    return f"line {own[-1].lineno}: {text.strip()}"
