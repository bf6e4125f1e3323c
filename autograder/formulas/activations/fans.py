"""The fans of a weight: how many inputs a unit has, and how many units each input goes to."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(shape):
    import torch
    from torch.nn.init import _calculate_fan_in_and_fan_out

    return _calculate_fan_in_and_fan_out(torch.empty(shape, device="meta"))


@dataclass(frozen=True)
class Weights:
    """The shape of a dense layer's weight, and that of a convolution's, as tuples.

    Distributions: outputs and inputs are 8 to 64, a kernel has 2, 3 or 5 rows and 4, 6 or 7
    columns; of the four numbers no two are equal. In the edge cases all are so small that one more
    is plainly wrong.
    """

    def values(self, rng) -> list[dict]:
        outputs, inputs = rng.permutation(np.arange(8, 65))[:2].tolist()
        kernel = int(rng.choice([2, 3, 5])), int(rng.choice([4, 6, 7]))
        return [_of(outputs, inputs), _of(inputs, outputs, *kernel)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        many, few = int(rng.integers(7, 11)), int(rng.integers(2, 6))
        return {
            "one unit": lambda: [_of(1, many)],
            "one input": lambda: [_of(many, 1)],
            "as many units as inputs": lambda: [_of(many, many)],
            "a convolution of 1 by 1": lambda: [_of(many, few, 1, 1)],
            "a square kernel": lambda: [_of(few, many, 3, 3)],
            "a long kernel": lambda: [_of(few, many, 1, 7)],
            "a depthwise convolution": lambda: [_of(many, 1, 3, 3)],
            "groups of three inputs": lambda: [_of(many, 3, 5, 5)],
        }


def _of(*shape):
    return {"shape": shape}


@formula(
    inputs=Weights(),
    oracle=oracle,
    returns=("fan_in", "fan_out"),
    kinds={"fan_in": "int", "fan_out": "int"},
)
def fans(shape):
    """``inputs·kh·kw`` and ``outputs·kh·kw`` for a shape ``(outputs, inputs, kh, kw)``; a dense
    layer has a kernel of one (Glorot and Bengio, 2010; He et al., 2015, section 2.2)."""
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] * area


@fans.mistake("swap the two")
def _(shape):
    """PyTorch stores the outputs first: `shape[0]` is how many units there are, `shape[1]` how many
    inputs each has."""
    return fans(shape)[::-1]


@fans.mistake("leave out the size of the kernel")
def _(shape):
    """A unit of a convolution sees every channel at each place of its kernel: multiply by rows and
    columns."""
    return shape[1], shape[0]


@fans.mistake("leave the size of the kernel out of fan_out")
def _(shape):
    """An input pixel lies under each place of the kernel once: it goes to kh·kw places of every
    output channel."""
    return fans(shape)[0], shape[0]


@fans.mistake("leave the size of the kernel out of fan_in")
def _(shape):
    """A unit sees every channel at each place of its kernel."""
    return shape[1], fans(shape)[1]


@fans.mistake("count the rows of the kernel alone")
def _(shape):
    """A kernel has rows and columns, and both count."""
    rows = math.prod(shape[2:3])
    return shape[1] * rows, shape[0] * rows


@fans.mistake("count the columns of the kernel alone")
def _(shape):
    """A kernel has rows and columns, and both count."""
    columns = math.prod(shape[3:])
    return shape[1] * columns, shape[0] * columns


@fans.mistake("take all weights for fan_in")
def _(shape):
    """The weights of *one* unit count: without the number of outputs."""
    return math.prod(shape), fans(shape)[1]


@fans.mistake("take the kernel for the first two numbers, as TensorFlow stores it")
def _(shape):
    """Here the order is PyTorch's: outputs, inputs, rows, columns. (TensorFlow has rows, columns,
    inputs, outputs.)"""
    area = math.prod(shape[:-2])
    return shape[-2] * area, shape[-1] * area


@fans.mistake("add the sides of the kernel up")
def _(shape):
    """A kernel of 3 by 3 has nine places, not six."""
    area = sum(shape[2:]) or 1
    return shape[1] * area, shape[0] * area


@fans.mistake("count the bias as an input")
def _(shape):
    """A fan counts the inputs that carry a signal: the bias is none of them."""
    fan_in, fan_out = fans(shape)
    return fan_in + 1, fan_out


@fans.mistake("return floats")
def _(shape):
    """A number of inputs is an int. `/` and `np.prod` of an empty tuple make floats."""
    fan_in, fan_out = fans(shape)
    return float(fan_in), float(fan_out)


@fans.variant("two cases")
def _(shape):
    if len(shape) == 2:
        outputs, inputs = shape
        return inputs, outputs
    outputs, inputs, rows, columns = shape
    return inputs * rows * columns, outputs * rows * columns


@fans.variant("a loop over the kernel")
def _(shape):
    fan_out, fan_in = shape[:2]
    for side in shape[2:]:
        fan_in, fan_out = fan_in * side, fan_out * side
    return [fan_in, fan_out]


@fans.variant("the sizes of slices of an array")
def _(shape):
    weight = np.empty(shape)
    return weight[0].size, weight[:, 0].size


@fans.variant("all weights, divided")
def _(shape):
    every = int(np.prod(shape))
    return every // shape[0], np.int64(every // shape[1])


@fans.variant("PyTorch's tensors")
def _(shape):
    import torch

    weight = torch.empty(shape)
    return torch.tensor(weight[0].numel()), torch.tensor(weight[:, 0].numel())
