"""How many outputs a convolution has along one axis."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Axes:
    """One axis: its size, and kernel, stride, padding and dilation.

    Distributions: a kernel of 3 to 5, a stride of 3 or 4, a padding of 1 to 3, a dilation of 2 or
    3, a size of 20 to 40. A random case is two calls: in the second a single place more would make
    room for another window, in the first a few more would. In the edge cases a kernel may be too
    long for its padded axis.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng, fits_nearly=False), self._call(rng, fits_nearly=True)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        long = int(rng.integers(2, 5))
        return {
            "a kernel as long as the axis": lambda: [_of(5, 5), _of(7, 7, 3)],
            "a rest at the end": lambda: [_of(8, 3, 2), _of(24, 7, 2, 3), _of(10, 3, 4)],
            "no rest": lambda: [_of(9, 3, 2), _of(227, 11, 4), _of(11, 3, 4)],
            "a stride longer than the kernel": lambda: [_of(10, 2, 5), _of(11, 1, 3)],
            "an axis of 1": lambda: [_of(1, 1), _of(1, 3, 1, 1), _of(1, 1, 4)],
            "stride, padding and dilation by default": lambda: [_of(32, 5), _of(50, 3)],
            "padding that keeps the size": lambda: [_of(40, 3, 1, 1), _of(50, 5, 1, 2)],
            "an even kernel": lambda: [_of(6, 2, 1, 1), _of(6, 4, 1, 2)],
            "a dilated kernel as long as the padded axis": lambda: [_of(5, 3, 2, 1, 3)],
            "dilation alone": lambda: [_of(20, 3, 1, 0, 4), _of(20, 2, 1, 0, 5)],
            "a kernel of 1, dilated": lambda: [_of(6, 1, 2, 0, 3)],
            "padding larger than the kernel": lambda: [_of(4, 2, 1, 3), _of(1, 1, 2, 2)],
            "a kernel longer than the axis": lambda: [_of(4, 5), _of(3, 3 + long)],
            "a kernel longer than the axis, at a stride": lambda: [_of(4, 5, 2), _of(6, 8, 3)],
            "a kernel longer than the padded axis": lambda: [_of(4, 7, 2, 1), _of(2, 9, 1, 2)],
            "too long by its dilation alone": lambda: [_of(6, 3, 3, 0, 3), _of(6, 4, 2, 1, 3)],
            "fits by its padding alone": lambda: [_of(2, 3, 1, 1), _of(3, 3, 1, 1, 2)],
        }

    def _call(self, rng, fits_nearly):
        while True:
            kernel, stride, padding = (int(rng.integers(*r)) for r in ((3, 6), (3, 5), (1, 4)))
            dilation, size = int(rng.integers(2, 4)), int(rng.integers(20, 41))
            rest = (size + 2 * padding - dilation * (kernel - 1) - 1) % stride
            if rest == stride - 1 if fits_nearly else 0 < rest < stride - 1:
                return _of(size, kernel, stride, padding, dilation)


NAMES = ("size", "kernel", "stride", "padding", "dilation")


def _of(*numbers):
    return dict(zip(NAMES, numbers, strict=False))


def oracle(size, kernel, stride=1, padding=0, dilation=1):
    import torch
    from torch.nn.functional import conv1d

    options = {"stride": stride, "padding": padding, "dilation": dilation}
    try:
        return conv1d(torch.zeros(1, 1, size), torch.zeros(1, 1, kernel), **options).shape[-1]
    except RuntimeError as error:
        raise ValueError("the kernel is too long") from error


@formula(inputs=Axes(), oracle=oracle, returns=("size",), kinds={"size": "int"})
def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    """``⌊(size + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1`` (Dumoulin and Visin, 2016,
    relationship 15)."""
    free = size + 2 * padding - dilation * (kernel - 1) - 1
    if free < 0:
        raise ValueError("the kernel is longer than the padded input")
    return free // stride + 1


def _size(free, stride):
    """The size, where so many places are left beside the kernel; `ValueError` below 0."""
    if free < 0:
        raise ValueError("too long")
    return free // stride + 1


