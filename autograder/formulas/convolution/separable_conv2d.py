"""Depthwise separable convolution: each channel by its own kernel, then 1 × 1 over the channels."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks.formula import formula
from autograder.formulas.convolution import kernel, numbers


@dataclass(frozen=True)
class Images:
    """Images, a kernel for each channel, a 1 × 1 kernel over the channels, and a bias.

    Distributions: two images of three channels, 6 × 4 or 4 × 6, kernels of 2 × 3 or 3 × 2, two
    output channels, a stride of 2 and a padding of 1; and a call without stride and padding whose
    outputs are as many as its channels, so that a transposed 1 × 1 shows as numbers. Numbers as
    `numbers` draws them; no kernel has a symmetry.
    """

    def values(self, rng) -> list[dict]:
        turn = int(rng.integers(2))
        image, window = ((2, 3, 6, 4), (2, 3, 4, 6))[turn], ((2, 3), (3, 2))[turn]
        return [_of(rng, image, window, 2, 2, 1), _of(rng, (1, 2, 3, 4), (2, 2), 2)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def of(*settings):
            return lambda: [_of(rng, *settings)]

        return {
            "one output channel": of((1, 3, 3, 3), (2, 2), 1),
            "one channel in": of((2, 1, 3, 4), (2, 2), 3),
            "one channel in, one out": of((1, 1, 3, 3), (3, 2), 1, 1, 1),
            "kernels of 1 by 1": of((1, 2, 2, 3), (1, 1), 2),
            "kernels as large as the image": of((2, 2, 3, 2), (3, 2), 3),
            "a stride that leaves a rest": of((1, 2, 6, 5), (3, 2), 2, 2),
            "a stride longer than the kernel": of((1, 2, 5, 4), (1, 2), 2, 3),
            "an axis of 1": of((1, 2, 1, 4), (1, 3), 2, 1, 1),
            "one pixel, padded": of((2, 2, 1, 1), (2, 2), 2, 1, 1),
            "stride and padding of 2": of((1, 2, 3, 4), (3, 3), 2, 2, 2),
            "a bias of 0": lambda: [_of(rng, (1, 2, 3, 3), (2, 2), 2) | {"bias": np.zeros(2)}],
        }


def _of(rng, shape, window, outputs, *settings):
    return {
        "x": numbers(rng, shape),
        "depthwise": kernel(rng, (shape[1], 1, *window)),
        "pointwise": numbers(rng, (outputs, shape[1], 1, 1)),
        "bias": numbers(rng, outputs),
        **dict(zip(("stride", "padding"), settings, strict=False)),
    }


def oracle(x, depthwise, pointwise, bias, stride=1, padding=0):
    import torch
    from torch.nn.functional import conv2d

    x, depthwise, pointwise, bias = map(torch.from_numpy, (x, depthwise, pointwise, bias))
    maps = conv2d(x, depthwise, stride=stride, padding=padding, groups=x.shape[1])
    return conv2d(maps, pointwise, bias).numpy()


@formula(inputs=Images(), oracle=oracle, returns=("y",))
def separable_conv2d(x, depthwise, pointwise, bias, stride=1, padding=0):
    """``bias[k] + Σ pointwise[k, c]·(x[c] ⋆ depthwise[c])``, nothing in between (Chollet, 2017)."""
    sides = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), sides, sides))
    window = depthwise.shape[2:]
    windows = sliding_window_view(x, window, axis=(2, 3))[:, :, ::stride, ::stride]
    maps = np.einsum("nchwij,cij->nchw", windows, depthwise[:, 0])
    return np.einsum("nchw,kc->nkhw", maps, pointwise[:, :, 0, 0]) + bias[:, None, None]


def depth(x, depthwise, stride, padding):
    """Each channel by its own kernel."""
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = sliding_window_view(x, depthwise.shape[2:], axis=(2, 3))
    return np.einsum("nchwij,cij->nchw", windows[:, :, ::stride, ::stride], depthwise[:, 0])


def points(maps, pointwise):
    """1 × 1 over the channels."""
    return np.einsum("nchw,kc->nkhw", maps, pointwise[:, :, 0, 0])


@separable_conv2d.mistake("put a ReLU in between")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """Between the two there is no activation: what was below 0 must reach the 1 × 1 as it is."""
    maps = np.maximum(depth(x, depthwise, stride, padding), 0)
    return points(maps, pointwise) + bias[:, None, None]


@separable_conv2d.mistake("add the channels up before the 1 × 1")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """The first part keeps the channels apart: it makes as many maps as come in. The 1 × 1 weighs
    them and adds them up."""
    maps = depth(x, depthwise, stride, padding)
    maps = np.repeat(maps.sum(axis=1, keepdims=True), maps.shape[1], axis=1)
    return points(maps, pointwise) + bias[:, None, None]


@separable_conv2d.mistake("read the 1 × 1 as (inputs, outputs)")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """Outputs stand first: `pointwise[k, c]` is what output k takes of channel c."""
    maps, (k, c) = depth(x, depthwise, stride, padding), pointwise.shape[:2]
    turned = (
        pointwise.transpose(1, 0, 2, 3) if k == c else pointwise.reshape(c, k).T[..., None, None]
    )
    return points(maps, turned) + bias[:, None, None]


@separable_conv2d.mistake("use one kernel for all channels")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """Channel c has a kernel of its own, `depthwise[c, 0]`."""
    same = np.repeat(depthwise[:1], len(depthwise), axis=0)
    return points(depth(x, same, stride, padding), pointwise) + bias[:, None, None]


@separable_conv2d.mistake("flip the kernels")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """As in `conv2d`, the kernel is laid on as it is."""
    maps = depth(x, depthwise[:, :, ::-1, ::-1], stride, padding)
    return points(maps, pointwise) + bias[:, None, None]


@separable_conv2d.mistake("leave the bias out")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """At the end each output channel adds its bias."""
    return points(depth(x, depthwise, stride, padding), pointwise)


@separable_conv2d.mistake("add the bias once for each channel that comes in")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """There is one bias an output channel, added once to the whole sum."""
    maps = depth(x, depthwise, stride, padding)
    return points(maps, pointwise) + x.shape[1] * bias[:, None, None]


@separable_conv2d.mistake("leave the stride out")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """The kernels of the first part move by `stride`. The 1 × 1 moves by 1."""
    return points(depth(x, depthwise, 1, padding), pointwise) + bias[:, None, None]


@separable_conv2d.mistake("use the stride twice")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """The stride belongs to the first part alone: the 1 × 1 looks at each place."""
    maps = depth(x, depthwise, stride, padding)[:, :, ::stride, ::stride]
    return points(maps, pointwise) + bias[:, None, None]


@separable_conv2d.mistake("leave the padding out")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """Zeros lie on all four sides before the first part."""
    return points(depth(x, depthwise, stride, 0), pointwise) + bias[:, None, None]


@separable_conv2d.slip("do two things wrong: a ReLU in between, and the bias on every channel")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """Begin with the ReLU: between the two parts there is none. Then check again: the check names
    what is left."""
    maps = np.maximum(depth(x, depthwise, stride, padding), 0)
    return points(maps, pointwise) + x.shape[1] * bias[:, None, None]


@separable_conv2d.slip("pad before the 1 × 1 as well")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """The padding belongs to the first part alone: a 1 × 1 needs none."""
    maps = depth(x, depthwise, stride, padding)
    maps = np.pad(maps, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    return points(maps, pointwise) + bias[:, None, None]


@separable_conv2d.slip("use the 1 × 1 first, on the weights' own order")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    """First each channel by its own kernel, then the 1 × 1: Xception's paper draws them the other
    way about."""
    maps = points(x, pointwise) + bias[:, None, None]
    if maps.shape[1] != len(depthwise):
        return np.zeros(1)
    return depth(maps, depthwise, stride, padding)


@separable_conv2d.variant("one full kernel, multiplied out")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    import torch

    full = torch.tensor(pointwise * depthwise[:, 0])
    x, bias = torch.tensor(x), torch.tensor(bias)
    return torch.nn.functional.conv2d(x, full, bias, stride=stride, padding=padding)


@separable_conv2d.variant("two layers of PyTorch in float32")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    import torch
    from torch.nn.functional import conv2d

    x, depthwise, pointwise, bias = (
        torch.tensor(a, dtype=torch.float32) for a in (x, depthwise, pointwise, bias)
    )
    maps = conv2d(x, depthwise, None, stride, padding, 1, x.shape[1])
    return conv2d(maps, pointwise) + bias.view(1, -1, 1, 1)


@separable_conv2d.variant("loops over channels and outputs")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    from scipy.signal import correlate2d

    images = []
    for image in x:
        maps = [
            correlate2d(np.pad(channel, padding), depthwise[c, 0], "valid")[::stride, ::stride]
            for c, channel in enumerate(image)
        ]
        images.append(
            [
                sum(w * m for w, m in zip(p.ravel(), maps, strict=True)) + b
                for p, b in zip(pointwise, bias, strict=True)
            ]
        )
    return np.array(images)


@separable_conv2d.variant("a matrix product at each place")
def _(x, depthwise, pointwise, bias, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    kh, kw = depthwise.shape[2:]
    h, w = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    maps = np.zeros((len(x), len(depthwise), h, w))
    for i, j in np.ndindex(kh, kw):
        part = x[:, :, i : i + (h - 1) * stride + 1 : stride, j : j + (w - 1) * stride + 1 : stride]
        maps += part * depthwise[None, :, 0, i, j, None, None]
    mixed = np.moveaxis(maps, 1, -1) @ pointwise[:, :, 0, 0].T + bias
    return np.moveaxis(mixed, -1, 1)
