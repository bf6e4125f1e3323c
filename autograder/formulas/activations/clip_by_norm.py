"""Gradient clipping: where the gradient of all weights is too long, it is made shorter."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula

SHAPES = ((2, 2), (2,), (3,), (1, 3), (1,))


@dataclass(frozen=True)
class Gradients:
    """Lists of gradients and the norm that all of them together may have.

    Distributions: two or three arrays of unrelated shapes, their elements normal and rounded to
    one digit, scaled so that the norm of all is uniform in [12, 40]. A case is two calls: in the
    first `max_norm` is a share of that norm, uniform in [0.2, 0.8], in the second 1.1 … 2 times
    as large, so that nothing is to be done. No norm comes near equality but in the edge of that
    name.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng, 0.2, 0.8), self._call(rng, 1.1, 2.0)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one array": lambda: [self._call(rng, 0.2, 0.8, count=1)],
            "five arrays": lambda: [self._call(rng, 0.2, 0.8, count=5)],
            "all zeros": lambda: [{"grads": [np.zeros((2, 2)), np.zeros(3)], "max_norm": 1.0}],
            "one array of zeros": lambda: [self._with_zeros(rng)],
            "a norm of exactly max_norm": lambda: [
                {"grads": [np.array([3.0, 0.0]), np.array([[4.0]])], "max_norm": 5.0}
            ],
            "each array short enough, not all together": lambda: [
                {"grads": [np.array([9.0, 0.0]), np.array([[0.0, 12.0]])], "max_norm": 12.5}
            ],
            "a number without axes": lambda: [self._scalar(rng)],
        }

    def _call(self, rng, low, high, count=None):
        count = int(rng.integers(2, 4)) if count is None else count
        shapes = [SHAPES[i] for i in rng.permutation(len(SHAPES))[:count]]
        return self._of(rng, shapes, low, high)

    def _of(self, rng, shapes, low, high):
        grads = [rng.standard_normal(shape) for shape in shapes]
        scale = rng.uniform(12, 40) / _norm(grads)
        grads = [np.asarray(np.round(scale * g, 1)) for g in grads]
        return {"grads": grads, "max_norm": round(rng.uniform(low, high) * _norm(grads), 1)}

    def _with_zeros(self, rng):
        call = self._of(rng, [(3,)], 0.2, 0.8)
        return call | {"grads": [np.zeros((2, 2)), *call["grads"]]}

    def _scalar(self, rng):
        return self._of(rng, [(), (2,)], 0.2, 0.8)


def _norm(grads):
    return math.sqrt(sum(float((g * g).sum()) for g in grads))


def oracle(grads, max_norm):
    import torch

    # PyTorch adds 1e-6 to the norm, so it also scales at equality, by a ten-millionth.
    weights = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in grads]
    for weight, g in zip(weights, grads, strict=True):
        weight.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_norm_(weights, max_norm)
    return [weight.grad.numpy() for weight in weights]


@formula(inputs=Gradients(), oracle=oracle, returns=("grads",))
def clip_by_norm(grads, max_norm):
    """``g·max_norm / ‖all g‖`` where that norm is above `max_norm`, else ``g`` (Pascanu, Mikolov
    and Bengio, 2013)."""
    norm = _norm(grads)
    if norm <= max_norm:
        return [g.copy() for g in grads]
    return [g * (max_norm / norm) for g in grads]


@clip_by_norm.mistake("clip each array by its own norm")
def _(grads, max_norm):
    """All arrays are one long gradient. Scaled by one factor it keeps its direction."""
    return [g * min(1.0, max_norm / max(_norm([g]), 1e-300)) for g in grads]


@clip_by_norm.mistake("clip each array by its own norm (one more fault is left: short ones)")
@np.errstate(invalid="ignore", divide="ignore")
def _(grads, max_norm):
    """All arrays are one long gradient. Scaled by one factor it keeps its direction."""
    return [g * (max_norm / np.float64(_norm([g]))) for g in grads]


@clip_by_norm.mistake("clip each element between −max_norm and max_norm")
def _(grads, max_norm):
    """That changes the gradient's direction. Scale all elements by one factor."""
    return [np.clip(g, -max_norm, max_norm) for g in grads]


