"""The sigmoid: any number becomes one between 0 and 1."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.activations import Points


@formula(inputs=Points(far=1000), oracle=theirs("scipy.special.expit"), returns=("y",), quiet=True)
def sigmoid(x):
    """``1 / (1 + e⁻ˣ)``, and ``eˣ / (1 + eˣ)`` below zero, which is the same and never overflows
    (Verhulst, 1838; Rumelhart, Hinton and Williams, 1986)."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1 + small)


@sigmoid.mistake("leave the minus sign out of the exponent")
@np.errstate(over="ignore")
def _(x):
    """The sigmoid rises: it is near 1 for a large `x` and near 0 far below zero."""
    return 1 / (1 + np.exp(x))


@sigmoid.mistake("let eˣ overflow: infinity divided by infinity is no number")
@np.errstate(over="ignore", invalid="ignore")
def _(x):
    """e¹⁰⁰⁰ is more than a float holds. Use a form in which every exponent stays at or below zero,
    or one in which infinity only ever divides."""
    return np.exp(x) / (1 + np.exp(x))


@sigmoid.mistake("leave out the 1 in the denominator")
@np.errstate(over="ignore", divide="ignore")
def _(x):
    """A sigmoid never passes 1. What is added to the exponential keeps it there."""
    return 1 / np.exp(-x)


@sigmoid.mistake("subtract the exponential from 1 instead of adding it")
@np.errstate(over="ignore", divide="ignore")
def _(x):
    """The denominator must never be zero: with a difference it is, at `x = 0`."""
    return 1 / (1 - np.exp(-x))


@sigmoid.mistake("take the tanh")
def _(x):
    """The tanh runs from −1 to 1. The sigmoid runs from 0 to 1, and is 1/2 at 0."""
    return np.tanh(x)


@sigmoid.mistake("scale the tanh to 0 … 1 without halving its x")
def _(x):
    """The sigmoid is a tanh moved up and made half as high, and also twice as wide."""
    return (1 + np.tanh(x)) / 2


@sigmoid.mistake("divide by the sum over all elements, as the softmax does")
def _(x):
    """The sigmoid looks at one element at a time: what it gives for one does not depend on the
    others."""
    share = np.exp(x - x.max())
    return share / share.sum()


@sigmoid.mistake("return the derivative")
def _(x):
    """That is the derivative. Return the function itself."""
    y = sigmoid(x)
    return y * (1 - y)


@sigmoid.mistake("take the stable form for x ≥ 0 on both sides")
def _(x):
    """With |x| in the exponent nothing overflows, but both sides of zero look alike: below zero the
    numerator is another."""
    return 1 / (1 + np.exp(-np.abs(x)))


@sigmoid.mistake("round to 0 and 1")
def _(x):
    """A step has no slope to learn from. The sigmoid passes through all that lies between."""
    return np.where(x >= 0, 1.0, 0.0)


@sigmoid.variant("the textbook formula, its overflow to infinity allowed")
def _(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-x))


@sigmoid.variant("a stretched and shifted tanh")
def _(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


@sigmoid.variant("e to the power of minus the softplus of −x")
def _(x):
    return np.exp(-np.logaddexp(0, -x))


@sigmoid.variant("x cut off where e⁻ˣ would overflow")
def _(x):
    return 1 / (1 + np.exp(-np.clip(x, -500, 500)))


@sigmoid.variant("a loop with math.exp")
def _(x):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        small = math.exp(-abs(x[i]))
        y[i] = 1 / (1 + small) if x[i] >= 0 else small / (1 + small)
    return y


@sigmoid.variant("masks, one for each sign")
def _(x):
    y = np.zeros(x.shape)
    up = x >= 0
    y[up] = 1 / (1 + np.exp(-x[up]))
    grown = np.exp(x[~up])
    y[~up] = grown / (1 + grown)
    return y


@sigmoid.variant("a float32 tensor of PyTorch")
def _(x):
    import torch

    return torch.sigmoid(torch.tensor(x, dtype=torch.float32))
