"""The usual recipe: a linear warm-up, then a cosine over the steps that are left."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.schedules import rates, stepped
from autograder.formulas.schedules.cosine_annealing import cosine_annealing
from autograder.formulas.schedules.linear_warmup import linear_warmup


def oracle(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

    def recipe(optimizer):
        cosine = CosineAnnealingLR(optimizer, total_steps - warmup_steps, min_lr)
        if warmup_steps == 0:
            return cosine
        if warmup_steps == 1:  # LinearLR needs a way to go; the one step is at base.
            warmup = LinearLR(optimizer, 1.0, 1.0, 1)
        else:
            warmup = LinearLR(optimizer, 1 / warmup_steps, 1.0, warmup_steps - 1)
        return SequentialLR(optimizer, [warmup, cosine], [warmup_steps])

    return stepped(recipe, base_lr, step)


@dataclass(frozen=True)
class Recipes:
    """Steps of the warm-up, its first among them, and of the cosine, early and late.

    Distributions: 8 to 12 steps of warm-up and 12 to 30 after it; min_lr is a share of base_lr
    that is uniform in [0.15, 0.4], so that a warm-up begins below it; in one call it is left out.
    """

    def values(self, rng) -> list[dict]:
        one, two = self._recipe(rng), self._recipe(rng)
        warmup, total = one["warmup_steps"], one["total_steps"]
        left = total - warmup
        short = {k: v for k, v in two.items() if k != "min_lr"}
        return [
            one | {"step": int(rng.integers(1, warmup - 2))},
            one | {"step": warmup + int(rng.integers(2, left // 2))},
            one | {"step": total - int(rng.integers(1, 4))},
            two | {"step": 0},
            short | {"step": two["warmup_steps"] + int(rng.integers(2, 6))},
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "the first step": lambda: [self._recipe(rng) | {"step": 0}],
            "the last step of the warm-up": lambda: self._about(rng, -1),
            "the first step after the warm-up": lambda: self._about(rng, 0),
            "the step after that": lambda: [
                self._recipe(rng) | {"step": 6, "warmup_steps": 5, "total_steps": total}
                for total in (8, 9)
            ],
            "the last step of all": lambda: self._last(rng),
            "no warm-up": lambda: self._without(rng),
            "a warm-up of one step": lambda: [
                self._recipe(rng) | {"step": s, "warmup_steps": 1, "total_steps": 9}
                for s in (0, 1, 6)
            ],
            "one step after the warm-up": lambda: [
                self._recipe(rng) | {"step": s, "warmup_steps": 6, "total_steps": 7} for s in (5, 6)
            ],
            "one step in all": lambda: [
                self._recipe(rng) | {"step": 0, "warmup_steps": 0, "total_steps": 1}
            ],
            "a least rate that is the base rate": lambda: self._flat(rng),
        }

    def _recipe(self, rng):
        drawn, warmup = rates(rng, 0.15, 0.4), int(rng.integers(8, 13))
        return {
            "step": 0,
            "base_lr": drawn["base_lr"],
            "warmup_steps": warmup,
            "total_steps": warmup + int(rng.integers(12, 31)),
            "min_lr": drawn["min_lr"],
        }

    def _about(self, rng, off):
        recipe = self._recipe(rng)
        return [recipe | {"step": recipe["warmup_steps"] + off}]

    def _last(self, rng):
        recipe = self._recipe(rng)
        return [recipe | {"step": recipe["total_steps"] - 1}]

    def _without(self, rng):
        recipe = self._recipe(rng) | {"warmup_steps": 0}
        return [recipe | {"step": step} for step in (0, 7)]

    def _flat(self, rng):
        recipe = self._recipe(rng)
        return [recipe | {"step": s, "min_lr": recipe["base_lr"]} for s in (3, 15)]


def _half_cosine(part, base_lr, min_lr):
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.cos(math.pi * part))


@formula(inputs=Recipes(), oracle=oracle, returns=("rate",))
def warmup_cosine(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """``base_lr·(step + 1)/warmup_steps`` while ``step < warmup_steps``; after that
    ``min_lr + ½(base_lr − min_lr)(1 + cos(π·k/n))`` with ``k = step − warmup_steps`` and
    ``n = total_steps − warmup_steps``."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    part = (step - warmup_steps) / (total_steps - warmup_steps)
    return _half_cosine(part, base_lr, min_lr)


STILL = "make the first step at a rate of 0"
CLOCK = "let the cosine run from step 0 on"
ABOVE = "fall from base_lr + min_lr"
STILL_HINT = """`step / warmup_steps` is 0 at step 0, and the first step doesn't move. It is step 0
    that is made at `base_lr / warmup_steps`."""
CLOCK_HINT = """The warm-up takes none of the cosine's way: the cosine's own step 0 is at
    `warmup_steps`, and it has the `total_steps - warmup_steps` steps that are left."""
ABOVE_HINT = """The cosine has only the way from min_lr to base_lr to go: it is multiplied by
    `base_lr - min_lr`."""


