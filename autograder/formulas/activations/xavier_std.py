"""Xavier's initial weights: how far they spread so that signals neither grow nor fade."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Fans, torch_spread


def oracle(fan_in, fan_out):
    from torch.nn.init import xavier_normal_

    return torch_spread(xavier_normal_, fan_out, fan_in)


@formula(inputs=Fans(("fan_in", "fan_out")), oracle=oracle, returns=("std",))
def xavier_std(fan_in, fan_out):
    """``√(2 / (fan_in + fan_out))`` (Glorot and Bengio, 2010, equation 12)."""
    return np.sqrt(2 / (fan_in + fan_out))


@xavier_std.mistake("return the variance")
def _(fan_in, fan_out):
    """A standard deviation is asked for, which is the root of a variance."""
    return np.float64(2) / (fan_in + fan_out)


@xavier_std.mistake("divide by the sum of the fans instead of by their mean")
def _(fan_in, fan_out):
    """The forward pass asks for 1/fan_in, the backward pass for 1/fan_out: the variance is 1
    over the mean of the two.
    """
    return np.sqrt(1 / (fan_in + fan_out))


@xavier_std.mistake("look at fan_in alone")
def _(fan_in, fan_out):
    """The backward pass counts as well: gradients are sums over fan_out."""
    return np.sqrt(1 / fan_in)


@xavier_std.mistake("look at fan_out alone")
def _(fan_in, fan_out):
    """The forward pass counts as well: a unit sums over fan_in."""
    return np.sqrt(1 / fan_out)


@xavier_std.mistake("take He's value, √(2/fan_in)")
def _(fan_in, fan_out):
    """He's is for ReLU, which cuts half away, and looks at the way forward only."""
    return np.sqrt(2 / fan_in)


@xavier_std.mistake("return the limit of the uniform distribution")
def _(fan_in, fan_out):
    """The limit of the uniform distribution is √6 / √(fan_in + fan_out); its standard
    deviation is √2 / √(fan_in + fan_out).
    """
    return np.sqrt(6 / (fan_in + fan_out))


@xavier_std.mistake("take the root of the denominator alone")
def _(fan_in, fan_out):
    """The 2 is part of the variance: it stands under the root too."""
    return 2 / np.sqrt(fan_in + fan_out)


@xavier_std.mistake("take the root of the numerator alone")
def _(fan_in, fan_out):
    """The fans are part of the variance: they stand under the root too."""
    return np.sqrt(2) / (fan_in + fan_out)


@xavier_std.mistake("multiply the fans")
def _(fan_in, fan_out):
    """fan_in · fan_out is the number of weights. What counts is how many go into one sum."""
    return np.sqrt(2 / (fan_in * fan_out))


@xavier_std.mistake("divide whole numbers with //")
def _(fan_in, fan_out):
    """`//` rounds down to 0 here. Use `/`."""
    return np.sqrt(2 // (fan_in + fan_out))


@xavier_std.mistake("turn the fraction over")
def _(fan_in, fan_out):
    """The more a unit sums up, the smaller each weight has to be."""
    return np.sqrt((fan_in + fan_out) / 2)


@xavier_std.variant("1 over the root of the mean fan")
def _(fan_in, fan_out):
    return 1 / np.sqrt(np.mean([fan_in, fan_out]))


@xavier_std.variant("a power of −1/2")
def _(fan_in, fan_out):
    return ((fan_in + fan_out) / 2) ** -0.5


@xavier_std.variant("the uniform limit over the root of 3")
def _(fan_in, fan_out):
    return math.sqrt(6 / (fan_in + fan_out)) / math.sqrt(3)


@xavier_std.variant("a float32 of NumPy")
def _(fan_in, fan_out):
    return np.sqrt(np.float32(2) / np.float32(fan_in + fan_out))


@xavier_std.variant("a tensor of PyTorch")
def _(fan_in, fan_out):
    import torch

    return torch.tensor(2.0 / (fan_in + fan_out)).sqrt()
