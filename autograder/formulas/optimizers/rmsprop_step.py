"""RMSprop: AdaGrad with a moving average in place of the growing sum."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, RATE, TINY, States, torch_step


def oracle(w, g, G, lr, gamma, eps):
    from torch.optim import RMSprop

    state = {"step": 0.0, "square_avg": G}
    new, state = torch_step(RMSprop, w, g, state, lr=lr, alpha=gamma, eps=eps)
    return new, state["square_avg"]


@formula(
    inputs=States({"G": "square"}, {"lr": RATE, "gamma": DECAY, "eps": TINY}),
    oracle=oracle,
    returns=("w", "G"),
)
def rmsprop_step(w, g, G, lr, gamma, eps):
    """``G ← gamma·G + (1 − gamma)·g²``, ``w ← w − lr·g / (√G + eps)``
    (Tieleman and Hinton, 2012)."""
    G = gamma * G + (1 - gamma) * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop_step.mistake("add up the squares, as AdaGrad does")
def _(w, g, G, lr, gamma, eps):
    """RMSprop forgets: `gamma·G + (1 − gamma)·g²`, not `G + g²`."""
    G = G + g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop_step.mistake("swap gamma and 1 − gamma")
def _(w, g, G, lr, gamma, eps):
    """The past has the weight gamma, which is near 1; the new square has 1 − gamma."""
    G = (1 - gamma) * G + gamma * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop_step.mistake("leave out the factor 1 − gamma")
def _(w, g, G, lr, gamma, eps):
    """It is an average: the weights gamma and 1 − gamma add up to one."""
    G = gamma * G + g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop_step.mistake("leave out the square root")
def _(w, g, G, lr, gamma, eps):
    """G averages squares. Its root has the unit of a gradient, so that the step has none."""
    G = gamma * G + (1 - gamma) * g**2
    return w - lr * g / (G + eps), G


@rmsprop_step.mistake("average the gradients, not their squares")
def _(w, g, G, lr, gamma, eps):
    """G averages `g²`: what counts is how large the gradients were, whatever their sign."""
    G = gamma * G + (1 - gamma) * np.abs(g)
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop_step.mistake("divide by the average before this gradient is in it")
def _(w, g, G, lr, gamma, eps):
    """First update G, then take its root. On the first step the old average is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - lr * g / (np.sqrt(G) + eps), gamma * G + (1 - gamma) * g**2


@rmsprop_step.mistake("correct the bias, as Adam does")
def _(w, g, G, lr, gamma, eps):
    """Bias correction came with Adam. RMSprop uses the average as it is."""
    G = gamma * G + (1 - gamma) * g**2
    return w - lr * g / (np.sqrt(G / (1 - gamma)) + eps), G


@rmsprop_step.mistake("go uphill")
def _(w, g, G, lr, gamma, eps):
    """The gradient points uphill: subtract the step."""
    G = gamma * G + (1 - gamma) * g**2
    return w + lr * g / (np.sqrt(G) + eps), G


@rmsprop_step.mistake("return the old average")
def _(w, g, G, lr, gamma, eps):
    """The next step needs the average that you have just made: return the new G."""
    return w - lr * g / (np.sqrt(gamma * G + (1 - gamma) * g**2) + eps), G


@rmsprop_step.variant("eps inside the square root")
def _(w, g, G, lr, gamma, eps):
    G = gamma * G + (1 - gamma) * g * g
    return w - lr / np.sqrt(G + eps) * g, G


@rmsprop_step.variant("the average as a correction of the old one")
def _(w, g, G, lr, gamma, eps):
    G = G + (1 - gamma) * (g**2 - G)
    return w - lr * g / (G**0.5 + eps), G


@rmsprop_step.variant("a loop, returned as a list")
def _(w, g, G, lr, gamma, eps):
    new_w, new_G = w.copy(), G.copy()
    for index in np.ndindex(w.shape):
        new_G[index] = gamma * G[index] + (1 - gamma) * g[index] ** 2
        new_w[index] -= lr * g[index] / (new_G[index] ** 0.5 + eps)
    return [new_w, new_G]


@rmsprop_step.variant("PyTorch tensors")
def _(w, g, G, lr, gamma, eps):
    import torch

    w, g, G = map(torch.as_tensor, (w, g, G))
    G = torch.lerp(g * g, G, gamma)
    return w.addcdiv(g, G.sqrt().add(eps), value=-lr), G
