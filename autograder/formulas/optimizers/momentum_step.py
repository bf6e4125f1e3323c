"""Gradient descent with momentum: a velocity gathers the gradients."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, RATE, States, torch_step


def oracle(w, g, a, lr, beta):
    from torch.optim import SGD

    state = {"momentum_buffer": a}
    new, state = torch_step(SGD, w, g, state, lr=lr, momentum=beta)
    return new, state["momentum_buffer"]


@formula(
    inputs=States({"a": "signed"}, {"lr": RATE, "beta": DECAY}), oracle=oracle, returns=("w", "a")
)
def momentum_step(w, g, a, lr, beta):
    """``a ← beta·a + g``, ``w ← w − lr·a`` (Polyak, 1964)."""
    a = beta * a + g
    return w - lr * a, a


@momentum_step.mistake("step along the gradient alone")
def _(w, g, a, lr, beta):
    """The velocity is updated, and then the weights follow the velocity, not the gradient."""
    return w - lr * g, beta * a + g


@momentum_step.mistake("move the weights before you update the velocity")
def _(w, g, a, lr, beta):
    """First `a ← beta·a + g`; the weights then follow the new velocity."""
    return w - lr * a, beta * a + g


@momentum_step.mistake("average the gradients: beta·a + (1 − beta)·g")
def _(w, g, a, lr, beta):
    """Momentum adds the whole gradient, `beta·a + g`. The factor 1 − beta belongs to Adam."""
    a = beta * a + (1 - beta) * g
    return w - lr * a, a


@momentum_step.mistake("put the learning rate inside the velocity")
def _(w, g, a, lr, beta):
    """In this form the velocity is a sum of gradients, and `lr` multiplies it when the weights
    move."""
    a = beta * a + lr * g
    return w - a, a


@momentum_step.mistake("leave out beta")
def _(w, g, a, lr, beta):
    """Without `beta` the velocity never slows down: it keeps only the share beta of itself."""
    a = a + g
    return w - lr * a, a


@momentum_step.mistake("let beta scale the gradient as well")
def _(w, g, a, lr, beta):
    """`beta` multiplies the old velocity alone: `beta·a + g`, not `beta·(a + g)`."""
    a = beta * (a + g)
    return w - lr * a, a


@momentum_step.mistake("add the velocity to the weights")
def _(w, g, a, lr, beta):
    """The velocity gathers gradients, which point uphill: subtract it."""
    a = beta * a + g
    return w + lr * a, a


@momentum_step.mistake("take Nesterov's step")
def _(w, g, a, lr, beta):
    """Looking ahead along the velocity is the next exercise. Here the step is `lr·a`."""
    a = beta * a + g
    return w - lr * (g + beta * a), a


@momentum_step.mistake("return the old velocity")
def _(w, g, a, lr, beta):
    """The next step needs the velocity that you have just made: return the new `a`."""
    return w - lr * (beta * a + g), a


@momentum_step.mistake("return the velocity first")
def _(w, g, a, lr, beta):
    """The order is `(w, a)`: the weights, then the velocity."""
    a = beta * a + g
    return a, w - lr * a


@momentum_step.variant("written out in one line")
def _(w, g, a, lr, beta):
    return w - lr * beta * a - lr * g, g + a * beta


@momentum_step.variant("a velocity that holds −lr·a inside")
def _(w, g, a, lr, beta):
    v = -lr * a
    v = beta * v - lr * g
    return w + v, v / -lr


@momentum_step.variant("a loop, returned as a list")
def _(w, g, a, lr, beta):
    new_w, new_a = w.copy(), a.copy()
    for index in np.ndindex(w.shape):
        new_a[index] = beta * a[index] + g[index]
        new_w[index] -= lr * new_a[index]
    return [new_w, new_a]


@momentum_step.variant("PyTorch tensors")
def _(w, g, a, lr, beta):
    import torch

    a = torch.as_tensor(a).mul(beta).add(torch.as_tensor(g))
    return torch.as_tensor(w).sub(a, alpha=lr), a
