"""Warm-up: the first steps at rates that rise in a straight line."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.schedules import base_rate, stepped


def oracle(step, base_lr, warmup_steps):
    from torch.optim.lr_scheduler import LinearLR

    if warmup_steps < 2:  # LinearLR needs a way to go; there is none.
        return base_lr
    first = 1 / warmup_steps
    return stepped(lambda o: LinearLR(o, first, 1.0, warmup_steps - 1), base_lr, step)


@dataclass(frozen=True)
class Warmups:
    """Steps within, at the end of and beyond a warm-up, and one without any.

    Distributions: 5 to 12 steps of warm-up; the step within is 1 to warmup_steps − 3, the one
    beyond up to 20 steps later.
    """

    def values(self, rng) -> list[dict]:
        warmup = self._warmup(rng)
        steps = warmup["warmup_steps"]
        return [
            warmup | {"step": int(rng.integers(1, steps - 2))},
            self._warmup(rng) | {"step": 0},
            warmup | {"step": steps},
            warmup | {"step": steps + int(rng.integers(2, 20))},
            self._warmup(rng) | {"step": int(rng.integers(1, 9)), "warmup_steps": 0},
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "the first step": lambda: [self._warmup(rng) | {"step": 0}],
            "the last step of the warm-up": lambda: self._about(rng, -1),
            "the step before it": lambda: self._about(rng, -2),
            "the step after the warm-up": lambda: self._about(rng, 0),
            "a warm-up of one step": lambda: [
                self._warmup(rng) | {"step": step, "warmup_steps": 1} for step in (0, 1, 5)
            ],
            "no warm-up": lambda: [
                self._warmup(rng) | {"step": step, "warmup_steps": 0} for step in (0, 1)
            ],
            "long after": lambda: [self._warmup(rng) | {"step": 300}],
            "a warm-up of two steps": lambda: [
                self._warmup(rng) | {"step": step, "warmup_steps": 2} for step in (0, 1, 2)
            ],
        }

    def _warmup(self, rng):
        return {
            "step": 0,
            "base_lr": base_rate(rng),
            "warmup_steps": int(rng.integers(5, 13)),
        }

    def _about(self, rng, off):
        warmup = self._warmup(rng)
        return [warmup | {"step": warmup["warmup_steps"] + off}]


@formula(inputs=Warmups(), oracle=oracle, returns=("rate",))
def linear_warmup(step, base_lr, warmup_steps):
    """``base_lr · min(1, (step + 1) / warmup_steps)``, and base_lr where warmup_steps is 0
    (Goyal et al., 2017, section 2.2)."""
    return base_lr * min(1, (step + 1) / warmup_steps) if warmup_steps else base_lr


@linear_warmup.mistake("make the first step at a rate of 0")
def _(step, base_lr, warmup_steps):
    """`step / warmup_steps` is 0 at step 0: a step that doesn't move is a step lost. Some libraries
    have it so; here the first step moves, by `(step + 1) / warmup_steps`."""
    return base_lr * min(1, step / warmup_steps) if warmup_steps else base_lr


@linear_warmup.mistake("let the rate rise on after the warm-up")
def _(step, base_lr, warmup_steps):
    """From step `warmup_steps - 1` on the rate is base_lr: cut the share off at 1."""
    return base_lr * (step + 1) / warmup_steps if warmup_steps else base_lr


@linear_warmup.mistake("let the rate rise on for ever, without a warm-up too")
def _(step, base_lr, warmup_steps):
    """The share is cut off at 1, so that no rate is above base_lr: `min(1, …)`."""
    return base_lr * (step + 1) / max(1, warmup_steps)


@linear_warmup.mistake("reach base_lr one step late")
def _(step, base_lr, warmup_steps):
    """Step `warmup_steps - 1` is the last of the warm-up and is made at base_lr: divide by
    `warmup_steps`, not by one more."""
    return base_lr * min(1, (step + 1) / (warmup_steps + 1))


@linear_warmup.mistake("rise from 0 to base_lr in one step less")
def _(step, base_lr, warmup_steps):
    """This begins at 0, and step 0 doesn't move: the shares are 1/w, 2/w … 1."""
    return base_lr * min(1, step / max(1, warmup_steps - 1)) if warmup_steps else base_lr


