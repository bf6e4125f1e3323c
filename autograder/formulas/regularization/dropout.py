"""Dropout: each unit is left out by chance in training, and the others make up for it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regularization import signed

SHAPES = ((6,), (2, 3), (3, 2), (2, 2, 2))


@dataclass(frozen=True)
class Units:
    """Activations, the share to be dropped, and a drawn number for each unit.

    Distributions: `x` has a magnitude uniform in [0.5, 2] and a random sign; `p` is uniform in
    [0.2, 0.4] or in [0.6, 0.8]; `u` is uniform over the odd multiples of 0.005 below 1, so that
    none is within 0.005 of `p`. They are drawn again until some units are dropped and some kept,
    and until the share of those that are kept is at least 0.05 from 1 − p. A case is a call in
    training, in which `training` is left to its default, one in evaluation, and one in training
    with p = 1.
    """

    def values(self, rng) -> list[dict]:
        return [
            self._call(rng),
            self._call(rng) | {"training": False},
            self._call(rng, (2,)) | {"p": 1.0},
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "nothing is dropped, p = 0": lambda: [self._call(rng) | {"p": 0.0}],
            "all is dropped, p = 1": lambda: [self._call(rng) | {"p": 1.0}],
            "p = 1 in evaluation": lambda: [self._call(rng) | {"p": 1.0, "training": False}],
            "p = 0 in evaluation": lambda: [self._call(rng) | {"p": 0.0, "training": False}],
            "training, said": lambda: [self._call(rng) | {"training": True}],
            "a half": lambda: [self._call(rng) | {"p": 0.5}],
            "one unit, dropped": lambda: [self._one(rng, 0.105)],
            "one unit, kept": lambda: [self._one(rng, 0.905)],
            "all dropped by chance": lambda: [self._call(rng, (3,)) | {"u": np.full(3, 0.005)}],
            "all kept by chance": lambda: [self._call(rng, (3,)) | {"u": np.full(3, 0.995)}],
            "units of zero": lambda: [self._call(rng, (6,)) | {"x": np.zeros(6)}],
            "a batch of images": lambda: [self._call(rng, (2, 2, 2, 3))],
            "two calls in training": lambda: [self._call(rng), self._call(rng)],
        }

    def _call(self, rng, shape=None):
        shape = SHAPES[rng.integers(len(SHAPES))] if shape is None else shape
        low = rng.choice([0.2, 0.6])
        p = round(float(rng.uniform(low, low + 0.2)), 2)
        while True:
            u = (2 * rng.integers(0, 100, shape) + 1) * 0.005
            kept = np.mean(u >= p)
            if 0 < kept < 1 and abs(kept - (1 - p)) > 0.05:
                break
        return {"x": signed(rng, shape), "p": p, "u": np.round(u, 3)}

    def _one(self, rng, u):
        return {"x": signed(rng, 1), "p": 0.3, "u": np.array([u])}


def oracle(x, p, u, training=True):
    import torch

    x = torch.as_tensor(x)
    if p == 1 or not training:
        return torch.nn.functional.dropout(x, p, training).numpy()
    mask = torch.as_tensor(u) >= p
    return torch.ops.aten.native_dropout_backward(x, mask, 1 / (1 - p)).numpy()


@formula(inputs=Units(), oracle=oracle, returns=("x",))
def dropout(x, p, u, training=True):
    """0 where ``u < p`` and ``x / (1 − p)`` elsewhere; x itself in evaluation (Srivastava et al.,
    2014, in its inverted form)."""
    if not training:
        return x
    if p == 1:
        return np.zeros_like(x)
    return np.where(u < p, 0, x / (1 - p))


def _over(x, by):
    """x divided by a number that may be 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(x, by)


@dropout.mistake("leave the units that are kept as they are")
def _(x, p, u, training=True):
    """A share of 1 − p is left, so the sum that the next layer sees is too small by that factor.
    Divide what is kept by 1 − p."""
    return np.where(u < p, 0.0, x) if training else x


@dropout.mistake("scale in evaluation instead of in training")
def _(x, p, u, training=True):
    """That is the form of the paper of 2014. Here evaluation leaves `x` as it is, and training
    divides by 1 − p."""
    return np.where(u < p, 0.0, x) if training else x * (1 - p)


