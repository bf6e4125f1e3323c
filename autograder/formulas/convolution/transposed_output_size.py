"""How many outputs a transposed convolution has along one axis."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Axes:
    """One axis: its size, and kernel, stride, padding and output padding.

    Distributions: a size of 5 to 15, a kernel of 4 to 6, a stride of 3 or 4, a padding of 1 or 2,
    an output padding of 1 or 2. Sizes that come out are 1 or more, and in the edge cases an output
    padding may be as large as the stride or larger.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        some = int(rng.integers(4, 12))
        return {
            "14 to 28 in three ways": lambda: [
                _of(14, 2, 2),
                _of(14, 3, 2, 1, 1),
                _of(14, 4, 2, 1),
            ],
            "14 to 27": lambda: [_of(14, 3, 2, 1)],
            "all by default": lambda: [_of(some, 3), _of(some, 5)],
            "an axis of 1": lambda: [_of(1, 3, 2), _of(1, 1), _of(1, 4, 2, 1)],
            "a kernel shorter than the stride": lambda: [_of(some, 2, 3), _of(some, 1, 4, 0, 2)],
            "padding at a stride of 1": lambda: [_of(some, 3, 1, 1), _of(some, 5, 1, 2)],
            "4 to 9, 7 and 5": lambda: [_of(4, 3, 2, 0), _of(4, 3, 2, 1), _of(4, 3, 2, 2)],
            "output padding one below the stride": lambda: [_of(some, 5, 3, 1, 2)],
            "down to a single place": lambda: [_of(1, 3, 2, 1), _of(2, 4, 2, 2, 0)],
            "output padding as large as the stride": lambda: [
                _of(some, 3, 2, 1, 2),
                _of(some, 3, 1, 0, 1),
            ],
            "output padding larger than the stride": lambda: [_of(some, 4, 2, 1, 3)],
        }

    def _call(self, rng):
        size, kernel = int(rng.integers(5, 16)), int(rng.integers(4, 7))
        stride, padding = int(rng.integers(3, 5)), int(rng.integers(1, 3))
        return _of(size, kernel, stride, padding, int(rng.integers(1, 3)))


NAMES = ("size", "kernel", "stride", "padding", "output_padding")


def _of(*numbers):
    return dict(zip(NAMES, numbers, strict=False))


def oracle(size, kernel, stride=1, padding=0, output_padding=0):
    import torch
    from torch.nn.functional import conv_transpose1d

    x, weight = torch.zeros(1, 1, size), torch.zeros(1, 1, kernel)
    options = {"stride": stride, "padding": padding, "output_padding": output_padding}
    try:
        return conv_transpose1d(x, weight, **options).shape[-1]
    except RuntimeError as error:
        raise ValueError("no such size") from error


@formula(inputs=Axes(), oracle=oracle, returns=("size",), kinds={"size": "int"})
def transposed_output_size(size, kernel, stride=1, padding=0, output_padding=0):
    """``(size − 1)·stride − 2·padding + kernel + output_padding`` (Dumoulin and Visin, 2016,
    relationship 14)."""
    if output_padding >= stride:
        raise ValueError("output_padding must be smaller than stride")
    return (size - 1) * stride - 2 * padding + kernel + output_padding


def _checked(output_padding, stride):
    if output_padding >= stride:
        raise ValueError("output_padding")


@transposed_output_size.mistake("add the padding")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """Here padding *cuts*: it is the padding of the convolution that goes the other way, and what
    that one added comes off again, on both sides."""
    _checked(output_padding, stride)
    return (size - 1) * stride + 2 * padding + kernel + output_padding


@transposed_output_size.mistake("count the padding once")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """`padding` places are cut on both sides."""
    _checked(output_padding, stride)
    return (size - 1) * stride - padding + kernel + output_padding


@transposed_output_size.mistake("leave the padding out")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """`padding` places are cut at the start, and as many at the end."""
    _checked(output_padding, stride)
    return (size - 1) * stride + kernel + output_padding


