"""The machine's references: the same training by PyTorch's autograd and its SGD."""

import itertools

import numpy as np

UNITS = 8
RULES = {"step": (0.1, 0), "small": (0.01, 0), "large": (1, 0), "momentum": (0.02, 0.9)}
FIRST = {"points": "eighty", "model": "bend", "loss": "cross", "algorithm": "step"}
# Runs at a rate that is too large make rounding errors grow, so they are compared early.
RUNS = [
    ({}, 1), ({}, 37), ({}, 200), ({"points": "eight"}, 150), ({"points": "wrong"}, 100),
    ({"model": "straight"}, 150), ({"model": "zeros"}, 100), ({"loss": "squared"}, 60),
    ({"algorithm": "small"}, 300), ({"algorithm": "large"}, 12), ({"algorithm": "momentum"}, 60),
    ({"points": "wrong", "model": "straight", "loss": "squared", "algorithm": "small"}, 80),
]  # fmt: skip


def points(first, last, wrong=False):
    """The inputs (n, 2) and labels (n,) of a stretch of the sequence."""
    i = np.arange(first, last)[:, None]
    x = 4 * ((0.5 + i * np.array([0.7548776662466927, 0.5698402909980532])) % 1) - 2
    labels = (x[:, 1] > x[:, 0] ** 2 - 1.2).astype(int)
    return x, np.where(wrong & (np.arange(first, last) % 5 == 2), 1 - labels, labels)


def start(model):
    """The first W1 (2, 8), b1 (8,), W2 (8, 2), b2 (2,)."""
    i, k = np.arange(UNITS), np.arange(2)
    size = 0.0 if model == "zeros" else 1.0
    return [
        size * np.sin(7 * i + 3 * k[:, None] + 1),
        size * np.sin(3 * i + 2),
        size * 0.5 * np.sin(5 * i[:, None] + 2 * k + 3),
        np.zeros(2),
    ]


def trained(state, steps):
    """The parameters after some steps, the mean loss of the data, and the share of new points."""
    import torch

    x, labels = map(
        torch.tensor, points(0, 8 if state["points"] == "eight" else 80, state["points"] == "wrong")
    )
    arrays = [torch.tensor(a, requires_grad=True) for a in start(state["model"])]
    rate, beta = RULES[state["algorithm"]]
    rule = torch.optim.SGD(arrays, lr=rate, momentum=beta)

    def says(x):
        W1, b1, W2, b2 = arrays
        h = x @ W1 + b1
        return (h if state["model"] == "straight" else torch.relu(h)) @ W2 + b2

    def loss(x, labels):
        if state["loss"] == "cross":
            return torch.nn.functional.cross_entropy(says(x), labels)
        hot = torch.nn.functional.one_hot(labels, 2)
        return ((says(x) - hot) ** 2).sum() / len(x)

    for step in range(steps):
        at = 37 * step % len(x)
        rule.zero_grad()
        loss(x[at : at + 1], labels[at : at + 1]).backward()
        rule.step()
    new, truth = map(torch.tensor, points(80, 480))
    with torch.no_grad():
        flat = list(itertools.chain(*(a.flatten().tolist() for a in arrays)))
        right = (says(new).argmax(1) == truth).double().mean().item()
        return flat, loss(x, labels).item(), right


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    made = []
    for change, steps in RUNS:
        state = FIRST | change
        gives = trained(state, steps)
        for name, value in zip(("parameters", "lossAfter", "rightAfter"), gives, strict=True):
            made.append({"call": ["simulation.js", name, [state, steps]], "gives": value})
    return made
