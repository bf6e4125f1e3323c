"""Mini-batches: the samples shuffled and dealt out, each once in an epoch."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from steepest.checks.forms import MANY
from steepest.checks.wire import Rng


def oracle(n, batch_size, rng):
    import torch
    from torch.utils.data import BatchSampler, RandomSampler

    generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
    return list(BatchSampler(RandomSampler(range(n), generator=generator), batch_size, False))


@dataclass(frozen=True)
class Epochs:
    """Epochs of one generator, the first of them again from its seed, and one of full batches.

    Distributions: batches of 4 to 6, three full ones and a short one that lacks at least two
    samples, 13 to 22 samples in all, of which two shuffles are never the same by chance (once in
    10⁹), nor all batches runs of neighbours (twice in 10⁷). Then twice a batch, in full batches.
    Seeds are below 10⁶.
    """

    def values(self, rng) -> list[dict]:
        size, seed = int(rng.integers(4, 7)), _seed(rng)
        n = 3 * size + int(rng.integers(1, size - 1))
        return [
            _call(n, size, Rng(seed)),
            _call(n, size, Rng(seed)),
            _call(n, size, Rng(seed, "again")),
            _call(2 * size, size, Rng(seed)),
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "batches of one": lambda: [_call(int(rng.integers(3, 6)), 1, _rng(rng))],
            "one batch of all": lambda: [_call(n := int(rng.integers(3, 6)), n, _rng(rng))],
            "a batch larger than the data": lambda: [_call(3, 8, _rng(rng))],
            "one sample": lambda: [_call(1, 1, _rng(rng))],
            "one sample left over": lambda: [_call(7, 3, _rng(rng))],
            "one sample short of full": lambda: [_call(8, 3, _rng(rng))],
            "two generators of one seed, by turns": lambda: [
                _call(14, 4, Rng(7, stream)) for stream in ("", "again", "", "again")
            ],
            "forty epochs of two batches of two": lambda: [_call(4, 2, _rng(rng))] * MANY,
        }


def _call(n, batch_size, rng):
    return {"n": n, "batch_size": batch_size, "rng": rng}


def _seed(rng):
    return int(rng.integers(10**6))


def _rng(rng):
    return Rng(_seed(rng))


@formula(
    inputs=Epochs(),
    oracle=oracle,
    form="batches",
    returns=("batch size", "sorted index", "first call with the same batches", "mixing"),
)
def minibatches(n, batch_size, rng):
    """The indices 0 … n − 1, shuffled by rng, in pieces of batch_size (Bottou, 2012)."""
    return _cut(rng.permutation(n), batch_size)


def _cut(order, batch_size):
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


@minibatches.mistake(
    "deal out the same batches every time: not shuffled, or shuffled from a seed of your own"
)
def _(n, batch_size, rng):
    """Each epoch has batches of its own: let the generator that is passed do the shuffling, and it
    goes on from call to call."""
    return _cut(np.arange(n), batch_size)


@minibatches.mistake("shuffle with a generator of your own")
def _(n, batch_size, rng):
    """Use `rng` for all randomness; otherwise the training can't be repeated."""
    return _cut(np.random.default_rng().permutation(n), batch_size)


@minibatches.mistake("begin somewhere at random and go round in order")
def _(n, batch_size, rng):
    """Then neighbours always come together, and what a batch holds says what the next one will. Any
    order must be possible: shuffle all samples."""
    return _cut(np.roll(np.arange(n), int(rng.integers(n))), batch_size)


@minibatches.mistake("shuffle within the batches only")
def _(n, batch_size, rng):
    """Each batch holds the same samples in every epoch, in another order. Shuffle all samples
    first, and then cut."""
    return [rng.permutation(batch) for batch in _cut(np.arange(n), batch_size)]