@conv_output_size.mistake("round up")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """A window that does not fit whole is left out: round down."""
    free = size + 2 * padding - dilation * (kernel - 1) - 1
    return -(-_size(free, 1) // stride) if free < 0 else -(-free // stride) + 1


@conv_output_size.mistake("spread the kernel over dilation·kernel places")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """A kernel of 3 has two gaps between its places, not three: from its first place to its last it
    is `dilation·(kernel − 1) + 1` long."""
    return _size(size + 2 * padding - dilation * kernel, stride)


@conv_output_size.mistake("leave the dilation out")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """With a dilation of d the places of the kernel are d apart: it is as long as a kernel of
    `dilation·(kernel − 1) + 1`."""
    return _size(size + 2 * padding - kernel, stride)


@conv_output_size.mistake("forget the last place of the dilated kernel")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """From the first place to the last are `dilation·(kernel − 1)` steps, and so one place more
    than that. You have one output too many wherever one place is missing for another window."""
    return _size(size + 2 * padding - dilation * (kernel - 1), stride)


@conv_output_size.mistake("count the padding once")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """Zeros are laid on both sides: the axis is `size + 2·padding` long."""
    return _size(size + padding - dilation * (kernel - 1) - 1, stride)


@conv_output_size.mistake("leave the padding out")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """The window slides over the padded axis, which is `size + 2·padding` long."""
    return _size(size - dilation * (kernel - 1) - 1, stride)


@conv_output_size.mistake("count the steps and not the places: one too few")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """The quotient is how often the window can move on. Before it moves it has a place already:
    add 1."""
    return _size(size + 2 * padding - dilation * (kernel - 1) - 1, stride) - 1


@conv_output_size.mistake("leave the stride out")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """The window moves on by `stride` places at a time: divide what is left beside it."""
    return _size(size + 2 * padding - dilation * (kernel - 1) - 1, 1)


@conv_output_size.mistake("add 1 before you divide")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """The first place costs nothing: divide what is left beside the kernel by the stride, round
    down, and then add 1."""
    free = size + 2 * padding - dilation * (kernel - 1) - 1
    return (_size(free, 1)) // stride


@conv_output_size.slip("divide the padded axis by the stride, as `same` padding does")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """That is the size with TensorFlow's `same` padding, which chooses the zeros itself. Here they
    are given."""
    _size(size + 2 * padding - dilation * (kernel - 1) - 1, stride)
    return math.ceil(size / stride)


@conv_output_size.slip("round to the nearest whole number")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """A window that does not fit whole is left out: round down."""
    free = size + 2 * padding - dilation * (kernel - 1) - 1
    return round(free / stride) + 1 if free >= 0 else _size(free, stride)


@conv_output_size.slip("add the dilation to the kernel")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """Between each two places of the kernel lie `dilation − 1` pixels: from the first place to the
    last it is `dilation·(kernel − 1) + 1` long."""
    return _size(size + 2 * padding - (kernel + dilation - 1), stride)


@conv_output_size.slip("never raise")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """A kernel that is longer than the padded axis has no place at all: that is a `ValueError`, not
    a size of 0 or less."""
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


@conv_output_size.slip("never raise, and round towards 0")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """A kernel that is longer than the padded axis has no place at all: that is a `ValueError`.
    `int(-0.5)` is 0, so that your formula gives it one."""
    return int((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1


@conv_output_size.slip("look for results below 1 after rounding towards 0")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """`int(-0.5)` is 0, and then 1 is added: a kernel that is too long by less than a stride gets
    through. Look at what is left beside the kernel before you divide."""
    found = int((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if found < 1:
        raise ValueError("too long")
    return found


@conv_output_size.slip("compare the kernel without its dilation with the axis")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """What must fit is the dilated kernel, `dilation·(kernel − 1) + 1` places long."""
    if kernel > size + 2 * padding:
        raise ValueError("too long")
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


@conv_output_size.slip("compare the kernel with the axis before it is padded")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """The kernel may reach into the padding: compare it with `size + 2·padding`."""
    if dilation * (kernel - 1) + 1 > size:
        raise ValueError("too long")
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


@conv_output_size.slip("refuse a kernel that fits exactly")
def _(size, kernel, stride=1, padding=0, dilation=1):
    """A kernel as long as the padded axis has one place. Only a longer one has none."""
    return _size(size + 2 * padding - dilation * (kernel - 1) - 2, 1) // stride + 1


@conv_output_size.variant("the places where a window can begin, counted")
def _(size, kernel, stride=1, padding=0, dilation=1):
    padded, span = size + 2 * padding, dilation * (kernel - 1) + 1
    if span > padded:
        raise ValueError("no window fits")
    return len(range(0, padded - span + 1, stride))


@conv_output_size.variant("rounded by math.floor")
def _(size, kernel, stride=1, padding=0, dilation=1):
    found = math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1)
    if found < 1:
        raise ValueError
    return found


@conv_output_size.variant("a loop that slides the window")
def _(size, kernel, stride=1, padding=0, dilation=1):
    last, count = dilation * (kernel - 1), 0
    while last < size + 2 * padding:
        last, count = last + stride, count + 1
    if not count:
        raise ValueError("the kernel never fits")
    return count


@conv_output_size.variant("PyTorch's own convolution, its error turned into another")
def _(size, kernel, stride=1, padding=0, dilation=1):
    import torch

    try:
        conv = torch.nn.Conv1d(1, 1, kernel, stride, padding, dilation)
        return conv(torch.zeros(1, 1, size)).shape[2]
    except RuntimeError:
        raise ValueError("the kernel is longer than the input") from None


@conv_output_size.variant("windows of NumPy, counted")
def _(size, kernel, stride=1, padding=0, dilation=1):
    import numpy as np

    axis = np.zeros(size + 2 * padding)
    windows = np.lib.stride_tricks.sliding_window_view(axis, dilation * (kernel - 1) + 1)
    return np.int64(len(windows[::stride]))
