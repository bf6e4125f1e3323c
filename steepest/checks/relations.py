"""What wrong results have to do with right ones, where no list has the mistake.

Over all random cases that can be compared, each relation is tried on a part of the result that is
wrong; the one that holds on every number, and hardly by chance, is told: that the result is twice
what it should be, or right wherever no argument is negative. A relation says what is seen, never
how the right answer is made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from steepest.checks.compare import excess

# So many numbers that are not all alike must agree before it is no chance.
ENOUGH = 4


@dataclass(frozen=True)
class Pair:
    """One result, or a part of one, beside what it should be, and the call that gave it."""

    got: np.ndarray
    want: np.ndarray
    call: dict

    def holds(self, candidate) -> bool:
        """Whether `got` is this array."""
        candidate = np.asarray(candidate, dtype=float)
        if candidate.shape != self.got.shape or not np.isfinite(candidate).all():
            return False
        return bool((excess(self.got, candidate) <= 1).all())

    @property
    def right(self) -> np.ndarray:
        """Which elements are right."""
        return excess(self.got, self.want) <= 1


def related(pairs: list[Pair], part: str) -> str:
    """The sentence of the first relation that holds between all pairs; '' where none does."""
    if not pairs or any(p.got.shape != p.want.shape for p in pairs):
        return ""
    if not all(np.isfinite(p.got).all() and np.isfinite(p.want).all() for p in pairs):
        return ""
    with np.errstate(all="ignore"):
        for relation in RELATIONS:
            try:
                said = relation(pairs)
            except _CANNOT:
                continue
            if said:
                return said.replace("{part}", part)
    return ""


# What a relation raises that can't be computed: an argument is left out, say, or of another shape.
_CANNOT = (ArithmeticError, IndexError, KeyError, TypeError, ValueError)


RELATIONS: list[Callable[[list[Pair]], str]] = []


def relation(function):
    RELATIONS.append(function)
    return function


def _numbers(pairs):
    got = np.concatenate([p.got.ravel() for p in pairs])
    want = np.concatenate([p.want.ravel() for p in pairs])
    return got, want


def _all_hold(pairs, change: Callable[[Pair], object]) -> bool:
    """Whether every result is what `change` makes of the right one, on enough numbers."""
    try:
        if not all(p.holds(change(p)) for p in pairs):
            return False
    except _CANNOT:
        return False
    return _telling(np.concatenate([p.got.ravel() for p in pairs]))


def _telling(numbers) -> bool:
    """Whether numbers are many and different enough to show more than chance."""
    return len(np.unique(np.round(numbers, 6))) >= ENOUGH


# Changes of the right result → the sentence.
_CHANGES: list[tuple[str, Callable[[np.ndarray], object]]] = [
    ("{part} is 0 on every input.", np.zeros_like),
    ("{part} has the wrong sign: it is −1 times what it should be.", lambda w: -w),
    ("{part} is the square of what it should be.", np.square),
    ("{part} is the square root of what it should be.", np.sqrt),
    ("{part} is the reciprocal of what it should be: 1 divided by it.", lambda w: 1 / w),
    ("{part} is 1 minus what it should be.", lambda w: 1 - w),
    ("{part} is the magnitude of what it should be: it has lost its sign.", np.abs),
    ("{part} is the logarithm of what it should be.", np.log),
    ("{part} is e to the power of what it should be.", np.exp),
    ("{part} is the right result rounded to whole numbers.", np.round),
    ("{part} is the right result rounded down.", np.floor),
    ("{part} is the right result rounded up.", np.ceil),
    *[
        (f"{{part}} is the right result rounded to {n} decimals.", lambda w, n=n: np.round(w, n))
        for n in (1, 2, 3)
    ],
    ("{part} is the right result cut off below 0.", lambda w: np.maximum(w, 0)),
    ("{part} is the right result cut off above 0.", lambda w: np.minimum(w, 0)),
    ("{part} is the right result cut off above 1.", lambda w: np.minimum(w, 1)),
    ("{part} is the right result kept between 0 and 1.", lambda w: np.clip(w, 0, 1)),
    ("{part} is the right result in reverse order.", lambda w: w[::-1]),
    ("{part} is the right result transposed: rows and columns are exchanged.", lambda w: w.T),
    ("{part} is the right result with each row reversed.", lambda w: w[..., ::-1]),
    ("{part} is the right result with its rows and its columns reversed.", lambda w: w[::-1, ::-1]),
    ("{part} is the right result sorted, smallest first.", lambda w: np.sort(w, axis=0)),
    ("{part} is the right result sorted, largest first.", lambda w: -np.sort(-w, axis=0)),
    ("{part} is the right result shifted by one place.", lambda w: np.roll(w, 1, axis=0)),
    ("{part} is the right result shifted back by one place.", lambda w: np.roll(w, -1, axis=0)),
    ("{part} is the right result added up as it goes along.", lambda w: np.cumsum(w, axis=0)),
]


def _is_change(pair, change):
    return change(pair.want)


@relation
def changed(pairs):
    """A change of the right result that involves no argument."""
    for sentence, change in _CHANGES:
        if sentence.startswith("{part} is 0 "):
            got, want = _numbers(pairs)
            if not got.any() and _telling(want):
                return sentence
        elif _all_hold(pairs, lambda p, change=change: _is_change(p, change)):
            return sentence
    return ""


@relation
def opposite(pairs):
    """Flags that are all the other way round."""
    got, want = _numbers(pairs)
    flags = np.isin(got, (0, 1)).all() and np.isin(want, (0, 1)).all()
    if flags and len(got) >= 12 and (got == 1 - want).all():
        return "{part} is the opposite of what it should be: true where it should be false."
    return ""


@relation
def same_everywhere(pairs):
    """One and the same number on inputs that should give different ones."""
    got, want = _numbers(pairs)
    if len(pairs) > 2 and _telling(want) and (np.abs(got - got[0]) <= 1e-9).all():
        return f"{{part}} is {got[0]:.6g} on every input: it depends on none of the arguments."
    return ""


@relation
def is_an_argument(pairs):
    """One of the arguments, or something simple of it, comes back."""
    for name in _arguments(pairs):
        if _all_hold(pairs, lambda p, name=name: p.call[name]):
            return f"{{part}} is the argument `{name}` itself, as it was passed."
    for name in _arguments(pairs):
        if _all_hold(pairs, lambda p, name=name: -np.asarray(p.call[name])):
            return f"{{part}} is minus the argument `{name}`."
    return ""


# What may be made of all numbers of an argument → how it is called.
_SUMMARIES = {
    "the mean": np.mean,
    "the sum": np.sum,
    "the largest element": np.max,
    "the smallest element": np.min,
    "the median": np.median,
    "the first element": lambda a: np.ravel(a)[0],
    "the last element": lambda a: np.ravel(a)[-1],
    "the length, as a vector,": np.linalg.norm,
    "the number of elements": np.size,
    "the product of all elements": np.prod,
    "the standard deviation": np.std,
    "the variance": np.var,
}


@relation
def summary_of_an_argument(pairs):
    """A number that is the mean, the last, the largest of an argument."""
    if any(p.want.ndim for p in pairs):
        return ""
    for name, value in pairs[0].call.items():
        if isinstance(value, np.ndarray) and value.size > 1:
            for said, of in _SUMMARIES.items():
                if _all_hold(pairs, lambda p, n=name, f=of: f(p.call[n])):
                    return f"{{part}} is {said} of `{name}`."
    return ""


@relation
def with_two_arguments(pairs):
    """Sum, difference, product or quotient of two arguments."""
    names = [*_arguments(pairs)]
    forms = {
        "`{}` + `{}`": np.add,
        "`{}` − `{}`": np.subtract,
        "`{}` times `{}`": np.multiply,
        "`{}` divided by `{}`": np.divide,
        "the whole part of `{}` divided by `{}`": np.floor_divide,
        "the remainder of `{}` divided by `{}`": np.mod,
    }
    for first in names:
        for second in names:
            for said, of in forms.items():
                if first != second and _all_hold(
                    pairs, lambda p, a=first, b=second, f=of: f(p.call[a], p.call[b])
                ):
                    return f"{{part}} is {said.format(first, second)}, and no more."
    return ""


# Factors that have a name of their own.
_FACTORS = {
    2: "twice",
    0.5: "half",
    3: "3 times",
    4: "4 times",
    0.25: "a quarter of",
    100: "100 times",
    0.01: "a hundredth of",
    10: "10 times",
    0.1: "a tenth of",
    -2: "−2 times",
    -0.5: "−½ times",
}


@relation
def times_a_constant(pairs):
    """The same factor everywhere."""
    got, want = _numbers(pairs)
    at = np.abs(want) > 1e-6 * max(1.0, np.abs(want).max(initial=0))
    if at.sum() < ENOUGH or not _telling(want[at]):
        return ""
    factor = float(np.median(got[at] / want[at]))
    if not np.isfinite(factor) or abs(factor - 1) < 0.01 or abs(factor) < 1e-6:
        return ""
    named = next((f for f in _FACTORS if abs(f - factor) < 1e-3 * abs(f)), None)
    exact = named if named is not None else factor
    if not _all_hold(pairs, lambda p: exact * p.want):
        return ""
    words = _FACTORS[named] if named is not None else f"{factor:.4g} times"
    return f"{{part}} is {words} what it should be, on every input."


@relation
def times_a_count(pairs):
    """A factor that goes with the number of rows, columns or elements of an argument."""
    for name, what, count in _counts(pairs):
        forms = [
            (f"multiplied by the {what} of `{name}`", count, 1),
            (f"divided by the {what} of `{name}`", lambda p, c=count: 1 / c(p), 1),
            (
                f"n/(n − 1) times what it should be, n the {what} of `{name}`: a divisor is one "
                "too small",
                lambda p, c=count: c(p) / (c(p) - 1),
                0,
            ),
            (
                f"(n − 1)/n times what it should be, n the {what} of `{name}`: a divisor is one "
                "too large",
                lambda p, c=count: (c(p) - 1) / c(p),
                0,
            ),
            (
                f"n/(n + 1) times what it should be, n the {what} of `{name}`",
                lambda p, c=count: c(p) / (c(p) + 1),
                0,
            ),
            (
                f"multiplied by the root of the {what} of `{name}`",
                lambda p, c=count: c(p) ** 0.5,
                1,
            ),
            (f"divided by the root of the {what} of `{name}`", lambda p, c=count: c(p) ** -0.5, 1),
        ]
        for said, factor, is_right in forms:
            if len({factor(p) for p in pairs}) > 1 and _all_hold(
                pairs, lambda p, f=factor: f(p) * p.want
            ):
                return f"{{part}} is {'the right result, ' * is_right}{said}."
    return ""


def _counts(pairs) -> Iterator[tuple[str, str, Callable]]:
    for name, value in pairs[0].call.items():
        if not isinstance(value, np.ndarray):
            continue
        if value.ndim == 1:
            yield name, "length", lambda p, n=name: np.float64(len(p.call[n]))
        elif value.ndim >= 2:
            yield name, "number of rows", lambda p, n=name: np.float64(len(p.call[n]))
            yield name, "number of columns", lambda p, n=name: np.float64(p.call[n].shape[1])
            yield name, "number of elements", lambda p, n=name: np.float64(p.call[n].size)


@relation
def with_an_argument(pairs):
    """An argument added, left in as a factor, or missing."""
    changes = [
        ("{part} is the right result multiplied by `%s`.", lambda w, a: w * a),
        ("{part} is the right result divided by `%s`.", lambda w, a: w / a),
        ("{part} is too large by `%s`.", lambda w, a: w + a),
        ("{part} is too small by `%s`.", lambda w, a: w - a),
        ("{part} is `%s` minus the right result.", lambda w, a: a - w),
        ("{part} is too large by twice `%s`.", lambda w, a: w + 2 * a),
        ("{part} is too small by twice `%s`.", lambda w, a: w - 2 * a),
        ("{part} is the right result multiplied by 1 − `%s`.", lambda w, a: w * (1 - a)),
        ("{part} is the right result divided by 1 − `%s`.", lambda w, a: w / (1 - a)),
        ("{part} is the right result multiplied by the square of `%s`.", lambda w, a: w * a**2),
        ("{part} is the right result divided by the square of `%s`.", lambda w, a: w / a**2),
        ("{part} is the right result to the power of `%s`.", lambda w, a: w**a),
    ]
    for sentence, change in changes:
        for name in _arguments(pairs):
            if _all_hold(pairs, lambda p, c=change, n=name: c(p.want, np.asarray(p.call[n]))):
                return sentence % name
    return ""


def _arguments(pairs):
    """The arguments that are numbers, and arrays of the result's shape."""
    for name, value in pairs[0].call.items():
        if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray):
            continue
        if all(np.shape(p.call[name]) in ((), p.want.shape) for p in pairs):
            yield name


