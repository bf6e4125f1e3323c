"""PyTorch's layers along one axis: how many places they make, and what reaches one of them."""

import torch
from torch.nn.functional import conv1d, conv_transpose1d

KINDS = [
    ("conv", 3, 1, 1, 1), ("conv", 3, 2, 1, 1), ("conv", 5, 1, 0, 2), ("conv", 2, 3, 0, 1),
    ("pool", 2, 2, 0, 1), ("pool", 3, 2, 1, 1),
    ("up", 4, 2, 1, 1), ("up", 3, 2, 0, 1), ("up", 2, 3, 0, 1),
]  # fmt: skip
PARTS = ("kind", "kernel", "stride", "padding", "dilation")
SIZE = 12


def reached(layer, at):
    """The places of the input with a gradient from output `at`, and how many outputs there are."""
    kind, kernel, stride, padding, dilation = layer
    x = torch.zeros(1, 1, SIZE, dtype=torch.float64, requires_grad=True)
    ones = torch.ones(1, 1, kernel, dtype=x.dtype)
    if kind == "up":
        y = conv_transpose1d(x, ones, stride=stride, padding=padding)
    else:
        y = conv1d(x, ones, stride=stride, padding=padding, dilation=dilation)
    y[0, 0, at].backward()
    places = x.grad[0, 0].nonzero()[:, 0].tolist()
    return places[::-1] if kind == "up" else places, y.shape[-1]


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    calls = []
    for layer in KINDS:
        given = dict(zip(PARTS, layer, strict=True))
        for at in (0, 1, 3):
            places, size = reached(layer, at)
            calls.append(("inputsOf", [given, at, SIZE], places))
        calls.append(("sizeAfter", [given, SIZE], size))
    return [{"call": ["simulation.js", name, list(a)], "gives": gives} for name, a, gives in calls]
