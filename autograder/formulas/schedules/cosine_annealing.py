"""Cosine annealing: half a cosine from the base rate down to the least."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.schedules import base_rate, rates, stepped


def oracle(step, base_lr, total_steps, min_lr=0.0):
    from torch.optim.lr_scheduler import CosineAnnealingLR

    return stepped(lambda o: CosineAnnealingLR(o, total_steps, min_lr), base_lr, step)


@dataclass(frozen=True)
class Cosines:
    """Three steps of one schedule, and one of another that has no least rate.

    Distributions: 8 to 20 steps in all; the steps lie in the first, the second and the last
    third; rates as `schedules.rates` draws them.
    """

    def values(self, rng) -> list[dict]:
        one, two = self._schedule(rng), self._schedule(rng)
        total = one["total_steps"]
        thirds = [int(rng.integers(1 + k * total // 3, 1 + (k + 1) * total // 3)) for k in range(3)]
        del two["min_lr"]
        return [
            *(one | {"step": min(step, total - 1)} for step in thirds),
            two | {"step": int(rng.integers(1, two["total_steps"] // 2))},
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "the first step": lambda: [self._schedule(rng) | {"step": 0}],
            "the last step": lambda: self._last(rng),
            "half of the steps": lambda: [self._schedule(rng) | {"step": 10, "total_steps": 20}],
            "one step before the last": lambda: [
                self._schedule(rng) | {"step": 9, "total_steps": 10}
            ],
            "one step in all": lambda: [
                self._schedule(rng) | {"step": step, "total_steps": 1} for step in (0, 1)
            ],
            "a least rate that is the base rate": lambda: self._flat(rng),
            "down to exactly 0": lambda: [
                {"step": 12, "base_lr": base_rate(rng), "total_steps": 12},
                {"step": 12, "base_lr": base_rate(rng), "total_steps": 12, "min_lr": 0.0},
            ],
            "a base rate of 1": lambda: [
                {"step": s, "base_lr": 1.0, "total_steps": 9, "min_lr": 0.1} for s in (3, 6)
            ],
        }

    def _schedule(self, rng):
        drawn = rates(rng)
        total = int(rng.integers(8, 21))
        return {
            "step": 0,
            "base_lr": drawn["base_lr"],
            "total_steps": total,
            "min_lr": drawn["min_lr"],
        }

    def _last(self, rng):
        schedule = self._schedule(rng)
        return [schedule | {"step": schedule["total_steps"]}]

    def _flat(self, rng):
        schedule = self._schedule(rng)
        return [schedule | {"step": 5, "min_lr": schedule["base_lr"]}]


@formula(inputs=Cosines(), oracle=oracle, returns=("rate",))
def cosine_annealing(step, base_lr, total_steps, min_lr=0.0):
    """``min_lr + ½(base_lr − min_lr)(1 + cos(π·step/total_steps))`` (Loshchilov and Hutter, 2017,
    eq. 5)."""
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.cos(math.pi * step / total_steps))


def _half_cosine(part, base_lr, min_lr):
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.cos(math.pi * part))


@cosine_annealing.mistake("leave out the ½")
def _(step, base_lr, total_steps, min_lr=0.0):
    """`1 + cos` goes from 2 to 0, so half of it goes from 1 to 0."""
    return min_lr + (base_lr - min_lr) * (1 + math.cos(math.pi * step / total_steps))


@cosine_annealing.mistake("leave out the 1 before the cosine")
def _(step, base_lr, total_steps, min_lr=0.0):
    """The cosine itself goes from 1 to −1. With 1 added and then halved it goes from 1 to 0."""
    return min_lr + (base_lr - min_lr) * math.cos(math.pi * step / total_steps)


@cosine_annealing.mistake("halve the 1 and not the cosine")
def _(step, base_lr, total_steps, min_lr=0.0):
    """The ½ stands before the bracket: both the 1 and the cosine are halved."""
    return min_lr + (base_lr - min_lr) * (0.5 + math.cos(math.pi * step / total_steps))


@cosine_annealing.mistake("leave out the brackets round base_lr - min_lr")
def _(step, base_lr, total_steps, min_lr=0.0):
    """Without brackets only `min_lr` is multiplied by the cosine: write
    `(base_lr - min_lr) * …`."""
    return min_lr + 0.5 * base_lr - min_lr * (1 + math.cos(math.pi * step / total_steps))


@cosine_annealing.mistake("give the cosine degrees")
def _(step, base_lr, total_steps, min_lr=0.0):
    """`cos` takes radians: half a turn is π, not 180."""
    return _half_cosine(180 / math.pi * step / total_steps, base_lr, min_lr)


@cosine_annealing.mistake("go through a whole cosine instead of a half")
def _(step, base_lr, total_steps, min_lr=0.0):
    """With 2π the rate is at its least half-way and back at base_lr in the end. Half a turn is
    π."""
    return _half_cosine(2 * step / total_steps, base_lr, min_lr)


@cosine_annealing.mistake("take a quarter of a cosine")
def _(step, base_lr, total_steps, min_lr=0.0):
    """With π/2 the rate only falls, ever faster, and stops when it is steepest. Half a cosine
    flattens out at both ends."""
    return min_lr + (base_lr - min_lr) * math.cos(math.pi / 2 * step / total_steps)


@cosine_annealing.mistake("take the sine")
def _(step, base_lr, total_steps, min_lr=0.0):
    """A cosine starts at 1, where the rate starts at base_lr; a sine starts at 0."""
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.sin(math.pi * step / total_steps))


@cosine_annealing.mistake("rise from the least rate to the base rate")
def _(step, base_lr, total_steps, min_lr=0.0):
    """Step 0 is made at base_lr: there the cosine is 1, and must be added and not taken off."""
    return _half_cosine(1 + step / total_steps, base_lr, min_lr)


@cosine_annealing.mistake("fall from base_lr + min_lr")
def _(step, base_lr, total_steps, min_lr=0.0):
    """The cosine has only the way from min_lr to base_lr to go: it is multiplied by
    `base_lr - min_lr`."""
    return min_lr + _half_cosine(step / total_steps, base_lr, 0.0)


@cosine_annealing.mistake("leave min_lr out")
def _(step, base_lr, total_steps, min_lr=0.0):
    """The rate ends at min_lr, which is 0 only if it is left out."""
    return _half_cosine(step / total_steps, base_lr, 0.0)


@cosine_annealing.mistake("leave out the min_lr that is added")
def _(step, base_lr, total_steps, min_lr=0.0):
    """The cosine brings the rate from base_lr − min_lr to 0. Add min_lr to that."""
    return _half_cosine(step / total_steps, base_lr, min_lr) - min_lr


@cosine_annealing.mistake("go down to 0 and cut off what is below min_lr")
def _(step, base_lr, total_steps, min_lr=0.0):
    """min_lr is where the cosine ends, not a floor that it meets on its way: it is stretched
    between min_lr and base_lr."""
    return max(min_lr, _half_cosine(step / total_steps, base_lr, 0.0))


@cosine_annealing.mistake("count one step ahead")
def _(step, base_lr, total_steps, min_lr=0.0):
    """Steps are counted from 0: step 0 is made at base_lr."""
    return _half_cosine((step + 1) / total_steps, base_lr, min_lr)


@cosine_annealing.mistake("reach min_lr one step early")
def _(step, base_lr, total_steps, min_lr=0.0):
    """min_lr is reached *at* `total_steps`, not at the step before it: divide by `total_steps`."""
    return _half_cosine(step / (total_steps - 1), base_lr, min_lr)


@cosine_annealing.mistake("fall in a straight line")
def _(step, base_lr, total_steps, min_lr=0.0):
    """A straight line has the same ends and the same middle. The cosine falls slowly at first,
    fastest in the middle, and slowly again."""
    return base_lr + (min_lr - base_lr) * step / total_steps


@cosine_annealing.mistake("divide in whole numbers")
def _(step, base_lr, total_steps, min_lr=0.0):
    """`//` gives 0 for every step before the last: the share of the way is `step / total_steps`."""
    return _half_cosine(step // total_steps, base_lr, min_lr)


@cosine_annealing.variant("NumPy, from the other end")
def _(step, base_lr, total_steps, min_lr=0.0):
    return base_lr - (base_lr - min_lr) * (1 - np.cos(np.pi * step / total_steps)) / 2


@cosine_annealing.variant("the square of a cosine of half the angle")
def _(step, base_lr, total_steps, min_lr=0.0):
    half = np.cos(np.deg2rad(90 * step / total_steps))
    return min_lr + (base_lr - min_lr) * half * half


@cosine_annealing.variant("a mean of base and least rate, weighted")
def _(step, base_lr, total_steps, min_lr=0.0):
    weight = (1 + math.cos(step / total_steps * math.pi)) / 2
    return weight * base_lr + (1 - weight) * min_lr


@cosine_annealing.variant("a PyTorch tensor")
def _(step, base_lr, total_steps, min_lr=0.0):
    import torch

    angle = torch.tensor(torch.pi * step / total_steps, dtype=torch.float64)
    return torch.lerp(torch.tensor(min_lr), torch.tensor(base_lr), (1 + angle.cos().float()) / 2)


@cosine_annealing.variant("a complex number's real part")
def _(step, base_lr, total_steps, min_lr=0.0):
    turn = np.exp(1j * np.pi * step / total_steps)
    return float(min_lr + (base_lr - min_lr) * (1 + turn.real) / 2)
