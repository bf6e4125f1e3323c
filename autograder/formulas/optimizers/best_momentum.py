"""The learning rate and the momentum that are best for a quadratic."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(smallest, largest):
    """SciPy makes the spectral radius of the iteration smallest: for each rate over the momentum,
    and then over the rate."""

    from scipy.optimize import fminbound, golden

    def best(function, low, high):
        near = fminbound(function, low, high, xtol=1e-7 * high)
        off = 1e-6 * high
        return golden(function, brack=(near - off, near, near + off), tol=1e-14)

    def radius(lr, beta):
        return max(_radius(lr * curvature, beta) for curvature in (smallest, largest))

    def momentum(lr):
        return best(lambda beta: radius(lr, beta), -0.2, 1.2)

    lr = best(lambda lr: radius(lr, momentum(lr)), 0.5 / largest, 4.2 / largest)
    return lr, momentum(lr)


def _radius(step, beta):
    """The largest eigenvalue, in magnitude, of a ← βa + λw, w ← w − lr·a, with step = lr·λ."""
    half = (1 + beta - step) / 2
    under = half * half - beta
    return abs(half) + math.sqrt(under) if under > 0 else math.sqrt(beta)


@dataclass(frozen=True)
class Curvatures:
    """The smallest and the largest curvature of a quadratic.

    Distributions: the smallest is uniform in [0.1, 2], the largest 3 to 100 times that
    (log-uniform), both to three digits. A case is two calls.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one curvature in all directions": lambda: [_of(x := self._low(rng), x)],
            "whole numbers": lambda: [_of(1, 4), _of(1, 9)],
            "a very long ravine": lambda: [_of(1e-10 * (x := self._low(rng)), x)],
            "gentle everywhere": lambda: [_of(0.002, 0.05)],
            "steep everywhere": lambda: [_of(15.0, 400.0)],
            "curvatures on both sides of 1": lambda: [_of(0.25, 16.0)],
        }

    def _call(self, rng):
        low = self._low(rng)
        return _of(low, float(f"{low * math.exp(rng.uniform(math.log(3), math.log(100))):.3g}"))

    def _low(self, rng):
        return float(f"{rng.uniform(0.1, 2):.3g}")


def _of(smallest, largest):
    return {"smallest": smallest, "largest": largest}


@formula(inputs=Curvatures(), oracle=oracle, returns=("lr", "beta"))
def best_momentum(smallest, largest):
    """``4/(√largest + √smallest)²`` and
    ``((√largest − √smallest)/(√largest + √smallest))²`` (Polyak, 1964)."""
    low, high = np.sqrt(smallest), np.sqrt(largest)
    return 4 / (high + low) ** 2, ((high - low) / (high + low)) ** 2


@best_momentum.mistake("return what is best without momentum")
def _(smallest, largest):
    """Without momentum 2/(largest + smallest) is the best rate. With it another pair is faster:
    choose both so that the smallest and the largest curvature shrink equally fast."""
    return 2 / (largest + smallest), 0.0


@best_momentum.mistake("take the best rate without momentum, with the right momentum")
def _(smallest, largest):
    """Momentum allows longer steps, up to nearly twice as long: the rate is to be found together
    with beta."""
    return 2 / (largest + smallest), best_momentum(smallest, largest)[1]


@best_momentum.mistake("return beta first")
def _(smallest, largest):
    """The order is `(lr, beta)`."""
    return best_momentum(smallest, largest)[::-1]


@best_momentum.mistake("forget to square beta")
def _(smallest, largest):
    """The *root* of beta is how much is left of an error from step to step. beta itself is that
    squared."""
    lr, beta = best_momentum(smallest, largest)
    return lr, math.sqrt(beta)


@best_momentum.mistake("forget to square the sum of the roots in the rate")
def _(smallest, largest):
    """A rate times a curvature has no unit. So the rate has to be one over a curvature, and the sum
    of two roots is squared."""
    return 4 / (math.sqrt(largest) + math.sqrt(smallest)), best_momentum(smallest, largest)[1]


