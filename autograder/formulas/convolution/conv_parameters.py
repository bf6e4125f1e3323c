"""How many numbers a convolution learns."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Layers:
    """Channels in and out, a square kernel, groups, and whether there is a bias.

    Distributions: groups are 2 or 3, the channels are 2 to 5 times as many, unlike each other and
    both more than the kernel, which is 3 or 5. A random case has a call with the bias and one
    without. In the edge cases groups may not divide one or both of the numbers of channels.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng) | {"bias": False}]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        some = int(rng.integers(3, 9))
        return {
            "many to few, few to many": lambda: [_of(8, 4, 3), _of(4, 8, 3)],
            "1 by 1": lambda: [_of(8, 2, 1, 1, False), _of(8, 2, 1)],
            "one channel in": lambda: [_of(1, some, 3)],
            "one channel out": lambda: [_of(some, 1, 3)],
            "a single weight": lambda: [_of(1, 1, 1), _of(1, 1, 1, 1, False)],
            "depthwise": lambda: [_of(some, some, 3, some), _of(some, 2 * some, 3, some, False)],
            "groups in between": lambda: [_of(6, 12, 3, 3), _of(6, 4, 3, 2, True)],
            "an even kernel": lambda: [_of(some, 4, 2), _of(4, some, 4, 1, False)],
            "groups that divide the outputs alone": lambda: [_of(5, 6, 3, 2), _of(7, 9, 1, 3)],
            "groups that divide the inputs alone": lambda: [_of(6, 5, 3, 2), _of(9, 7, 1, 3)],
            "groups that divide neither": lambda: [_of(5, 7, 3, 2)],
            "more groups than channels": lambda: [_of(2, 4, 3, 4), _of(4, 2, 3, 4, False)],
            "a product that groups divide": lambda: [_of(2, 6, 3, 4), _of(6, 2, 3, 4)],
        }

    def _call(self, rng):
        groups = int(rng.integers(2, 4))
        while True:
            c_in, c_out = (groups * int(m) for m in rng.permutation([2, 3, 4, 5])[:2])
            kernel = int(rng.choice([3, 5]))
            if min(c_in, c_out) > kernel:
                return _of(c_in, c_out, kernel, groups)


NAMES = ("c_in", "c_out", "kernel", "groups", "bias")


def _of(*values):
    return dict(zip(NAMES, values, strict=False))


def oracle(c_in, c_out, kernel, groups=1, bias=True):
    from torch.nn import Conv2d

    layer = Conv2d(c_in, c_out, kernel, groups=groups, bias=bias, device="meta")
    return sum(p.numel() for p in layer.parameters())