def _faulty(still, clock, above):
    """The function with any of the three faults of the cell that students are given."""

    def recipe(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
        if step < warmup_steps:
            return base_lr * (step if still else step + 1) / warmup_steps
        part = (step - warmup_steps) / (total_steps - warmup_steps)
        if clock:
            part = step / total_steps
        top = base_lr + min_lr if above else base_lr
        return _half_cosine(part, top, min_lr)

    return recipe


for faults, name, hint in (
    ((1, 1, 1), f"{STILL} (and two faults more are left)", STILL_HINT),
    ((1, 1, 0), f"{STILL} (and one more fault, in the cosine's clock)", STILL_HINT),
    ((1, 0, 1), f"{STILL} (and one more fault, in the cosine's height)", STILL_HINT),
    ((0, 1, 1), f"{CLOCK} (and one more fault is left)", CLOCK_HINT),
    ((1, 0, 0), STILL, STILL_HINT),
    ((0, 1, 0), CLOCK, CLOCK_HINT),
    ((0, 0, 1), ABOVE, ABOVE_HINT),
):
    way = _faulty(*faults)
    way.__doc__ = hint
    warmup_cosine.mistake(name)(way)


@warmup_cosine.mistake("start the cosine at warmup_steps and give it all the steps")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """The cosine has only the `total_steps - warmup_steps` steps that are left: else it never comes
    near min_lr."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    return _half_cosine((step - warmup_steps) / total_steps, base_lr, min_lr)


@warmup_cosine.mistake("give the cosine the steps that are left and start it at step 0")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """The cosine's own step 0 is at `warmup_steps`: take that off the step."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    return _half_cosine(step / (total_steps - warmup_steps), base_lr, min_lr)


@warmup_cosine.mistake("add the warm-up to the steps in all")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """`total_steps` counts all steps, those of the warm-up too."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    return _half_cosine((step - warmup_steps) / (total_steps + warmup_steps), base_lr, min_lr)


@warmup_cosine.mistake("multiply the warm-up by the cosine")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """One follows the other: while the rate warms up, no cosine takes anything off it."""
    warm = min(1, (step + 1) / warmup_steps) if warmup_steps else 1
    return warm * _half_cosine(step / total_steps, base_lr, min_lr)


@warmup_cosine.mistake("start the cosine one step early")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """base_lr is used twice: by the last step of the warm-up, and by step 0 of the cosine, which is
    step `warmup_steps`."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    part = (step - warmup_steps + 1) / (total_steps - warmup_steps)
    return _half_cosine(part, base_lr, min_lr)


@warmup_cosine.mistake("reach min_lr at the last step")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """min_lr would come at step `total_steps`, one after the last: divide by
    `total_steps - warmup_steps`."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    part = (step - warmup_steps) / (total_steps - warmup_steps - 1)
    return _half_cosine(part, base_lr, min_lr)


@warmup_cosine.mistake("warm up from min_lr")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """The warm-up knows no min_lr: it rises from `base_lr / warmup_steps`, which may be below
    it."""
    if step < warmup_steps:
        return min_lr + (base_lr - min_lr) * (step + 1) / warmup_steps
    return warmup_cosine.reference(step, base_lr, warmup_steps, total_steps, min_lr)


@warmup_cosine.mistake("keep the warm-up above min_lr")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """The warm-up knows no min_lr: its first rates may be below it."""
    rate = warmup_cosine.reference(step, base_lr, warmup_steps, total_steps, min_lr)
    return max(min_lr, rate)


@warmup_cosine.mistake("leave min_lr out")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """The cosine falls towards min_lr, which is 0 only if it is left out."""
    return warmup_cosine.reference(step, base_lr, warmup_steps, total_steps)


@warmup_cosine.mistake("leave the warm-up out")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """While `step < warmup_steps` the rate rises: `base_lr * (step + 1) / warmup_steps`."""
    part = max(0, step - warmup_steps) / (total_steps - warmup_steps)
    return _half_cosine(part, base_lr, min_lr)


@warmup_cosine.mistake("leave the cosine out")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """After the warm-up the rate falls along half a cosine."""
    return base_lr * (step + 1) / warmup_steps if step < warmup_steps else base_lr


@warmup_cosine.mistake("leave out the ½")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    """`1 + cos` goes from 2 to 0, so half of it goes from 1 to 0."""
    if step < warmup_steps:
        return base_lr * (step + 1) / warmup_steps
    part = (step - warmup_steps) / (total_steps - warmup_steps)
    return _half_cosine(part, 2 * base_lr - min_lr, min_lr)


@warmup_cosine.variant("from the two functions before it")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):

    if step < warmup_steps:
        return linear_warmup.reference(step, base_lr, warmup_steps)
    left = total_steps - warmup_steps
    return cosine_annealing.reference(step - warmup_steps, base_lr, left, min_lr)


@warmup_cosine.variant("the whole schedule as an array, and one of it")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    rising = base_lr * np.arange(1, warmup_steps + 1) / max(warmup_steps, 1)
    angles = np.linspace(0, np.pi, total_steps - warmup_steps, endpoint=False)
    falling = min_lr + (base_lr - min_lr) * (1 + np.cos(angles)) / 2
    return np.concatenate([rising, falling])[step]


@warmup_cosine.variant("the cosine from the end")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    if step + 1 <= warmup_steps:
        return base_lr - base_lr * (warmup_steps - step - 1) / warmup_steps
    left = (total_steps - step) / (total_steps - warmup_steps)
    return base_lr + 0.5 * (min_lr - base_lr) * (1 + math.cos(math.pi * left))


@warmup_cosine.variant("a PyTorch tensor")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    import torch

    warm = torch.tensor((step + 1) / max(1, warmup_steps), dtype=torch.float64)
    part = torch.tensor((step - warmup_steps) / (total_steps - warmup_steps), dtype=torch.float64)
    cosine = min_lr + (base_lr - min_lr) * torch.cos(torch.pi / 2 * part) ** 2
    return torch.where(torch.tensor(step < warmup_steps), base_lr * warm, cosine)


@warmup_cosine.variant("PyTorch's own schedules")
def _(step, base_lr, warmup_steps, total_steps, min_lr=0.0):
    return oracle(step, base_lr, warmup_steps, total_steps, min_lr)
