"""He's initial weights: Xavier's, made up for what ReLU cuts away."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.activations import Fans, torch_spread


def oracle(fan_in):
    from torch.nn.init import kaiming_normal_

    return torch_spread(kaiming_normal_, 1, fan_in)


@formula(inputs=Fans(("fan_in",)), oracle=oracle, returns=("std",))
def he_std(fan_in):
    """``√(2 / fan_in)`` (He, Zhang, Ren and Sun, 2015, equation 10)."""
    return np.sqrt(2 / fan_in)


@he_std.mistake("return the variance")
def _(fan_in):
    """A standard deviation is asked for, which is the root of a variance."""
    return np.float64(2) / fan_in


@he_std.mistake("leave out the 2")
def _(fan_in):
    """ReLU sets half of what comes in to zero: the weights make up for it."""
    return np.sqrt(1 / fan_in)


@he_std.mistake("halve where it should double")
def _(fan_in):
    """ReLU makes the signal smaller: the weights have to be larger than without it."""
    return np.sqrt(1 / (2 * fan_in))


@he_std.mistake("return the limit of the uniform distribution")
def _(fan_in):
    """The limit of the uniform distribution is √6 / √fan_in; its standard deviation is √2 /
    √fan_in.
    """
    return np.sqrt(6 / fan_in)


@he_std.mistake("take the root of the denominator alone")
def _(fan_in):
    """The 2 is part of the variance: it stands under the root too."""
    return 2 / np.sqrt(fan_in)


@he_std.mistake("take the root of the numerator alone")
def _(fan_in):
    """fan_in is part of the variance: it stands under the root too."""
    return np.sqrt(2) / fan_in


@he_std.mistake("divide whole numbers with //")
def _(fan_in):
    """`//` rounds down to 0 here. Use `/`."""
    return np.sqrt(2 // fan_in)


@he_std.mistake("turn the fraction over")
def _(fan_in):
    """The more a unit sums up, the smaller each weight has to be."""
    return np.sqrt(fan_in / 2)


@he_std.mistake("multiply by the fan")
def _(fan_in):
    """The more a unit sums up, the smaller each weight has to be."""
    return np.sqrt(2 * fan_in)


@he_std.variant("a power of −1/2")
def _(fan_in):
    return (fan_in / 2) ** -0.5


@he_std.variant("the root of 2 over the root of the fan")
def _(fan_in):
    return math.sqrt(2) / math.sqrt(fan_in)


@he_std.variant("the gain of ReLU from PyTorch")
def _(fan_in):
    import torch

    return torch.nn.init.calculate_gain("relu") / fan_in**0.5


@he_std.variant("an array of one number without axes, in float32")
def _(fan_in):
    return np.asarray(np.sqrt(np.float32(2) / np.float32(fan_in)))


@he_std.variant("exp of half the logarithm")
def _(fan_in):
    return math.exp(0.5 * math.log(2 / fan_in))
