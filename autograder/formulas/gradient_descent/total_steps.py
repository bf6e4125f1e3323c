"""Steps of a whole training: those of an epoch, every epoch."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(n, batch_size, epochs):
    """Counted batch by batch, as PyTorch deals them out."""
    from torch.utils.data import BatchSampler

    return sum(1 for _ in range(epochs) for _ in BatchSampler(range(n), batch_size, False))


@dataclass(frozen=True)
class Trainings:
    """Trainings with a short last batch in every epoch, then with full batches alone.

    Distributions: batches of 3 to 9; 2 to 4 full ones and a short one of 1 to batch_size − 1
    samples; 3 to 8 epochs.
    """

    def values(self, rng) -> list[dict]:
        return [self._training(rng, uneven=True), self._training(rng, uneven=False)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one epoch": lambda: [self._training(rng, uneven=True) | {"epochs": 1}],
            "batches of one": lambda: [self._training(rng, uneven=True) | {"batch_size": 1}],
            "one batch of all": lambda: [_call(8, 8, 5)],
            "a batch larger than the data": lambda: [_call(3, 8, 5)],
            "one sample more than a batch": lambda: [_call(9, 8, 5)],
            "one sample less than two batches": lambda: [_call(15, 8, 5)],
            "one sample, one epoch": lambda: [_call(1, 1, 1)],
            "a hundred samples in batches of five": lambda: [_call(100, 5, 10)],
            "a hundred samples in batches of ten": lambda: [_call(100, 10, 10)],
        }

    def _training(self, rng, uneven):
        size = int(rng.integers(3, 10))
        n = size * int(rng.integers(2, 5)) + (int(rng.integers(1, size)) if uneven else 0)
        return _call(n, size, int(rng.integers(3, 9)))


def _call(n, batch_size, epochs):
    return {"n": n, "batch_size": batch_size, "epochs": epochs}


@formula(inputs=Trainings(), oracle=oracle, returns=("steps",), kinds={"steps": "int"})
def total_steps(n, batch_size, epochs):
    """``⌈n / batch_size⌉ · epochs`` (Goodfellow et al., 2016, 8.1.3)."""
    return -(-n // batch_size) * epochs


@total_steps.mistake("forget the samples that are left over")
def _(n, batch_size, epochs):
    """The remaining samples make a last, smaller batch in every epoch."""
    return n // batch_size * epochs


@total_steps.mistake("run one epoch into the next")
def _(n, batch_size, epochs):
    """No batch holds samples of two epochs: each epoch ends with a short batch of its own. Round up
    before you multiply."""
    return -(-n * epochs // batch_size)


@total_steps.mistake("count the short batch once in the whole training")
def _(n, batch_size, epochs):
    """The samples are dealt out anew in each epoch, so each has its short batch."""
    return n // batch_size * epochs + bool(n % batch_size)


@total_steps.mistake("add a step also where no sample is left over")
def _(n, batch_size, epochs):
    """Where `batch_size` divides `n` all batches are full, and there is none after them."""
    return (n // batch_size + 1) * epochs


@total_steps.mistake("count the steps of one epoch")
def _(n, batch_size, epochs):
    """An epoch goes through all samples once. The training does that `epochs` times."""
    return -(-n // batch_size)


@total_steps.mistake("count samples, not batches")
def _(n, batch_size, epochs):
    """The weights move once for each batch, not for each sample in it."""
    return n * epochs


@total_steps.mistake("divide and do not round")
def _(n, batch_size, epochs):
    """There is no part of a step: a short batch makes a whole one, in every epoch."""
    return n / batch_size * epochs


@total_steps.mistake("return the right number as a float")
def _(n, batch_size, epochs):
    """Steps are counted, so the result is an int. `np.ceil` returns a float."""
    return float(-(-n // batch_size) * epochs)


@total_steps.mistake("count one epoch too few")
def _(n, batch_size, epochs):
    """The first epoch counts like the others."""
    return -(-n // batch_size) * (epochs - 1)


@total_steps.mistake("add the epochs, where they multiply")
def _(n, batch_size, epochs):
    """Every epoch has as many steps as the first."""
    return -(-n // batch_size) + epochs


@total_steps.variant("math.ceil")
def _(n, batch_size, epochs):
    return math.ceil(n / batch_size) * epochs


@total_steps.variant("counted in two loops")
def _(n, batch_size, epochs):
    steps = 0
    for _ in range(epochs):
        for _ in range(0, n, batch_size):
            steps += 1
    return steps


@total_steps.variant("full and short batches apart")
def _(n, batch_size, epochs):
    full, left = divmod(n, batch_size)
    return full * epochs + (epochs if left else 0)


@total_steps.variant("one of NumPy's ints")
def _(n, batch_size, epochs):
    return np.ceil(n / batch_size).astype(int) * epochs


@total_steps.variant("a sum over the epochs")
def _(n, batch_size, epochs):
    return sum((n + batch_size - 1) // batch_size for _ in range(epochs))