@clip_by_norm.mistake("scale gradients up that are short enough")
@np.errstate(invalid="ignore", divide="ignore")
def _(grads, max_norm):
    """Where the norm is at most max_norm, nothing is done: clipping only makes shorter."""
    return [g * (max_norm / np.float64(_norm(grads))) for g in grads]


@clip_by_norm.mistake("forget the square root in the norm")
def _(grads, max_norm):
    """The norm is a length: the sum of squares is its square."""
    norm = _norm(grads) ** 2
    return [g * min(1.0, max_norm / norm) if norm else g.copy() for g in grads]


@clip_by_norm.mistake("add up magnitudes instead of squares")
def _(grads, max_norm):
    """The norm is the Euclidean length, as of an arrow."""
    norm = sum(np.abs(g).sum() for g in grads)
    return [g * min(1.0, max_norm / norm) if norm else g.copy() for g in grads]


@clip_by_norm.mistake("add up the arrays' norms")
def _(grads, max_norm):
    """Lengths of parts at right angles do not add up, their squares do."""
    norm = sum(_norm([g]) for g in grads)
    return [g * min(1.0, max_norm / norm) if norm else g.copy() for g in grads]


@clip_by_norm.mistake("average the squares: divide by the number of elements")
def _(grads, max_norm):
    """The norm is a length, not a typical element: it grows with the number of weights."""
    norm = _norm(grads) / math.sqrt(sum(g.size for g in grads))
    return [g * min(1.0, max_norm / norm) if norm else g.copy() for g in grads]


@clip_by_norm.mistake("take the largest element for the norm")
def _(grads, max_norm):
    """Every element counts in the Euclidean length."""
    norm = max(np.abs(g).max() for g in grads)
    return [g * min(1.0, max_norm / norm) if norm else g.copy() for g in grads]


@clip_by_norm.mistake("scale to a norm of 1")
def _(grads, max_norm):
    """What is too long is made as long as allowed, and no shorter."""
    norm = _norm(grads)
    return [g / norm if norm > max_norm else g.copy() for g in grads]


@clip_by_norm.mistake("turn the factor over")
def _(grads, max_norm):
    """The gradient is to become shorter: the factor is below 1."""
    norm = _norm(grads)
    return [g * (norm / max_norm) if norm > max_norm else g.copy() for g in grads]


@clip_by_norm.mistake("clip what is short and leave what is long")
@np.errstate(invalid="ignore", divide="ignore")
def _(grads, max_norm):
    """Look at the comparison: it is the long gradients that are made shorter."""
    norm = np.float64(_norm(grads))
    return [g * (max_norm / norm) if norm < max_norm else g.copy() for g in grads]


@clip_by_norm.mistake("set gradients that are too long to zero")
def _(grads, max_norm):
    """A long gradient still points the right way: keep its direction, shorten it."""
    norm = _norm(grads)
    return [g * 0.0 if norm > max_norm else g.copy() for g in grads]


@clip_by_norm.mistake("scale the arrays that were passed")
def _(grads, max_norm):
    """The caller's gradients are changed too. Make new arrays."""
    norm = _norm(grads)
    for g in grads:
        if norm > max_norm:
            g *= max_norm / norm
    return grads


@clip_by_norm.mistake("return one long array")
def _(grads, max_norm):
    """Each array comes back in its own shape: a list as long as the one that was passed."""
    scale = min(1.0, max_norm / max(_norm(grads), 1e-300))
    return np.concatenate([scale * g.ravel() for g in grads])


@clip_by_norm.variant("one factor, 1 at most")
def _(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return [factor * g for g in grads]


@clip_by_norm.variant("the norm of all elements laid end to end, as a tuple")
def _(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    return tuple(g / max(1.0, norm / max_norm) for g in grads)


@clip_by_norm.variant("the same arrays where nothing is to be done")
def _(grads, max_norm):
    norm = math.hypot(*(np.linalg.norm(g) for g in grads))
    return grads if norm <= max_norm else [max_norm * g / norm for g in grads]


@clip_by_norm.variant("PyTorch's clip_grad_norm_ on copies")
def _(grads, max_norm):
    return oracle(grads, max_norm)
