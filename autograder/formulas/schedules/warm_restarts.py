"""Warm restarts: one cosine after another, each from the base rate again."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.schedules import rates, stepped


def oracle(step, base_lr, period, multiplier=1, min_lr=0.0):
    from torch.optim.lr_scheduler import CosineAnnealingWarmRestarts

    return stepped(
        lambda o: CosineAnnealingWarmRestarts(o, period, multiplier, min_lr), base_lr, step
    )


@dataclass(frozen=True)
class Restarts:
    """Steps in the first three cycles, the first and the last of a cycle, and the fifth restart.

    Distributions: the period is 4 to 9 and the multiplier 2 or 3, or left out; one call has
    multiplier 3, a period of 1 to 3 and the step of the fifth restart, 121 periods. No step
    is above 400. Rates as `schedules.rates` draws them; in one call min_lr is left out.
    """

    def values(self, rng) -> list[dict]:
        one, two = self._schedule(rng), self._schedule(rng)
        period, times = one["period"], one["multiplier"]
        second, third = period, period * (1 + times)
        equal = {k: v for k, v in two.items() if k not in ("multiplier", "min_lr")}
        return [
            one | {"step": int(rng.integers(1, period - 1))},
            one | {"step": second + int(rng.integers(1, period * times - 1))},
            one | {"step": third + int(rng.integers(1, period))},
            two | {"step": two["period"]},
            equal | {"step": 2 * two["period"] + int(rng.integers(1, two["period"] - 1))},
            self._fifth(rng),
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "the first step": lambda: [self._schedule(rng) | {"step": 0}],
            "the last step of a cycle": lambda: self._about(rng, -1),
            "the first step of a cycle": lambda: self._about(rng, 0),
            "the second step of a cycle": lambda: [
                self._schedule(rng) | {"step": period + 1, "period": period} for period in (2, 3)
            ],
            "cycles of equal length": lambda: self._equal(rng),
            "cycles of one step": lambda: [
                self._schedule(rng) | {"step": step, "period": 1, "multiplier": 1}
                for step in (0, 1, 7)
            ],
            "a first cycle of one step": lambda: [
                self._schedule(rng) | {"step": step, "period": 1, "multiplier": 2}
                for step in (1, 2, 6, 7, 20)
            ],
            "the fifth restart at multiplier 3": lambda: [self._fifth(rng) for _ in range(2)],
            "many cycles": lambda: [
                self._schedule(rng) | {"step": 400, "period": 1, "multiplier": 1},
                self._schedule(rng) | {"step": 399, "period": 3, "multiplier": 1},
            ],
            "a least rate that is the base rate": lambda: self._flat(rng),
            "a base rate of 1": lambda: [
                self._schedule(rng)
                | {"step": int(rng.integers(*steps)), "base_lr": 1.0, "period": 5}
                | {"min_lr": round(float(rng.uniform(0.05, 0.4)), 4)}
                for steps in ((6, 9), (16, 19))
            ],
        }

    def _schedule(self, rng):
        drawn = rates(rng)
        return {
            "step": 0,
            "base_lr": drawn["base_lr"],
            "period": int(rng.integers(4, 10)),
            "multiplier": int(rng.integers(2, 4)),
            "min_lr": drawn["min_lr"],
        }

    def _about(self, rng, off):
        one, two = self._schedule(rng), self._schedule(rng)
        third = two["period"] * (1 + two["multiplier"])
        return [one | {"step": one["period"] + off}, two | {"step": third + off}]

    def _equal(self, rng):
        schedule = self._schedule(rng) | {"multiplier": 1}
        period = schedule["period"]
        return [schedule | {"step": step} for step in (period - 1, period, 3 * period + 2)]

    def _fifth(self, rng):
        period = int(rng.integers(1, 4))
        return self._schedule(rng) | {"step": 121 * period, "period": period, "multiplier": 3}

    def _flat(self, rng):
        schedule = self._schedule(rng)
        return [schedule | {"step": 6, "min_lr": schedule["base_lr"]}]


def _cycle(step, period, multiplier):
    """(number, first step, length) of the cycle of a step."""
    number, start, length = 0, 0, period
    while step >= start + length:
        number, start, length = number + 1, start + length, length * multiplier
    return number, start, length


def _half_cosine(part, base_lr, min_lr):
    return min_lr + 0.5 * (base_lr - min_lr) * (1 + math.cos(math.pi * part))


@formula(inputs=Restarts(), oracle=oracle, returns=("rate",))
def warm_restarts(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Cycles of ``period·multiplierⁱ`` steps; at step k of the n of a cycle the rate is
    ``min_lr + ½(base_lr − min_lr)(1 + cos(π·k/n))`` (Loshchilov and Hutter, 2017)."""
    while step >= period:
        step, period = step - period, period * multiplier
    return _half_cosine(step / period, base_lr, min_lr)


