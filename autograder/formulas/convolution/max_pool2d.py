"""Max pooling: the largest number of each window."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks.formula import formula
from autograder.formulas.convolution import numbers


@dataclass(frozen=True)
class Maps:
    """Maps, the side of a window, stride and padding.

    Distributions: two maps of two channels, 5 × 6 or 6 × 5, windows of 3 with a stride of 2 and a
    padding of 1, so that windows overlap and one may be left over; and a call of windows of 2 with
    a stride of 2 and no padding on 4 × 5 or 5 × 4. In the upper left corner of each padded map all
    numbers are below 0, so that a 0 in the padding would win. Numbers as `numbers` draws them, to
    ±2; twice the padding is at most the window.
    """

    def values(self, rng) -> list[dict]:
        turn = int(rng.integers(2))
        wide = _of(rng, ((2, 2, 5, 6), (2, 2, 6, 5))[turn], 3, 2, 1)
        wide["x"][:, :, :2, :2] = -np.abs(wide["x"][:, :, :2, :2])
        return [wide, _of(rng, ((1, 2, 4, 5), (1, 2, 5, 4))[turn], 2, 2)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def of(*settings):
            return lambda: [_of(rng, *settings)]

        return {
            "a window as large as the map": of((2, 2, 3, 3), 3, 1),
            "one pixel": of((2, 3, 1, 1), 1, 1),
            "windows of 1 with a stride": of((1, 2, 4, 5), 1, 2),
            "overlapping windows, as in AlexNet": of((1, 2, 7, 7), 3, 2),
            "windows side by side, a rest": of((1, 1, 5, 7), 2, 2),
            "a stride longer than the window": of((1, 1, 8, 7), 2, 3),
            "a stride of 1": of((1, 2, 4, 3), 2, 1),
            "an oblong map": of((1, 1, 2, 7), 2, 2),
            "an axis of 1, padded": of((1, 1, 1, 5), 2, 1, 1),
            "all below 0 under padding": lambda: [_below(rng, (1, 2, 4, 4), 3, 2, 1)],
            "all below 0, windows of 2 padded": lambda: [_below(rng, (1, 1, 3, 4), 2, 2, 1)],
            "a padding of 2": lambda: [_below(rng, (1, 1, 3, 5), 4, 3, 2)],
            "zeros": lambda: [_of(rng, (1, 1, 3, 3), 2, 1, 1) | {"x": np.zeros((1, 1, 3, 3))}],
            "numbers to 20": lambda: [_large(rng)],
        }


def _of(rng, shape, kernel, stride, padding=None):
    call = {"x": numbers(rng, shape), "kernel": kernel, "stride": stride}
    return call if padding is None else call | {"padding": padding}


def _below(rng, *settings):
    call = _of(rng, *settings)
    return call | {"x": -np.abs(call["x"])}


def _large(rng):
    call = _of(rng, (1, 1, 4, 4), 3, 2, 1)
    return call | {"x": 10 * call["x"]}


def oracle(x, kernel, stride, padding=0):
    import torch

    return torch.nn.functional.max_pool2d(torch.from_numpy(x), kernel, stride, padding).numpy()


@formula(inputs=Maps(), oracle=oracle, returns=("y",))
def max_pool2d(x, kernel, stride, padding=0):
    """The maximum of each kernel × kernel window; what lies outside is −∞ (Krizhevsky et al., 2012,
    section 3.4, for overlapping windows)."""
    sides = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), sides, sides), constant_values=-np.inf)
    windows = sliding_window_view(x, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5))


def _windows(x, kernel, stride, before, after, value):
    sides = (before, after)
    x = np.pad(x, ((0, 0), (0, 0), sides, sides), constant_values=value)
    if min(x.shape[2:]) < kernel:
        return np.zeros((*x.shape[:2], 0, 0, kernel, kernel))
    return sliding_window_view(x, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride]


@max_pool2d.mistake("pad with zeros")
def _(x, kernel, stride, padding=0):
    """A 0 outside wins wherever all of a window's own numbers are below it. Padded places must
    never win: fill them with −∞."""
    return _windows(x, kernel, stride, padding, padding, 0.0).max(axis=(4, 5))


@max_pool2d.mistake("move by 1")
def _(x, kernel, stride, padding=0):
    """The windows begin `stride` pixels apart."""
    return _windows(x, kernel, 1, padding, padding, -np.inf).max(axis=(4, 5))


@max_pool2d.mistake("move by the kernel's side")
def _(x, kernel, stride, padding=0):
    """Windows may overlap or leave gaps: they begin `stride` pixels apart, whatever their side."""
    return _windows(x, kernel, kernel, padding, padding, -np.inf).max(axis=(4, 5))


@max_pool2d.mistake("leave the padding out")
def _(x, kernel, stride, padding=0):
    """With a padding the first window begins that far outside the map."""
    return _windows(x, kernel, stride, 0, 0, -np.inf).max(axis=(4, 5))


@max_pool2d.mistake("pad above and on the left alone")
def _(x, kernel, stride, padding=0):
    """The padding lies on all four sides."""
    x = np.pad(x, ((0, 0), (0, 0), (padding, 0), (padding, 0)), constant_values=-np.inf)
    return _windows(x, kernel, stride, 0, 0, -np.inf).max(axis=(4, 5))


@max_pool2d.mistake("take the mean")
def _(x, kernel, stride, padding=0):
    """That is average pooling. Here the largest of each window stays."""
    return _windows(x, kernel, stride, padding, padding, 0.0).mean(axis=(4, 5))


@max_pool2d.mistake("take the smallest")
def _(x, kernel, stride, padding=0):
    """The largest of each window stays."""
    return _windows(x, kernel, stride, padding, padding, np.inf).min(axis=(4, 5))


@max_pool2d.mistake("take the largest magnitude")
def _(x, kernel, stride, padding=0):
    """The largest number counts, with its sign: −0.1 is larger than −2."""
    return np.abs(_windows(x, kernel, stride, padding, padding, 0.0)).max(axis=(4, 5))


@max_pool2d.mistake("take the maximum over the channels too")
def _(x, kernel, stride, padding=0):
    """Each channel is pooled by itself: their number stays."""
    windows = _windows(x, kernel, stride, padding, padding, -np.inf)
    most = windows.max(axis=(1, 4, 5), keepdims=True)[..., 0, 0]
    return np.repeat(most, x.shape[1], axis=1)


@max_pool2d.mistake("take the maximum of each window's rows alone")
def _(x, kernel, stride, padding=0):
    """A window is square: the largest of all its kernel × kernel numbers stays."""
    return _windows(x, kernel, stride, padding, padding, -np.inf)[..., 0].max(axis=4)


@max_pool2d.mistake("swap rows and columns of the result")
def _(x, kernel, stride, padding=0):
    """The result is `(n, c, rows, columns)`."""
    found = _windows(x, kernel, stride, padding, padding, -np.inf).max(axis=(4, 5))
    return found.transpose(0, 1, 3, 2)


@max_pool2d.slip("keep a window that does not fit")
def _(x, kernel, stride, padding=0):
    """A window that does not fit whole is left out. (With `ceil_mode` libraries keep it.)"""
    more = (-(-(size + 2 * padding - kernel) // stride) * stride + kernel for size in x.shape[2:])
    ends = [m - size - padding for m, size in zip(more, x.shape[2:], strict=True)]
    x = np.pad(
        x,
        ((0, 0), (0, 0), (padding, ends[0]), (padding, ends[1])),
        constant_values=-np.inf,
    )
    return _windows(x, kernel, stride, 0, 0, -np.inf).max(axis=(4, 5))


@max_pool2d.slip("lose the last window")
def _(x, kernel, stride, padding=0):
    """The last window may touch the border: there are `⌊(size − kernel)/stride⌋ + 1` of them along
    an axis of the padded map."""
    return _windows(x, kernel, stride, padding, padding, -np.inf).max(axis=(4, 5))[:, :, :-1, :-1]


@max_pool2d.slip("start from 0, not from −∞")
def _(x, kernel, stride, padding=0):
    """A running maximum that starts at 0 never finds a number below it. Start with −∞, or with the
    first number of the window."""
    return np.maximum(_windows(x, kernel, stride, padding, padding, 0.0).max(axis=(4, 5)), 0)


@max_pool2d.variant("loops, with windows cut off at the border")
def _(x, kernel, stride, padding=0):
    n, c, h, w = x.shape
    rows = range(-padding, h + padding - kernel + 1, stride)
    columns = range(-padding, w + padding - kernel + 1, stride)
    y = np.empty((n, c, len(rows), len(columns)))
    for r, top in enumerate(rows):
        for s, left in enumerate(columns):
            window = x[:, :, max(top, 0) : top + kernel, max(left, 0) : left + kernel]
            y[:, :, r, s] = window.max(axis=(2, 3))
    return y


@max_pool2d.variant("a maximum over shifted maps")
def _(x, kernel, stride, padding=0):
    from functools import reduce

    frame = np.full((*x.shape[:2], x.shape[2] + 2 * padding, x.shape[3] + 2 * padding), -1e9)
    frame[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]] = x
    h, w = frame.shape[2] - kernel + 1, frame.shape[3] - kernel + 1
    shifted = [
        frame[:, :, i : i + h : stride, j : j + w : stride]
        for i in range(kernel)
        for j in range(kernel)
    ]
    return reduce(np.maximum, shifted)


@max_pool2d.variant("padded with the smallest number")
def _(x, kernel, stride, padding=0):
    sides = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), sides, sides), constant_values=x.min())
    return [
        [
            [
                [
                    max(image[r + i][s + j] for i in range(kernel) for j in range(kernel))
                    for s in range(0, len(image[0]) - kernel + 1, stride)
                ]
                for r in range(0, len(image) - kernel + 1, stride)
            ]
            for image in channels
        ]
        for channels in x.tolist()
    ]


@max_pool2d.variant("a layer of PyTorch in float32")
def _(x, kernel, stride, padding=0):
    import torch

    return torch.nn.MaxPool2d(kernel, stride, padding)(torch.tensor(x).float())


@max_pool2d.variant("SciPy's maximum_filter, thinned out")
def _(x, kernel, stride, padding=0):
    from scipy.ndimage import maximum_filter

    x = np.pad(x, [(0, 0)] * 2 + [(padding, padding)] * 2, constant_values=-1e6)
    size = (1, 1, kernel, kernel)
    ahead = (0, 0, -(kernel // 2), -(kernel // 2)) if kernel > 1 else 0
    most = maximum_filter(x, size, mode="constant", cval=-1e6, origin=ahead)
    return most[:, :, : x.shape[2] - kernel + 1 : stride, : x.shape[3] - kernel + 1 : stride]
