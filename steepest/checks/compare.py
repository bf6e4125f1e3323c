"""Is a result the one that was asked for, and if not, in what way?

The course's tolerance is ``|got − want| ≤ 1e-3·|want| + 1e-6·max(1, max|want|)`` for each
array, so that work in float32 passes.
"""

import math
from itertools import accumulate

import numpy as np

from steepest.checks.wire import Raised

RELATIVE = 1e-3
ABSOLUTE = 1e-6


def leaves(got, want, names=("the result",), kinds=None):
    """Pairs ``(name, got array, want array)``, one for each array or number that was asked for.

    ``kinds`` maps a part's name to ``"int"`` or ``"bool"`` where nothing else will do. Raises
    `ShapeProblem`, whose text is for the student, where `got` has another form.
    """
    if not isinstance(want, list | tuple):
        return [(names[0], *_pair(got, want, names[0], (kinds or {}).get(names[0])))]
    if _are_counts(got) and all(_is_count(part) for part in want):
        got = list(got)  # several counts may come as an array of them
    if not isinstance(got, list | tuple):
        raise ShapeProblem(f"should return {_tuple_of(want, names)}, but returned {describe(got)}")
    if len(got) != len(want):
        raise ShapeProblem(
            f"should return {_tuple_of(want, names)}, but returned {len(got)} "
            f"{'value' if len(got) == 1 else 'values'}"
        )
    if len(names) != len(want):
        names = [f"{names[0]}[{i}]" for i in range(len(want))]
    pairs = zip(got, want, names, strict=True)
    return [leaf for g, w, name in pairs for leaf in leaves(g, w, (name,), kinds)]


def _are_counts(value):
    return isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iu"


def _is_count(value):
    return not isinstance(value, list | tuple | dict | str) and (
        np.ndim(value) == 0 and np.asarray(value).dtype.kind in "iu"
    )


class ShapeProblem(ValueError):
    """The result's type or shape is not what was asked for."""


# Kind that a result must have → letters of NumPy's that are of that kind, and how it is called.
_STRICT = {"int": ("iu", "of type int"), "bool": ("b", "True or False")}


def _pair(got, want, name, kind):
    wanted = np.asarray(want, dtype=float)
    if got is None:
        raise ShapeProblem(f"{name} is None: is a `return` missing?")
    if isinstance(got, str | dict):
        raise ShapeProblem(f"{name} should be {describe(want)}, but is {describe(got)}")
    try:
        array = np.asarray(got) if is_numbers(got) else None
    except ValueError:
        raise ShapeProblem(
            f"{name} is a list that is no array: its rows differ in length"
        ) from None
    if array is None or array.dtype.kind not in "fiub" or array.shape != wanted.shape:
        raise ShapeProblem(f"{name} should be {describe(want)}, but is {describe(got)}")
    if kind and array.dtype.kind not in _STRICT[kind][0]:
        is_now = (
            f"an array of {array.dtype}" if array.ndim else f"of type {type(array.item()).__name__}"
        )
        raise ShapeProblem(f"{name} should be {_STRICT[kind][1]}, but is {is_now}")
    return array.astype(float, copy=False), wanted


def is_numbers(value):
    """Whether a value or all that is in a list is a number; of one long text and many numbers
    NumPy would make an array of as many long texts."""
    if isinstance(value, list | tuple):
        return all(map(is_numbers, value))
    return isinstance(value, np.ndarray | np.generic | float | int)


def _tuple_of(want, names):
    if len(names) == len(want):
        return "(" + ", ".join(names) + ")"
    return f"{len(want)} values"


def describe(value) -> str:
    """What a plain value is, in a few words: `an array of shape (3,)`."""
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    if isinstance(value, tuple):
        return f"a tuple of {len(value)}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, str):
        return f"the text {value[:20]!r}"
    if isinstance(value, dict):
        keys = ", ".join(repr(key) for key in [*value][:5])
        return f"a dict with {keys}" if keys else "an empty dict"
    if isinstance(value, bool | np.bool_):
        return "a bool"
    return "None" if value is None else "a number"


def excess(got, want):
    """How many tolerances `got` is away from `want`, element by element; inf where not finite.

    An infinity that was asked for is met by itself alone, and widens no tolerance.
    """
    finite = np.isfinite(want)
    largest = max(1.0, float(np.abs(want[finite]).max(initial=0.0)))
    limit = RELATIVE * np.abs(want) + ABSOLUTE * largest
    with np.errstate(invalid="ignore", over="ignore"):
        away = np.abs(got - want) / limit
    away = np.where(np.isfinite(got) & finite, away, np.inf)
    return np.where(got == want, 0.0, away)


def distance(got, want) -> float:
    """How many tolerances a result is away from another one: 0 equal, at most 1 right.

    Either may be a `Raised`. Equal non-finite values count as equal, another form as inf.
    """
    if isinstance(got, Raised) or isinstance(want, Raised):
        same = isinstance(got, Raised) and isinstance(want, Raised) and want.kinds[0] in got.kinds
        return 0.0 if same else np.inf
    try:
        pairs = leaves(got, want)
    except (ValueError, TypeError):  # a `ShapeProblem`, or a text that should be equal
        return np.inf
    return max((_array_distance(g, w) for _, g, w in pairs), default=0.0)


def _array_distance(got, want):
    odd = ~np.isfinite(want)
    if odd.any():
        if not np.array_equal(got[odd], want[odd], equal_nan=True):
            return np.inf
        got, want = got[~odd], want[~odd]
    return float(excess(got, want).max(initial=0.0))


class Ruler:
    """Measures many lists of results against one: the largest `distance` from `wanted`.

    Where all are plain arrays of real numbers, as they nearly always are, they are laid end to
    end and compared at once: 5 µs for what takes `distance` 50.
    """

    def __init__(self, wanted: list):
        self.wanted = wanted
        laid = _laid(wanted)
        self.flat = None
        if laid and np.isfinite(laid[1]).all() and all(map(math.prod, laid[0])):
            self.shapes, self.flat = laid
            sizes = [math.prod(shape) for shape in self.shapes]
            size = np.abs(self.flat)
            largest = np.maximum.reduceat(size, [0, *accumulate(sizes[:-1])])
            self.limit = RELATIVE * size + ABSOLUTE * np.repeat(np.maximum(1.0, largest), sizes)

    def distance(self, results: list) -> float:
        """The largest distance of a result from its counterpart."""
        laid = _laid(results) if self.flat is not None else None
        if laid is None or laid[0] != self.shapes:
            pairs = zip(results, self.wanted, strict=True)
            return max((distance(got, want) for got, want in pairs), default=0.0)
        with np.errstate(invalid="ignore", over="ignore"):
            away = float((np.abs(laid[1] - self.flat) / self.limit).max())
        return math.inf if math.isnan(away) else away


def _laid(results):
    """The shapes of all parts of the results, and their numbers end to end; None if not arrays."""
    parts = []
    for result in results:
        parts += result if isinstance(result, list | tuple) else (result,)
    try:
        flat = np.concatenate([part.ravel() for part in parts])
    except (AttributeError, ValueError):
        return None
    if flat.dtype.kind not in "fiub":
        return None
    return [part.shape for part in parts], flat.astype(float, copy=False)
