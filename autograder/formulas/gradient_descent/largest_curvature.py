"""The largest curvature from gradients alone: power iteration."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.gradient_descent import curvature, signed
from steepest.checks.callables.quadratic import Quadratic


def oracle(gradient, start, steps):
    """By NumPy's power of the Hessian, whose columns are differences of gradients."""
    zero = gradient(np.zeros(len(start))).copy()
    H = np.stack([gradient(one).copy() - zero for one in np.eye(len(start))], axis=1)
    v = np.linalg.matrix_power(H / np.abs(H).max(), steps) @ start
    return v @ H @ v / (v @ v)


@dataclass(frozen=True)
class Bowls:
    """A quadratic bowl by its gradient ``A x − b``, a direction to start with, 2 or 3 steps.

    The gradient returns a new array at each call. Distributions: 2 or 3 dimensions, A as
    `curvature` draws it; the parts of b and of start have a magnitude uniform in [0.5, 2] and a
    random sign, to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._bowl(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two bowls in a row": lambda: [self._bowl(rng), self._bowl(rng)],
            "no step": lambda: [self._bowl(rng) | {"steps": 0}],
            "one step": lambda: [self._bowl(rng) | {"steps": 1}],
            "many steps": lambda: [self._bowl(rng, 2) | {"steps": 60}],
            "one dimension": lambda: [self._bowl(rng, 1)],
            "a bowl with its minimum at 0": lambda: [self._centred(rng)],
            "a start of length 1": lambda: [self._bowl(rng, 2) | {"start": np.array([0.6, -0.8])}],
            "a very long start": lambda: [self._long(rng)],
            "a start along an axis": lambda: [
                self._bowl(rng, 3) | {"start": np.array([0.0, 1.0, 0.0])}
            ],
            "much curvature": lambda: [self._steep(rng)],
        }

    def _bowl(self, rng, d=None):
        d = int(rng.integers(2, 4)) if d is None else d
        return {
            "gradient": Quadratic(curvature(rng, d), signed(rng, d), fresh=True),
            "start": signed(rng, d),
            "steps": int(rng.integers(2, 4)),
        }

    def _centred(self, rng):
        bowl = self._bowl(rng, 2)
        return bowl | {"gradient": replace(bowl["gradient"], b=np.zeros(2))}

    def _long(self, rng):
        bowl = self._bowl(rng)
        return bowl | {"start": 1000 * bowl["start"]}

    def _steep(self, rng):
        bowl = self._bowl(rng, 2)
        return bowl | {"gradient": replace(bowl["gradient"], A=100 * bowl["gradient"].A)}


@formula(inputs=Bowls(), oracle=oracle, returns=("curvature",))
def largest_curvature(gradient, start, steps):
    """``v·Hv`` after some steps ``v ← Hv/‖Hv‖`` from ``start/‖start‖``, with
    ``Hv = gradient(v) − gradient(0)`` (von Mises and Pollaczek-Geiringer, 1929; for networks
    Pearlmutter, 1994)."""
    v = _iterated(gradient, start, steps)
    return v @ _stretched(gradient, v)


def _stretched(gradient, v):
    """H times v, by two gradients."""
    return gradient(v).copy() - gradient(np.zeros_like(v))


def _iterated(gradient, start, steps):
    v = start / np.linalg.norm(start)
    for _ in range(steps):
        v = _stretched(gradient, v)
        v = v / np.linalg.norm(v)
    return v


@largest_curvature.mistake("forget to subtract the gradient at 0")
def _(gradient, start, steps):
    """The gradient of a quadratic is `Hv` plus a constant, its value at 0. Only the difference of
    two gradients is H times a vector."""
    v = start / np.linalg.norm(start)
    for _ in range(steps):
        v = gradient(v) / np.linalg.norm(gradient(v))
    return v @ gradient(v)


@largest_curvature.mistake("subtract the gradient at the start")
def _(gradient, start, steps):
    """The difference to the gradient at *zero* is H times v. That to the gradient at another point
    u is H times v − u."""
    base = gradient(start).copy()
    v = start / np.linalg.norm(start)
    for _ in range(steps):
        v = gradient(v) - base
        v = v / max(np.linalg.norm(v), 1e-300)
    return v @ (gradient(v) - base)


@largest_curvature.mistake("let v grow: never normalise it")
def _(gradient, start, steps):
    """`v·Hv` is a curvature only for a v of length 1. Divide by the length after every step, or
    once at the end by `v·v`."""
    v = start
    for _ in range(steps):
        v = _stretched(gradient, v)
    return v @ _stretched(gradient, v)


@largest_curvature.mistake("leave the last v at the length that it has")
def _(gradient, start, steps):
    """The v of the last step is divided by its length too, before `v·Hv` is taken."""
    v = start / np.linalg.norm(start)
    size = 1.0
    for _ in range(steps):
        v = _stretched(gradient, v)
        size = np.linalg.norm(v)
        v = v / size
    return size**2 * (v @ _stretched(gradient, v))


@largest_curvature.mistake("return the length of Hv")
def _(gradient, start, steps):
    """The length of Hv and `v·Hv` agree only where v is an eigenvector already. Before that the
    product is much nearer to the eigenvalue."""
    v = _iterated(gradient, start, steps)
    return np.linalg.norm(_stretched(gradient, v))


@largest_curvature.mistake("take one step too few")
def _(gradient, start, steps):
    """`steps` times v becomes Hv over its length, and the product is taken with the last v."""
    v = _iterated(gradient, start, max(steps - 1, 0))
    return v @ _stretched(gradient, v)


@largest_curvature.mistake("take one step too many")
def _(gradient, start, steps):
    """`steps` times v becomes Hv over its length; with no step it is the start's direction."""
    v = _iterated(gradient, start, steps + 1)
    return v @ _stretched(gradient, v)