@warm_restarts.mistake("restart one step late")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """The cosine reaches min_lr at the step *after* the last of a cycle, and that step is the first
    of the next one, at base_lr again: `while step >= period`."""
    while step > period:
        step, period = step - period, period * multiplier
    return _half_cosine(step / period, base_lr, min_lr)


@warm_restarts.mistake("reach min_lr at the last step of each cycle")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """In a cycle of n steps the angle at step k is π·k/n, so that min_lr is never quite reached:
    the step that would have it is the first of the next cycle."""
    _, start, length = _cycle(step, period, multiplier)
    return _half_cosine((step - start) / (length - 1), base_lr, min_lr)


@warm_restarts.mistake("count one step ahead")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Steps are counted from 0: step 0 and the first step of every cycle are made at base_lr."""
    return warm_restarts.reference(step + 1, base_lr, period, multiplier, min_lr)


@warm_restarts.mistake("restart from half of the last cycle's base rate")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Every cycle starts at the same base_lr."""
    number, start, length = _cycle(step, period, multiplier)
    return _half_cosine((step - start) / length, min_lr + (base_lr - min_lr) / 2**number, min_lr)


@warm_restarts.mistake("multiply the rate and not the length of the cycle")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """The multiplier makes each cycle longer than the last. Its rates are the same."""
    number, k = divmod(step, period)
    return _half_cosine(k / period, base_lr * multiplier**number, min_lr)


@warm_restarts.mistake("make all cycles equally long")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Each cycle is `multiplier` times as long as the one before."""
    return _half_cosine(step % period / period, base_lr, min_lr)


@warm_restarts.mistake("divide by the first cycle's length in every cycle")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """The cosine of a cycle goes over that cycle's own steps: divide by its length, which grows
    with the multiplier."""
    _, start, _ = _cycle(step, period, multiplier)
    return _half_cosine((step - start) / period, base_lr, min_lr)


@warm_restarts.slip("lengthen the cycle before the one that is over is taken off")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Take off the steps of the cycle that is over first, and only then multiply its length: in
    the other order too many steps are taken off."""
    while step >= period:
        period *= multiplier
        step -= period
    return _half_cosine(step / period, base_lr, min_lr)


@warm_restarts.mistake("restart only once")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """There may be many cycles before the step: go on for as long as the step lies beyond the
    cycle, with `while` in place of `if`."""
    if step >= period:
        step, period = step - period, period * multiplier
    return _half_cosine(step / period, base_lr, min_lr)


@warm_restarts.mistake("make each cycle one period longer")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """With a multiplier of 2 the cycles are 1, 2, 4, 8 … periods long, not 1, 2, 3, 4: the length
    is multiplied, not added to."""
    length = period
    while step >= length:
        step, length = step - length, length + period * (multiplier - 1)
    return _half_cosine(step / length, base_lr, min_lr)


@warm_restarts.mistake("make the first cycle too long already")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """The first cycle has `period` steps; the second is the first that is multiplied."""
    return warm_restarts.reference(step, base_lr, period * multiplier, multiplier, min_lr)


@warm_restarts.mistake("restart at period times a power of the multiplier")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """A cycle starts where the one before it ends, so at the *sum* of the lengths so far: with
    multiplier 2 after 1, 3, 7 … periods, not after 1, 2, 4."""
    if multiplier == 1:
        return _half_cosine(step % period / period, base_lr, min_lr)
    start, end = 0, period
    while step >= end:
        start, end = end, end * multiplier
    return _half_cosine((step - start) / (end - start), base_lr, min_lr)


