"""The running average: what a batch-norm layer remembers of its batches for evaluation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import signed


@dataclass(frozen=True)
class Averages:
    """What was kept so far, the value of this batch, each (d,), and the weight of the new.

    Distributions: d is 1 … 4; both arrays as `signed` draws them; `momentum` is uniform in
    [0.05, 0.4], rounded to two digits. A case is two unrelated calls.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one feature": lambda: [self._call(rng, 1)],
            "a momentum of 0": lambda: [self._call(rng) | {"momentum": 0.0}],
            "a momentum of 1": lambda: [self._call(rng) | {"momentum": 1.0}],
            "nothing kept yet": lambda: [self._call(rng, 3) | {"running": np.zeros(3)}],
            "a batch of zeros": lambda: [self._call(rng, 3) | {"batch_value": np.zeros(3)}],
            "nothing new": lambda: [self._same(rng)],
            "three batches in a row": lambda: self._row(rng, reference),
        }

    def _call(self, rng, d=None):
        d = int(rng.integers(1, 5)) if d is None else d
        momentum = round(rng.uniform(0.05, 0.4), 2)
        return {"running": signed(rng, d), "batch_value": signed(rng, d), "momentum": momentum}

    def _same(self, rng):
        call = self._call(rng, 3)
        return call | {"batch_value": call["running"].copy()}

    def _row(self, rng, reference):
        calls = [self._call(rng, 2)]
        for _ in range(2):
            calls.append(
                calls[-1] | {"running": reference(**calls[-1]), "batch_value": signed(rng, 2)}
            )
        return calls


def oracle(running, batch_value, momentum):
    import torch

    # A batch of two samples, as far below the value as above it, has that mean.
    samples = torch.tensor(np.stack([batch_value - 1, batch_value + 1]))
    layer = torch.nn.BatchNorm1d(len(running), momentum=momentum, dtype=torch.float64)
    layer.running_mean = torch.tensor(running)
    layer(samples)
    return layer.running_mean.numpy()


@formula(inputs=Averages(), oracle=oracle, returns=("running",))
def running_average(running, batch_value, momentum):
    """``(1 − momentum)·running + momentum·batch_value`` (Ioffe and Szegedy, 2015, keep averages
    for inference; this is PyTorch's form, with `momentum` as the weight of the new)."""
    return (1 - momentum) * running + momentum * batch_value


@running_average.mistake("give the momentum to the past")
def _(running, batch_value, momentum):
    """In an optimizer momentum is how much is kept. Here, as in PyTorch, it is the weight of what
    is new."""
    return momentum * running + (1 - momentum) * batch_value


@running_average.mistake("keep all of the past: its weight is missing")
def _(running, batch_value, momentum):
    """It is an average: the two weights add up to one."""
    return running + momentum * batch_value


@running_average.mistake("add the whole batch value")
def _(running, batch_value, momentum):
    """One batch is a small sample: multiply its value by the momentum."""
    return (1 - momentum) * running + batch_value


@running_average.mistake("take the plain mean of the two")
def _(running, batch_value, momentum):
    """The old average stands for many batches, the new value for one: they have different
    weights."""
    return (running + batch_value) / 2


@running_average.mistake("forget the past")
def _(running, batch_value, momentum):
    """The average remembers: some of what was kept stays."""
    return batch_value.copy()


@running_average.mistake("return what was kept so far")
def _(running, batch_value, momentum):
    """The new batch's value has to change the average."""
    return running.copy()


@running_average.mistake("move away from the batch value")
def _(running, batch_value, momentum):
    """The average moves towards what is new: look at the sign of the difference."""
    return running + momentum * (running - batch_value)


@running_average.mistake("return only the change")
def _(running, batch_value, momentum):
    """`momentum` times the difference is the change. Return the new average, not the change."""
    return momentum * (batch_value - running)


@running_average.mistake("write into running itself")
def _(running, batch_value, momentum):
    """The caller's array is changed too. Make a new one."""
    running *= 1 - momentum
    running += momentum * batch_value
    return running


@running_average.variant("a correction of the old average")
def _(running, batch_value, momentum):
    return running + momentum * (batch_value - running)


@running_average.variant("np.average with weights")
def _(running, batch_value, momentum):
    return np.average([running, batch_value], axis=0, weights=[1 - momentum, momentum])


@running_average.variant("a list of Python numbers")
def _(running, batch_value, momentum):
    pairs = zip(running.tolist(), batch_value.tolist(), strict=True)
    return [(1 - momentum) * old + momentum * new for old, new in pairs]


@running_average.variant("PyTorch's lerp")
def _(running, batch_value, momentum):
    import torch

    return torch.lerp(torch.as_tensor(running), torch.as_tensor(batch_value), momentum)