@largest_curvature.mistake("multiply the last Hv with the v after it")
def _(gradient, start, steps):
    """In `v·Hv` both v are the same: one more Hv is needed, of the last v."""
    v = start / np.linalg.norm(start)
    stretched = _stretched(gradient, v)
    for _ in range(steps):
        stretched = _stretched(gradient, v)
        v = stretched / np.linalg.norm(stretched)
    return v @ stretched


@largest_curvature.mistake("return the direction")
def _(gradient, start, steps):
    """The direction is what the iteration finds on the way. The curvature along it is a number."""
    return _iterated(gradient, start, steps)


@largest_curvature.mistake("return the learning rate that this curvature allows")
def _(gradient, start, steps):
    """2/λ is what the curvature is wanted for. Here the curvature itself is asked for."""
    return 2 / largest_curvature.reference(gradient, start, steps)


@largest_curvature.mistake("walk downhill instead of multiplying")
def _(gradient, start, steps):
    """v becomes Hv itself, not v less Hv: each step stretches the steepest direction most."""
    v = start / np.linalg.norm(start)
    for _ in range(steps):
        v = v - _stretched(gradient, v)
        v = v / max(np.linalg.norm(v), 1e-300)
    return v @ _stretched(gradient, v)


@largest_curvature.variant("as the formula is written")
def _(gradient, start, steps):
    v = start / np.linalg.norm(start)
    for _ in range(steps):
        Hv = gradient(v) - gradient(0 * v)
        v = Hv / np.linalg.norm(Hv)
    return v @ (gradient(v) - gradient(0 * v))


@largest_curvature.variant("the gradient at 0 asked for once, one product kept")
def _(gradient, start, steps):
    zero = np.array(gradient(np.zeros(len(start))))
    v = start / np.sqrt(start @ start)
    Hv = gradient(v) - zero
    for _ in range(steps):
        v = Hv / np.sqrt(Hv @ Hv)
        Hv = gradient(v) - zero
    return float(np.dot(v, Hv))


@largest_curvature.variant("lengths divided out once, at the end")
def _(gradient, start, steps):
    zero = gradient(np.zeros_like(start)).copy()
    v = start
    for _ in range(steps):
        v = gradient(v) - zero
    return v @ (gradient(v) - zero) / (v @ v)


@largest_curvature.variant("the Hessian built column by column")
def _(gradient, start, steps):
    zero = gradient(np.zeros(start.size)).copy()
    H = np.array([gradient(one) - zero for one in np.eye(start.size)]).T
    v = start / np.linalg.norm(start)
    for _ in range(steps):
        v = H @ v
        v /= np.linalg.norm(v)
    return v @ H @ v


@largest_curvature.variant("central differences, as a torch tensor")
def _(gradient, start, steps):
    import torch

    def stretched(v):
        ahead, back = (np.array(gradient(sign * v.numpy())) for sign in (1, -1))
        return torch.as_tensor((ahead - back) / 2)

    v = torch.as_tensor(start) / torch.as_tensor(start).norm()
    for _ in range(steps):
        v = stretched(v)
        v = v / v.norm()
    return v.dot(stretched(v))
