"""k-fold cross-validation: every sample is validated on once and trained on k − 1 times."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from autograder.checks.formula import formula


def oracle(n, folds):
    from sklearn.model_selection import KFold

    return list(KFold(folds).split(np.zeros(n)))


@dataclass(frozen=True)
class Splits:
    """A number of samples and a number of folds that does not divide it.

    Distributions: 3 or 4 folds, each of 2 to 4 samples, and a remainder of 1 to folds − 2, so
    that at least one fold is longer than the others, and at least two are not.
    """

    def values(self, rng) -> list[dict]:
        return [self._uneven(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._uneven(rng), self._uneven(rng)],
            "folds of one length": lambda: [{"n": 3 * int(rng.integers(2, 5)), "folds": 3}],
            "two folds": lambda: [{"n": int(rng.integers(4, 9)), "folds": 2}],
            "as many folds as samples": lambda: [dict.fromkeys(("n", "folds"), _few(rng))],
            "one sample more than folds": lambda: [{"n": (k := _few(rng)) + 1, "folds": k}],
            "one sample fewer than twice the folds": lambda: [
                {"n": 2 * (k := _few(rng)) - 1, "folds": k}
            ],
            "two samples": lambda: [{"n": 2, "folds": 2}],
        }

    def _uneven(self, rng):
        folds = _few(rng)
        longer = int(rng.integers(1, folds - 1))
        return {"n": folds * int(rng.integers(2, 5)) + longer, "folds": folds}


def _few(rng):
    return int(rng.integers(3, 5))


@formula(
    inputs=Splits(),
    oracle=oracle,
    form="folds",
    returns=("train size", "valid size", "train index", "valid index"),
)
def k_fold_indices(n, folds):
    """``(train, valid)`` for each of the contiguous parts (Stone, 1974; Kohavi, 1995)."""
    stops = [k * (n // folds) + min(k, n % folds) for k in range(folds + 1)]
    return [_fold(n, start, stop) for start, stop in pairwise(stops)]


def _fold(n, start, stop):
    """The fold that validates on the samples from start up to stop."""
    everything = np.arange(n)
    return np.concatenate([everything[:start], everything[stop:]]), everything[start:stop]


@k_fold_indices.mistake("return the part to validate on first")
def _(n, folds):
    """Each pair is `(train, valid)`: the large part, then the small one."""
    return [(valid, train) for train, valid in k_fold_indices.reference(n, folds)]


@k_fold_indices.mistake("give what is left over to the last fold")
def _(n, folds):
    """`n % folds` samples are left over. The first folds take one each, so that no two folds differ
    by more than one."""
    size = n // folds
    pairs = [_fold(n, k * size, (k + 1) * size) for k in range(folds - 1)]
    return [*pairs, _fold(n, (folds - 1) * size, n)]


@k_fold_indices.mistake("drop what is left over")
def _(n, folds):
    """Every sample is validated on once, also where `folds` does not divide `n`."""
    size = n // folds
    return [_fold(n, k * size, (k + 1) * size) for k in range(folds)]


@k_fold_indices.mistake("make the last folds the longer ones")
def _(n, folds):
    """It is the first `n % folds` folds that are one sample longer."""
    shorter = folds - n % folds
    stops = [k * (n // folds) + max(0, k - shorter) for k in range(folds + 1)]
    return [_fold(n, start, stop) for start, stop in pairwise(stops)]


@k_fold_indices.mistake("round the length of a fold up")
def _(n, folds):
    """Folds that are all as long as the longest leave too little for the last one. How many of them
    are one longer is the remainder of the division."""
    size = -(-n // folds)
    return [_fold(n, k * size, (k + 1) * size) for k in range(folds)]


@k_fold_indices.mistake("deal the samples out like cards")
def _(n, folds):
    """Each validation part is a block of neighbouring samples."""
    dealt = np.arange(n) % folds
    return [(np.flatnonzero(dealt != k), np.flatnonzero(dealt == k)) for k in range(folds)]


@k_fold_indices.mistake("train on all samples")
def _(n, folds):
    """What a fold is validated on must not be trained on, or the error is that of the training."""
    return [(np.arange(n), valid) for _, valid in k_fold_indices.reference(n, folds)]


@k_fold_indices.mistake("train only on what comes before")
def _(n, folds):
    """Samples after the validated part are trained on too. (To train on the past alone is for time
    series.)"""
    return [(np.arange(v[0]), v) for _, v in k_fold_indices.reference(n, folds)]


@k_fold_indices.mistake("train on the next fold alone")
def _(n, folds):
    """All folds but one are trained on, put together."""
    parts = [valid for _, valid in k_fold_indices.reference(n, folds)]
    return list(zip(parts[1:] + parts[:1], parts, strict=True))


@k_fold_indices.mistake("make one fold too few")
def _(n, folds):
    """With k folds a model is trained k times, each time on k − 1 of them."""
    return k_fold_indices.reference(n, folds)[: folds - 1]


@k_fold_indices.mistake("count the samples from 1")
def _(n, folds):
    """The indices go from 0 to n − 1, as those of an array do."""
    return [(train + 1, valid + 1) for train, valid in k_fold_indices.reference(n, folds)]


@k_fold_indices.mistake("lose the last sample of each fold")
def _(n, folds):
    """A slice already excludes its end: do not subtract 1."""
    return [(train, valid[:-1]) for train, valid in k_fold_indices.reference(n, folds)]


@k_fold_indices.variant("sizes first, then a running start")
def _(n, folds):
    pairs, start = [], 0
    for k in range(folds):
        stop = start + n // folds + (1 if k < n % folds else 0)
        train = np.concatenate([np.arange(start), np.arange(stop, n)])
        pairs.append((train, np.arange(start, stop)))
        start = stop
    return pairs


@k_fold_indices.variant("masks turned into indices")
def _(n, folds):
    fold = np.repeat(np.arange(folds), [n // folds + (k < n % folds) for k in range(folds)])
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(folds)]


@k_fold_indices.variant("lists of Python's ints, in a tuple")
def _(n, folds):
    valid = [part.tolist() for part in np.array_split(np.arange(n), folds)]
    return tuple(([i for i in range(n) if i not in part], part) for part in valid)


@k_fold_indices.variant("what is trained on turned round to begin behind the part left out")
def _(n, folds):
    pairs = k_fold_indices.reference(n, folds)
    return [[np.roll(train, -int(valid[0])), valid] for train, valid in pairs]


@k_fold_indices.variant("PyTorch tensors")
def _(n, folds):
    import torch

    parts = torch.tensor_split(torch.arange(n), folds)
    return [(torch.cat([*parts[:k], *parts[k + 1 :]]), parts[k]) for k in range(folds)]
