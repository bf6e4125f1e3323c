"""ELU's derivative: it fades below zero instead of breaking off."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_slope


def oracle(x, alpha=1.0):
    from torch.nn.functional import elu

    return torch_slope(lambda points: elu(points, alpha), x)


@formula(inputs=Points("alpha", (0.3, 2.5), zero=True), oracle=oracle, returns=("dy/dx",))
def elu_grad(x, alpha=1.0):
    """``1`` above zero, ``alpha·eˣ`` below, and ``alpha`` at zero itself (Clevert, Unterthiner
    and Hochreiter, 2016)."""
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))


@elu_grad.mistake("return 1 at the kink")
def _(x, alpha=1.0):
    """With another alpha than 1 the function has a kink at zero, and the slope there is a choice.
    This course takes that of the left side."""
    return np.where(x >= 0, 1.0, alpha * np.exp(x))


@elu_grad.mistake("return 0 at the kink")
def _(x, alpha=1.0):
    """Right at zero the slope of the left side holds, and that is not 0."""
    return np.where(x > 0, 1.0, alpha * np.exp(x) * (x < 0))


@elu_grad.mistake("return ELU itself")
def _(x, alpha=1.0):
    """The derivative says how steep the function is, and is never below zero."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@elu_grad.mistake("keep the − 1 below zero")
def _(x, alpha=1.0):
    """The derivative of a constant is 0."""
    return np.where(x > 0, 1.0, alpha * (np.exp(x) - 1))


@elu_grad.mistake("leave out alpha")
def _(x, alpha=1.0):
    """alpha multiplies the curve below zero, and its slope as well."""
    return np.where(x > 0, 1.0, np.exp(x))


@elu_grad.mistake("take alpha for the slope below zero")
def _(x, alpha=1.0):
    """Below zero the slope gets smaller as x goes to −∞."""
    return np.where(x > 0, 1.0, alpha)


@elu_grad.mistake("treat eˣ as a power of x")
def _(x, alpha=1.0):
    """In `eˣ` the variable is the exponent: the rule for `xⁿ` is not the one to use."""
    return np.where(x > 0, 1.0, alpha * x * np.exp(x - 1))


@elu_grad.mistake("turn the sign of the exponent")
def _(x, alpha=1.0):
    """Far below zero the function levels off: its slope comes near 0."""
    return np.where(x > 0, 1.0, alpha * np.exp(-x))


@elu_grad.mistake("add alpha to ELU above zero too")
def _(x, alpha=1.0):
    """ELU plus alpha is the slope only where the function is the exponential."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1)) + alpha


@elu_grad.mistake("return 0 below zero, as for ReLU")
def _(x, alpha=1.0):
    """Below zero the function still has a slope. That is what it was made for."""
    return np.where(x > 0, 1.0, 0.0)


@elu_grad.mistake("take the exponential on both sides")
def _(x, alpha=1.0):
    """Above zero the function is a straight line."""
    return alpha * np.exp(x)


@elu_grad.mistake("give `alpha` no default")
def _(x, alpha):
    """The assignment's `def` line has a value for it, which counts where a call leaves it out."""
    return np.where(x > 0, 1.0, alpha * np.exp(x))


@elu_grad.variant("np.exp, which does not overflow up to 20")
def _(x, alpha=1.0):
    return np.where(x > 0, 1, alpha * np.exp(x))


@elu_grad.variant("ELU plus alpha below zero")
def _(x, alpha=1.0):
    below = alpha * np.expm1(np.minimum(x, 0))
    return np.where(x > 0, 1.0, below + alpha)


@elu_grad.variant("ones with the curve written into them")
def _(x, alpha=1.0):
    slope = np.ones_like(x)
    slope[x <= 0] = alpha * np.exp(x[x <= 0])
    return slope


@elu_grad.variant("a loop, as nested lists")
def _(x, alpha=1.0):
    slope = np.empty_like(x)
    for i in np.ndindex(x.shape):
        slope[i] = 1 if x[i] > 0 else alpha * math.exp(x[i])
    return slope.tolist()


@elu_grad.variant("PyTorch's autograd")
def _(x, alpha=1.0):
    from torch.nn.functional import elu

    return torch_slope(lambda points: elu(points, alpha), x)
