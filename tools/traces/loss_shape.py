"""The losses' traces: prices and softmax as PyTorch has them, slopes by its autograd."""

import torch
from torch.nn import functional

PLACES = (-40.0, -10.0, -8.0, -3.0, -0.5, 0.0, 0.1, 2.0, 6.0, 40.0)


def priced(price, z):
    """What a loss costs at a logit, and its slope there."""
    at = torch.tensor(z, dtype=torch.float64, requires_grad=True)
    cost = price(at)
    cost.backward()
    return [cost.item(), at.grad.item()]


def squared(z):
    return torch.sigmoid(-z) ** 2


def cross(smoothing):
    target = torch.tensor(1 - smoothing / 2, dtype=torch.float64)
    return lambda z: functional.binary_cross_entropy_with_logits(z, target)


def focal(gamma, alpha):
    return lambda z: -alpha * torch.sigmoid(-z) ** gamma * functional.logsigmoid(z)


def entropies(logits, targets):
    """Cross-entropy of one sample, its gradient, and the entropy of the target."""
    z = torch.tensor([logits], dtype=torch.float64, requires_grad=True)
    t = torch.tensor([targets], dtype=torch.float64)
    loss = functional.cross_entropy(z, t)
    loss.backward()
    return [loss.item(), torch.special.entr(t).sum().item(), *z.grad[0].tolist()]


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    file = "simulation.js"
    found = []
    for z in PLACES:
        found.append({"call": [file, "squared", [z]], "gives": priced(squared, z)})
        for s in (0.0, 0.2, 0.5):
            found.append({"call": [file, "cross", [z, s]], "gives": priced(cross(s), z)})
        for gamma, alpha in ((0.0, 1.0), (2.0, 1.0), (2.0, 0.25), (0.5, 0.6), (5.0, 0.0)):
            call = [file, "focal", [z, gamma, alpha]]
            found.append({"call": call, "gives": priced(focal(gamma, alpha), z)})
    for logits in ([2.0, 1.0, 0.0], [10.0, -10.0, 0.5], [1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]):
        shares = torch.softmax(torch.tensor(logits, dtype=torch.float64), 0).tolist()
        found.append({"call": [file, "softmax", [logits]], "gives": shares})
        for targets in ([0.0, 1.0, 0.0], [0.7, 0.2, 0.1]):
            call = [file, "entropyNumbers", [logits, targets]]
            found.append({"call": call, "gives": entropies(logits, targets)})
    return found
