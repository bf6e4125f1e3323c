"""L1: a step on the loss, then all weights moved towards 0 by one amount, and no further."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regularization import constant, signed

SHAPES = ((6,), (3, 2), (2, 3), (1, 6), (2, 1, 3))


@dataclass(frozen=True)
class Soft:
    """Weights, gradient, rate and penalty, so that a step of the loss alone ends in every place.

    Distributions: `lr` is uniform in [0.2, 0.6] and `penalty` in [0.4, 1]. Of the six places at
    which the step on the loss ends, one is positive and one negative, far out (1 to 2); one of
    either sign is nearer to 0 than the amount lr·penalty, by a share uniform in [0.2, 0.7]; and
    two are far out across 0 from the weight. The order is random. All are rounded, gradients to
    three digits. A case is one call.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._call(rng), self._call(rng)],
            "a batch of matrices": lambda: [self._call(rng, (3, 2, 1))],
            "no penalty": lambda: [self._call(rng) | {"penalty": 0.0}],
            "a learning rate of 0": lambda: [self._call(rng) | {"lr": 0.0}],
            "a gradient of zero": lambda: [self._call(rng, (6,)) | {"g": np.zeros(6)}],
            "weights of zero": lambda: [self._call(rng, (6,)) | {"w": np.zeros(6)}],
            "a penalty that takes them all": lambda: [self._call(rng) | {"penalty": 20.0}],
            "weights that end exactly at the threshold": lambda: [
                {
                    "w": np.array([0.75, -0.75, 0.25, 0.0]),
                    "g": np.array([1.0, -1.0, 0.0, 0.5]),
                    "lr": 0.5,
                    "penalty": 0.5,
                }
            ],
            "a step on the loss that ends exactly at 0, no penalty": lambda: [
                {"w": np.array([0.5, 0.0]), "g": np.array([1.0, 0.0]), "lr": 0.5, "penalty": 0.0}
            ],
            "one weight that stops at 0": lambda: [
                {"w": np.array([0.2]), "g": np.array([0.1]), "lr": 0.5, "penalty": 0.9}
            ],
            "one weight that the loss takes across 0": lambda: [
                {"w": np.array([0.2]), "g": np.array([3.0]), "lr": 0.5, "penalty": 0.6}
            ],
            "three steps in a row": lambda: self._run(rng, reference),
        }

    def _call(self, rng, shape=None):
        shape = SHAPES[rng.integers(len(SHAPES))] if shape is None else shape
        lr, penalty = constant(rng, 0.2, 0.6), constant(rng, 0.4, 1)
        near = lr * penalty * rng.uniform(0.2, 0.7, 2)
        far = rng.uniform(1, 2, 4)
        w = np.abs(signed(rng, 6)) * [1, -1, 1, -1, -1, 1]
        ends = np.array([far[0], -far[1], near[0], -near[1], far[2], -far[3]])
        order = rng.permutation(6)
        g = np.round((w - ends) / lr, 3)
        w, g = (array[order].reshape(shape) for array in (w, g))
        return {"w": w, "g": g, "lr": lr, "penalty": penalty}

    def _run(self, rng, reference):
        calls = [self._call(rng, (6,))]
        for _ in range(2):
            new = np.asarray(reference(*calls[-1].values()), dtype=float)
            calls.append(calls[-1] | {"w": new, "g": signed(rng, (6,))})
        return calls


def oracle(w, g, lr, penalty):
    import torch

    u = torch.as_tensor(w) - lr * torch.as_tensor(g)
    return torch.nn.functional.softshrink(u, lr * penalty).numpy()


@formula(inputs=Soft(), oracle=oracle, returns=("w",))
def l1_step(w, g, lr, penalty):
    """``sign(u)·max(|u| − lr·penalty, 0)`` with ``u = w − lr·g``, the proximal step on
    ``loss + penalty·‖w‖₁`` (Daubechies, Defrise and De Mol, 2004)."""
    u = w - lr * g
    return np.sign(u) * np.maximum(np.abs(u) - lr * penalty, 0)


def _soft(u, amount):
    return np.sign(u) * np.maximum(np.abs(u) - amount, 0)


@l1_step.mistake("step along the sign of the weights, which never gives an exact 0")
def _(w, g, lr, penalty):
    """A step of fixed length near 0 goes past it and back at the next. Stop at 0: after the step on
    the loss a weight that is nearer to 0 than `lr·penalty` becomes exactly 0."""
    return w - lr * (g + penalty * np.sign(w))


@l1_step.mistake("subtract the amount where it carries the weight across 0")
def _(w, g, lr, penalty):
    """On the other side of 0 the penalty would grow again. A weight that is nearer to 0 than the
    amount stops there."""
    u = w - lr * g
    return u - lr * penalty * np.sign(u)


@l1_step.mistake("leave the penalty out")
def _(w, g, lr, penalty):
    """This is the step on the loss alone. The penalty then moves each weight towards 0."""
    return w - lr * g


