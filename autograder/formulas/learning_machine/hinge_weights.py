"""A curve of straight pieces as a sum of hinges."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Points:
    """Knots and values (m + 1,), the knots rising.

    Distributions: m is 3 to 6; gaps between knots are uniform in [0.3, 2], the first knot in
    [−3, 1]; values are uniform in [−5, 5]; all rounded to two digits. A case is two calls.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one piece": lambda: [self._call(rng, 1)],
            "two pieces": lambda: [self._call(rng, 2)],
            "knots 1 apart": lambda: [self._call(rng, 4) | {"knots": np.arange(5.0) - 2}],
            "knots 0.1 apart": lambda: [self._call(rng, 3) | {"knots": np.array([0, 0.1, 0.2, 1])}],
            "equal slopes in a row": lambda: [
                {"knots": np.array([0.0, 1, 3, 4]), "values": np.array([1.0, 3, 7, 4])}
            ],
            "a flat start": lambda: [
                {"knots": np.array([-1.0, 0, 2]), "values": np.array([2.0, 2, 5])}
            ],
            "a straight line": lambda: [
                {"knots": np.array([0.0, 0.5, 2, 3]), "values": np.array([1.0, 0, -3, -5])}
            ],
            "values up to 10": lambda: [
                {"knots": np.array([0.0, 0.5, 2]), "values": np.array([-10.0, 10, -10])}
            ],
        }

    def _call(self, rng, m=None):
        m = int(rng.integers(3, 7)) if m is None else m
        gaps = rng.uniform(0.3, 2, m)
        knots = np.round(rng.uniform(-3, 1) + np.concatenate([[0], np.cumsum(gaps)]), 2)
        return {"knots": knots, "values": np.round(rng.uniform(-5, 5, m + 1), 2)}


def oracle(knots, values):
    from scipy.linalg import solve_triangular

    hinges = np.maximum(0, knots[1:, None] - knots[None, :-1])
    return solve_triangular(hinges, values[1:] - values[0], lower=True)


@formula(inputs=Points(), oracle=oracle, returns=("c",))
def hinge_weights(knots, values):
    """``cᵢ`` is the change of slope at knot i; before the first knot the slope is 0."""
    slopes = np.diff(values) / np.diff(knots)
    return np.concatenate([slopes[:1], np.diff(slopes)])


def _slopes(knots, values):
    return np.diff(values) / np.diff(knots)


@hinge_weights.mistake("take the slopes themselves instead of their changes")
def _(knots, values):
    """A hinge doesn't stop at the next knot: it goes on rising, and the next one adds to it. So
    each has only to bring the *change* of slope."""
    return _slopes(knots, values)


@hinge_weights.mistake("count the last knot too")
def _(knots, values):
    """A hinge at the last knot changes nothing between the points. There are m pieces, so m
    weights."""
    return np.diff(_slopes(knots, values), prepend=0.0, append=0.0)


@hinge_weights.mistake("forget the first hinge")
def _(knots, values):
    """Before the first knot the slope is 0. The first hinge turns it to that of the first piece."""
    return np.diff(_slopes(knots, values))


@hinge_weights.mistake("start with a weight of 0 at the first knot")
def _(knots, values):
    """Without the first hinge the sum would stay flat up to the second knot: its weight is the
    slope of the first piece."""
    slopes = _slopes(knots, values)
    return np.diff(slopes, prepend=slopes[0])


@hinge_weights.mistake("take differences of the values, not slopes")
def _(knots, values):
    """A weight is a change of *slope*: divide each difference of values by its gap of knots."""
    return np.diff(np.diff(values), prepend=0.0)


@hinge_weights.mistake("divide by the mean gap")
def _(knots, values):
    """Gaps differ: each piece's slope has its own gap below it."""
    return np.diff(np.diff(values) / np.diff(knots).mean(), prepend=0.0)


@hinge_weights.mistake("divide by the first gap everywhere")
def _(knots, values):
    """Gaps differ: each piece's slope has its own gap below it."""
    return np.diff(np.diff(values) / (knots[1] - knots[0]), prepend=0.0)


@hinge_weights.mistake("add the first value to the first weight")
def _(knots, values):
    """The first value stands before the sum already. The first weight is the slope of the first
    piece."""
    c = np.diff(_slopes(knots, values), prepend=0.0)
    return c + values[0] * (np.arange(len(c)) == 0)


@hinge_weights.mistake("take slope before minus slope after")
def _(knots, values):
    """A hinge of weight c adds c to the slope: c is the slope after its knot less that before."""
    return -np.diff(_slopes(knots, values), prepend=0.0)


@hinge_weights.mistake("add slopes up instead of subtracting them")
def _(knots, values):
    """The slope of a piece is the sum of all weights up to it. So a weight is the difference of two
    slopes."""
    return np.cumsum(_slopes(knots, values))


@hinge_weights.mistake("divide by the gaps turned over")
def _(knots, values):
    """A slope is the difference of values divided by the difference of knots."""
    return np.diff(np.diff(knots) / np.where(np.diff(values) == 0, 1, np.diff(values)), prepend=0.0)


@hinge_weights.variant("a loop that makes up what is missing")
def _(knots, values):
    c = []
    for j in range(1, len(knots)):
        so_far = values[0] + sum(c[i] * (knots[j] - knots[i]) for i in range(len(c)))
        c.append((values[j] - so_far) / (knots[j] - knots[j - 1]))
    return c


@hinge_weights.variant("a system of equations")
def _(knots, values):
    hinges = np.maximum(0, knots[1:, None] - knots[None, :-1])
    return np.linalg.solve(hinges, values[1:] - values[0])


@hinge_weights.variant("PyTorch tensors")
def _(knots, values):
    import torch

    slopes = torch.diff(torch.tensor(values)) / torch.diff(torch.tensor(knots))
    return torch.cat([slopes[:1], slopes[1:] - slopes[:-1]])


@hinge_weights.variant("a running slope")
def _(knots, values):
    c, slope = np.empty(len(knots) - 1), 0.0
    for i in range(len(c)):
        new = (values[i + 1] - values[i]) / (knots[i + 1] - knots[i])
        c[i], slope = new - slope, new
    return c