@minibatches.mistake("shuffle the batches, but not the samples in them")
def _(n, batch_size, rng):
    """The same samples come together in every epoch: cutting first and shuffling then leaves
    neighbours together. Shuffle all samples, and then cut."""
    batches = _cut(np.arange(n), batch_size)
    full = [batch for batch in batches if len(batch) == batch_size]
    short = batches[len(full) :]
    return [full[i] for i in rng.permutation(len(full))] + short


@minibatches.mistake("drop the last batch where it is short")
def _(n, batch_size, rng):
    """Each sample comes once in every epoch, also where `batch_size` does not divide `n`."""
    return _cut(rng.permutation(n)[: n - n % batch_size], batch_size)


@minibatches.mistake("end before the last batch, full or not")
def _(n, batch_size, rng):
    """Start a batch at every multiple of batch_size below n, even if it would end after n."""
    order = rng.permutation(n)
    return [order[k : k + batch_size] for k in range(0, n - batch_size, batch_size)]


@minibatches.mistake("add an empty batch where the last one is full")
def _(n, batch_size, rng):
    """`n // batch_size + 1` is one too many where `batch_size` divides `n`."""
    order = rng.permutation(n)
    starts = [k * batch_size for k in range(n // batch_size + 1)]
    return [order[start : start + batch_size] for start in starts]


@minibatches.mistake("draw every sample anew, so that some come twice and some never")
def _(n, batch_size, rng):
    """Shuffle all of them once and deal them out: then each comes once."""
    return _cut(rng.integers(n, size=n), batch_size)


@minibatches.mistake("draw each batch from all samples, whatever the batches before it took")
def _(n, batch_size, rng):
    """What one batch has taken is gone for the others of this epoch: shuffle once, then cut."""
    sizes = map(len, _cut(range(n), batch_size))
    return [rng.permutation(n)[:size] for size in sizes]


@minibatches.mistake("make all batches about equally long")
def _(n, batch_size, rng):
    """All batches but the last have exactly `batch_size` samples. `np.array_split` shares what is
    left over among them."""
    return np.array_split(rng.permutation(n), -(-n // batch_size))


@minibatches.mistake("put the short batch first")
def _(n, batch_size, rng):
    """The full batches come first, and what is left over makes the last one."""
    return _cut(rng.permutation(n), batch_size)[::-1]


@minibatches.mistake("fill the last batch up with samples that were there already")
def _(n, batch_size, rng):
    """Each sample comes once in an epoch: the last batch may be short."""
    order = rng.permutation(n)
    return _cut(np.concatenate([order, np.resize(order, -n % batch_size)]), batch_size)


@minibatches.mistake("make `batch_size` batches")
def _(n, batch_size, rng):
    """`batch_size` says how many samples are in a batch, not how many batches there are."""
    return np.array_split(rng.permutation(n), batch_size)


@minibatches.mistake("count the samples from 1")
def _(n, batch_size, rng):
    """The indices go from 0 to n − 1, as those of an array do."""
    return _cut(rng.permutation(n) + 1, batch_size)


@minibatches.variant("an array shuffled in place")
def _(n, batch_size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(-(-n // batch_size))]


@minibatches.variant("random numbers, sorted")
def _(n, batch_size, rng):
    return np.split(np.argsort(rng.random(n)), range(batch_size, n, batch_size))


@minibatches.variant("lists of Python's ints, taken one by one")
def _(n, batch_size, rng):
    left, batches = list(range(n)), []
    while left:
        size = min(batch_size, len(left))
        batches.append([left.pop(int(rng.integers(len(left)))) for _ in range(size)])
    return tuple(batches)


@minibatches.variant("drawn without replacement")
def _(n, batch_size, rng):
    order = rng.choice(n, size=n, replace=False)
    return [order[k : min(k + batch_size, n)] for k in range(0, n, batch_size)]


@minibatches.variant("PyTorch's tensors, seeded by the generator")
def _(n, batch_size, rng):
    import torch

    generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
    return torch.randperm(n, generator=generator).split(batch_size)