@relation
def change_of_an_argument(pairs):
    """What was added to an argument, as a step is to the weights, beside what should have been."""
    for name in _arguments(pairs):
        if any(np.shape(p.call[name]) != p.want.shape for p in pairs):
            continue
        moved = [Pair(p.got - p.call[name], p.want - p.call[name], p.call) for p in pairs]
        wanted = np.concatenate([p.want.ravel() for p in moved])
        if not _telling(wanted):
            continue
        for told in (_change_turned, times_a_constant, times_a_count, with_an_argument):
            if said := told(moved):
                return said.replace("{part}", f"what is added to `{name}` in {{part}}")
    return ""


def _change_turned(pairs):
    if _all_hold(pairs, lambda p: -p.want):
        return "{part} has the wrong sign."
    return ""


@relation
def plus_a_constant(pairs):
    """The same difference everywhere."""
    got, want = _numbers(pairs)
    if not _telling(want):
        return ""
    away = float(np.median(got - want))
    nice = round(away * 4) / 4
    away = nice if abs(away - nice) < 1e-6 * max(1, abs(nice)) else away
    if abs(away) < 1e-4 or not _all_hold(pairs, lambda p: p.want + away):
        return ""
    return f"{{part}} is {abs(away):.4g} too {'large' if away > 0 else 'small'}, on every input."


