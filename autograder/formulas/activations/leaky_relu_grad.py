"""Leaky ReLU's derivative: never zero, so that every unit goes on learning."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_slope


def oracle(x, slope=0.1):
    from torch.nn.functional import leaky_relu

    return torch_slope(lambda points: leaky_relu(points, slope), x)


@formula(
    inputs=Points("slope", (0.0, 0.9), zero=True),
    oracle=oracle,
    returns=("dy/dx",),
    wide="it chooses between two Python numbers",
)
def leaky_relu_grad(x, slope=0.1):
    """``1`` above zero, ``slope`` below, and ``slope`` at zero itself (Maas, Hannun and Ng,
    2013)."""
    return np.where(x > 0, 1.0, slope)


@leaky_relu_grad.mistake("count 0 as above zero")
def _(x, slope=0.1):
    """At the kink the slope is a choice. This course takes that of the left side."""
    return np.where(x >= 0, 1.0, slope)


@leaky_relu_grad.mistake("return 0 at the kink")
def _(x, slope=0.1):
    """At the kink the slope is a choice. This course takes that of the left side, which for this
    function is not 0."""
    return np.where(x > 0, 1.0, np.where(x < 0, slope, 0.0))


@leaky_relu_grad.mistake("return 0 below zero, as for ReLU")
def _(x, slope=0.1):
    """Below zero the function still has a slope. That is what it was made for."""
    return np.where(x > 0, 1.0, 0.0)


@leaky_relu_grad.mistake("return leaky ReLU itself")
def _(x, slope=0.1):
    """Each side is a straight line: its derivative is the same all along."""
    return np.where(x > 0, x, slope * x)


@leaky_relu_grad.mistake("keep the x below zero: slope·x")
def _(x, slope=0.1):
    """The derivative of a straight line has no `x` in it."""
    return np.where(x > 0, 1.0, slope * x)


@leaky_relu_grad.mistake("swap the sides")
def _(x, slope=0.1):
    """Above zero nothing is scaled. It is the negative side that has the small slope."""
    return np.where(x > 0, slope, 1.0)


@leaky_relu_grad.mistake("turn the sign of the slope")
def _(x, slope=0.1):
    """The function rises on both sides of zero."""
    return np.where(x > 0, 1.0, -slope)


@leaky_relu_grad.mistake("take PyTorch's default of 0.01")
def _(x, slope=0.01):
    """Where the slope is left out, this course takes the one of the lecture."""
    return np.where(x > 0, 1.0, slope)


@leaky_relu_grad.mistake("always take 0.1, whatever the argument says")
def _(x, slope=0.1):
    """0.1 is the slope only where none is given. Use the argument."""
    return np.where(x > 0, 1.0, 0.1)


@leaky_relu_grad.mistake("write the slopes into x itself")
def _(x, slope=0.1):
    """The caller's array is changed too. Make a new one."""
    up = x > 0
    x[up] = 1.0
    x[~up] = slope
    return x


@leaky_relu_grad.mistake("give `slope` no default")
def _(x, slope):
    """The assignment's `def` line has a value for it, which counts where a call leaves it out."""
    return np.where(x > 0, 1.0, slope)


@leaky_relu_grad.variant("a mask for each side")
def _(x, slope=0.1):
    return 1.0 * (x > 0) + slope * (x <= 0)


@leaky_relu_grad.variant("the slope, and what is missing to 1 above zero")
def _(x, slope=0.1):
    return slope + (1 - slope) * np.heaviside(x, 0)


@leaky_relu_grad.variant("an array of slopes with ones written into it")
def _(x, slope=0.1):
    result = np.full(x.shape, slope)
    result[x > 0] = 1
    return result


@leaky_relu_grad.variant("a loop, as nested lists")
def _(x, slope=0.1):
    result = np.empty_like(x)
    for i in np.ndindex(x.shape):
        result[i] = 1 if x[i] > 0 else slope
    return result.tolist()


@leaky_relu_grad.variant("PyTorch's autograd in float32")
def _(x, slope=0.1):
    from torch.nn.functional import leaky_relu

    return torch_slope(lambda points: leaky_relu(points, slope), x.astype(np.float32))
