"""The derivative of the tanh: 1 at zero, four times the sigmoid's, and vanishing on both sides."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_slope


def oracle(x):
    import torch

    return torch_slope(torch.tanh, x)


@formula(inputs=Points(), oracle=oracle, returns=("dy/dx",))
def tanh_grad(x):
    """``1 − tanh(x)²`` (LeCun, Bottou, Orr and Müller, 1998)."""
    return 1 - np.tanh(x) ** 2


@tanh_grad.mistake("put x itself into 1 − t²")
def _(x):
    """In that formula t is what the tanh puts out, and `x` is what goes in."""
    return 1 - x**2


@tanh_grad.mistake("return the tanh")
def _(x):
    """The derivative says how steep the tanh is: it is small on both sides, highest at 0."""
    return np.tanh(x)


@tanh_grad.mistake("forget the square")
def _(x):
    """A slope does not depend on the sign of `x` here: the tanh is as steep at −2 as at 2."""
    return 1 - np.tanh(x)


@tanh_grad.mistake("add where it should subtract: 1 + t²")
def _(x):
    """Where the tanh is near 1 it is flat: its derivative is near 0 there."""
    return 1 + np.tanh(x) ** 2


@tanh_grad.mistake("take t·(1 − t), the form that belongs to the sigmoid")
def _(x):
    """At 0 the tanh is 0, and it is as steep there as it gets."""
    t = np.tanh(x)
    return t * (1 - t)


@tanh_grad.mistake("square the whole difference: (1 − t)²")
def _(x):
    """Only the tanh is squared."""
    return (1 - np.tanh(x)) ** 2


@tanh_grad.mistake("turn the sign: t² − 1")
def _(x):
    """The tanh rises everywhere, so its derivative is never below zero."""
    return np.tanh(x) ** 2 - 1


@tanh_grad.mistake("forget the square of the cosh: 1/cosh x")
def _(x):
    """The derivative of a quotient has the square of the denominator below."""
    return 1 / np.cosh(x)


@tanh_grad.mistake("multiply by cosh² instead of dividing")
def _(x):
    """Far from zero the tanh is flat: divide by cosh²."""
    return np.cosh(x) ** 2


@tanh_grad.mistake("return the sigmoid's derivative")
def _(x):
    """That one is at most 1/4. The tanh rises by 1 at 0."""
    return 0.25 / np.cosh(x / 2) ** 2


@tanh_grad.variant("1 over the squared cosh")
def _(x):
    return np.cosh(x) ** -2.0


@tanh_grad.variant("the product (1 − t)(1 + t)")
def _(x):
    t = np.tanh(x)
    return (1 - t) * (1 + t)


@tanh_grad.variant("four times the sigmoid's derivative at 2x")
def _(x):
    small = np.exp(-2 * np.abs(x))
    return 4 * small / (1 + small) ** 2


@tanh_grad.variant("a central difference")
def _(x):
    return (np.tanh(x + 1e-4) - np.tanh(x - 1e-4)) / 2e-4


@tanh_grad.variant("a loop, as nested lists")
def _(x):
    slope = np.empty_like(x)
    for i in np.ndindex(x.shape):
        slope[i] = 1 - math.tanh(x[i]) ** 2
    return slope.tolist()


@tanh_grad.variant("PyTorch's autograd")
def _(x):
    import torch

    return torch_slope(torch.tanh, x)
