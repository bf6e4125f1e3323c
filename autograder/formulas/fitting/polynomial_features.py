"""Polynomial features: the powers of x as columns, so that a linear fit draws a curve."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.fitting import signed


def oracle(x, degree):
    from sklearn.preprocessing import PolynomialFeatures

    return PolynomialFeatures(degree).fit_transform(x[:, None])


@dataclass(frozen=True)
class Samples:
    """Random samples and a degree.

    Distributions: 2 to 4 samples with a magnitude uniform in [0.3, 2] and a random sign, to two
    digits; the degree is 3 or 4.
    """

    def values(self, rng) -> list[dict]:
        return [self._samples(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._samples(rng), self._samples(rng)],
            "degree 0": lambda: [self._samples(rng, degree=0)],
            "degree 1": lambda: [self._samples(rng, degree=1)],
            "one sample": lambda: [self._samples(rng, n=1)],
            "a sample at 0": lambda: [self._with_zero(rng)],
            "one sample at 0, degree 0": lambda: [{"x": np.zeros(1), "degree": 0}],
            "whole numbers": lambda: [{"x": rng.permutation(np.arange(-2.0, 4.0)), "degree": 4}],
            "large samples": lambda: [{"x": 100 * signed(rng, 3), "degree": 3}],
            "a high degree": lambda: [{"x": signed(rng, 3, 0.3, 1.3), "degree": 12}],
        }

    def _samples(self, rng, n=None, degree=None):
        n = int(rng.integers(2, 5)) if n is None else n
        degree = int(rng.integers(3, 5)) if degree is None else degree
        return {"x": signed(rng, n, 0.3, 2.0), "degree": degree}

    def _with_zero(self, rng):
        samples = self._samples(rng, n=3)
        samples["x"][1] = 0.0
        return samples


@formula(
    inputs=Samples(),
    oracle=oracle,
    returns=("features",),
    wide="NumPy raises a float32 to an int64 in float64",
)
def polynomial_features(x, degree):
    """Column k is ``x**k``, for k from 0 to degree (Vandermonde's matrix; Bishop, 2006, 1.1)."""
    return x[:, None] ** np.arange(degree + 1)


@polynomial_features.mistake("leave out the column of ones")
def _(x, degree):
    """The constant is a power too: x to the power 0. It lets the curve move up and down."""
    return x[:, None] ** np.arange(1, degree + 1)


@polynomial_features.mistake("stop one power short of the degree")
def _(x, degree):
    """From 0 to degree there are degree + 1 powers, and `range` leaves its end out."""
    return x[:, None] ** np.arange(degree)


@polynomial_features.mistake("start the powers at 1")
def _(x, degree):
    """There are degree + 1 columns, and the first of them holds the power 0."""
    return x[:, None] ** np.arange(1, degree + 2)


@polynomial_features.mistake("put the highest power first")
def _(x, degree):
    """The powers grow from left to right. `np.vander` has them the other way round, unless it is
    told."""
    return np.vander(x, degree + 1)


@polynomial_features.mistake("make a row of each power")
def _(x, degree):
    """Each sample has a row of its own, and each power a column: the shape is `(n, degree + 1)`."""
    return x ** np.arange(degree + 1)[:, None]


@polynomial_features.mistake("multiply by the number of the column, where a power is meant")
def _(x, degree):
    """Column k is x multiplied k times by itself: `**`, not `*`."""
    return x[:, None] * np.arange(degree + 1)


@polynomial_features.mistake("swap the base and the exponent")
def _(x, degree):
    """x is raised to the power k, not k to the power x."""
    with np.errstate(divide="ignore"):
        return np.arange(degree + 1.0) ** x[:, None]


@polynomial_features.mistake("square the column before, time after time")
def _(x, degree):
    """Each power has one factor x more than the one before: squaring makes 1, 2, 4, 8."""
    columns = [np.ones_like(x), x.copy()]
    while len(columns) < degree + 1:
        columns.append(columns[-1] ** 2)
    return np.column_stack(columns[: degree + 1])


@polynomial_features.mistake("write the powers into an array of integers")
def _(x, degree):
    """An array of integers silently drops the decimals. Look at the dtype of the array that
    you fill.
    """
    return (x[:, None] ** np.arange(degree + 1)).astype(int)


@polynomial_features.mistake("collect one and the same array, and multiply it on")
def _(x, degree):
    """`column *= x` changes the array that is in the list already: all columns are that one."""
    return np.repeat(x[:, None] ** (degree + 1), degree + 1, axis=1)


@polynomial_features.mistake("divide each power by its factorial")
def _(x, degree):
    """Those are the terms of a Taylor series. Here the factors are learnt as weights; the
    features are plain powers.
    """
    factorials = np.array([math.factorial(k) for k in range(degree + 1)], dtype=float)
    return x[:, None] ** np.arange(degree + 1) / factorials


@polynomial_features.mistake("lose the sign of x")
def _(x, degree):
    """An odd power of a negative number is negative."""
    return np.abs(x)[:, None] ** np.arange(degree + 1)


@polynomial_features.variant("np.vander with growing powers")
def _(x, degree):
    return np.vander(x, degree + 1, increasing=True)


@polynomial_features.variant("columns by repeated multiplication")
def _(x, degree):
    columns = [np.ones_like(x)]
    for _ in range(degree):
        columns.append(columns[-1] * x)
    return np.stack(columns, axis=1)


@polynomial_features.variant("nested lists of Python numbers")
def _(x, degree):
    return [[float(value) ** k for k in range(degree + 1)] for value in x]


@polynomial_features.variant("a cumulative product in float32")
def _(x, degree):
    features = np.ones((len(x), degree + 1), dtype=np.float32)
    features[:, 1:] = x[:, None]
    return np.cumprod(features, axis=1)


@polynomial_features.variant("PyTorch tensors")
def _(x, degree):
    import torch

    return torch.vander(torch.as_tensor(x), degree + 1, increasing=True)


@polynomial_features.variant("an empty array, filled column by column")
def _(x, degree):
    features = np.empty((x.size, degree + 1))
    for k in range(degree + 1):
        features[:, k] = np.power(x, k)
    return features
