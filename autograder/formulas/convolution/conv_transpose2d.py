"""Transposed convolution: every input lays a stamp down, and where stamps meet they add up."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.convolution import kernel, numbers


@dataclass(frozen=True)
class Images:
    """Images, a weight (inputs, outputs, kh, kw), a bias, stride, padding and output padding.

    Distributions: two images of two channels, 2 × 3 or 3 × 2, two output channels, so that a weight
    read the other way about shows as numbers, kernels of 3 × 4 or 4 × 3, a stride of 2, a padding
    of 1 and an output padding of 1; and a call without any. Padding is below the kernel on both
    sides, output padding below the stride, and the sides that come out are 1 or more.
    """

    def values(self, rng) -> list[dict]:
        turn = int(rng.integers(2))
        image, window = ((2, 2, 2, 3), (2, 2, 3, 2))[turn], ((3, 4), (4, 3))[turn]
        return [_of(rng, image, 2, window, 2, 1, 1), _of(rng, (1, 2, 2, 2), 2, (2, 3))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def of(*settings):
            return lambda: [_of(rng, *settings)]

        return {
            "more outputs than inputs": of((1, 1, 2, 2), 3, (2, 2), 2),
            "fewer outputs than inputs": of((1, 3, 2, 2), 1, (2, 2), 2),
            "one pixel": of((2, 2, 1, 1), 2, (2, 3)),
            "1 by 1": of((1, 2, 2, 3), 2, (1, 1)),
            "1 by 1 at a stride": of((1, 1, 2, 3), 2, (1, 1), 2),
            "a kernel shorter than the stride": of((1, 1, 2, 2), 1, (2, 1), 3),
            "stamps that just touch": of((1, 1, 3, 2), 1, (2, 2), 2),
            "stamps that overlap": of((1, 1, 3, 2), 1, (3, 3), 2),
            "a stride of 1": of((1, 2, 2, 3), 1, (3, 2), 1),
            "padding at a stride of 1": of((1, 1, 3, 4), 2, (3, 3), 1, 1),
            "padding of 2": of((1, 1, 3, 3), 1, (4, 3), 2, 2),
            "output padding alone": of((1, 1, 2, 2), 1, (2, 2), 2, 0, 1),
            "output padding beyond the last stamp": of((1, 1, 2, 2), 2, (1, 2), 3, 0, 2),
            "output padding equal to the padding": of((1, 1, 2, 3), 1, (3, 3), 2, 1, 1),
            "an axis of 1": of((1, 2, 1, 3), 2, (1, 3), 2),
            "a bias of 0": lambda: [_of(rng, (1, 1, 2, 2), 2, (2, 3), 2) | {"bias": np.zeros(2)}],
            "doubled, as in a decoder": of((1, 1, 3, 3), 1, (4, 4), 2, 1),
        }


def _of(rng, shape, outputs, window, *settings):
    return {
        "x": numbers(rng, shape),
        "weight": kernel(rng, (shape[1], outputs, *window)),
        "bias": numbers(rng, outputs),
        **dict(zip(("stride", "padding", "output_padding"), settings, strict=False)),
    }


def oracle(x, weight, bias, stride=1, padding=0, output_padding=0):
    import torch

    x, weight, bias = map(torch.from_numpy, (x, weight, bias))
    up = torch.nn.functional.conv_transpose2d
    return up(x, weight, bias, stride, padding, output_padding).numpy()


@formula(inputs=Images(), oracle=oracle, returns=("y",))
def conv_transpose2d(x, weight, bias, stride=1, padding=0, output_padding=0):
    """``y[n, k, r·stride + i − padding, …] += x[n, c, r, s]·weight[c, k, i, j]``, and the bias
    everywhere (Dumoulin and Visin, 2016, chapter 4)."""
    n, _, h, w = x.shape
    _, k, kh, kw = weight.shape
    down = (h - 1) * stride + kh + output_padding
    across = (w - 1) * stride + kw + output_padding
    y = np.zeros((n, k, down, across), dtype=x.dtype)
    for r in range(h):
        for s in range(w):
            stamp = np.einsum("nc,ckij->nkij", x[:, :, r, s], weight)
            y[:, :, r * stride : r * stride + kh, s * stride : s * stride + kw] += stamp
    y = y[:, :, padding : down - padding, padding : across - padding]
    return y + bias[:, None, None]


def laid(x, weight, stride, overwrite=False):
    """All stamps, before anything is cut."""
    n, _, h, w = x.shape
    _, k, kh, kw = weight.shape
    y = np.zeros((n, k, (h - 1) * stride + kh, (w - 1) * stride + kw))
    for r in range(h):
        for s in range(w):
            stamp = np.einsum("nc,ckij->nkij", x[:, :, r, s], weight)
            place = y[:, :, r * stride : r * stride + kh, s * stride : s * stride + kw]
            place[...] = stamp if overwrite else place + stamp
    return y


def cut(y, padding, output_padding, in_front=0):
    """Stamps with rows and columns added behind (or in front), and the padding cut off."""
    sides = (in_front, output_padding)
    y = np.pad(y, ((0, 0), (0, 0), sides, sides))
    return y[:, :, padding : y.shape[2] - padding, padding : y.shape[3] - padding]


@conv_transpose2d.mistake("overwrite where stamps meet")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Where stamps overlap their numbers add up: `+=`, not `=`."""
    y = cut(laid(x, weight, stride, overwrite=True), padding, output_padding)
    return y + bias[:, None, None]