@l1_step.mistake("shrink before the step on the loss")
def _(w, g, lr, penalty):
    """The zeros are made last: first `u = w − lr·g`, then `u` is moved towards 0."""
    return _soft(w, lr * penalty) - lr * g


@l1_step.mistake("shrink after a step along the sign, so that the penalty counts twice")
def _(w, g, lr, penalty):
    """The first step is on the loss alone, `u = w − lr·g`. The penalty comes in once, when `u` is
    moved towards 0."""
    return _soft(w - lr * (g + penalty * np.sign(w)), lr * penalty)


@l1_step.mistake("move by the penalty, without the learning rate")
def _(w, g, lr, penalty):
    """A step of `lr` on a slope of `penalty` goes the distance `lr·penalty`."""
    return _soft(w - lr * g, penalty)


@l1_step.mistake("move by half the amount")
def _(w, g, lr, penalty):
    """There is no ½ here: the slope of `penalty·|w|` is `penalty`."""
    return _soft(w - lr * g, lr * penalty / 2)


@l1_step.mistake("set small weights to 0 and leave the large ones as they are")
def _(w, g, lr, penalty):
    """That is the hard threshold. `|w|` has the same slope everywhere, so large weights are moved
    by the same amount."""
    u = w - lr * g
    return np.where(np.abs(u) > lr * penalty, u, 0.0)


@l1_step.mistake("shrink by a factor, as L2 does")
def _(w, g, lr, penalty):
    """A factor never gives 0. L1 moves all weights by the same amount, whatever their size."""
    return (1 - lr * penalty) * w - lr * g


@l1_step.mistake("lose the sign")
def _(w, g, lr, penalty):
    """`max(abs(u) − lr·penalty, 0)` is the new size. Give it the sign of `u`."""
    return np.maximum(np.abs(w - lr * g) - lr * penalty, 0)


@l1_step.mistake("take the sign of the old weight")
def _(w, g, lr, penalty):
    """The loss may have carried the weight across 0: the sign is that of `u = w − lr·g`."""
    return np.sign(w) * np.maximum(np.abs(w - lr * g) - lr * penalty, 0)


@l1_step.mistake("move by the sign of the old weight")
def _(w, g, lr, penalty):
    """The loss may have carried the weight across 0: move `u` towards 0 from the side on which `u`
    is."""
    u = w - lr * g
    return np.where(np.abs(u) <= lr * penalty, 0.0, u - lr * penalty * np.sign(w))


@l1_step.mistake("set every weight to 0 that has changed its sign")
def _(w, g, lr, penalty):
    """The loss may carry a weight across 0. What counts is how far `u` is from 0, on either
    side."""
    new = w - lr * (g + penalty * np.sign(w))
    return np.where(new * w < 0, 0.0, new)


@l1_step.mistake("set negative weights to 0")
def _(w, g, lr, penalty):
    """Negative weights are moved up towards 0, positive ones down: `u − lr·penalty` serves the
    positive ones alone."""
    return np.maximum(w - lr * g - lr * penalty, 0)


@l1_step.mistake("move away from 0")
def _(w, g, lr, penalty):
    """The penalty makes weights smaller: subtract the amount from their size."""
    u = w - lr * g
    return np.sign(u) * (np.abs(u) + lr * penalty)


@l1_step.mistake("go uphill on the loss")
def _(w, g, lr, penalty):
    """The gradient of the loss points uphill: `u = w − lr·g`."""
    return _soft(w + lr * g, lr * penalty)


@l1_step.mistake("write into w itself")
def _(w, g, lr, penalty):
    """`w -= …` changes the caller's array: make a new one, `u = w - …`."""
    w -= lr * g
    return _soft(w, lr * penalty)


@l1_step.variant("what is left when the part within the threshold is taken off")
def _(w, g, lr, penalty):
    u, amount = w - lr * g, lr * penalty
    return u - np.clip(u, -amount, amount)


@l1_step.variant("the positive part of either side")
def _(w, g, lr, penalty):
    u, amount = w - lr * g, lr * penalty
    return np.maximum(u - amount, 0) - np.maximum(-u - amount, 0)


@l1_step.variant("three cases in a loop")
def _(w, g, lr, penalty):
    new = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        u = float(w[i] - lr * g[i])
        if u > lr * penalty:
            new[i] = u - lr * penalty
        elif u < -lr * penalty:
            new[i] = u + lr * penalty
    return new


@l1_step.variant("a factor that may not be negative")
def _(w, g, lr, penalty):
    u = w - lr * g
    size = np.maximum(np.abs(u), 1e-300)
    return u * np.maximum(1 - lr * penalty / size, 0)


@l1_step.variant("PyTorch tensors")
def _(w, g, lr, penalty):
    import torch

    u = torch.as_tensor(w).sub(torch.as_tensor(g), alpha=lr)
    return u.sign() * (u.abs() - lr * penalty).relu()
