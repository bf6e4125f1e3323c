"""Gradient descent: one step against the gradient."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import RATE, States, torch_step


def oracle(w, g, lr):
    from torch.optim import SGD

    return torch_step(SGD, w, g, lr=lr)[0]


@formula(inputs=States({}, {"lr": RATE}), oracle=oracle, returns=("w",))
def sgd_step(w, g, lr):
    """``w − lr·g`` (Robbins and Monro, 1951)."""
    return w - lr * g


@sgd_step.mistake("add the gradient")
def _(w, g, lr):
    """The gradient points uphill. To go down, subtract it."""
    return w + lr * g


@sgd_step.mistake("leave out the learning rate")
def _(w, g, lr):
    """The gradient gives the direction; `lr` says how far to go along it."""
    return w - g


@sgd_step.mistake("return the step instead of the new weights")
def _(w, g, lr):
    """`-lr * g` is the step. The function returns where it leads from `w`."""
    return -lr * g


@sgd_step.mistake("divide by the learning rate")
def _(w, g, lr):
    """A smaller learning rate makes a smaller step: multiply by it."""
    return w - g / lr


@sgd_step.mistake("keep only the sign of the gradient")
def _(w, g, lr):
    """A steep slope takes a longer step than a gentle one: use the gradient itself."""
    return w - lr * np.sign(g)


@sgd_step.mistake("scale the gradient to length 1")
def _(w, g, lr):
    """A steep slope takes a longer step than a gentle one: do not divide by its length."""
    return w - lr * g / max(np.linalg.norm(g), 1e-300)


@sgd_step.mistake("shrink the weights as well")
def _(w, g, lr):
    """The learning rate multiplies the gradient alone: `w` is not multiplied by anything."""
    return (1 - lr) * w - lr * g


@sgd_step.variant("a loop over the elements")
def _(w, g, lr):
    new = np.empty_like(w)
    for index in np.ndindex(w.shape):
        new[index] = w[index] - lr * g[index]
    return new


@sgd_step.variant("the negative step added to a copy")
def _(w, g, lr):
    new = w.copy()
    new += -lr * g
    return new


@sgd_step.variant("a float32 tensor of PyTorch")
def _(w, g, lr):
    import torch

    return torch.tensor(w, dtype=torch.float32) - lr * torch.tensor(g, dtype=torch.float32)


@sgd_step.variant("nested lists of Python numbers")
def _(w, g, lr):
    flat = [math.fsum((a, -lr * b)) for a, b in zip(w.ravel(), g.ravel(), strict=True)]
    return np.array(flat).reshape(w.shape).tolist()


@sgd_step.variant("np.subtract and np.multiply")
def _(w, g, lr):
    return np.subtract(w, np.multiply(lr, g))