@conv_transpose2d.mistake("read the weight as (outputs, inputs, …)")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Here inputs stand first, since the weight is that of the convolution that goes the other way:
    `weight[c, k]`."""
    c, k = weight.shape[:2]
    turned = weight.transpose(1, 0, 2, 3) if c == k else weight.reshape(k, c, *weight.shape[2:])
    turned = turned if c == k else turned.transpose(1, 0, 2, 3)
    return cut(laid(x, turned, stride), padding, output_padding) + bias[:, None, None]


@conv_transpose2d.mistake("flip the kernel")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """The stamp is laid down as it is: `weight[c, k, 0, 0]` lands in its upper left corner. (It is
    flipped only in the way that inserts zeros and then correlates.)"""
    y = cut(laid(x, weight[:, :, ::-1, ::-1], stride), padding, output_padding)
    return y + bias[:, None, None]


@conv_transpose2d.mistake("add the padding around instead of cutting it")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Padding *cuts* here: it undoes the zeros that the convolution in the other direction laid
    around."""
    y = np.pad(laid(x, weight, stride), ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    return cut(y, 0, output_padding) + bias[:, None, None]


@conv_transpose2d.mistake("leave the padding out")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """`padding` rows and columns are cut off at each side."""
    return cut(laid(x, weight, stride), 0, output_padding) + bias[:, None, None]


@conv_transpose2d.mistake("cut the padding above and on the left alone")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """The padding is cut on both sides of each axis; `output_padding` then leaves so much of the
    end."""
    y = cut(laid(x, weight, stride), 0, output_padding)[:, :, padding:, padding:]
    return y + bias[:, None, None]


@conv_transpose2d.mistake("put the output padding in front")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """It makes the result longer at its end, below and on the right."""
    y = cut(laid(x, weight, stride), padding, 0, in_front=output_padding)
    return y + bias[:, None, None]


@conv_transpose2d.mistake("leave the output padding out")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """The result is `output_padding` rows and columns larger, below and on the right."""
    return cut(laid(x, weight, stride), padding, 0) + bias[:, None, None]


@conv_transpose2d.mistake("fill the output padding with zeros, after the cut")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Less is cut off at the end, so that the rows there hold what the stamps have laid down. Only
    beyond the last stamp is there nothing but the bias."""
    y = cut(laid(x, weight, stride), padding, 0)
    return cut(y, 0, output_padding) + bias[:, None, None]


@conv_transpose2d.mistake("leave the bias out")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Each output channel adds its bias at every place, in holes too."""
    return cut(laid(x, weight, stride), padding, output_padding)


@conv_transpose2d.mistake("add the bias with every stamp")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """The bias is added once at each place of the result, however many stamps meet there."""
    ones = np.ones((1, 1, *x.shape[2:])), np.ones((1, 1, *weight.shape[2:]))
    y = laid(x, weight, stride) + laid(*ones, stride) * bias[:, None, None]
    return cut(y, padding, output_padding)


@conv_transpose2d.mistake("leave the stride out")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Stamps of neighbours lie `stride` places apart."""
    y = laid(x, weight, 1)
    shape = cut(laid(x, weight, stride), padding, output_padding).shape[2:]
    room = np.zeros((*y.shape[:2], *(s + 2 * padding for s in shape)))
    h, w = (min(a, b) for a, b in zip(room.shape[2:], y.shape[2:], strict=True))
    room[:, :, :h, :w] = y[:, :, :h, :w]
    return cut(room, padding, 0) + bias[:, None, None]


@conv_transpose2d.mistake("swap rows and columns of the kernel")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """The weight is `(inputs, outputs, rows, columns)`."""
    y = cut(laid(x, weight.transpose(0, 1, 3, 2), stride), padding, output_padding)
    return y + bias[:, None, None]


@conv_transpose2d.mistake("enlarge the image by repeating pixels, then convolve")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    """Between the inputs there is nothing: each lays *one* stamp down, at a multiple of the
    stride."""
    x = np.repeat(np.repeat(x, stride, axis=2), stride, axis=3)
    x = x[:, :, : x.shape[2] - stride + 1, : x.shape[3] - stride + 1]
    return cut(laid(x, weight, 1), padding, output_padding) + bias[:, None, None]


@conv_transpose2d.variant("zeros in between, then a correlation with the flipped kernel")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    from numpy.lib.stride_tricks import sliding_window_view

    n, c, h, w = x.shape
    kh, kw = weight.shape[2:]
    spread = np.zeros((n, c, (h - 1) * stride + 1, (w - 1) * stride + 1))
    spread[:, :, ::stride, ::stride] = x
    sides = [(k - 1 - padding, k - 1 - padding + output_padding) for k in (kh, kw)]
    spread = np.pad(spread, [(0, 0), (0, 0), *sides])
    windows = sliding_window_view(spread, (kh, kw), axis=(2, 3))
    y = np.einsum("nchwij,ckij->nkhw", windows, weight[:, :, ::-1, ::-1])
    return y + bias[None, :, None, None]


@conv_transpose2d.variant("the gradient of the convolution")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    import torch

    shape = [
        (size - 1) * stride - 2 * padding + side + output_padding
        for size, side in zip(x.shape[2:], weight.shape[2:], strict=True)
    ]
    z = torch.zeros(len(x), weight.shape[1], *shape, dtype=torch.float64, requires_grad=True)
    y = torch.nn.functional.conv2d(z, torch.tensor(weight), stride=stride, padding=padding)
    y.backward(torch.tensor(x))
    return z.grad.numpy() + bias[:, None, None]


@conv_transpose2d.variant("a layer of PyTorch in float32")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    import torch

    c, k, *window = weight.shape
    up = torch.nn.ConvTranspose2d(c, k, tuple(window), stride, padding, output_padding)
    with torch.no_grad():
        up.weight.copy_(torch.tensor(weight))
        up.bias.copy_(torch.tensor(bias))
    return up(torch.tensor(x).float())


@conv_transpose2d.variant("place by place of the kernel")
def _(x, weight, bias, stride=1, padding=0, output_padding=0):
    n, _, h, w = x.shape
    _, k, kh, kw = weight.shape
    height = (h - 1) * stride - 2 * padding + kh + output_padding
    width = (w - 1) * stride - 2 * padding + kw + output_padding
    y = np.empty((n, k, height, width))
    y[...] = np.reshape(bias, (1, k, 1, 1))
    for i in range(kh):
        for j in range(kw):
            for r in range(h):
                for s in range(w):
                    row, column = r * stride + i - padding, s * stride + j - padding
                    if 0 <= row < height and 0 <= column < width:
                        y[:, :, row, column] += x[:, :, r, s] @ weight[:, :, i, j]
    return y
