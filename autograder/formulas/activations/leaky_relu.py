"""Leaky ReLU: below zero a little comes through, so that no unit is silent for good."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_value


def oracle(x, slope=0.1):
    from torch.nn.functional import leaky_relu

    return torch_value(lambda points: leaky_relu(points, slope), x)


@formula(inputs=Points("slope", (0.0, 0.9)), oracle=oracle, returns=("y",))
def leaky_relu(x, slope=0.1):
    """``x`` above zero and ``slope·x`` below (Maas, Hannun and Ng, 2013)."""
    return np.where(x > 0, x, slope * x)


@leaky_relu.mistake("let nothing through below zero, as ReLU does")
def _(x, slope=0.1):
    """Below zero the function still has a slope, and with it a gradient."""
    return np.maximum(x, 0.0)


@leaky_relu.mistake("give the slope to the positive side")
def _(x, slope=0.1):
    """Above zero nothing is scaled. It is the negative side that leaks."""
    return np.where(x > 0, slope * x, x)


@leaky_relu.mistake("multiply both sides by the slope")
def _(x, slope=0.1):
    """Above zero the function is `x` itself."""
    return slope * x


@leaky_relu.mistake("return the slope itself below zero")
def _(x, slope=0.1):
    """The slope is how steep the line is below zero, not how high."""
    return np.where(x > 0, x, slope)


@leaky_relu.mistake("turn the negative side upwards")
def _(x, slope=0.1):
    """The line goes on falling to the left of zero: the result has the sign of `x`."""
    return np.where(x > 0, x, -slope * x)


@leaky_relu.mistake("divide by the slope below zero")
@np.errstate(divide="ignore")
def _(x, slope=0.1):
    """A slope of 0.1 makes what is below zero ten times smaller, not larger."""
    return np.where(x > 0, x, np.divide(x, slope, where=x < 0, out=np.zeros(x.shape)))


@leaky_relu.mistake("take PyTorch's default of 0.01")
def _(x, slope=0.01):
    """PyTorch's default is 0.01; this course uses the lecture's 0.1."""
    return np.where(x > 0, x, slope * x)


@leaky_relu.mistake("always take 0.1, whatever the argument says")
def _(x, slope=0.1):
    """0.1 is the slope only where none is given. Use the argument."""
    return np.where(x > 0, x, 0.1 * x)


@leaky_relu.mistake("write into x itself")
def _(x, slope=0.1):
    """The caller's array is changed too, and the backward pass still needs it. Make a new one."""
    x[x < 0] *= slope
    return x


@leaky_relu.mistake("give `slope` no default")
def _(x, slope):
    """The assignment's `def` line has a value for it, which counts where a call leaves it out."""
    return np.where(x > 0, x, slope * x)


@leaky_relu.variant("the larger of x and slope·x")
def _(x, slope=0.1):
    return np.maximum(x, slope * x)


@leaky_relu.variant("the two sides added up")
def _(x, slope=0.1):
    return np.maximum(x, 0) + slope * np.minimum(x, 0)


@leaky_relu.variant("x times its slope")
def _(x, slope=0.1):
    return x * np.where(x >= 0, 1, slope)


@leaky_relu.variant("a loop")
def _(x, slope=0.1):
    y = x.copy()
    for i in np.ndindex(x.shape):
        if y[i] < 0:
            y[i] *= slope
    return y


@leaky_relu.variant("a float32 tensor of PyTorch")
def _(x, slope=0.1):
    import torch

    return torch.nn.functional.leaky_relu(torch.tensor(x, dtype=torch.float32), slope)
