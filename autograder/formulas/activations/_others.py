"""Other functions of each element, which are handed in where one of the chapter's was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def _sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=float)))


def softplus(x):
    """take the softplus, log(1 + eˣ)

    It is smooth. Its slope is the sigmoid."""
    return np.logaddexp(0, x)


def silu(x):
    """take the SiLU, x·σ(x)

    It dips below 0 before it rises."""
    return x * _sigmoid(x)


def softsign(x):
    """take the softsign, x / (1 + |x|)

    It has no exponential in it."""
    return x / (1 + np.abs(x))


def arc_tangent(x):
    """take the arc tangent

    `tanh` is the hyperbolic tangent: exponentials, no angles."""
    return np.arctan(x)


def tangent(x):
    """take the tangent of an angle

    `tanh` is the hyperbolic tangent: exponentials, no angles."""
    return np.tan(x)


def doubled_tanh(x):
    """take the tanh of 2x

    In `e²ˣ` the 2 is there already: x goes in once."""
    return np.tanh(2 * np.asarray(x))


def halved_tanh(x):
    """take the tanh of x/2

    x goes in whole."""
    return np.tanh(np.asarray(x) / 2)


def hard_sigmoid(x):
    """take a straight line between 0 and 1 in place of the curve

    The sigmoid is a quotient of exponentials, and never quite 0 or 1."""
    return np.clip(0.2 * np.asarray(x) + 0.5, 0, 1)


def exponential(x):
    """take the exponential alone

    Look at what it is divided by, or added to."""
    return np.exp(np.clip(x, -700, 700))


def falling_exponential(x):
    """take e⁻ˣ alone

    Look at what it is divided by, or added to."""
    return np.exp(-np.clip(x, -700, 700))


def clipped_sigmoid(x):
    """cut off x at ±5 before the sigmoid

    Where nothing overflows, nothing is to be cut off."""
    return _sigmoid(np.clip(x, -5, 5))


def step(x):
    """take a step from 0 to 1

    A step has no slope to learn from."""
    return (np.asarray(x) > 0) * 1.0


def step_from_minus_one(x):
    """take the sign of x

    It is −1 below 0. What should it be there?"""
    return np.sign(x)


def ones_above(x):
    """set what is above 0 to 1, and keep the rest

    Above 0 the function is x itself."""
    return np.where(np.asarray(x) > 0, 1.0, x)


def selu(x):
    """take the SELU, with its two constants

    Here alpha is an argument, and nothing is scaled."""
    return 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0)))


def relu6(x):
    """cut off at 6

    The ReLU has no upper end."""
    return np.clip(x, 0, 6)


def hundredth(x):
    """always take 0.01 for the slope

    The slope is an argument, and its default is another one."""
    return np.where(np.asarray(x) > 0, x, 0.01 * np.asarray(x))


def hundredth_slope(x):
    """always take 0.01 for the slope below 0

    The slope is an argument, and its default is another one."""
    return np.where(np.asarray(x) > 0, 1.0, 0.01)


def alpha_in_the_exponent(x, alpha=1.0):
    """put alpha into the exponent: its slope is that of e to the power of alpha times x

    alpha stands before the exponential, as a factor."""
    return np.where(x > 0, 1.0, np.exp(np.minimum(alpha * x, 50)))


def tanh_of_the_value(x):
    """take x for the function's value, as if it had been applied already

    x is what goes in. First work out the value."""
    return 1 - np.asarray(x) ** 2


def sigmoid_of_the_value(x):
    """take x for the sigmoid's value, as if it had been applied already

    x is what goes in. First work out the value."""
    return np.asarray(x) * (1 - np.asarray(x))


def one_array_alone(grads, max_norm):
    """scale the first array alone

    The same factor goes to all arrays."""
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    factor = max_norm / norm if norm > max_norm else 1.0
    return [grads[0] * factor, *grads[1:]]


def averaged_norm(grads, max_norm):
    """divide the norm by the number of arrays

    It is one norm, of all numbers together, and no mean."""
    norm = np.sqrt(sum((g**2).sum() for g in grads)) / len(grads)
    return [g * (max_norm / norm if norm > max_norm else 1.0) for g in grads]


def inverted_factor(grads, max_norm):
    """turn the factor upside down: the norm over the largest norm

    What is too long is to get shorter: the factor is below 1."""
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * min(1.0, norm / max_norm) for g in grads]


def subtracted_biases(x, w1, b1, w2, b2):
    """subtract the biases

    A bias is added."""
    return np.maximum(x @ w1 - b1, x @ w2 - b2)