@relation
def to_a_power(pairs):
    """The logarithm of another base, a cube."""
    bases = {2: "2", 10: "10"}
    for base, said in bases.items():
        for word, factor in (("base", 1 / np.log(base)), ("base", np.log(base))):
            if _all_hold(pairs, lambda p, f=factor: p.want * f):
                return f"{{part}} is as with a logarithm of another {word}: {said} and e are mixed."
    if _all_hold(pairs, lambda p: p.want**3):
        return "{part} is the cube of what it should be."
    if _all_hold(pairs, lambda p: p.want**4):
        return "{part} is what it should be to the power of 4."
    return ""


@relation
def right_in_places(pairs):
    """Right in the first row alone, in all but the last, and the like."""
    if any(p.got.ndim < 1 or len(p.got) < 3 for p in pairs):
        return ""
    places = [
        ("only its first {item} is right", lambda n: np.arange(n) == 0),
        ("only its last {item} is right", lambda n: np.arange(n) == n - 1),
        ("only its first {item} is wrong", lambda n: np.arange(n) > 0),
        ("only its last {item} is wrong", lambda n: np.arange(n) < n - 1),
        (
            "only its first and last {item}s are right",
            lambda n: (np.arange(n) == 0) | (np.arange(n) == n - 1),
        ),
    ]
    for axis in range(min(p.got.ndim for p in pairs)):
        if any(p.got.shape[axis] < 3 for p in pairs):
            continue
        item = _ITEMS[min(pairs[0].got.ndim, 3)][min(axis, 2)]
        for sentence, rule in places:
            if all(_right_just(p, axis, rule) for p in pairs):
                return "{part} is wrong: " + sentence.format(item=item) + "."
    return ""


