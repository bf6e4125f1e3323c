"""Maxout: the larger of two affine maps, so that the activation's shape is learnt."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula

SIZES = ((3, 2, 2), (2, 3, 2), (2, 2, 3), (3, 1, 2), (3, 2, 1))


@dataclass(frozen=True)
class TwoMaps:
    """Samples and two affine maps: `x` (n, d), `w1` and `w2` (d, k), `b1` and `b2` (k,).

    Distributions: the sizes (n, d, k) are one of `SIZES`; `x` and the weights are standard
    normal, a bias has a magnitude uniform in [0.5, 2] and a random sign. All are rounded to one
    digit. A case is two unrelated calls.
    """

    def values(self, rng) -> list[dict]:
        first, second = rng.choice(len(SIZES), 2, replace=False)
        return [self._maps(rng, *SIZES[first]), self._maps(rng, *SIZES[second])]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [self._maps(rng, 1, 3, 2)],
            "one feature and one unit": lambda: [self._maps(rng, 3, 1, 1)],
            "as many units as features and samples": lambda: [self._maps(rng, 2, 2, 2)],
            "the first map always larger": lambda: [self._one_above(rng, "b1", 50.0)],
            "both maps below zero": lambda: [self._below(rng)],
            "the same map twice": lambda: [self._twice(rng)],
            "no biases": lambda: [
                self._maps(rng, 3, 2, 2) | {"b1": np.zeros(2), "b2": np.zeros(2)}
            ],
        }

    def _maps(self, rng, n, d, k):
        def normal(*shape):
            return np.round(rng.standard_normal(shape), 1)

        def bias():
            return np.round(rng.choice([-1.0, 1.0], k) * rng.uniform(0.5, 2, k), 1)

        return {
            "x": normal(n, d),
            "w1": normal(d, k),
            "b1": bias(),
            "w2": normal(d, k),
            "b2": bias(),
        }

    def _one_above(self, rng, bias, height):
        call = self._maps(rng, 3, 2, 2)
        return call | {bias: call[bias] + height}

    def _below(self, rng):
        call = self._maps(rng, 3, 2, 2)
        return call | {"b1": call["b1"] - 50.0, "b2": call["b2"] - 50.0}

    def _twice(self, rng):
        call = self._maps(rng, 3, 2, 2)
        return call | {"w2": call["w1"].copy(), "b2": call["b1"].copy()}


def oracle(x, w1, b1, w2, b2):
    import torch
    from torch.nn.functional import linear

    x, w1, b1, w2, b2 = map(torch.tensor, (x, w1, b1, w2, b2))
    return torch.stack([linear(x, w1.T, b1), linear(x, w2.T, b2)]).amax(dim=0).numpy()


@formula(inputs=TwoMaps(), oracle=oracle, returns=("y",))
def maxout(x, w1, b1, w2, b2):
    """``max(x·w1 + b1, x·w2 + b2)`` of each unit (Goodfellow and others, 2013)."""
    return np.maximum(x @ w1 + b1, x @ w2 + b2)


@maxout.mistake("take the smaller map")
def _(x, w1, b1, w2, b2):
    """Maxout returns the larger value."""
    return np.minimum(x @ w1 + b1, x @ w2 + b2)


@maxout.mistake("add the two maps")
def _(x, w1, b1, w2, b2):
    """The maximum makes the function non-linear; a sum of affine maps is affine."""
    return x @ w1 + b1 + x @ w2 + b2


@maxout.mistake("leave out the biases")
def _(x, w1, b1, w2, b2):
    """Each map has an offset of its own, which moves the place where the other takes over."""
    return np.maximum(x @ w1, x @ w2)


@maxout.mistake("swap the biases")
def _(x, w1, b1, w2, b2):
    """Each map has its own bias: look at which goes with which weights."""
    return np.maximum(x @ w1 + b2, x @ w2 + b1)


@maxout.mistake("give both maps the first bias")
def _(x, w1, b1, w2, b2):
    """There are two biases, one for each map."""
    return np.maximum(x @ w1 + b1, x @ w2 + b1)


@maxout.mistake("take the larger weights and the larger biases first")
def _(x, w1, b1, w2, b2):
    """What is compared is what the maps put out for a sample, not their weights."""
    return x @ np.maximum(w1, w2) + np.maximum(b1, b2)


@maxout.mistake("compare with 0 as well")
def _(x, w1, b1, w2, b2):
    """Maxout replaces the ReLU: where both maps are below zero, so is the result."""
    return np.maximum(np.maximum(x @ w1 + b1, x @ w2 + b2), 0)


@maxout.mistake("take the map of larger magnitude")
def _(x, w1, b1, w2, b2):
    """The larger is the one further up, with its sign: of −3 and 1 it is 1."""
    one, two = x @ w1 + b1, x @ w2 + b2
    return np.where(np.abs(one) > np.abs(two), one, two)


@maxout.mistake("put the two maps beside each other")
def _(x, w1, b1, w2, b2):
    """Each pair of values becomes one: the result has k columns, not 2k."""
    return np.concatenate([x @ w1 + b1, x @ w2 + b2], axis=1)


@maxout.mistake("take one maximum for a whole sample")
def _(x, w1, b1, w2, b2):
    """Each of the k units makes its own choice: only the two maps are compared."""
    return np.maximum(x @ w1 + b1, x @ w2 + b2).max(axis=1)


@maxout.variant("a maximum over stacked maps")
def _(x, w1, b1, w2, b2):
    return np.stack([x.dot(w1) + b1, x.dot(w2) + b2]).max(axis=0)


@maxout.variant("np.where")
def _(x, w1, b1, w2, b2):
    one, two = x @ w1 + b1, x @ w2 + b2
    return np.where(one > two, one, two)


@maxout.variant("the second map and a ReLU of the difference")
def _(x, w1, b1, w2, b2):
    return x @ w2 + b2 + np.maximum(x @ (w1 - w2) + (b1 - b2), 0)


@maxout.variant("loops, as nested lists")
def _(x, w1, b1, w2, b2):
    return [
        [max(row @ w1[:, j] + b1[j], row @ w2[:, j] + b2[j]) for j in range(len(b1))] for row in x
    ]


@maxout.variant("PyTorch tensors")
def _(x, w1, b1, w2, b2):
    import torch

    x, w1, b1, w2, b2 = map(torch.as_tensor, (x, w1, b1, w2, b2))
    return torch.maximum(torch.addmm(b1, x, w1), torch.addmm(b2, x, w2))
