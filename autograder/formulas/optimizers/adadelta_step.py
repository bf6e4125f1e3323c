"""Adadelta: the step has the size of past steps, so that no learning rate is left to choose."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, States, torch_step


def oracle(w, g, G, H, gamma, eps):
    from torch.optim import Adadelta

    state = {"step": 0.0, "square_avg": G, "acc_delta": H}
    new, state = torch_step(Adadelta, w, g, state, lr=1.0, rho=gamma, eps=eps)
    return new, state["square_avg"], state["acc_delta"]


# eps starts the first step off, so it is as large as in use and its place counts.
@formula(
    inputs=States({"G": "square", "H": "square"}, {"gamma": DECAY, "eps": (0.01, 0.1)}),
    oracle=oracle,
    returns=("w", "G", "H"),
)
def adadelta_step(w, g, G, H, gamma, eps):
    """``G ← gamma·G + (1 − gamma)·g²``, ``d = √(H + eps) / √(G + eps) · g``, ``w ← w − d``,
    ``H ← gamma·H + (1 − gamma)·d²`` (Zeiler, 2012)."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("stop at RMSprop: the step is not scaled by the past updates")
def _(w, g, G, H, gamma, eps):
    """The numerator is `√(H + eps)`: it gives the step the unit of the weights."""
    G = gamma * G + (1 - gamma) * g**2
    d = g / np.sqrt(G + eps)
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("swap the two roots")
def _(w, g, G, H, gamma, eps):
    """Past updates above, past gradients below: `√(H + eps) / √(G + eps)`."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(G + eps) / np.sqrt(H + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("average the squared gradients in H too")
def _(w, g, G, H, gamma, eps):
    """H averages the squares of the updates that were made, `d²`, not of the gradients."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * g**2


@adadelta_step.mistake("average the updates in H, not their squares")
def _(w, g, G, H, gamma, eps):
    """The root of H needs squares: `gamma·H + (1 − gamma)·d²`."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * np.abs(d)


@adadelta_step.mistake("divide by the average before this gradient is in it")
def _(w, g, G, H, gamma, eps):
    """First update G, then take its root. H is the one that is used before its update."""
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, gamma * G + (1 - gamma) * g**2, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("leave out the square roots")
def _(w, g, G, H, gamma, eps):
    """G and H average squares. The step takes their roots."""
    G = gamma * G + (1 - gamma) * g**2
    d = (H + eps) / (G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("put eps outside the square roots")
def _(w, g, G, H, gamma, eps):
    """Adadelta has eps inside both roots: `√(H + eps)`. It is what gets the first step going."""
    G = gamma * G + (1 - gamma) * g**2
    d = (np.sqrt(H) + eps) / (np.sqrt(G) + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("leave eps out of the numerator")
def _(w, g, G, H, gamma, eps):
    """H starts at zero. Without eps above, `√H` is zero and the weights never move."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("swap gamma and 1 − gamma")
def _(w, g, G, H, gamma, eps):
    """The past has the weight gamma, which is near 1; what is new has 1 − gamma."""
    G = (1 - gamma) * G + gamma * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, (1 - gamma) * H + gamma * d**2


@adadelta_step.mistake("go uphill")
def _(w, g, G, H, gamma, eps):
    """The gradient points uphill: subtract the update."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w + d, G, gamma * H + (1 - gamma) * d**2


@adadelta_step.mistake("return H before G")
def _(w, g, G, H, gamma, eps):
    """The order is `(w, G, H)`: the weights, the gradients' average, the updates' average."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, gamma * H + (1 - gamma) * d**2, G


@adadelta_step.variant("one root of the quotient")
def _(w, g, G, H, gamma, eps):
    G = G + (1 - gamma) * (g**2 - G)
    d = g * np.sqrt((H + eps) / (G + eps))
    return w - d, G, H + (1 - gamma) * (d**2 - H)


@adadelta_step.variant("a negative update that is added")
def _(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g * g
    d = -((H + eps) ** 0.5) / (G + eps) ** 0.5 * g
    return w + d, G, gamma * H + (1 - gamma) * d * d


@adadelta_step.variant("a loop, returned as a list")
def _(w, g, G, H, gamma, eps):
    new_w, new_G, new_H = w.copy(), G.copy(), H.copy()
    for i in np.ndindex(w.shape):
        new_G[i] = gamma * G[i] + (1 - gamma) * g[i] ** 2
        d = ((H[i] + eps) / (new_G[i] + eps)) ** 0.5 * g[i]
        new_w[i] -= d
        new_H[i] = gamma * H[i] + (1 - gamma) * d**2
    return [new_w, new_G, new_H]


@adadelta_step.variant("PyTorch tensors")
def _(w, g, G, H, gamma, eps):
    import torch

    w, g, G, H = map(torch.as_tensor, (w, g, G, H))
    G = torch.lerp(g * g, G, gamma)
    d = (H + eps).sqrt() * (G + eps).rsqrt() * g
    return w - d, G, torch.lerp(d * d, H, gamma)
