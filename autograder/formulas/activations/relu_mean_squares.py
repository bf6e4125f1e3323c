"""How large a signal is at each of many ReLU layers, before any training."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(q, fan_in, std, depth):
    """SciPy integrates the square of ReLU over the normal distribution that a unit's sum has."""
    from scipy.integrate import quad
    from scipy.stats import norm

    found = [q]
    for _ in range(depth):
        variance = fan_in * std**2 * found[-1]
        half, _ = quad(lambda z: z**2 * norm.pdf(z), 0, 12)
        found.append(variance * half)
    return np.array(found)


@dataclass(frozen=True)
class Stacks:
    """What enters the first layer, how wide the layers are, and the spread of their weights.

    Distributions: q is uniform in [0.3, 3]; fan_in is log-uniform in 8 … 300; std is such that
    `fan_in·std²` is uniform in [0.5, 1.6] or in [2.5, 4], to three digits; 2 to 4 layers.
    """

    def values(self, rng) -> list[dict]:
        return [self._stack(rng), self._stack(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "no layer": lambda: [self._stack(rng) | {"depth": 0}],
            "one layer": lambda: [self._stack(rng) | {"depth": 1}],
            "He's weights": lambda: [self._stack(rng) | {"fan_in": 8, "std": 0.5, "depth": 6}],
            "Xavier's weights": lambda: [self._stack(rng) | {"fan_in": 4, "std": 0.5, "depth": 10}],
            "thirty layers that explode": lambda: [
                self._stack(rng) | {"fan_in": 16, "std": 0.5, "depth": 30}
            ],
            "thirty layers that vanish": lambda: [
                self._stack(rng) | {"fan_in": 4, "std": 0.5, "depth": 30}
            ],
            "layers of one unit": lambda: [self._stack(rng) | {"fan_in": 1, "std": 2.0}],
            "nothing enters": lambda: [self._stack(rng) | {"q": 0.0}],
            "weights of zero": lambda: [self._stack(rng) | {"std": 0.0}],
        }

    def _stack(self, rng):
        fan_in = int(np.exp(rng.uniform(np.log(8), np.log(300))))
        gain = rng.uniform(0.5, 1.6) if rng.random() < 0.5 else rng.uniform(2.5, 4)
        return {
            "q": round(float(rng.uniform(0.3, 3)), 2),
            "fan_in": fan_in,
            "std": float(f"{math.sqrt(gain / fan_in):.3g}"),
            "depth": int(rng.integers(2, 5)),
        }


@formula(inputs=Stacks(), oracle=oracle, returns=("mean squares",))
def relu_mean_squares(q, fan_in, std, depth):
    """``q ← fan_in·std²·q/2`` from layer to layer: a sum of fan_in products has the variance
    ``fan_in·std²·q``, and ReLU keeps half of its mean square (He et al., 2015, section 2.2)."""
    return _powers(q, fan_in * std**2 / 2, depth)


def _powers(q, factor, depth):
    found = [q]
    for _ in range(depth):
        found.append(found[-1] * factor)
    return np.array(found)


@relu_mean_squares.mistake("forget that ReLU is silent on one side")
def _(q, fan_in, std, depth):
    """Half of the sums are below zero and become 0: half of the mean square is lost in each
    layer."""
    return _powers(q, fan_in * std**2, depth)


@relu_mean_squares.mistake("forget to square the standard deviation")
def _(q, fan_in, std, depth):
    """A mean square grows with the *variance* of the weights, std²."""
    return _powers(q, fan_in * std / 2, depth)


@relu_mean_squares.mistake("leave out the number of inputs")
def _(q, fan_in, std, depth):
    """Each unit adds fan_in products up, and their variances add up too."""
    return _powers(q, std**2 / 2, depth)


@relu_mean_squares.mistake("square the number of inputs")
def _(q, fan_in, std, depth):
    """The products are independent: the variance of their sum is fan_in times that of one, not
    fan_in² times."""
    return _powers(q, (fan_in * std) ** 2 / 2, depth)


@relu_mean_squares.mistake("take the variance after ReLU instead of the mean square")
def _(q, fan_in, std, depth):
    """What goes into the next sum is the mean of the squares, without taking off the mean: after
    ReLU the mean is not 0."""
    return _powers(q, fan_in * std**2 * (0.5 - 0.5 / math.pi), depth)


@relu_mean_squares.mistake("square the mean after ReLU")
def _(q, fan_in, std, depth):
    """The mean of the squares is asked for, not the square of the mean."""
    return _powers(q, fan_in * std**2 * 0.5 / math.pi, depth)


@relu_mean_squares.mistake("halve twice")
def _(q, fan_in, std, depth):
    """ReLU keeps half of the mean square: of a symmetric distribution both halves have the same
    squares. The half counts once a layer."""
    return _powers(q, fan_in * std**2 / 4, depth)


@relu_mean_squares.mistake("double instead of halving")
def _(q, fan_in, std, depth):
    """ReLU takes half of the mean square away. The 2 stands above only in He's rule, which makes up
    for it."""
    return _powers(q, 2 * fan_in * std**2, depth)


@relu_mean_squares.mistake("leave out what enters the first layer")
def _(q, fan_in, std, depth):
    """The first number is q itself: with `depth` layers there are `depth + 1` numbers."""
    return relu_mean_squares.reference(q, fan_in, std, depth)[1:]


@relu_mean_squares.mistake("leave out what comes out of the last layer")
def _(q, fan_in, std, depth):
    """With `depth` layers there are `depth + 1` numbers: the last is what the last layer puts
    out."""
    return relu_mean_squares.reference(q, fan_in, std, max(depth - 1, 0))


@relu_mean_squares.mistake("return the last number alone")
def _(q, fan_in, std, depth):
    """One number for each layer is asked for, and q before them."""
    return relu_mean_squares.reference(q, fan_in, std, depth)[-1]


@relu_mean_squares.mistake("return the roots: the typical size of a signal")
def _(q, fan_in, std, depth):
    """The mean *squares* are asked for, without a root."""
    return np.sqrt(relu_mean_squares.reference(q, fan_in, std, depth))


@relu_mean_squares.mistake("let each layer change q by the same amount")
def _(q, fan_in, std, depth):
    """A layer multiplies. After k layers the factor stands there to the power k."""
    factor = fan_in * std**2 / 2
    return q + (factor - 1) * q * np.arange(depth + 1)


@relu_mean_squares.variant("powers of the factor at once")
def _(q, fan_in, std, depth):
    return q * (fan_in * std**2 / 2) ** np.arange(depth + 1)


@relu_mean_squares.variant("a cumulative product")
def _(q, fan_in, std, depth):
    return np.cumprod([q] + depth * [0.5 * fan_in * std * std])


@relu_mean_squares.variant("an array that is made first and filled, by He's rule")
def _(q, fan_in, std, depth):
    he = math.sqrt(2 / fan_in)
    found = np.empty(depth + 1)
    found[0] = q
    for layer in range(depth):
        found[layer + 1] = found[layer] * (std / he) ** 2
    return found


@relu_mean_squares.variant("recursion, as a list")
def _(q, fan_in, std, depth):
    def after(size, left):
        return [size] if left == 0 else [size, *after(fan_in * std**2 * size / 2, left - 1)]

    return after(q, depth)


@relu_mean_squares.variant("PyTorch tensors")
def _(q, fan_in, std, depth):
    import torch

    factor = torch.full((depth + 1,), fan_in * std**2 / 2, dtype=torch.float64)
    factor[0] = q
    return factor.cumprod(0)