@formula(inputs=Layers(), oracle=oracle, returns=("parameters",), kinds={"parameters": "int"})
def conv_parameters(c_in, c_out, kernel, groups=1, bias=True):
    """``c_out·(c_in/groups)·kernel²``, and c_out biases (Krizhevsky et al., 2012, for groups)."""
    if c_in % groups or c_out % groups:
        raise ValueError("groups must divide c_in and c_out")
    return c_out * (c_in // groups) * kernel**2 + c_out * bias


def _divided(c_in, c_out, groups):
    if c_in % groups or c_out % groups:
        raise ValueError("groups")


@conv_parameters.mistake("leave the groups out")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """With groups an output channel sees the input channels of its own group alone:
    `c_in/groups`."""
    _divided(c_in, c_out, groups)
    return c_out * c_in * kernel**2 + c_out * bias


@conv_parameters.mistake("divide both numbers of channels by the groups")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """That is one group. There are `groups` of them, so that all c_out output channels are there,
    each with `c_in/groups` inputs."""
    _divided(c_in, c_out, groups)
    return c_out // groups * (c_in // groups) * kernel**2 + c_out * bias


@conv_parameters.mistake("divide both by the groups, the biases too")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """That is one group. There are `groups` of them: multiply, and the outputs are c_out again."""
    _divided(c_in, c_out, groups)
    return c_out // groups * ((c_in // groups) * kernel**2 + bias)


@conv_parameters.mistake("divide the biases by the groups as well")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """Every output channel has one bias, in whatever group it is."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * kernel**2 + c_out // groups * bias


@conv_parameters.mistake("count one side of the kernel")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """The kernel is square: it has `kernel²` places."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * kernel + c_out * bias


@conv_parameters.mistake("give each place of the kernel a bias")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """A bias is added once to the whole sum: one an output channel."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups + bias) * kernel**2


@conv_parameters.mistake("give each kernel of a channel a bias")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """The sum runs over all channels of the input, and the bias is added after it: one an output
    channel, not one a pair of channels."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * (kernel**2 + bias)


@conv_parameters.mistake("count a bias for each channel in")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """A bias belongs to an output channel: there are c_out."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * kernel**2 + c_in * bias


@conv_parameters.mistake("count one bias for all")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """Every output channel has a bias of its own."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * kernel**2 + bias


@conv_parameters.mistake("leave the bias out")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """With `bias=True` one number an output channel comes on top of the weights. The slide's 73,728
    have none."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * kernel**2


@conv_parameters.mistake("add the biases whether there are any or not")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """With `bias=False`, as before a batch norm, there are only the weights."""
    _divided(c_in, c_out, groups)
    return c_out * (c_in // groups) * kernel**2 + c_out


@conv_parameters.mistake("leave out the channels of the input")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """A filter goes through all channels of its group: it has `c_in/groups` slices of kernel by
    kernel."""
    _divided(c_in, c_out, groups)
    return c_out * kernel**2 + c_out * bias


@conv_parameters.mistake("count one filter instead of all")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """There are c_out filters, one for each map that comes out."""
    _divided(c_in, c_out, groups)
    return (c_in // groups) * kernel**2 + bias


@conv_parameters.slip("never raise")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """Groups of unequal size don't exist: `ValueError` where groups does not divide c_in, or does
    not divide c_out."""
    return c_out * (c_in // groups) * kernel**2 + c_out * bias


@conv_parameters.slip("divide the product")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """Both numbers of channels have to be divided by groups, each by itself: `ValueError` where one
    of them is not."""
    if c_in * c_out % groups:
        raise ValueError
    return c_out * c_in * kernel**2 // groups + c_out * bias


@conv_parameters.slip("look at the channels in alone")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """The outputs are parted into as many groups as the inputs: groups has to divide c_out too."""
    if c_in % groups:
        raise ValueError
    return c_out * (c_in // groups) * kernel**2 + c_out * bias


@conv_parameters.slip("look at the channels out alone")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """The inputs are parted into as many groups as the outputs: groups has to divide c_in too."""
    if c_out % groups:
        raise ValueError
    return c_out * (c_in // groups) * kernel**2 + c_out * bias


@conv_parameters.slip("raise only where groups divides neither")
def _(c_in, c_out, kernel, groups=1, bias=True):
    """One that is not divided is enough: `ValueError` where groups does not divide c_in, *or* does
    not divide c_out."""
    if c_in % groups and c_out % groups:
        raise ValueError
    return c_out * (c_in // groups) * kernel**2 + c_out * bias


@conv_parameters.variant("group by group")
def _(c_in, c_out, kernel, groups=1, bias=True):
    a, rest_in = divmod(c_in, groups)
    b, rest_out = divmod(c_out, groups)
    if rest_in or rest_out:
        raise ValueError("groups of unequal size")
    return sum(a * b * kernel * kernel + (b if bias else 0) for _ in range(groups))


@conv_parameters.variant("one filter, times their number")
def _(c_in, c_out, kernel, groups=1, bias=True):
    if math.gcd(c_in, c_out) % groups != 0:
        raise ValueError("groups has to divide both")
    one = math.prod((c_in // groups, kernel, kernel)) + int(bias)
    return c_out * one


@conv_parameters.variant("PyTorch's own layer, counted")
def _(c_in, c_out, kernel, groups=1, bias=True):
    import torch

    layer = torch.nn.Conv2d(c_in, c_out, kernel, groups=groups, bias=bias)
    return sum(p.numel() for p in layer.parameters())


@conv_parameters.variant("the weight's size in NumPy")
def _(c_in, c_out, kernel, groups=1, bias=True):
    import numpy as np

    if any(np.array([c_in, c_out]) % groups):
        raise ValueError
    weight = np.empty((c_out, c_in // groups, kernel, kernel))
    return np.size(weight) + np.size(np.empty(c_out if bias else 0))
