"""SiLU, or swish: x times its sigmoid."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Smooth, torch_value


def oracle(x):
    from torch.nn.functional import silu

    return torch_value(silu, x)


@formula(inputs=Smooth(far=1000), oracle=oracle, returns=("y",), quiet=True)
def silu(x):
    """``x·σ(x)`` (Elfwing, Uchibe and Doya, 2018; Ramachandran, Zoph and Le, 2017)."""
    small = np.exp(-np.abs(x))
    return x * np.where(x >= 0, 1.0, small) / (1 + small)


def _sigmoid(x):
    from scipy.special import expit

    return expit(x)


@silu.mistake("let eˣ overflow: infinity divided by infinity is no number")
@np.errstate(over="ignore", invalid="ignore")
def _(x):
    """e¹⁰⁰⁰ is more than a float holds. Use a form in which every exponent stays at or below
    zero."""
    return x * np.exp(x) / (1 + np.exp(x))


@silu.mistake("return the sigmoid alone, without x")
def _(x):
    """The sigmoid says how much of x passes: multiply by x."""
    return _sigmoid(x)


@silu.mistake("take the sigmoid of −x")
def _(x):
    """A large x passes, and far below zero nothing does."""
    return x * _sigmoid(-x)


@silu.mistake("return the derivative")
def _(x):
    """Its slope is σ(x)·(1 + x·(1 − σ(x))). Here the function itself is asked for."""
    y = _sigmoid(x)
    return y * (1 + x * (1 - y))


@silu.mistake("take the normal distribution in place of the sigmoid")
def _(x):
    """With the normal distribution it is GELU."""
    from scipy.special import ndtr

    return x * ndtr(x)


@silu.mistake("take ReLU")
def _(x):
    """SiLU is round at zero, and a little below zero for a negative x."""
    return np.maximum(x, 0.0)


@silu.mistake("take the softplus, log(1 + eˣ)")
def _(x):
    """The softplus is the integral of the sigmoid, and never below zero. SiLU is a product."""
    return np.logaddexp(0, x)


@silu.mistake("multiply by the tanh")
def _(x):
    """The gate runs from 0 to 1, not from −1 to 1: it is the sigmoid."""
    return x * np.tanh(x)


@silu.mistake("take its piecewise straight relative, the hard swish")
def _(x):
    """x·clip(x + 3, 0, 6)/6 was made for telephones. SiLU has the sigmoid itself."""
    return x * np.clip(x + 3, 0, 6) / 6


@silu.mistake("multiply by the sigmoid's slope")
def _(x):
    """σ·(1 − σ) is the slope of the sigmoid. The gate is the sigmoid."""
    y = _sigmoid(x)
    return x * y * (1 - y)


@silu.mistake("multiply by the tanh of the softplus, as Mish does")
def _(x):
    """Mish is a relative of SiLU. The gate of SiLU is the sigmoid of x."""
    return x * np.tanh(np.logaddexp(0, x))


@silu.variant("x over 1 + e⁻ˣ, its overflow to infinity allowed")
def _(x):
    with np.errstate(over="ignore"):
        return x / (1 + np.exp(-x))


@silu.variant("SciPy's sigmoid")
def _(x):
    from scipy.special import expit

    return x * expit(x)


@silu.variant("a stretched tanh")
def _(x):
    return x / 2 * (1 + np.tanh(x / 2))


@silu.variant("a loop with math.exp")
def _(x):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        small = math.exp(-abs(x[i]))
        y[i] = x[i] / (1 + small) * (1 if x[i] >= 0 else small)
    return y


@silu.variant("masks, one for each sign")
def _(x):
    y = np.zeros(x.shape)
    up = x >= 0
    y[up] = x[up] / (1 + np.exp(-x[up]))
    y[~up] = x[~up] * np.exp(x[~up]) / (1 + np.exp(x[~up]))
    return y


@silu.variant("a float32 tensor of PyTorch")
def _(x):
    import torch

    return torch.nn.functional.silu(torch.tensor(x, dtype=torch.float32))
