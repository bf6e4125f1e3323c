"""Step decay: the rate falls by a factor, every so many steps."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.schedules import base_rate, stepped


def oracle(step, base_lr, step_size, gamma=0.1):
    from torch.optim.lr_scheduler import StepLR

    return stepped(lambda o: StepLR(o, step_size, gamma), base_lr, step)


@dataclass(frozen=True)
class Steps:
    """Steps around the first and the second drop, and between them.

    Distributions: step_size is 3 to 9; gamma is left out (then at most one drop is made) or
    uniform in [0.2, 0.45] or [0.55, 0.9], to two digits.
    """

    def values(self, rng) -> list[dict]:
        one, two = self._schedule(rng), self._schedule(rng)
        short = {k: v for k, v in self._schedule(rng).items() if k != "gamma"}
        size = one["step_size"]
        return [
            one | {"step": int(rng.integers(size + 1, 2 * size - 1))},
            one | {"step": 2 * size},
            two | {"step": 2 * two["step_size"] - 1},
            one | {"step": 3 * size + int(rng.integers(size))},
            short | {"step": short["step_size"] + int(rng.integers(1, short["step_size"]))},
            one | {"step": 0},
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "the first step": lambda: [self._schedule(rng) | {"step": 0}],
            "the last step before a drop": lambda: self._about(rng, -1),
            "the first step after a drop": lambda: self._about(rng, 0),
            "the step after that": lambda: self._about(rng, 1),
            "a drop at every step": lambda: self._every(rng),
            "gamma is 1: no drop": lambda: [
                self._schedule(rng) | {"gamma": 1.0, "step": int(rng.integers(10, 30))}
            ],
            "gamma left out, two drops": lambda: [
                {"step": 10, "base_lr": base_rate(rng), "step_size": 5}
            ],
            "fewer steps than step_size": lambda: [
                self._schedule(rng) | {"step": int(rng.integers(20, 30)), "step_size": 100}
            ],
            "a base rate of 1": lambda: [
                {"step": s, "base_lr": 1.0, "step_size": 4, "gamma": 0.5} for s in (3, 4, 12)
            ],
        }

    def _schedule(self, rng):
        span = ((0.2, 0.45), (0.55, 0.9))[rng.integers(2)]
        return {
            "step": 0,
            "base_lr": base_rate(rng),
            "step_size": int(rng.integers(3, 10)),
            "gamma": round(float(rng.uniform(*span)), 2),
        }

    def _about(self, rng, off):
        drawn = [self._schedule(rng) for _ in range(2)]
        return [s | {"step": k * s["step_size"] + off} for s, k in zip(drawn, (1, 2), strict=True)]

    def _every(self, rng):
        schedule = self._schedule(rng) | {"step_size": 1}
        return [schedule | {"step": step} for step in range(3)]


@formula(inputs=Steps(), oracle=oracle, returns=("rate",))
def step_lr(step, base_lr, step_size, gamma=0.1):
    """``base_lr · gamma^⌊step / step_size⌋`` (PyTorch's `StepLR`)."""
    return base_lr * gamma ** (step // step_size)


@step_lr.mistake("drop one step early")
def _(step, base_lr, step_size, gamma=0.1):
    """Steps are counted from 0: the first drop is at step `step_size`, after as many steps at the
    base rate."""
    return base_lr * gamma ** ((step + 1) // step_size)


@step_lr.mistake("drop one step late")
def _(step, base_lr, step_size, gamma=0.1):
    """The first drop is *at* step `step_size`: that step is already made at the lower rate."""
    return base_lr * gamma ** (max(step - 1, 0) // step_size)


@step_lr.mistake("count the steps from 1")
def _(step, base_lr, step_size, gamma=0.1):
    """Steps are counted from 0. Taking 1 off makes step 0 a step −1, whose rate is above the base
    rate."""
    return base_lr * gamma ** ((step - 1) // step_size)


@step_lr.mistake("leave the rounding out, so that the rate falls at every step")
def _(step, base_lr, step_size, gamma=0.1):
    """Between two drops the rate stays as it is: the power is the number of *whole* stretches of
    `step_size` steps, `step // step_size`."""
    return base_lr * gamma ** (step / step_size)


@step_lr.mistake("round to the nearest")
def _(step, base_lr, step_size, gamma=0.1):
    """Half a stretch is not a drop yet: round down, with `//`."""
    return base_lr * gamma ** round(step / step_size)


@step_lr.mistake("round up: one drop more, from the first step after each drop on")
def _(step, base_lr, step_size, gamma=0.1):
    """Only stretches that are over count, so round down, with `//`. In a loop over the steps before
    this one, step 0 makes no drop."""
    return base_lr * gamma ** math.ceil(step / step_size)


@step_lr.mistake("raise gamma to the steps since the last drop")
def _(step, base_lr, step_size, gamma=0.1):
    """`%` is what is left over of a stretch. The number of drops is how many whole stretches there
    are: `step // step_size`."""
    return base_lr * gamma ** (step % step_size)


@step_lr.mistake("multiply by gamma at every step")
def _(step, base_lr, step_size, gamma=0.1):
    """The rate drops once in `step_size` steps, not at each of them."""
    return base_lr * gamma**step


@step_lr.mistake("multiply by gamma only at the step of a drop")
def _(step, base_lr, step_size, gamma=0.1):
    """A drop lasts: after it all steps are made at the lower rate. Count the drops so far."""
    return base_lr * gamma if step and step % step_size == 0 else base_lr


@step_lr.mistake("drop once and never again")
def _(step, base_lr, step_size, gamma=0.1):
    """Every `step_size` steps there is another drop: gamma is raised to the number of drops."""
    return base_lr * gamma if step >= step_size else base_lr


@step_lr.mistake("multiply by the number of drops")
def _(step, base_lr, step_size, gamma=0.1):
    """Each drop multiplies by gamma once more: gamma is raised to the number of drops."""
    drops = step // step_size
    return base_lr * gamma * drops if drops else base_lr


@step_lr.mistake("take gamma off instead of multiplying by it")
def _(step, base_lr, step_size, gamma=0.1):
    """gamma is the share that is *kept* at a drop: 0.1 leaves a tenth of the rate."""
    return base_lr * (1 - gamma) ** (step // step_size)


@step_lr.mistake("divide by gamma")
def _(step, base_lr, step_size, gamma=0.1):
    """gamma is below 1, so to divide by it makes the rate grow: multiply."""
    return base_lr / gamma ** (step // step_size)


@step_lr.mistake("take 0.1 for gamma whatever is passed")
def _(step, base_lr, step_size, gamma=0.1):
    """0.1 is only what gamma is if it is left out: use the argument."""
    return base_lr * 0.1 ** (step // step_size)


@step_lr.mistake("return the factor without the base rate")
def _(step, base_lr, step_size, gamma=0.1):
    """The powers of gamma multiply `base_lr`."""
    return gamma ** (step // step_size)


@step_lr.variant("a drop after a drop, in a loop")
def _(step, base_lr, step_size, gamma=0.1):
    rate = base_lr
    for _ in range(step_size, step + 1, step_size):
        rate = rate * gamma
    return rate


@step_lr.variant("step by step, as PyTorch does it")
def _(step, base_lr, step_size, gamma=0.1):
    rate = base_lr
    for now in range(1, step + 1):
        if now % step_size == 0:
            rate *= gamma
    return rate


@step_lr.variant("a power of e")
def _(step, base_lr, step_size, gamma=0.1):
    return base_lr * np.exp(np.log(gamma) * np.floor(step / step_size))


@step_lr.variant("calling itself")
def _(step, base_lr, step_size, gamma=0.1):
    if step < step_size:
        return base_lr
    return gamma * step_lr.reference(step - step_size, base_lr, step_size, gamma)


@step_lr.variant("PyTorch's own schedule")
def _(step, base_lr, step_size, gamma=0.1):
    return oracle(step, base_lr, step_size, gamma)
