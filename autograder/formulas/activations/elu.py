"""ELU, the exponential linear unit: below zero it bends towards −alpha."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_value


def oracle(x, alpha=1.0):
    from torch.nn.functional import elu

    return torch_value(lambda points: elu(points, alpha), x)


@formula(inputs=Points("alpha", (0.3, 2.5)), oracle=oracle, returns=("y",))
def elu(x, alpha=1.0):
    """``x`` above zero and ``alpha·(eˣ − 1)`` below (Clevert, Unterthiner and Hochreiter, 2016)."""
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


@elu.mistake("leave out the − 1")
def _(x, alpha=1.0):
    """The two sides meet at zero. Without it the function jumps there."""
    return np.where(x > 0, x, alpha * np.exp(x))


@elu.mistake("subtract the 1 after multiplying by alpha")
def _(x, alpha=1.0):
    """alpha multiplies the whole difference: look at the parentheses."""
    return np.where(x > 0, x, alpha * np.exp(x) - 1)


@elu.mistake("leave out alpha")
def _(x, alpha=1.0):
    """Far below zero the function comes near −alpha. Use the argument."""
    return np.where(x > 0, x, np.exp(x) - 1)


@elu.mistake("multiply the positive side by alpha too")
def _(x, alpha=1.0):
    """Above zero the function is `x` itself. Scaling both sides is what SELU does."""
    return alpha * np.where(x > 0, x, np.exp(x) - 1)


@elu.mistake("swap the terms: 1 − eˣ")
def _(x, alpha=1.0):
    """Below zero the function is below zero, and e to a negative power is less than 1."""
    return np.where(x > 0, x, alpha * (1 - np.exp(x)))


@elu.mistake("turn the sign of the exponent")
def _(x, alpha=1.0):
    """Far below zero the function levels off. With this sign it grows ever faster."""
    return np.where(x > 0, x, alpha * (np.exp(-x) - 1))


@elu.mistake("multiply x by alpha in the exponent")
def _(x, alpha=1.0):
    """alpha says how deep the curve goes: it multiplies the power, not the exponent."""
    return np.where(x > 0, x, np.exp(alpha * x) - 1)


@elu.mistake("divide x by alpha in the exponent, as CELU does")
def _(x, alpha=1.0):
    """CELU does so to be smooth at zero. In ELU the exponent is `x` alone."""
    return np.where(x > 0, x, alpha * (np.exp(x / alpha) - 1))


@elu.mistake("draw a straight line below zero, as leaky ReLU does")
def _(x, alpha=1.0):
    """Below zero the function is a curve that levels off."""
    return np.where(x > 0, x, alpha * x)


@elu.mistake("add the exponential above zero too")
def _(x, alpha=1.0):
    """Each side has its own formula: above zero nothing is added to `x`."""
    return np.maximum(x, 0) + alpha * (np.exp(x) - 1)


@elu.mistake("take the larger of the two formulas")
def _(x, alpha=1.0):
    """The exponential lies above the straight line on the right of zero: the sign of `x` says which
    formula holds, not which is larger."""
    return np.maximum(x, alpha * (np.exp(x) - 1))


@elu.mistake("swap the sides")
def _(x, alpha=1.0):
    """The straight line is on the right of zero, the curve on the left."""
    return np.where(x < 0, x, alpha * (np.exp(x) - 1))


@elu.mistake("give `alpha` no default")
def _(x, alpha):
    """The assignment's `def` line has a value for it, which counts where a call leaves it out."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@elu.variant("np.exp, which does not overflow up to 20")
def _(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@elu.variant("the two sides added up")
def _(x, alpha=1.0):
    return np.maximum(x, 0) + alpha * (np.exp(np.minimum(x, 0)) - 1)


@elu.variant("a copy whose negative elements are replaced")
def _(x, alpha=1.0):
    y = x.copy()
    y[x < 0] = alpha * np.expm1(x[x < 0])
    return y


@elu.variant("a loop, as nested lists")
def _(x, alpha=1.0):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        y[i] = x[i] if x[i] > 0 else alpha * (math.exp(x[i]) - 1)
    return y.tolist()


@elu.variant("the textbook form, in float32")
def _(x, alpha=1.0):
    x = x.astype(np.float32)
    return np.where(x > 0, x, np.float32(alpha) * (np.exp(x) - np.float32(1)))


@elu.variant("PyTorch's ELU")
def _(x, alpha=1.0):
    import torch

    return torch.nn.functional.elu(torch.as_tensor(x), alpha)