@linear_warmup.mistake("divide by warmup_steps also where it is 0")
def _(step, base_lr, warmup_steps):
    """`warmup_steps` of 0 means no warm-up: base_lr from the first step on."""
    return base_lr * min(1, (step + 1) / warmup_steps)


@linear_warmup.mistake("go above base_lr at the step after the warm-up")
def _(step, base_lr, warmup_steps):
    """At step `warmup_steps` the share would be above 1. The warm-up are the steps *before* it:
    `step < warmup_steps`."""
    rising = warmup_steps and step <= warmup_steps
    return base_lr * (step + 1) / warmup_steps if rising else base_lr


@linear_warmup.mistake("take the larger of the two where the smaller is meant")
def _(step, base_lr, warmup_steps):
    """The share is cut off at 1 from above: `min(1, …)`."""
    return base_lr * max(1, (step + 1) / warmup_steps) if warmup_steps else base_lr


@linear_warmup.mistake("fall instead of rising")
def _(step, base_lr, warmup_steps):
    """A warm-up starts low and ends at base_lr."""
    return base_lr * max(0, 1 - (step + 1) / warmup_steps) if warmup_steps else base_lr


@linear_warmup.mistake("start at a third of base_lr")
def _(step, base_lr, warmup_steps):
    """A third is where PyTorch's `LinearLR` starts if it isn't told. Here step 0 is made at
    `base_lr / warmup_steps`."""
    part = min(1, step / max(1, warmup_steps - 1)) if warmup_steps else 1
    return base_lr * (1 + 2 * part) / 3


@linear_warmup.mistake("return the share without base_lr")
def _(step, base_lr, warmup_steps):
    """The share multiplies `base_lr`."""
    return min(1, (step + 1) / warmup_steps) if warmup_steps else 1


@linear_warmup.mistake("divide in whole numbers")
def _(step, base_lr, warmup_steps):
    """`//` gives 0 for every step before the last: the share is `(step + 1) / warmup_steps`."""
    return base_lr * min(1, (step + 1) // warmup_steps) if warmup_steps else base_lr


@linear_warmup.mistake("wait at the first rate until the warm-up is over")
def _(step, base_lr, warmup_steps):
    """The rate rises at every step, by `base_lr / warmup_steps`."""
    return base_lr / warmup_steps if step + 1 < warmup_steps else base_lr


@linear_warmup.variant("cases")
def _(step, base_lr, warmup_steps):
    if step >= warmup_steps:
        return base_lr
    return base_lr / warmup_steps * (step + 1)


@linear_warmup.variant("added up step by step")
def _(step, base_lr, warmup_steps):
    if warmup_steps == 0:
        return base_lr
    rate = 0.0
    for _ in range(min(step + 1, warmup_steps)):
        rate += base_lr / warmup_steps
    return rate


@linear_warmup.variant("NumPy's interpolation")
def _(step, base_lr, warmup_steps):
    return np.interp(step + 1, [0, warmup_steps], [0, base_lr]) if warmup_steps else base_lr


@linear_warmup.variant("never less than one step of warm-up")
def _(step, base_lr, warmup_steps):
    steps = max(1, warmup_steps)
    return np.clip((step + 1) / steps, 0, 1) * base_lr


@linear_warmup.variant("a PyTorch tensor")
def _(step, base_lr, warmup_steps):
    import torch

    share = torch.tensor((step + 1) / max(warmup_steps, 1))
    return base_lr * share.clamp(max=1)


@linear_warmup.variant("what is still missing, taken off")
def _(step, base_lr, warmup_steps):
    missing = max(0, warmup_steps - 1 - step)
    return base_lr - (base_lr * missing / warmup_steps if missing else 0)
