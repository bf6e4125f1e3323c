"""Nesterov's accelerated gradient in the form that takes the gradient where the weights are."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, RATE, States, torch_step


def oracle(w, g, a, lr, beta):
    from torch.optim import SGD

    state = {"momentum_buffer": a}
    new, state = torch_step(SGD, w, g, state, lr=lr, momentum=beta, nesterov=True)
    return new, state["momentum_buffer"]


@formula(
    inputs=States({"a": "signed"}, {"lr": RATE, "beta": DECAY}), oracle=oracle, returns=("w", "a")
)
def nesterov_step(w, g, a, lr, beta):
    """``a ← beta·a + g``, ``w ← w − lr·(g + beta·a)`` (Nesterov, 1983; Sutskever et al., 2013)."""
    a = beta * a + g
    return w - lr * (g + beta * a), a


@nesterov_step.mistake("take the plain momentum step, or look ahead with the old velocity")
def _(w, g, a, lr, beta):
    """The step looks ahead: it is `g + beta·a` with the new velocity. (With the old one it is the
    momentum step again.)"""
    a = beta * a + g
    return w - lr * a, a


@nesterov_step.mistake(
    "use the velocity after its update where the rearranged form needs the one before"
)
def _(w, g, a, lr, beta):
    """`beta²·a + (1 + beta)·g` holds for the velocity before its update. With the new velocity the
    step is `g + beta·a`."""
    a = beta * a + g
    return w - lr * (beta**2 * a + (1 + beta) * g), a


@nesterov_step.mistake("leave beta out of the look-ahead")
def _(w, g, a, lr, beta):
    """The look-ahead is beta times the velocity: `g + beta·a`, not `g + a`."""
    a = beta * a + g
    return w - lr * (g + a), a


@nesterov_step.mistake("look ahead without the gradient")
def _(w, g, a, lr, beta):
    """The gradient itself belongs to the step: `g + beta·a`, not `beta·a`."""
    a = beta * a + g
    return w - lr * beta * a, a


@nesterov_step.mistake("average the gradients: beta·a + (1 − beta)·g")
def _(w, g, a, lr, beta):
    """The velocity adds the whole gradient, `beta·a + g`. The factor 1 − beta belongs to Adam."""
    a = beta * a + (1 - beta) * g
    return w - lr * (g + beta * a), a


@nesterov_step.mistake("go uphill")
def _(w, g, a, lr, beta):
    """The step is made of gradients, which point uphill: subtract it."""
    a = beta * a + g
    return w + lr * (g + beta * a), a


@nesterov_step.mistake("return the look-ahead instead of the velocity")
def _(w, g, a, lr, beta):
    """`g + beta·a` moves the weights once. What the next step needs is the velocity `a`."""
    a = beta * a + g
    return w - lr * (g + beta * a), g + beta * a


@nesterov_step.mistake("return the velocity first")
def _(w, g, a, lr, beta):
    """The order is `(w, a)`: the weights, then the velocity."""
    a = beta * a + g
    return a, w - lr * (g + beta * a)


@nesterov_step.variant("rearranged, with the velocity before its update")
def _(w, g, a, lr, beta):
    return w - lr * (beta**2 * a + (1 + beta) * g), beta * a + g


@nesterov_step.variant("two moves: the gradient's, then the velocity's")
def _(w, g, a, lr, beta):
    a = g + beta * a
    halfway = w - lr * g
    return halfway - lr * beta * a, a


@nesterov_step.variant("a loop, returned as a list")
def _(w, g, a, lr, beta):
    new_w, new_a = w.copy(), a.copy()
    for index in np.ndindex(w.shape):
        new_a[index] = beta * a[index] + g[index]
        new_w[index] = w[index] - lr * (g[index] + beta * new_a[index])
    return [new_w, new_a]


@nesterov_step.variant("PyTorch tensors")
def _(w, g, a, lr, beta):
    import torch

    w, g, a = map(torch.as_tensor, (w, g, a))
    a = beta * a + g
    return w - lr * (g + beta * a), a
