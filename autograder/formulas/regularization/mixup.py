"""Mixup: each sample is blended with another one, picture and label alike."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regularization import around, labels, signed

SHAPES = ((3, 3), (4, 4), (3, 1, 2, 3), (3, 2, 3))


@dataclass(frozen=True)
class Batches:
    """A batch with its labels, the share of itself that each sample keeps, and its partner.

    Distributions: 3 or 4 samples, whose last axis is as long as the batch, so that a share
    along the wrong axis has the right shape; values of a magnitude uniform in [0.5, 2] and a
    random sign; labels are one-hot over three classes; shares are uniform in [0.55, 0.95], or 1
    less that, to two digits, of both kinds and no two alike; the order leaves no sample in its
    place and is not its own inverse.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._call(rng), self._call(rng)],
            "each keeps all of itself": lambda: [self._call(rng, (3, 3)) | {"lam": np.ones(3)}],
            "each gives all of itself": lambda: [self._call(rng, (3, 3)) | {"lam": np.zeros(3)}],
            "all of itself, half, nothing": lambda: [
                self._call(rng, (3, 3)) | {"lam": rng.permutation([0.0, 0.5, 1.0])}
            ],
            "some are their own partners": lambda: [
                self._call(rng, (4, 4)) | {"order": np.array([0, 3, 2, 1])}
            ],
            "each is its own partner": lambda: [self._call(rng, (4, 4)) | {"order": np.arange(4)}],
            "one sample": lambda: [self._call(rng, (1, 3), order=np.zeros(1, dtype=np.int64))],
            "two samples": lambda: [self._call(rng, (2, 3), order=np.array([1, 0]))],
            "one number a sample": lambda: [self._call(rng, (4,))],
            "images": lambda: [self._call(rng, (3, 1, 2, 2))],
            "labels that are mixed already": lambda: [self._soft(rng)],
            "one share for all": lambda: [self._call(rng, (3, 2)) | {"lam": np.full(3, 0.7)}],
            "as many classes as samples": lambda: [self._call(rng, (3, 2))],
        }

    def _call(self, rng, shape=None, order=None):
        shape = SHAPES[rng.integers(len(SHAPES))] if shape is None else shape
        n = shape[0]
        order = around(rng, n) if order is None else order
        return {
            "x": signed(rng, shape),
            "y": labels(rng, n),
            "lam": _shares(rng, n),
            "order": order,
        }

    def _soft(self, rng):
        y = np.round(rng.dirichlet(np.ones(3), 3), 2)
        y[:, 2] = 1 - y[:, 0] - y[:, 1]
        return self._call(rng, (3, 2)) | {"y": y}


