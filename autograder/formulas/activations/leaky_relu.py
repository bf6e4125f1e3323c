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


@leaky_relu.mistake(
    "let nothing through below zero, as ReLU does",
    hint="Below zero the function still has a slope, and with it a gradient.",
)
def _(x, slope=0.1):
    return np.maximum(x, 0.0)


@leaky_relu.mistake(
    "give the slope to the positive side",
    hint="Above zero nothing is scaled. It is the negative side that leaks.",
)
def _(x, slope=0.1):
    return np.where(x > 0, slope * x, x)


@leaky_relu.mistake(
    "multiply both sides by the slope",
    hint="Above zero the function is `x` itself.",
)
def _(x, slope=0.1):
    return slope * x


@leaky_relu.mistake(
    "return the slope itself below zero",
    hint="The slope is how steep the line is below zero, not how high.",
)
def _(x, slope=0.1):
    return np.where(x > 0, x, slope)


@leaky_relu.mistake(
    "turn the negative side upwards",
    hint="The line goes on falling to the left of zero: the result has the sign of `x`.",
)
def _(x, slope=0.1):
    return np.where(x > 0, x, -slope * x)


@leaky_relu.mistake(
    "divide by the slope below zero",
    hint="A slope of 0.1 makes what is below zero ten times smaller, not larger.",
)
@np.errstate(divide="ignore")
def _(x, slope=0.1):
    return np.where(x > 0, x, np.divide(x, slope, where=x < 0, out=np.zeros(x.shape)))


@leaky_relu.mistake(
    "take PyTorch's default of 0.01",
    hint="Where the slope is left out, this course takes the one of the lecture.",
)
def _(x, slope=0.01):
    return np.where(x > 0, x, slope * x)


@leaky_relu.mistake(
    "always take 0.1, whatever the argument says",
    hint="0.1 is the slope only where none is given. Use the argument.",
)
def _(x, slope=0.1):
    return np.where(x > 0, x, 0.1 * x)


@leaky_relu.mistake(
    "write into x itself",
    hint="The caller's array is changed too, and the backward pass still needs it. Make a new one.",
)
def _(x, slope=0.1):
    x[x < 0] *= slope
    return x


@leaky_relu.mistake(
    "give `slope` no default",
    hint="The assignment's `def` line has a value for it, which counts where a call leaves it out.",
)
def _(x, slope):
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