@transposed_output_size.mistake("leave the output padding out")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """Several sizes are brought to one by a convolution with a stride. `output_padding` says which
    of them is meant: it is added, once."""
    _checked(output_padding, stride)
    return (size - 1) * stride - 2 * padding + kernel


@transposed_output_size.mistake("add the output padding on both sides")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """The output padding is added at one side only, the end."""
    _checked(output_padding, stride)
    return (size - 1) * stride - 2 * padding + kernel + 2 * output_padding


@transposed_output_size.mistake("make as many steps as there are inputs")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """From the first stamp to the last are `size − 1` steps. The last stamp is `kernel` long, not
    `stride` longer."""
    _checked(output_padding, stride)
    return size * stride - 2 * padding + kernel + output_padding


@transposed_output_size.mistake("multiply the size by the stride, and leave the kernel out")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """The last stamp sticks out by what the kernel is longer than the stride: the size is a
    multiple of the stride only if the padding cuts off just that."""
    _checked(output_padding, stride)
    return size * stride - 2 * padding + output_padding


@transposed_output_size.mistake("take kernel − 1 for the last stamp")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """The last stamp is `kernel` places long, all of them in the output."""
    _checked(output_padding, stride)
    return (size - 1) * stride - 2 * padding + kernel - 1 + output_padding


@transposed_output_size.mistake("use the formula of the convolution that goes down")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """This is the way up. Solve the formula of the convolution for its input: each step *out* is
    `stride` places *in*."""
    _checked(output_padding, stride)
    return (size + 2 * padding - kernel) // stride + 1 + output_padding


@transposed_output_size.mistake("leave the stride out")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """Stamps lie `stride` places apart: it is the stride that makes the output larger."""
    _checked(output_padding, stride)
    return size - 1 - 2 * padding + kernel + output_padding


@transposed_output_size.slip("never raise")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """Only `stride` sizes are brought to one by a convolution with this stride: an output padding
    of `stride` or more names none of them, and is a `ValueError`."""
    return (size - 1) * stride - 2 * padding + kernel + output_padding


@transposed_output_size.slip("allow an output padding as large as the stride")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """With a stride of s the sizes that are brought to one are s in number: the output padding is
    0 to s − 1."""
    if output_padding > stride:
        raise ValueError("too large")
    return (size - 1) * stride - 2 * padding + kernel + output_padding


@transposed_output_size.slip("refuse an output padding at all")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    """An output padding below the stride is what chooses among the sizes that are possible."""
    if output_padding >= stride - 1 and output_padding:
        raise ValueError("too large")
    return (size - 1) * stride - 2 * padding + kernel + output_padding


@transposed_output_size.variant("where the last stamp ends")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    if not 0 <= output_padding < stride:
        raise ValueError("output padding has to be smaller than the stride")
    first, last = -padding, (size - 1) * stride + kernel - padding
    return last + output_padding - (first + 2 * padding)


@transposed_output_size.variant("the places counted")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    if output_padding + 1 > stride:
        raise ValueError
    inside = [None] + [None] * stride * (size - 1)
    return len(inside) + (kernel - 1) - padding - padding + output_padding


@transposed_output_size.variant("the size whose convolution comes back, found by trying")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    if output_padding not in range(stride):
        raise ValueError("there is no such size")
    smallest = max(kernel - 2 * padding, 1 - 2 * padding)
    while (smallest + 2 * padding - kernel) // stride + 1 < size:
        smallest += 1
    return smallest + output_padding


@transposed_output_size.variant("PyTorch's own layer, its error turned into another")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    import torch

    try:
        up = torch.nn.ConvTranspose1d(1, 1, kernel, stride, padding, output_padding)
        return up(torch.zeros(1, 1, size)).shape[2]
    except RuntimeError as error:
        raise ValueError(str(error)) from error


@transposed_output_size.variant("an int of NumPy")
def _(size, kernel, stride=1, padding=0, output_padding=0):
    import numpy as np

    if output_padding >= stride:
        raise ValueError
    return np.dot([size - 1, -2, 1, 1], [stride, padding, kernel, output_padding])