def _shares(rng, n):
    while True:
        lam = np.round(rng.uniform(0.55, 0.95, n), 2)
        few = rng.permutation(n) < max(1, n // 2)
        lam = np.where(few, np.round(1 - lam, 2), lam)
        gaps = np.abs(np.subtract.outer(lam, lam))[~np.eye(n, dtype=bool)]
        if gaps.min(initial=1) >= 0.05:
            return lam


def oracle(x, y, lam, order):
    import torch

    order = torch.as_tensor(order)

    def mixed(array):
        array = torch.as_tensor(array)
        weight = torch.as_tensor(lam).reshape(-1, *[1] * (array.ndim - 1))
        return torch.lerp(array[order], array, weight).numpy()

    return mixed(x), mixed(y)


@formula(inputs=Batches(), oracle=oracle, returns=("x", "y"))
def mixup(x, y, lam, order):
    """``lamᵢ`` of sample i and ``1 − lamᵢ`` of sample ``orderᵢ``, inputs and labels alike
    (Zhang et al., 2018)."""
    return _mixed(x, lam, x[order]), _mixed(y, lam, y[order])


def _mixed(array, lam, partner):
    share = lam.reshape(-1, *[1] * (array.ndim - 1))
    return share * array + (1 - share) * partner


@mixup.mistake("leave the labels as they are")
def _(x, y, lam, order):
    """A picture that is 0.6 of a 3 and 0.4 of an 8 is labelled so: mix the labels by the same
    shares."""
    return _mixed(x, lam, x[order]), y


@mixup.mistake("give each sample its partner's part, 1 − lam of itself")
def _(x, y, lam, order):
    """`lam` is the share that a sample keeps of itself; the partner comes in with `1 − lam`."""
    return _mixed(x, 1 - lam, x[order]), _mixed(y, 1 - lam, y[order])


@mixup.mistake("swap the roles of lam in the labels")
def _(x, y, lam, order):
    """Picture and label are mixed by the same share: `lam` of itself, `1 − lam` of the partner."""
    return _mixed(x, lam, x[order]), _mixed(y, 1 - lam, y[order])


@mixup.mistake("let the shares run along the last axis")
def _(x, y, lam, order):
    """Each *sample* has its share, along the first axis. An array `(n,)` times one `(n, n)` is
    matched with the last axis: give it one axis of length 1 for each further one of x."""
    return lam * x + (1 - lam) * x[order], _mixed(y, lam, y[order])


@mixup.mistake("mix the whole batch by the first share")
def _(x, y, lam, order):
    """Each sample has a share of its own, `lam[i]`."""
    lam = np.full(len(lam), lam[0])
    return _mixed(x, lam, x[order]), _mixed(y, lam, y[order])


@mixup.mistake("mix by the partner's share")
def _(x, y, lam, order):
    """Sample i is mixed by `lam[i]`, not by `lam[order[i]]`."""
    return _mixed(x, lam[order], x[order]), _mixed(y, lam[order], y[order])


@mixup.mistake("look up who has sample i as a partner")
def _(x, y, lam, order):
    """The partner of sample i is sample `order[i]`. You have the one whose partner is i."""
    back = np.argsort(order)
    return _mixed(x, lam, x[back]), _mixed(y, lam, y[back])


@mixup.mistake("take the label of another partner than the picture")
def _(x, y, lam, order):
    """Picture and label come from the same partner, `order[i]`."""
    return _mixed(x, lam, x[order]), _mixed(y, lam, y[np.argsort(order)])


@mixup.mistake("leave the order out: each sample with the next")
def _(x, y, lam, order):
    """The partner of sample i is `order[i]`."""
    return _mixed(x, lam, np.roll(x, 1, 0)), _mixed(y, lam, np.roll(y, 1, 0))


@mixup.slip("leave the order out: the batch with itself reversed")
def _(x, y, lam, order):
    """The partner of sample i is `order[i]`."""
    return _mixed(x, lam, x[::-1]), _mixed(y, lam, y[::-1])


@mixup.mistake("mix the pictures and take the label of the larger part")
def _(x, y, lam, order):
    """The label is a mixture too: that is what keeps the network from being sure between two
    classes."""
    return _mixed(x, lam, x[order]), np.where(lam[:, None] >= 0.5, y, y[order])


@mixup.mistake("add the pictures without shares")
def _(x, y, lam, order):
    """The shares add up to 1, so that a mixture is as bright as its parts."""
    return x + x[order], _mixed(y, lam, y[order])


@mixup.mistake("mix with partners that are mixed already")
def _(x, y, lam, order):
    """If you fill the batch in place, a later sample gets a partner that has changed. Read from the
    old batch and write into a new one."""
    x, y = x.copy(), y.copy()
    for i, (share, j) in enumerate(zip(lam, order, strict=True)):
        x[i] = share * x[i] + (1 - share) * x[j]
        y[i] = share * y[i] + (1 - share) * y[j]
    return x, y


@mixup.mistake("return the labels first")
def _(x, y, lam, order):
    """The order is `(x, y)`."""
    return _mixed(y, lam, y[order]), _mixed(x, lam, x[order])


@mixup.mistake("write into x itself")
def _(x, y, lam, order):
    """`x[…] = …` and `x *= …` change the caller's batch, which the next epoch needs: make a new
    one."""
    x[...] = _mixed(x, lam, x[order])
    return x, _mixed(y, lam, y[order])


@mixup.variant("the partner, moved towards the sample")
def _(x, y, lam, order):
    def mix(array):
        weight = np.expand_dims(lam, tuple(range(1, array.ndim)))
        return array[order] + weight * (array - array[order])

    return mix(x), mix(y)


@mixup.variant("sample by sample")
def _(x, y, lam, order):
    new_x, new_y = np.empty_like(x), np.empty_like(y)
    for i in range(len(x)):
        new_x[i] = lam[i] * x[i] + (1 - lam[i]) * x[order[i]]
        new_y[i] = lam[i] * y[i] + (1 - lam[i]) * y[order[i]]
    return [new_x, new_y]


@mixup.variant("a matrix of shares")
def _(x, y, lam, order):
    share = np.diag(lam)
    share[np.arange(len(lam)), order] += 1 - lam
    return np.tensordot(share, x, 1), share @ y


@mixup.variant("the batch axis last")
def _(x, y, lam, order):
    return (x.T * lam + x[order].T * (1 - lam)).T, (y.T * lam + y[order].T * (1 - lam)).T


@mixup.variant("PyTorch tensors")
def _(x, y, lam, order):
    import torch

    x, y, lam, order = map(torch.as_tensor, (x, y, lam, order))
    wide = lam.view(-1, *[1] * (x.dim() - 1))
    return torch.lerp(x[order], x, wide), torch.lerp(y[order], y, lam[:, None])