@warm_restarts.mistake("find the cycle by a logarithm, which rounding lets fall just short")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """`math.log(243, 3)` is 4.999…, so that its whole part is 4: the fifth restart is missed, and
    the step is made at min_lr. Count the cycles in whole numbers, in a loop."""
    if multiplier == 1:
        return _half_cosine(step % period / period, base_lr, min_lr)
    number = int(math.log(step / period * (multiplier - 1) + 1, multiplier))
    start = period * (multiplier**number - 1) // (multiplier - 1)
    return _half_cosine((step - start) / (period * multiplier**number), base_lr, min_lr)


@warm_restarts.mistake("stay at min_lr after the first cycle")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """After a cycle comes the next, from base_lr again: that is the restart."""
    return _half_cosine(min(1, step / period), base_lr, min_lr)


@warm_restarts.mistake("let the cosine rise again in place of a restart")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """A restart is a jump: from the last step of a cycle, near min_lr, to base_lr at once."""
    return _half_cosine(step / period, base_lr, min_lr)


@warm_restarts.mistake("rise within each cycle and drop at its end")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Each cycle starts at base_lr and falls."""
    _, start, length = _cycle(step, period, multiplier)
    return _half_cosine(1 + (step - start) / length, base_lr, min_lr)


@warm_restarts.mistake("fall in straight lines")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Within a cycle the rate follows half a cosine."""
    _, start, length = _cycle(step, period, multiplier)
    return base_lr + (min_lr - base_lr) * (step - start) / length


@warm_restarts.mistake("leave out the ½")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """`1 + cos` goes from 2 to 0, so half of it goes from 1 to 0."""
    _, start, length = _cycle(step, period, multiplier)
    return _half_cosine((step - start) / length, 2 * base_lr - min_lr, min_lr)


@warm_restarts.mistake("leave min_lr out")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """Each cycle falls towards min_lr, which is 0 only if it is left out."""
    return warm_restarts.reference(step, base_lr, period, multiplier)


@warm_restarts.mistake("fall from base_lr + min_lr")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    """The cosine has only the way from min_lr to base_lr to go: it is multiplied by
    `base_lr - min_lr`."""
    return min_lr + warm_restarts.reference(step, base_lr, period, multiplier)


@warm_restarts.variant("a remainder where all cycles are equal, a loop where they are not")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    k, length = step % period, period
    if multiplier > 1:
        k = step
        while k >= length:
            k -= length
            length *= multiplier
    return min_lr + (base_lr - min_lr) * (1 + np.cos(np.pi * k / length)) / 2


@warm_restarts.variant("a list of all restarts")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    starts, length = [0], period
    while starts[-1] <= step:
        starts.append(starts[-1] + length)
        length *= multiplier
    cycle = np.searchsorted(starts, step, side="right") - 1
    length = starts[cycle + 1] - starts[cycle]
    return min_lr + (base_lr - min_lr) * np.cos(np.pi / 2 * (step - starts[cycle]) / length) ** 2


@warm_restarts.variant("calling itself, cycle by cycle")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    def rate(step, period):
        if step >= period:
            return rate(step - period, period * multiplier)
        return _half_cosine(step / period, base_lr, min_lr)

    return rate(step, period)


@warm_restarts.variant("step by step, as a scheduler does it")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    k, length = 0, period
    for _ in range(step):
        k += 1
        if k == length:
            k, length = 0, length * multiplier
    return min_lr + (base_lr - min_lr) * (1 + math.cos(math.pi * k / length)) / 2


@warm_restarts.variant("a logarithm that is mended")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    if multiplier == 1:
        return _half_cosine(step % period / period, base_lr, min_lr)
    number = int(math.log(step / period * (multiplier - 1) + 1, multiplier) + 1e-9)
    start = period * (multiplier**number - 1) // (multiplier - 1)
    return _half_cosine((step - start) / (period * multiplier**number), base_lr, min_lr)


@warm_restarts.variant("a PyTorch tensor")
def _(step, base_lr, period, multiplier=1, min_lr=0.0):
    import torch

    _, start, length = _cycle(step, period, multiplier)
    part = torch.tensor((step - start) / length, dtype=torch.float64)
    return min_lr + (base_lr - min_lr) * (1 + torch.cos(torch.pi * part)) / 2
