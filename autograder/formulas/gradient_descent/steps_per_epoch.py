"""Steps an epoch: how many batches the samples make."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(n, batch_size, drop_last=False):
    from torch.utils.data import DataLoader

    return len(DataLoader(range(n), batch_size=batch_size, drop_last=drop_last))


@dataclass(frozen=True)
class Loaders:
    """Numbers of samples with and without a short last batch, kept and dropped.

    Distributions: batches of 3 to 9; 2 to 5 full ones and a short one of 1 to batch_size − 1
    samples; then 2 to 5 full ones alone.
    """

    def values(self, rng) -> list[dict]:
        size = int(rng.integers(3, 10))
        uneven = size * int(rng.integers(2, 6)) + int(rng.integers(1, size))
        even = size * int(rng.integers(2, 6))
        return [
            {"n": uneven, "batch_size": size},
            {"n": uneven, "batch_size": size, "drop_last": True},
            {"n": even, "batch_size": size},
            {"n": even, "batch_size": size, "drop_last": True},
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "told to keep the last batch": lambda: self._told(rng, False),
            "a batch larger than the data": lambda: self._both(3, 8),
            "one sample less than a batch": lambda: self._both(7, 8),
            "one batch of all": lambda: self._both(8, 8),
            "one sample more than a batch": lambda: self._both(9, 8),
            "batches of one": lambda: self._both(int(rng.integers(3, 9)), 1),
            "one sample": lambda: self._both(1, 1),
            "a hundred samples in batches of five": lambda: self._both(100, 5),
        }

    def _told(self, rng, drop_last):
        return [call | {"drop_last": drop_last} for call in self.values(rng)[::2]]

    def _both(self, n, batch_size):
        kept = {"n": n, "batch_size": batch_size}
        return [kept, kept | {"drop_last": True}]


@formula(inputs=Loaders(), oracle=oracle, returns=("steps",), kinds={"steps": "int"})
def steps_per_epoch(n, batch_size, drop_last=False):
    """``⌈n / batch_size⌉``, or ``⌊n / batch_size⌋`` where a short last batch is dropped
    (PyTorch's `DataLoader`)."""
    return n // batch_size if drop_last else -(-n // batch_size)


@steps_per_epoch.mistake("drop the short batch, asked or not")
def _(n, batch_size, drop_last=False):
    """Without `drop_last` the samples that are left over make a batch too, and a step."""
    return n // batch_size


@steps_per_epoch.mistake("keep the short batch, asked or not")
def _(n, batch_size, drop_last=False):
    """With `drop_last` only full batches count."""
    return -(-n // batch_size)


@steps_per_epoch.mistake(
    "keep the short batch where it is to be dropped, and drop it where it is to be kept"
)
def _(n, batch_size, drop_last=False):
    """With `drop_last` there are fewer steps, not more."""
    return -(-n // batch_size) if drop_last else n // batch_size


@steps_per_epoch.mistake("drop the last batch unless you are told to keep it")
def _(n, batch_size, drop_last=True):
    """Who says nothing of `drop_last` keeps the short batch: look at the `def` line."""
    return n // batch_size if drop_last else -(-n // batch_size)


@steps_per_epoch.mistake("add a step also where no sample is left over")
def _(n, batch_size, drop_last=False):
    """Where `batch_size` divides `n` all batches are full, and there is none after them."""
    return n // batch_size if drop_last else n // batch_size + 1


@steps_per_epoch.mistake("drop the last batch also where it is full")
def _(n, batch_size, drop_last=False):
    """`drop_last` drops a batch that is short. Where `batch_size` divides `n` there is none."""
    return -(-n // batch_size) - bool(drop_last)


@steps_per_epoch.mistake("round to the nearest")
def _(n, batch_size, drop_last=False):
    """Round up, or down with `drop_last`."""
    return round(n / batch_size)


@steps_per_epoch.mistake("divide and do not round")
def _(n, batch_size, drop_last=False):
    """There is no part of a step: a short batch makes a whole one, or none. And steps are counted
    in ints."""
    return n / batch_size


@steps_per_epoch.mistake("return the right number as a float")
def _(n, batch_size, drop_last=False):
    """Steps are counted, so the result is an int. `np.ceil` and `np.floor` return floats."""
    return float(steps_per_epoch.reference(n, batch_size, drop_last))


@steps_per_epoch.mistake("count one step too few")
def _(n, batch_size, drop_last=False):
    """Count the steps; the index of the last step is one smaller."""
    return steps_per_epoch.reference(n, batch_size, drop_last) - 1


@steps_per_epoch.variant("math.ceil and math.floor")
def _(n, batch_size, drop_last=False):
    return math.floor(n / batch_size) if drop_last else math.ceil(n / batch_size)


@steps_per_epoch.variant("the remainder decides")
def _(n, batch_size, drop_last=False):
    full, left = divmod(n, batch_size)
    if left and not drop_last:
        full += 1
    return full


@steps_per_epoch.variant("where each batch would begin")
def _(n, batch_size, drop_last=False):
    return len(range(0, n - batch_size + 1 if drop_last else n, batch_size))


@steps_per_epoch.variant("counted sample by sample")
def _(n, batch_size, drop_last=False):
    steps = held = 0
    for _ in range(n):
        held += 1
        if held == batch_size:
            steps, held = steps + 1, 0
    return steps + (held > 0 and not drop_last)


@steps_per_epoch.variant("one of NumPy's ints")
def _(n, batch_size, drop_last=False):
    return np.int64(n if drop_last else n + batch_size - 1) // batch_size


@steps_per_epoch.variant("PyTorch's tensor of one int")
def _(n, batch_size, drop_last=False):
    import torch

    rounding = torch.floor if drop_last else torch.ceil
    return rounding(torch.tensor(n / batch_size)).int()