@best_momentum.mistake("lose a factor 2 in the rate")
def _(smallest, largest):
    """With both curvatures equal, one step of 1/curvature leads to the minimum: try your rate
    there."""
    lr, beta = best_momentum(smallest, largest)
    return lr / 2, beta


@best_momentum.mistake("leave the roots out, in rate and momentum")
def _(smallest, largest):
    """With momentum a curvature counts by its root: that is why a ravine a hundred times as long
    takes only ten times as many steps."""
    total = largest + smallest
    return 4 / total**2, ((largest - smallest) / total) ** 2


@best_momentum.mistake("leave the roots out in the momentum")
def _(smallest, largest):
    """With momentum a curvature counts by its root, in beta too."""
    lr, _ = best_momentum(smallest, largest)
    return lr, ((largest - smallest) / (largest + smallest)) ** 2


@best_momentum.mistake("take Nesterov's pair for a convex function")
def _(smallest, largest):
    """1/largest, and the quotient of difference and sum of the roots, not squared, are what is
    proved for Nesterov's rule. For momentum on a quadratic both can be larger steps and less
    memory."""
    low, high = math.sqrt(smallest), math.sqrt(largest)
    return 1 / largest, (high - low) / (high + low)


@best_momentum.mistake("take a rate of 1/largest")
def _(smallest, largest):
    """1/largest is too careful: with momentum the rate may come near to 4/largest where the ravine
    is long."""
    return 1 / largest, best_momentum(smallest, largest)[1]


@best_momentum.mistake("take a momentum of 0.9 whatever the curvatures")
def _(smallest, largest):
    """0.9 suits one length of ravine. Where the curvatures are alike, less memory is better; where
    they are far apart, more."""
    return best_momentum(smallest, largest)[0], 0.9


@best_momentum.mistake("go to the limit of stability")
def _(smallest, largest):
    """At 2(1 + beta)/largest the steepest direction does not shrink any more. The best rate makes
    the two extreme directions shrink equally fast."""
    beta = best_momentum(smallest, largest)[1]
    return 2 * (1 + beta) / largest, beta


@best_momentum.mistake("forget the product of the roots in the rate")
def _(smallest, largest):
    """(√largest + √smallest)² has a product of the two roots in it, and is not the sum of the
    curvatures."""
    return 4 / (largest + smallest), best_momentum(smallest, largest)[1]


@best_momentum.variant("the roots of beta from the condition number")
def _(smallest, largest):
    q = math.sqrt(largest / smallest)
    left = (q - 1) / (q + 1)
    return (1 + left) ** 2 / largest, left**2


@best_momentum.variant("beta first, then the rate from the smallest curvature")
def _(smallest, largest):
    low, high = smallest**0.5, largest**0.5
    beta = (1 - 2 * low / (low + high)) ** 2
    return [(1 - beta**0.5) ** 2 / smallest, beta]


@best_momentum.variant("sums and products of the curvatures")
def _(smallest, largest):
    middle = 2 * math.sqrt(smallest * largest)
    total = smallest + largest + middle
    return [4 / total, (total - 2 * middle) / total]


@best_momentum.variant("the rate found by bisection")
def _(smallest, largest):
    low, high = 1 / largest, 4 / largest
    for _ in range(80):
        lr = (low + high) / 2
        if math.sqrt(lr * largest) - 1 < 1 - math.sqrt(lr * smallest):
            low = lr
        else:
            high = lr
    return lr, (math.sqrt(lr * largest) - 1) ** 2


@best_momentum.variant("PyTorch tensors")
def _(smallest, largest):
    import torch

    low, high = torch.tensor([smallest, largest], dtype=torch.float64).sqrt()
    return 4 * (high + low) ** -2, ((high - low) / (high + low)).square()