@dropout.mistake("scale in training and in evaluation")
def _(x, p, u, training=True):
    """Once is enough: the mean is kept by the division in training, so evaluation leaves `x` as it
    is."""
    return np.where(u < p, 0.0, _over(x, 1 - p)) if training else x * (1 - p)


@dropout.mistake("drop units in evaluation too")
def _(x, p, u, training=True):
    """With `training=False` nothing is dropped and nothing is scaled."""
    return np.where(u < p, 0.0, _over(x, 1 - p))


@dropout.mistake("take p for the share that is kept")
def _(x, p, u, training=True):
    """p is the share that is dropped, as in PyTorch. (In the paper of 2014 it is the share that is
    kept.)"""
    return np.where(u < p, _over(x, p), 0.0) if training else x


@dropout.mistake("keep the units that were to be dropped")
def _(x, p, u, training=True):
    """A unit is dropped where `u < p`, which happens with the probability p."""
    return np.where(u < p, _over(x, 1 - p), 0.0) if training else x


@dropout.slip("drop the units with the largest numbers, keep those with u < 1 − p")
def _(x, p, u, training=True):
    """The share that is dropped is the same. But here a unit is dropped where `u < p`, so that
    results can be compared."""
    return np.where(u < 1 - p, _over(x, 1 - p), 0.0) if training else x


@dropout.mistake("divide by p")
def _(x, p, u, training=True):
    """What is left is the share 1 − p: that is what the mean has to be divided by."""
    return np.where(u < p, 0.0, _over(x, p)) if training else x


@dropout.mistake("multiply by 1 − p")
def _(x, p, u, training=True):
    """What is kept has to make up for what is dropped, so it grows: divide."""
    return np.where(u < p, 0.0, x * (1 - p)) if training else x


@dropout.mistake("divide by the share that happened to be kept")
def _(x, p, u, training=True):
    """The scale is 1 − p, the same in every batch. The share that this mask keeps is random, and
    would tie each unit to the fate of all others."""
    return np.where(u < p, 0.0, _over(x, np.mean(u >= p))) if training else x


@dropout.mistake("divide every unit, and drop none")
def _(x, p, u, training=True):
    """Units with `u < p` become 0."""
    return _over(x, 1 - p) if training else x


@dropout.mistake("let the drawn numbers themselves be the factors")
def _(x, p, u, training=True):
    """`u` only decides whether a unit is kept. Compare it with p."""
    return np.where(u < p, 0.0, x * u) if training else x


@dropout.mistake("return the mask")
def _(x, p, u, training=True):
    """The mask says which units are kept. The function returns the units."""
    return np.where(u < p, 0.0, _over(np.ones(x.shape), 1 - p)) if training else x


@dropout.mistake("divide by 0 where everything is dropped")
def _(x, p, u, training=True):
    """At p = 1 nothing is left to be scaled: all units are 0. `0 · (x / 0)` is NaN."""
    return (u >= p) * _over(x, 1 - p) if training else x


@dropout.mistake("write into x itself")
def _(x, p, u, training=True):
    """`x[u < p] = 0` and `x *= …` change the caller's array: take a copy, or use `np.where`."""
    if training:
        x[u < p] = 0.0
        return x if p == 1 else x / (1 - p)
    return x


@dropout.variant("a mask as factor")
def _(x, p, u, training=True):
    if not training or p == 0:
        return x.copy()
    if p == 1:
        return x * 0
    return x * (u >= p) / (1 - p)


@dropout.variant("a copy with zeros written into it")
def _(x, p, u, training=True):
    if not training:
        return x
    kept = x.copy()
    kept[u < p] = 0.0
    if p < 1:
        kept /= 1 - p
    return kept


@dropout.variant("only what is kept is divided")
def _(x, p, u, training=True):
    if training:
        keep = u >= p
        return np.divide(x, 1 - p, out=np.zeros_like(x), where=keep)
    return x


@dropout.variant("a loop over the units")
def _(x, p, u, training=True):
    new = []
    for value, drawn in zip(x.ravel(), u.ravel(), strict=True):
        if not training:
            new.append(value)
        else:
            new.append(0.0 if drawn < p else float(value) / (1 - p))
    return np.array(new).reshape(x.shape).tolist()


@dropout.variant("PyTorch tensors")
def _(x, p, u, training=True):
    import torch

    x, u = torch.as_tensor(x), torch.as_tensor(u)
    return (x / (1 - p)).masked_fill(u < p, 0.0) if training else x