_ITEMS = {
    1: ("element", "element", "element"),
    2: ("row", "column", "column"),
    3: ("block along the first axis", "block along the second axis", "block along the third axis"),
}


def _right_just(pair, axis, rule):
    others = tuple(a for a in range(pair.got.ndim) if a != axis)
    return (pair.right.all(axis=others) == rule(pair.got.shape[axis])).all()


@relation
def right_where(pairs):
    """Right wherever an argument, or the right result, is of one sign or size."""
    sides = [
        ("is above 0", "is not", lambda x: x > 0),
        ("is 0 or above", "is below 0", lambda x: x >= 0),
        ("is below 0", "is not", lambda x: x < 0),
        ("is 0 or below", "is above 0", lambda x: x <= 0),
        ("is not 0", "is 0", lambda x: x != 0),
        ("is at most 1", "is above 1", lambda x: x <= 1),
        ("is above 1", "is not", lambda x: x > 1),
        ("is between −1 and 1", "is not", lambda x: np.abs(x) <= 1),
    ]
    right = np.concatenate([p.right.ravel() for p in pairs])
    if right.all() or not right.any():
        return ""
    places = [
        (f"`{n}`", np.concatenate([np.ravel(p.call[n]) for p in pairs]).astype(float))
        for n in _arguments(pairs)
        if all(np.shape(p.call[n]) == p.want.shape for p in pairs)
    ]
    places.append(("the right result", _numbers(pairs)[1]))
    for what, values in places:
        for yes, no, side in sides:
            there = side(values)
            if min(there.sum(), (~there).sum()) >= ENOUGH and (there == right).all():
                yes, no = _without_negatives(yes, no, values)
                return f"{{part}} is right wherever {what} {yes}, and wrong where it {no}."
    return ""


