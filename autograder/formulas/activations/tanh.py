"""The hyperbolic tangent: a sigmoid from −1 to 1, centred at 0."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points


def oracle(x):
    return np.tanh(x)


@formula(inputs=Points(far=1000), oracle=oracle, returns=("y",), quiet=True)
def tanh(x):
    """``(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)``, written with ``e`` to negative powers only, which never
    overflows (LeCun, Bottou, Orr and Müller, 1998, recommend it over the sigmoid)."""
    small = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - small) / (1 + small)


@tanh.mistake("let eˣ and e⁻ˣ overflow: infinity divided by infinity is no number")
@np.errstate(over="ignore", invalid="ignore")
def _(x):
    """e¹⁰⁰⁰ is more than a float holds. Divide above and below by the larger of the two powers: the
    exponents that are left are at or below zero."""
    up, down = np.exp(x), np.exp(-x)
    return (up - down) / (up + down)


@tanh.mistake("let e²ˣ overflow where x is large")
@np.errstate(over="ignore", invalid="ignore")
def _(x):
    """The form with e²ˣ is fine below zero. Above it there is one with the other sign."""
    up = np.exp(2 * x)
    return (up - 1) / (up + 1)


@tanh.mistake("let e⁻²ˣ overflow where x is far below zero")
@np.errstate(over="ignore", invalid="ignore")
def _(x):
    """The form with e⁻²ˣ is fine above zero. Below it there is one with the other sign."""
    down = np.exp(-2 * x)
    return (1 - down) / (1 + down)


@tanh.mistake("return the sigmoid")
def _(x):
    """The sigmoid runs from 0 to 1. The tanh runs from −1 to 1, and is 0 at 0."""
    return 0.5 * (1 + np.tanh(x / 2))


@tanh.mistake("scale the sigmoid to −1 … 1 without doubling its x")
def _(x):
    """The tanh is a sigmoid moved down and made twice as high, and also half as wide."""
    return np.tanh(x / 2)


@tanh.mistake("swap e⁻ˣ and eˣ in the numerator")
def _(x):
    """The tanh rises: it has the sign of `x`."""
    return np.tanh(-x)


@tanh.mistake("swap numerator and denominator")
@np.errstate(divide="ignore")
def _(x):
    """The difference stands above and the sum below: at 0 the function is 0."""
    return 1 / np.tanh(x)


@tanh.mistake("stop at the sinh: divide by 2 instead of by the sum")
@np.errstate(over="ignore")
def _(x):
    """The sinh grows without limit. A tanh stays between −1 and 1."""
    return np.sinh(x)


@tanh.mistake("lose the sign of x")
def _(x):
    """With |x| in the exponent nothing overflows, but both sides of zero look alike: give the
    result the sign of `x`."""
    return np.tanh(np.abs(x))


@tanh.mistake("return the derivative")
def _(x):
    """That is the derivative. Return the function itself."""
    return 1 - np.tanh(x) ** 2


@tanh.mistake("cut x off at −1 and 1")
def _(x):
    """The tanh bends all the way: it comes near 1 but is never straight."""
    return np.clip(x, -1, 1)


@tanh.variant("np.tanh")
def _(x):
    return np.tanh(x)


@tanh.variant("two sigmoids' height, moved down")
def _(x):
    from scipy.special import expit

    return 2 * expit(2 * x) - 1


@tanh.variant("both forms, each on its side of zero")
def _(x):
    above, below = np.exp(-2 * np.maximum(x, 0)), np.exp(2 * np.minimum(x, 0))
    return np.where(x > 0, (1 - above) / (1 + above), (below - 1) / (below + 1))


@tanh.variant("e²ˣ − 1 by expm1, x cut off at ±20")
def _(x):
    grown = np.expm1(2 * np.clip(x, -20, 20))
    return grown / (grown + 2)


@tanh.variant("a loop with math.tanh, as nested lists")
def _(x):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        y[i] = math.tanh(x[i])
    return y.tolist()


@tanh.variant("a float32 tensor of PyTorch")
def _(x):
    import torch

    return torch.tanh(torch.tensor(x, dtype=torch.float32))
