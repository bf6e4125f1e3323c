"""PyTorch's convolutions, and its gradient for what reaches an output."""

import numpy as np
import torch
from torch.nn.functional import conv1d, conv2d, conv_transpose2d

rng = np.random.RandomState(10)
image = rng.randint(-3, 4, (6, 7)).astype(float)
kernel = rng.randint(-4, 5, (3, 3)).astype(float)
small = rng.randint(-3, 4, (3, 2)).astype(float)
LAYERS = [(3, 1, 1), (2, 2, 1), (3, 2, 2), (2, 3, 1), (5, 1, 3)]
PLACES = [[0], [2, 3], [0, 1, 4]]


def four(array):
    return torch.tensor(array)[None, None]


def under(layer, places):
    """The places of the input with a gradient from some outputs."""
    size, stride, dilation = layer
    x = torch.zeros(1, 1, 40, dtype=torch.float64, requires_grad=True)
    y = conv1d(x, torch.ones(1, 1, size, dtype=x.dtype), stride=stride, dilation=dilation)
    y[0, 0, places].sum().backward()
    return x.grad[0, 0].nonzero()[:, 0].tolist()


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    calls = []
    for stride, padding, dilation in [(1, 0, 1), (2, 1, 1), (1, 2, 2), (3, 0, 1), (2, 2, 2)]:
        want = conv2d(four(image), four(kernel), None, stride, padding, dilation)[0, 0]
        settings = [stride, padding, dilation]
        calls.append(("conv2d", [image.tolist(), kernel.tolist(), *settings], want.tolist()))
        calls.append(("outputSize", [len(image), 3, *settings], len(want)))
    calls.append(("turned", [kernel.tolist()], kernel[::-1, ::-1].tolist()))
    calls.append(("padded", [small.tolist(), 2], np.pad(small, 2).tolist()))
    for stride, padding in [(1, 0), (2, 0), (2, 1), (4, 0), (3, 1), (2, 2)]:
        want = conv_transpose2d(four(small), four(kernel), None, stride, padding)[0, 0]
        given = [small.tolist(), kernel.tolist(), stride, padding]
        calls.append(("convTranspose2d", given, want.tolist()))
        calls.append(("transposedSize", [len(small), 3, stride, padding], len(want)))
    for layer in LAYERS:
        calls += [("below", [list(layer), places], under(layer, places)) for places in PLACES]
    return [{"call": ["simulation.js", name, list(a)], "gives": gives} for name, a, gives in calls]
