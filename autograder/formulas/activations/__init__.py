"""Chapter 07, activations: functions of each element, initial weights, and clipped gradients.

An activation and its derivative take an array `x` of any shape (0-d too), and some a number after
it that may be left out. They return an array of that shape, and change nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SHAPES = ((3,), (4,), (5,), (2, 2), (2, 1, 2))
# From here on e^x is more than a float64 holds.
OVERFLOW = 710


@dataclass(frozen=True)
class Points:
    """Where a function of each element is looked at, as a formula's inputs.

    option : the name of the number that may be left out; '' where there is none
    span : (low, high) of that number, drawn uniformly and rounded to two digits
    zero : whether every random `x` has an exact 0 in it, because the function has a kink there
    far : how large an element is at most

    Distributions: the elements' magnitudes are uniform in [0.2, 4], rounded to two digits, with
    random signs, and each `x` has both signs. A case is two calls with unrelated `x`. The first
    leaves the option out, so that its default counts, the second gives it. Where `far` is beyond
    20, two elements of the second `x` are whole numbers of magnitude 710 … far, one of each sign,
    and two have a magnitude of 1 … 4: what overflows there is wrong, and known by name.
    """

    option: str = ""
    span: tuple[float, float] = (0.0, 0.0)
    zero: bool = False
    far: int = 20

    def values(self, rng) -> list[dict]:
        second = self._x(rng)
        if self.far > 20:
            second = np.append(self._some(rng, 2, low=1.0), _far(rng, self.far))
        return [{"x": self._x(rng)}, self._with_option(rng, second)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        near = 0.95 * self.far
        return {
            "a single number (0-d)": lambda: [
                self._with_option(rng, np.asarray(self._x(rng).ravel()[0])),
                {"x": np.asarray(self._x(rng).ravel()[1])},
            ],
            "a batch of matrices": lambda: [self._with_option(rng, self._some(rng, (2, 3, 2)))],
            "one element": lambda: [{"x": self._some(rng, (1,))}],
            "zeros": lambda: [self._with_option(rng, np.array([0.0, -0.0, 0.0]))],
            "nothing below zero": lambda: [self._with_option(rng, np.abs(self._x(rng)))],
            "nothing above zero": lambda: [self._with_option(rng, -np.abs(self._x(rng)))],
            "far from zero": lambda: [{"x": np.array([-self.far, -near, near, self.far])}],
        } | self._edges_of_option(rng)

    def _edges_of_option(self, rng):
        low = self.span[0]
        return (
            {f"{self.option} = {low:g}": lambda: [self._with_option(rng, self._x(rng), low)]}
            if (self.option)
            else {}
        )

    def _x(self, rng):
        """A random `x` with both signs, and with a 0 where the function has a kink."""
        shape = SHAPES[rng.integers(len(SHAPES))]
        x = np.abs(self._some(rng, shape)).ravel()
        x[1] *= -1
        x[2:] *= rng.choice([-1.0, 1.0], x.size - 2)
        if self.zero:
            x[2] = 0.0
        return rng.permutation(x).reshape(shape)

    def _some(self, rng, shape, low=0.2):
        return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(low, 4, shape), 2)

    def _with_option(self, rng, x, value=None):
        if not self.option:
            return {"x": x}
        return {"x": x, self.option: round(rng.uniform(*self.span), 2) if value is None else value}


@dataclass(frozen=True)
class Smooth(Points):
    """Points for a smooth relative of ReLU, as a formula's inputs.

    Distributions: as those of `Points`, and in each random `x` one element lies in [−3, −1.5],
    where the function's approximations and relatives differ most. Above zero they come so near to
    one another that the edges above zero lie from 20 on.
    """

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return super().edges(rng, reference) | {
            "a single number (0-d)": lambda: [
                {"x": np.asarray(self._deep(rng))},
                {"x": np.asarray(self._deep(rng))},
            ],
            "one element": lambda: [{"x": np.array([self._deep(rng)])}],
            "nothing below zero": lambda: [{"x": np.array([0.0, 20.0, 45.5])}],
        }

    def _x(self, rng):
        x = super()._x(rng)
        x[x == x.min()] = self._deep(rng)
        return x

    def _deep(self, rng):
        return round(float(rng.uniform(-3, -1.5)), 2)


@dataclass(frozen=True)
class Fans:
    """How many inputs a unit has, and perhaps how many units each input goes to.

    Distributions: each fan is a whole number, log-uniform in 3 … 300. A case is two calls.
    """

    names: tuple[str, ...]

    def values(self, rng) -> list[dict]:
        return [self._fans(rng), self._fans(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "a fan of 1": lambda: [dict.fromkeys(self.names, 1)],
            "a fan of 2": lambda: [dict.fromkeys(self.names, 2)],
            "a convolution's 3·3·64": lambda: [dict.fromkeys(self.names, 576)],
            "a wide layer": lambda: [self._fans(rng) | {"fan_in": 4096}],
        }

    def _fans(self, rng):
        fans = np.exp(rng.uniform(np.log(3), np.log(301), len(self.names)))
        return dict(zip(self.names, map(int, fans), strict=True))


def _far(rng, far):
    return [-1.0, 1.0] * np.round(rng.uniform(OVERFLOW, far, 2))


def torch_value(function, x):
    """What a function of PyTorch makes of an array."""
    import torch

    return function(torch.tensor(x)).numpy()


def torch_slope(function, x):
    """The derivative of a function of PyTorch at each element of an array, by autograd."""
    import torch

    points = torch.tensor(x, requires_grad=True)
    function(points).sum().backward()
    return points.grad.numpy()


def torch_spread(initialise, *shape):
    """The standard deviation with which one of PyTorch's initialisers fills an array of a shape.

    It and the standard normal distribution fill such an array from one seed, so that their spread
    is all they differ in.
    """
    import torch

    def first(fill):
        weights = torch.empty(shape, dtype=torch.float64)
        return fill(weights, generator=torch.Generator().manual_seed(0)).ravel()[0].item()

    return first(initialise) / first(torch.nn.init.normal_)