def _without_negatives(yes, no, values):
    """`is 0`, where nothing is below it, for `is 0 or below`."""
    if values.min() < 0:
        return yes, no
    return {
        ("is 0 or below", "is above 0"): ("is 0", "is above 0"),
        ("is above 0", "is not"): ("is above 0", "is 0"),
    }.get((yes, no), (yes, no))


@relation
def right_where_an_argument(pairs):
    """Right in the calls in which a number that is passed has some property, and in no others."""
    right = [bool(p.right.all()) for p in pairs]
    if len(right) < 2 * ENOUGH or not 1 < sum(right) < len(right) - 1:
        return ""
    sides = [
        ("is True", "is False", lambda v: v is True),
        ("is passed", "is left out", lambda v: v is not None),
        ("is above 0", "is not", lambda v: v > 0),
        ("is 1", "is not", lambda v: v == 1),
        ("is at most 1", "is above 1", lambda v: v <= 1),
        ("is even", "is odd", lambda v: isinstance(v, int) and v % 2 == 0),
    ]
    for name in dict.fromkeys(n for p in pairs for n in p.call):
        values = [p.call.get(name) for p in pairs]
        if any(isinstance(v, np.ndarray | list) for v in values):
            continue
        for yes, no, side in sides:
            try:
                there = [bool(side(v)) for v in values]
            except TypeError:
                continue
            if there == right:
                return f"{{part}} is right wherever `{name}` {yes}, and wrong where it {no}."
            if [not t for t in there] == right:
                return f"{{part}} is right wherever `{name}` {no}, and wrong where it {yes}."
    return ""


@relation
def a_selection(pairs):
    """The right numbers in another order, or one of each row."""
    if all(p.got.ndim >= 1 and p.got.size > 1 for p in pairs) and all(
        (excess(np.sort(p.got, None), np.sort(p.want, None)) <= 1).all() for p in pairs
    ):
        got, _ = _numbers(pairs)
        if _telling(got):
            return "{part} has the right numbers in another order."
    return ""


@relation
def nearer_or_farther(pairs):
    """Of the right sign everywhere, and always too near to 0, or too far from it."""
    got, want = _numbers(pairs)
    off = np.abs(got - want) > 1e-3 * np.abs(want) + 1e-6
    if off.sum() < 8 or (want >= 0).all() or (want <= 0).all():
        return ""
    if (np.sign(got[off]) != np.sign(want[off])).any():
        return ""
    if (np.abs(got[off]) < np.abs(want[off])).all():
        return "{part} is nearer to 0 than it should be, and of the right sign."
    if (np.abs(got[off]) > np.abs(want[off])).all():
        return "{part} is farther from 0 than it should be, and of the right sign."
    return ""


@relation
def never_below(pairs):
    """Always on one side of the right result."""
    got, want = _numbers(pairs)
    room = 1e-3 * np.abs(want) + 1e-6
    off = np.abs(got - want) > room
    if len(got) < 12 and off.sum() < 6:
        return ""
    if off.sum() >= 6 and (got[off] > want[off]).all():
        return "{part} is wrong: wherever it is off, it is too large."
    if off.sum() >= 6 and (got[off] < want[off]).all():
        return "{part} is wrong: wherever it is off, it is too small."
    return ""
