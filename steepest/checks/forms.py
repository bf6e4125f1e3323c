"""Results of which more than one is right, brought into a form of which one is.

Whitened data may be turned, and batches come in any order: here such a result becomes what every
right one has in common, and that is compared. A form is known by its name, which is part of a
function's cases; it knows what is asked for, and not how it is done.
"""

from dataclasses import replace

import numpy as np

from steepest.checks.calls import Case, Outcome
from steepest.checks.compare import ShapeProblem, describe

# What is nearer to the ideal than this is the ideal: whitening in float32 passes.
NEAR = 1e-3


def formed(form: str, case: Case, outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes of one case with their values in a form; '' leaves them as they are.

    A value that can't be brought into it counts as unusable, with the reason.
    """
    if not form:
        return outcomes
    values = [outcome.value for outcome in outcomes]
    return [
        outcome
        if outcome.raised or outcome.unusable
        else _formed(FORMS[form], outcome, call, values[:number])
        for number, (outcome, call) in enumerate(zip(outcomes, case.calls, strict=True))
    ]


def _formed(form, outcome, call, earlier):
    try:
        return replace(outcome, value=form(call, outcome.value, earlier))
    except ShapeProblem as problem:
        return replace(outcome, value=None, unusable=str(problem))


def whitened(call: dict, value, earlier: list) -> tuple:
    """Whitened data ``(n, d)`` of ``X``: mean, covariance, and how far from an affine image of X.

    The covariance may be with the divisor n or n − 1, and the data turned as they like. The last
    number is the largest part of any element that no affine function of X gives.
    """
    X = next(iter(call.values()))
    Y = _array(value, "an array", X.shape)
    if not np.isfinite(Y).all():
        return np.full(X.shape[1], np.nan), np.full((X.shape[1],) * 2, np.nan), np.nan
    n, d = X.shape
    mean = Y.mean(0)
    covariance = (Y - mean).T @ (Y - mean) / n
    spread = np.trace(covariance) / d
    if abs(spread - (n - 1) / n) < abs(spread - 1):  # it was whitened with the divisor n − 1
        covariance *= n / (n - 1)
    with_ones = np.column_stack([np.ones(n), X])
    left = Y - with_ones @ np.linalg.lstsq(with_ones, Y, rcond=None)[0]
    return _near(mean, 0.0), _near(covariance, np.eye(d)), _near(np.abs(left).max(), 0.0)


def _near(value, ideal):
    return np.where(np.abs(value - ideal) <= NEAR, ideal, value)


def batches(call: dict, value, earlier: list) -> tuple:
    """Batches of indices: their sizes, all indices sorted, which call they repeat, and how they
    are mixed.

    The third is the number of the first call of the case with the same batches: its own, counted
    from 0, where no earlier call had them, and where so few samples can come alike by chance. The
    last is 1 to 3 where the batches of all calls so far, four or more, are runs of neighbours (see
    `_order`), 4 where in `MANY` calls of two batches of two some sample hardly ever came first, or
    never with some other; and else 0.
    """
    found, n = _batches(value), next(iter(call.values()))
    others = earlier if n >= FEWEST else []
    before = (number for number, other in enumerate(others) if _same_batches(other, found))
    sizes = np.array([len(batch) for batch in found], dtype=float)
    indices = np.sort(np.concatenate([*found, _NONE]))
    return sizes, indices, float(next(before, len(earlier))), _mixing(call, found, earlier)


_NONE = np.zeros(0)
# Of as many samples two shuffles are never the same by chance: once in 4·10⁷.
FEWEST = 11
# In so many epochs of two batches of two, each sample is rarely in the first batch fewer than 4
# times, or never beside some other: 3·(2/3)⁴⁰ + 8·P(Binomial(40, 1/2) < 4) < 10⁻⁶.
MANY = 40
RARELY = 4


def _mixing(call, found, earlier):
    n, size, *_ = call.values()
    if (n, size) == (4, 2):
        return 4.0 if len(earlier) + 1 >= MANY and not _mixed(earlier, found) else 0.0
    if len(earlier) < 3 or n <= size:
        return 0.0
    try:
        return min(_order(parts) for parts in [*map(_batches, earlier), found])
    except ShapeProblem:
        return 0.0


def _order(batches):
    """3 where the batches are cut from 0, 1, 2 …, 2 where they come in another order, 1 where they
    are runs of neighbours cut elsewhere (0 comes after the last), else 0."""
    n, starts = sum(map(len, batches)), []
    if not batches or not all(map(len, batches)):
        return 0.0
    for batch in batches:
        here = np.zeros(n, dtype=bool)
        if not (batch.min() >= 0 and batch.max() < n):  # NaN is neither
            return 0.0
        here[batch.astype(int)] = True
        first = np.flatnonzero(here & ~np.roll(here, 1))
        if len(first) > 1:
            return 0.0
        starts += first.tolist()
    size = len(batches[0])
    if any(start % size for start in starts):
        return 1.0
    return 3.0 if starts == sorted(starts) else 2.0


def _mixed(earlier, found):
    """Whether of 4 samples each came into the first batch often enough, and 0 with each other."""
    try:
        first = [set(parts[0].tolist()) for parts in [*map(_batches, earlier), found]]
    except (ShapeProblem, IndexError):
        return False
    often = [sum(sample in batch for batch in first) for sample in range(4)]
    halves = {frozenset(batch if 0 in batch else {0, 1, 2, 3} - batch) for batch in first}
    return len(halves) == 3 and all(RARELY <= many <= len(first) - RARELY for many in often)


def _batches(value):
    if isinstance(value, np.ndarray) and value.ndim == 2:
        value = list(value)  # all of one size
    if not isinstance(value, list | tuple):
        raise ShapeProblem(f"{describe(value)}, not a list of index arrays")
    return [_indices(batch) for batch in value]


def _same_batches(value, found):
    try:
        other = _batches(value)
    except ShapeProblem:
        return False
    return len(other) == len(found) and all(
        len(a) == len(b) and (a == b).all() for a, b in zip(other, found, strict=True)
    )


def folds(call: dict, value, earlier: list) -> tuple:
    """Folds ``[(train, valid), …]``: sizes of the train and the valid parts, then their indices.

    A train part is sorted, a valid part is left as it is; each kind is laid end to end.
    """
    if not isinstance(value, list | tuple):
        raise ShapeProblem(f"{describe(value)}, not a list of (train, valid) pairs")
    for fold in value:
        if not isinstance(fold, list | tuple) or len(fold) != 2:
            raise ShapeProblem(f"a list with {describe(fold)} in it, not of (train, valid) pairs")
    train = [np.sort(_indices(fold[0])) for fold in value]
    valid = [_indices(fold[1]) for fold in value]
    sizes = [np.array([len(part) for part in parts], dtype=float) for parts in (train, valid)]
    return *sizes, np.concatenate([*train, _NONE]), np.concatenate([*valid, _NONE])


def _indices(value):
    """One array of indices: whole numbers."""
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iu":
        return value
    array = _array(value, "indices", None)
    kind = value.dtype.kind if isinstance(value, np.ndarray) else "i"
    if array.ndim != 1 or kind not in "iu" or (array != np.round(array)).any():
        raise ShapeProblem(f"{describe(value)} where an array of whole indices was asked for")
    return array


def _array(value, what, shape):
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        array = None
    if array is None or (shape is not None and array.shape != shape):
        asked = what if shape is None else f"{what} of shape {shape}"
        raise ShapeProblem(f"{describe(value)}, where {asked} was asked for")
    return array


FORMS = {"whitened": whitened, "batches": batches, "folds": folds}
