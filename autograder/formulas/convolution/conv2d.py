"""Convolution of images, as networks compute it: the kernel is laid on as it is, not flipped."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks.formula import formula
from autograder.formulas.convolution import layer


@dataclass(frozen=True)
class Images:
    """Images, a weight and a bias, stride and padding.

    Distributions: two images of two channels, 6 × 4 or 4 × 6, and three filters of 2 × 3 or 3 × 2,
    with a stride of 2 and a padding of 1, so that a column or a row is left over; and, in the same
    case, a call with stride and padding by default. Numbers as `numbers` draws them; no kernel has
    a symmetry. The kernel always fits the padded image.
    """

    def values(self, rng) -> list[dict]:
        turn = int(rng.integers(2))
        image, window = ((2, 2, 6, 4), (2, 2, 4, 6))[turn], ((3, 2, 2, 3), (3, 2, 3, 2))[turn]
        plain = layer(rng, (1, 2, 3, 4), (3, 2, 2, 3))
        return [layer(rng, image, window, 2, 1), plain]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def of(x, weight, *settings):
            return lambda: [layer(rng, x, weight, *settings)]

        return {
            "a kernel as large as the image": of((2, 2, 3, 4), (2, 2, 3, 4)),
            "a kernel as large as the padded image": of((1, 1, 2, 3), (1, 1, 4, 5), 1, 1),
            "a stride that leaves a rest": of((1, 1, 6, 7), (1, 1, 3, 3), 2),
            "a stride longer than the kernel": of((1, 1, 7, 6), (1, 1, 2, 1), 3),
            "an axis of 1": of((1, 2, 1, 5), (2, 2, 1, 3), 1, 1),
            "one pixel": of((2, 3, 1, 1), (2, 3, 1, 1)),
            "1 by 1": of((1, 3, 2, 3), (2, 3, 1, 1)),
            "oblong": of((1, 1, 3, 6), (1, 1, 3, 2)),
            "one filter": of((1, 2, 3, 3), (1, 2, 2, 2), 1, 1),
            "as many filters as channels": of((2, 2, 3, 3), (2, 2, 2, 2)),
            "a square of everything": of((2, 2, 2, 2), (2, 2, 2, 2), 1, 1),
            "more padding than kernel": of((1, 1, 2, 2), (1, 1, 1, 2), 1, 2),
            "padding and a stride of 3": of((1, 1, 5, 4), (2, 1, 3, 3), 3, 1),
            "a bias of 0": lambda: [layer(rng, (1, 1, 3, 4), (2, 1, 2, 2)) | {"bias": np.zeros(2)}],
            "a point": lambda: [_point(rng)],
        }


def _point(rng):
    """One pixel of 1 in the middle: what comes out is the kernel, turned by half a turn."""
    x = np.zeros((1, 1, 5, 5))
    x[..., 2, 2] = 1
    return layer(rng, (1, 1, 1, 1), (1, 1, 3, 3)) | {"x": x, "bias": np.zeros(1)}


def oracle(x, weight, bias, stride=1, padding=0):
    import torch

    x, weight, bias = map(torch.from_numpy, (x, weight, bias))
    return torch.nn.functional.conv2d(x, weight, bias, stride, padding).numpy()


@formula(inputs=Images(), oracle=oracle, returns=("y",))
def conv2d(x, weight, bias, stride=1, padding=0):
    """``y[n, k, r, s] = bias[k] + Σ weight[k, c, i, j]·x[n, c, r·stride + i − padding, …]``, a
    cross-correlation (LeCun et al., 1998; Dumoulin and Visin, 2016)."""
    sides = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), sides, sides))
    windows = sliding_window_view(x, weight.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,kcij->nkhw", windows, weight) + bias[:, None, None]


def padded(x, before, after, value=0.0):
    """Images with rows and columns of a value around them."""
    sides = (before, after)
    return np.pad(x, ((0, 0), (0, 0), sides, sides), constant_values=value)


def slid(x, weight, stride):
    """The sums of all windows, without padding and bias: windows that do not fit are left out."""
    if x.shape[2] < weight.shape[2] or x.shape[3] < weight.shape[3]:
        return np.zeros((len(x), len(weight), 0, 0))
    windows = sliding_window_view(x, weight.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,kcij->nkhw", windows, weight)


@conv2d.mistake("flip the kernel")
def _(x, weight, bias, stride=1, padding=0):
    """That is the convolution of mathematics. Networks, and `torch`, lay the kernel on as it is:
    `weight[k, c, 0, 0]` meets the upper left pixel of the window."""
    x = padded(x, padding, padding)
    return slid(x, weight[:, :, ::-1, ::-1], stride) + bias[:, None, None]


@conv2d.mistake("flip the rows of the kernel alone")
def _(x, weight, bias, stride=1, padding=0):
    """Nothing is flipped: `weight[k, c, 0, 0]` meets the upper left pixel of the window."""
    x = padded(x, padding, padding)
    return slid(x, weight[:, :, ::-1], stride) + bias[:, None, None]


@conv2d.mistake("pad above and on the left alone")
def _(x, weight, bias, stride=1, padding=0):
    """Zeros lie on all four sides: an axis becomes `2·padding` longer."""
    x = padded(x, padding, 0)
    return slid(x, weight, stride) + bias[:, None, None]


@conv2d.mistake("pad below and on the right alone")
def _(x, weight, bias, stride=1, padding=0):
    """Zeros lie on all four sides: an axis becomes `2·padding` longer."""
    x = padded(x, 0, padding)
    return slid(x, weight, stride) + bias[:, None, None]


@conv2d.mistake("leave the padding out")
def _(x, weight, bias, stride=1, padding=0):
    """Lay `padding` rows and columns of zeros around the images first."""
    return slid(x, weight, stride) + bias[:, None, None]


@conv2d.mistake("pad with the border's own pixels")
def _(x, weight, bias, stride=1, padding=0):
    """What lies outside is 0 here. (`np.pad` repeats the border only with `mode="edge"`.)"""
    sides = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), sides, sides), mode="edge")
    return slid(x, weight, stride) + bias[:, None, None]


@conv2d.slip("pad the channels and the samples too")
def _(x, weight, bias, stride=1, padding=0):
    """`np.pad(x, padding)` pads every axis. Rows and columns alone are padded: give a pair for each
    axis, `(0, 0)` for the first two."""
    x = np.pad(x, padding)[:, : x.shape[1]]
    return slid(x, weight, stride) + bias[:, None, None]


@conv2d.mistake("leave the bias out")
def _(x, weight, bias, stride=1, padding=0):
    """Each output channel adds its own bias to every place."""
    return slid(padded(x, padding, padding), weight, stride)


@conv2d.mistake("add the bias once for each channel that comes in")
def _(x, weight, bias, stride=1, padding=0):
    """The bias is added once to the whole sum, after all channels of the input are in it."""
    x = padded(x, padding, padding)
    return slid(x, weight, stride) + x.shape[1] * bias[:, None, None]


@conv2d.mistake("add the bias before the sum, to each product")
def _(x, weight, bias, stride=1, padding=0):
    """The bias is added once to the whole sum."""
    x, many = padded(x, padding, padding), weight[0].size
    return slid(x, weight, stride) + many * bias[:, None, None]


@conv2d.mistake("leave the stride out")
def _(x, weight, bias, stride=1, padding=0):
    """The window moves by `stride` pixels, down and to the right: it begins at `r·stride`."""
    return slid(padded(x, padding, padding), weight, 1) + bias[:, None, None]


@conv2d.mistake("use the stride for the rows alone")
def _(x, weight, bias, stride=1, padding=0):
    """The window moves by `stride` pixels along both axes."""
    x = padded(x, padding, padding)
    windows = sliding_window_view(x, weight.shape[2:], axis=(2, 3))[:, :, ::stride]
    return np.einsum("nchwij,kcij->nkhw", windows, weight) + bias[:, None, None]


@conv2d.mistake("swap rows and columns of the kernel")
def _(x, weight, bias, stride=1, padding=0):
    """The weight is `(outputs, inputs, rows, columns)`: `weight[k, c, i, j]` meets the pixel i rows
    down and j columns to the right."""
    x = padded(x, padding, padding)
    return slid(x, weight.transpose(0, 1, 3, 2), stride) + bias[:, None, None]


@conv2d.mistake("swap rows and columns of the result")
def _(x, weight, bias, stride=1, padding=0):
    """The result is `(n, k, rows, columns)`."""
    x = padded(x, padding, padding)
    return (slid(x, weight, stride) + bias[:, None, None]).transpose(0, 1, 3, 2)


@conv2d.mistake("keep the first channel alone")
def _(x, weight, bias, stride=1, padding=0):
    """A filter goes through all channels of the image, and their products add up."""
    x = padded(x, padding, padding)
    return slid(x[:, :1], weight[:, :1], stride) + bias[:, None, None]


@conv2d.mistake("average over the window instead of adding up")
def _(x, weight, bias, stride=1, padding=0):
    """It is a plain sum of products: nothing is divided."""
    x = padded(x, padding, padding)
    return slid(x, weight, stride) / weight[0].size + bias[:, None, None]


@conv2d.mistake("average over the channels")
def _(x, weight, bias, stride=1, padding=0):
    """It is a plain sum over the channels: nothing is divided."""
    x = padded(x, padding, padding)
    return slid(x, weight, stride) / x.shape[1] + bias[:, None, None]


@conv2d.mistake("put a ReLU behind it")
def _(x, weight, bias, stride=1, padding=0):
    """The layer is linear. An activation is another layer, and comes after it."""
    x = padded(x, padding, padding)
    return np.maximum(slid(x, weight, stride) + bias[:, None, None], 0)


@conv2d.slip("lose the last window")
def _(x, weight, bias, stride=1, padding=0):
    """The last window may touch the border: there are `⌊(size − kernel)/stride⌋ + 1` of them along
    an axis of the padded image."""
    x = padded(x, padding, padding)
    return (slid(x, weight, stride) + bias[:, None, None])[:, :, :-1, :-1]


@conv2d.slip("put zeros where the last window does not fit")
def _(x, weight, bias, stride=1, padding=0):
    """A window that does not fit whole is left out: rows and columns that are left over are not
    looked at."""
    x = padded(x, padding, padding)
    h, w = (
        -(-(size - side) // stride) * stride + side
        for size, side in zip(x.shape[2:], weight.shape[2:], strict=True)
    )
    more = np.pad(x, ((0, 0), (0, 0), (0, h - x.shape[2]), (0, w - x.shape[3])))
    return slid(more, weight, stride) + bias[:, None, None]


@conv2d.variant("five loops")
def _(x, weight, bias, stride=1, padding=0):
    n, c, h, w = x.shape
    k, _, kh, kw = weight.shape
    framed = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    framed[:, :, padding : padding + h, padding : padding + w] = x
    rows = (h + 2 * padding - kh) // stride + 1
    columns = (w + 2 * padding - kw) // stride + 1
    y = np.zeros((n, k, rows, columns))
    for image in range(n):
        for out in range(k):
            for r in range(rows):
                for s in range(columns):
                    top, left = r * stride, s * stride
                    window = framed[image, :, top : top + kh, left : left + kw]
                    y[image, out, r, s] = (window * weight[out]).sum() + bias[out]
    return y


@conv2d.variant("a sum over the places of the kernel")
def _(x, weight, bias, stride=1, padding=0):
    kh, kw = weight.shape[2:]
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    rows, columns = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    y = bias.reshape(1, -1, 1, 1)
    for i in range(kh):
        for j in range(kw):
            part = x[:, :, i : i + stride * rows : stride, j : j + stride * columns : stride]
            y = y + np.tensordot(weight[:, :, i, j], part, axes=(1, 1)).transpose(1, 0, 2, 3)
    return y


@conv2d.variant("SciPy's correlate2d, thinned out")
def _(x, weight, bias, stride=1, padding=0):
    from scipy.signal import correlate2d

    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    maps = [
        [
            sum(correlate2d(a, b, "valid") for a, b in zip(image, filter_, strict=True))
            for filter_ in weight
        ]
        for image in x
    ]
    return np.array(maps)[:, :, ::stride, ::stride] + bias[None, :, None, None]


@conv2d.variant("SciPy's convolve, with the kernel flipped twice")
def _(x, weight, bias, stride=1, padding=0):
    from scipy.signal import convolve

    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    flipped = weight[:, ::-1, ::-1, ::-1]
    y = [[convolve(image, f, mode="valid", method="direct")[0] for f in flipped] for image in x]
    return np.array(y)[..., ::stride, ::stride] + bias[:, None, None]


@conv2d.variant("patches as rows of a matrix")
def _(x, weight, bias, stride=1, padding=0):
    import torch
    from torch.nn.functional import unfold

    k, _, kh, kw = weight.shape
    n, _, h, _ = x.shape
    patches = unfold(torch.tensor(x), (kh, kw), padding=padding, stride=stride)
    y = torch.tensor(weight.reshape(k, -1)) @ patches + torch.tensor(bias)[:, None]
    return y.reshape(n, k, (h + 2 * padding - kh) // stride + 1, -1)


@conv2d.variant("a layer of PyTorch in float32")
def _(x, weight, bias, stride=1, padding=0):
    import torch

    k, c, kh, kw = weight.shape
    conv = torch.nn.Conv2d(c, k, (kh, kw), stride, padding)
    with torch.no_grad():
        conv.weight.copy_(torch.tensor(weight))
        conv.bias.copy_(torch.tensor(bias))
    return conv(torch.tensor(x, dtype=torch.float32))
