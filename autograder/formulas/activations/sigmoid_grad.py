"""The sigmoid's derivative, 1/4 at most: a product of many of them vanishes."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_slope


def oracle(x):
    import torch

    return torch_slope(torch.sigmoid, x)


@formula(inputs=Points(), oracle=oracle, returns=("dy/dx",))
def sigmoid_grad(x):
    """``s·(1 − s)`` with ``s = 1 / (1 + e⁻ˣ)`` (Rumelhart, Hinton and Williams, 1986)."""
    s = _sigmoid(x)
    return s * (1 - s)


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


@sigmoid_grad.mistake("put x itself into s·(1 − s)")
def _(x):
    """In that formula s is what the sigmoid puts out, and `x` is what goes in."""
    return x * (1 - x)


@sigmoid_grad.mistake("return the sigmoid")
def _(x):
    """The derivative says how steep the sigmoid is: it is small on both sides, highest at 0."""
    return _sigmoid(x)


@sigmoid_grad.mistake("take 1 − s², which belongs to the tanh")
def _(x):
    """At 0 the sigmoid is 1/2 and rises by 1/4."""
    return 1 - _sigmoid(x) ** 2


@sigmoid_grad.mistake("add where it should subtract: s·(1 + s)")
def _(x):
    """Where the sigmoid is near 1 it is flat: its derivative is near 0 there."""
    s = _sigmoid(x)
    return s * (1 + s)


@sigmoid_grad.mistake("forget the square of the denominator")
def _(x):
    """The derivative of 1/u has u² below."""
    return np.exp(-x) / (1 + np.exp(-x))


@sigmoid_grad.mistake("lose a sign of the chain rule")
def _(x):
    """The two minus signs (from 1/u and from e⁻ˣ) cancel."""
    s = _sigmoid(x)
    return s * (s - 1)


@sigmoid_grad.mistake("mix up x and s in the second factor")
def _(x):
    """Both factors are made of what the sigmoid puts out."""
    return _sigmoid(x) * (1 - x)


@sigmoid_grad.mistake("forget the derivative of the exponent's power: 1 / (1 + e⁻ˣ)²")
def _(x):
    """The chain rule multiplies by the derivative of what is inside, e⁻ˣ."""
    return 1 / (1 + np.exp(-x)) ** 2


@sigmoid_grad.mistake("return the tanh's derivative")
def _(x):
    """The sigmoid is a tanh half as high and twice as wide: it is a quarter as steep at 0."""
    return 1 - np.tanh(x) ** 2


@sigmoid_grad.variant("e⁻ˣ over the squared denominator")
def _(x):
    small = np.exp(-np.abs(x))
    return small / (1 + small) ** 2


@sigmoid_grad.variant("the sigmoid at x times the sigmoid at −x")
def _(x):
    return _sigmoid(x) * _sigmoid(-x)


@sigmoid_grad.variant("a quarter of the tanh's derivative at x/2")
def _(x):
    return 0.25 / np.cosh(x / 2) ** 2


@sigmoid_grad.variant("a central difference")
def _(x):
    return (_sigmoid(x + 1e-4) - _sigmoid(x - 1e-4)) / 2e-4


@sigmoid_grad.variant("a loop, as nested lists")
def _(x):
    slope = np.empty_like(x)
    for i in np.ndindex(x.shape):
        s = 1 / (1 + math.exp(-x[i]))
        slope[i] = s - s * s
    return slope.tolist()


@sigmoid_grad.variant("PyTorch's autograd")
def _(x):
    import torch

    return torch_slope(torch.sigmoid, x)
