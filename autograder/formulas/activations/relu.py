"""ReLU, the rectified linear unit: what is below zero becomes zero."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Points, torch_value


def oracle(x):
    from torch.nn.functional import relu

    return torch_value(relu, x)


@formula(inputs=Points(), oracle=oracle, returns=("y",))
def relu(x):
    """``max(0, x)`` of each element (Nair and Hinton, 2010)."""
    return np.maximum(x, 0.0)


@relu.mistake("keep the negative side instead of the positive one")
def _(x):
    """A unit passes on what is above zero, and is silent below."""
    return np.minimum(x, 0.0)


@relu.mistake("take the absolute value")
def _(x):
    """Below zero the function is 0. It does not turn a negative number into a positive one."""
    return np.abs(x)


@relu.mistake("look for the largest element: np.max(x, 0) instead of np.maximum(x, 0)")
def _(x):
    """`np.max` goes through one array along an axis. Use `np.maximum`, which compares each
    element with 0.
    """
    return np.max(x, 0)


@relu.mistake("leave the elements below zero out")
def _(x):
    """The result has the shape of `x`: an element below zero becomes 0 and stays where it is."""
    return x[x > 0]


@relu.mistake("return 1 for all that is above zero")
def _(x):
    """That is the derivative. Above zero the function is `x` itself."""
    return np.where(x > 0, 1.0, 0.0)


@relu.mistake("let a tenth of the negative side through, as leaky ReLU does")
def _(x):
    """ReLU lets nothing through: below zero it is exactly 0."""
    return np.where(x > 0, x, 0.1 * x)


@relu.mistake("take its smooth relative, the softplus log(1 + eˣ)")
def _(x):
    """ReLU has a kink at zero and is straight on both sides of it."""
    return np.logaddexp(0, x)


@relu.mistake("cut off at 1 too")
def _(x):
    """There is no limit above: that is why its gradient does not vanish there."""
    return np.clip(x, 0, 1)


@relu.mistake("forget to halve x + |x|")
def _(x):
    """Above zero that sum counts `x` twice."""
    return x + np.abs(x)


@relu.mistake("write the zeros into x itself")
def _(x):
    """The caller's array is changed too, and the backward pass still needs it. Make a new one."""
    x[x < 0] = 0.0
    return x


@relu.variant("x times whether it is positive")
def _(x):
    return x * (x > 0)


@relu.variant("np.where")
def _(x):
    return np.where(x > 0, x, 0)


@relu.variant("half of x + |x|")
def _(x):
    return (x + np.abs(x)) / 2


@relu.variant("a copy with zeros written into it")
def _(x):
    y = x.copy()
    y[y < 0] = 0
    return y


@relu.variant("a loop, as nested lists")
def _(x):
    y = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        y[i] = max(0.0, x[i])
    return y.tolist()


@relu.variant("a float32 tensor of PyTorch")
def _(x):
    import torch

    return torch.relu(torch.tensor(x, dtype=torch.float32))
