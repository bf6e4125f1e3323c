"""GELU, the Gaussian error linear unit: x times the share of a normal distribution below x."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Smooth, torch_value


def oracle(x):
    from torch.nn.functional import gelu

    return torch_value(gelu, x)


@formula(inputs=Smooth(far=1000), oracle=oracle, returns=("y",), quiet=True)
def gelu(x):
    """``x·Φ(x)``, Φ the distribution function of the standard normal (Hendrycks and Gimpel,
    2016)."""
    from scipy.special import ndtr

    return x * ndtr(x)


def _phi(x):
    """The distribution function of the standard normal."""
    from scipy.special import ndtr

    return ndtr(x)


def _density(x):
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def _sigmoid(x):
    from scipy.special import expit

    return expit(x)


@gelu.mistake("take the approximation by a tanh")
def _(x):
    """It is near, and faster on old machines, but not the function that was asked for: Φ is exact
    in `scipy.special.ndtr`, or by `erf`."""
    return x / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


@gelu.mistake("take the approximation by a sigmoid of 1.702 x")
def _(x):
    """A sigmoid of 1.702 x is near Φ, but not Φ itself: take `scipy.special.ndtr`, or `erf`."""
    return x * _sigmoid(1.702 * x)


@gelu.mistake("take the sigmoid in place of the normal distribution")
def _(x):
    """x times the sigmoid is SiLU. The share in GELU is that of a normal distribution."""
    return x * _sigmoid(x)


@gelu.mistake("multiply by the density instead of by the share below x")
def _(x):
    """The bell curve itself is the density, high at 0. The share below x is its integral, which
    rises from 0 to 1."""
    return x * _density(x)


@gelu.mistake("leave the root of 2 out of erf")
def _(x):
    """`erf` belongs to a bell curve of variance 1/2: Φ(x) is (1 + erf(x/√2))/2."""
    return x * _phi(math.sqrt(2) * x)


@gelu.mistake("forget the 1 beside erf")
def _(x):
    """`erf` runs from −1 to 1, a share from 0 to 1: Φ(x) is (1 + erf(x/√2))/2."""
    return x * (_phi(x) - 0.5)


@gelu.mistake("forget to halve 1 + erf")
def _(x):
    """`1 + erf` runs from 0 to 2, a share from 0 to 1: far above zero GELU is x."""
    return 2 * x * _phi(x)


@gelu.mistake("return the share alone, without x")
def _(x):
    """GELU is x times the share: far above zero it goes on as x does."""
    return _phi(x)


@gelu.mistake("take the share above x")
def _(x):
    """A large x passes, a small one does not: the share *below* x multiplies."""
    return x * _phi(-x)


@gelu.mistake("return the derivative")
def _(x):
    """Φ(x) + x·φ(x) is the slope. Here the function itself is asked for."""
    return _phi(x) + x * _density(x)


@gelu.mistake("take ReLU")
def _(x):
    """GELU is round at zero, and a little below zero for a negative x."""
    return np.maximum(x, 0.0)


@gelu.variant("SciPy's erf")
def _(x):
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


@gelu.variant("erfc, which stays exact far below zero")
def _(x):
    from scipy.special import erfc

    return x * erfc(-x / math.sqrt(2)) / 2


@gelu.variant("SciPy's normal distribution")
def _(x):
    from scipy.stats import norm

    return x * norm.cdf(x)


@gelu.variant("a loop with math.erf, as nested lists")
def _(x):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        y[i] = x[i] * 0.5 * (1 + math.erf(x[i] / math.sqrt(2)))
    return y.tolist()


@gelu.variant("a float32 tensor of PyTorch")
def _(x):
    import torch

    return torch.nn.functional.gelu(torch.tensor(x, dtype=torch.float32))
