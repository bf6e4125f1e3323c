"""AdaGrad: each weight's rate falls with the sum of its squared gradients."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import RATE, TINY, States, torch_step


def oracle(w, g, G, lr, eps):
    from torch.optim import Adagrad

    new, state = torch_step(Adagrad, w, g, {"step": 0.0, "sum": G}, lr=lr, eps=eps)
    return new, state["sum"]


@formula(
    inputs=States({"G": "square"}, {"lr": RATE, "eps": TINY}), oracle=oracle, returns=("w", "G")
)
def adagrad_step(w, g, G, lr, eps):
    """``G ← G + g²``, ``w ← w − lr·g / (√G + eps)`` (Duchi, Hazan and Singer, 2011)."""
    G = G + g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@adagrad_step.mistake("leave out the square root")
def _(w, g, G, lr, eps):
    """G is a sum of squares. Its root has the unit of a gradient, so that the step has none."""
    G = G + g**2
    return w - lr * g / (G + eps), G


@adagrad_step.mistake("add up the gradients, not their squares")
def _(w, g, G, lr, eps):
    """G sums `g²`: what counts is how large the gradients were, whatever their sign."""
    G = G + np.abs(g)
    return w - lr * g / (np.sqrt(G) + eps), G


@adagrad_step.mistake("divide by the sum before this gradient is added")
def _(w, g, G, lr, eps):
    """First `G ← G + g²`; the root of the new sum divides the step. On the first step the old sum
    is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - lr * g / (np.sqrt(G) + eps), G + g**2


@adagrad_step.mistake("average the squares, as RMSprop does")
def _(w, g, G, lr, eps):
    """AdaGrad's G only grows: `G + g²`, with nothing forgotten."""
    G = 0.9 * G + 0.1 * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@adagrad_step.mistake("forget the past gradients")
def _(w, g, G, lr, eps):
    """G keeps what it had: `G + g²`, not `g²` alone."""
    G = g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@adagrad_step.mistake("use one sum for all weights")
def _(w, g, G, lr, eps):
    """Each weight has its own rate: G keeps the shape of `w`, and nothing is summed over it."""
    G = G + g**2
    return w - lr * g / (np.sqrt(G.sum()) + eps), G


@adagrad_step.mistake("go uphill")
def _(w, g, G, lr, eps):
    """The gradient points uphill: subtract the step."""
    G = G + g**2
    return w + lr * g / (np.sqrt(G) + eps), G


@adagrad_step.mistake("multiply by the root instead of dividing")
def _(w, g, G, lr, eps):
    """A weight that has seen large gradients takes smaller steps: divide."""
    G = G + g**2
    return w - lr * g * (np.sqrt(G) + eps), G


@adagrad_step.mistake("return the old sum")
def _(w, g, G, lr, eps):
    """The next step needs the sum that you have just made: return the new G."""
    return w - lr * g / (np.sqrt(G + g**2) + eps), G


@adagrad_step.variant("eps inside the square root")
def _(w, g, G, lr, eps):
    G = G + g * g
    return w - lr / np.sqrt(G + eps) * g, G


@adagrad_step.variant("a power of −1/2")
def _(w, g, G, lr, eps):
    G = G + np.square(g)
    return w - lr * g * (G + eps**2) ** -0.5, G


@adagrad_step.variant("a loop, returned as a list")
def _(w, g, G, lr, eps):
    new_w, new_G = w.copy(), G.copy()
    for index in np.ndindex(w.shape):
        new_G[index] += g[index] ** 2
        new_w[index] -= lr * g[index] / (new_G[index] ** 0.5 + eps)
    return [new_w, new_G]


@adagrad_step.variant("PyTorch tensors")
def _(w, g, G, lr, eps):
    import torch

    w, g, G = map(torch.as_tensor, (w, g, G))
    G = G.addcmul(g, g)
    return w.addcdiv(g, G.sqrt().add(eps), value=-lr), G
