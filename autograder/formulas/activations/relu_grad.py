"""ReLU's derivative: 1 where the unit is active, 0 where it is silent, and 0 at the kink."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_slope


def oracle(x):
    import torch

    return torch_slope(torch.relu, x)


@formula(
    inputs=Points(zero=True),
    oracle=oracle,
    returns=("dy/dx",),
    wide="it chooses between two Python numbers",
)
def relu_grad(x):
    """``1`` above zero, ``0`` below, and ``0`` at zero itself, where the course, as PyTorch does,
    takes the slope from the left (Nair and Hinton, 2010)."""
    return np.where(x > 0, 1.0, 0.0)


@relu_grad.mistake("count 0 as above zero")
def _(x):
    """At x = 0 the derivative is not defined; this course uses 0, as PyTorch does."""
    return np.where(x >= 0, 1.0, 0.0)


@relu_grad.mistake("give the kink the mean of both sides, 1/2")
def _(x):
    """At x = 0 the derivative is not defined; this course uses 0, as PyTorch does."""
    return np.heaviside(x, 0.5)


@relu_grad.mistake("return ReLU itself")
def _(x):
    """The slope above zero is the same everywhere, however large `x` is."""
    return np.maximum(x, 0.0)


@relu_grad.mistake("return −1 below zero, as np.sign does")
def _(x):
    """Below zero the function is flat: it neither rises nor falls."""
    return np.sign(x)


@relu_grad.mistake("swap the sides")
def _(x):
    """A unit has a gradient where it is active, above zero."""
    return np.where(x < 0, 1.0, 0.0)


@relu_grad.mistake("forget the kink: 1 everywhere")
def _(x):
    """Below zero the function is flat, so no gradient comes through."""
    return np.ones(x.shape)


@relu_grad.mistake("let a tenth through below zero, as leaky ReLU does")
def _(x):
    """ReLU is flat below zero: the gradient there is exactly 0."""
    return np.where(x > 0, 1.0, 0.1)


@relu_grad.mistake("leave what is below zero as it is")
def _(x):
    """Both sides have a slope to fill in: above zero and below."""
    return np.where(x > 0, 1.0, x)


@relu_grad.mistake("write the slopes into x itself")
def _(x):
    """The caller's array is changed too. Make a new one."""
    up = x > 0
    x[up] = 1.0
    x[~up] = 0.0
    return x


@relu_grad.variant("a comparison, as an array of bool")
def _(x):
    return x > 0


@relu_grad.variant("np.heaviside")
def _(x):
    return np.heaviside(x, 0)


@relu_grad.variant("the positive part of the sign")
def _(x):
    return np.maximum(np.sign(x), 0)


@relu_grad.variant("zeros with ones written into them")
def _(x):
    slope = np.zeros_like(x)
    slope[x > 0] = 1
    return slope


@relu_grad.variant("a loop, as nested lists of int")
def _(x):
    slope = np.zeros(x.shape, dtype=int)
    for i in np.ndindex(x.shape):
        slope[i] = 1 if x[i] > 0 else 0
    return slope.tolist()


@relu_grad.variant("PyTorch's autograd in float32")
def _(x):
    import torch

    return torch_slope(torch.relu, x.astype(np.float32))
