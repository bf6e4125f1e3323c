"""The weighted median: the constant that is best where each absolute error has its own price."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regression_metrics import signed


def oracle(values, weights):
    return np.quantile(values, 0.5, method="inverted_cdf", weights=weights)


@dataclass(frozen=True)
class Weighted:
    """Values, none twice, and a positive weight for each.

    Distributions: 5 to 7 values with a magnitude uniform in [0.3, 4] and a random sign, to two
    digits. Weights are quarters of 0.25 … 3, so that every sum of them is exact. A case is two
    calls: in the first no running weight is exactly half of all; in the second, with 4 or 6
    values, one is.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._halved(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one value": lambda: [self._call(rng, 1)],
            "two values": lambda: [self._call(rng, 2), self._call(rng, 2)],
            "equal weights, an odd number": lambda: [self._call(rng, 5) | {"weights": np.ones(5)}],
            "equal weights, an even number": lambda: [self._call(rng, 4) | {"weights": np.ones(4)}],
            "one weight that is more than half": lambda: [self._heavy(rng)],
            "values that occur twice": lambda: [self._twice(rng)],
            "one value only, several times": lambda: [self._call(rng, 3) | {"values": np.ones(3)}],
            "values in rising order": lambda: [self._sorted(rng)],
            "weights a thousand times as large": lambda: [self._scaled(rng)],
        }

    def _call(self, rng, n=None):
        n = int(rng.integers(5, 8)) if n is None else n
        while True:
            values = signed(rng, n, 0.3, 4.0)
            weights = rng.integers(1, 13, n) / 4
            running = np.cumsum(weights[np.argsort(values)])
            if len(set(values.tolist())) == n and running[-1] / 2 not in running:
                return {"values": values, "weights": weights}

    def _halved(self, rng):
        """The lower half of the values has exactly half of the weight."""
        n = int(rng.choice([4, 6]))
        while True:
            call = self._call(rng, n)
            order = np.argsort(call["values"])
            weights = call["weights"]
            low, high = order[: n // 2], order[n // 2 :]
            missing = weights[low].sum() - weights[high].sum()
            weights[high[-1]] += missing
            if 0.25 <= weights[high[-1]] <= 3:
                return call

    def _heavy(self, rng):
        call = self._call(rng, 5)
        call["weights"][int(rng.integers(5))] = 20.0
        return call

    def _twice(self, rng):
        call = self._call(rng, 6)
        return call | {"values": np.append(call["values"][:3], call["values"][:3])}

    def _sorted(self, rng):
        call = self._call(rng, 5)
        return call | {"values": np.sort(call["values"])}

    def _scaled(self, rng):
        call = self._call(rng)
        return call | {"weights": 1000 * call["weights"]}


def _rising(values, weights):
    """The values in rising order, and the running weight at each."""
    order = np.argsort(values, kind="stable")
    return values[order], np.cumsum(weights[order])


@formula(inputs=Weighted(), oracle=oracle, returns=("median",))
def weighted_median(values, weights):
    """The smallest value at which the running weight, by rising value, reaches half of all
    (Edgeworth, 1888)."""
    rising, running = _rising(values, weights)
    return rising[np.argmax(running >= running[-1] / 2)]


@weighted_median.mistake("leave the weights out")
def _(values, weights):
    """Each value counts by its weight: half of the *weight* is to lie on each side, not half of
    the values."""
    return np.sort(values)[(len(values) - 1) // 2]


@weighted_median.mistake("take np.median")
def _(values, weights):
    """`np.median` does not use weights, and averages the two middle values of an even number."""
    return np.median(values)


@weighted_median.mistake("take the weighted mean")
def _(values, weights):
    """The mean is best for squared errors. For absolute errors half of the weight lies on each
    side."""
    return (values * weights).sum() / weights.sum()


@weighted_median.mistake("add up the weights in the order given")
def _(values, weights):
    """The running weight is taken by rising value: sort first."""
    running = np.cumsum(weights)
    return values[np.argmax(running >= running[-1] / 2)]


@weighted_median.mistake("sort the values and leave the weights where they were")
def _(values, weights):
    """Each weight belongs to its value: put both into the same order, with `argsort`."""
    running = np.cumsum(weights)
    return np.sort(values)[np.argmax(running >= running[-1] / 2)]


@weighted_median.mistake("multiply the values by their weights first")
def _(values, weights):
    """A weight says how much a value counts, not how large it is."""
    return np.sort(values * weights)[(len(values) - 1) // 2]


@weighted_median.mistake("take the largest of the values that are best, where half is met exactly")
def _(values, weights):
    """A running weight of exactly half reaches half: start from the smallest value, and compare by
    ≥, not >."""
    rising, running = _rising(values, weights)
    return rising[np.argmax(running > running[-1] / 2)]


@weighted_median.mistake("average the two values where half is met exactly")
def _(values, weights):
    """Both of them, and all between, cost the same then. The smallest is asked for."""
    rising, running = _rising(values, weights)
    at = np.argmax(running >= running[-1] / 2)
    exactly = running[at] == running[-1] / 2
    return (rising[at] + rising[at + 1]) / 2 if exactly else rising[at]


@weighted_median.mistake("stop one value too early")
def _(values, weights):
    """The value at which the running weight reaches half, its own weight included, is asked
    for."""
    rising, running = _rising(values, weights)
    return rising[max(np.argmax(running >= running[-1] / 2) - 1, 0)]


@weighted_median.mistake("take the value with the largest weight")
def _(values, weights):
    """One value that counts much need not stand in the middle."""
    return values[weights.argmax()]


@weighted_median.mistake("return its place in the sorted values")
def _(values, weights):
    """The value itself is asked for, not its index."""
    _, running = _rising(values, weights)
    return int(np.argmax(running >= running[-1] / 2))


@weighted_median.variant("a loop over sorted pairs")
def _(values, weights):
    half, running = sum(weights) / 2, 0.0
    for value, weight in sorted(zip(values.tolist(), weights.tolist(), strict=True)):
        running += weight
        if running >= half:
            return value
    raise AssertionError


@weighted_median.variant("searchsorted in the running weight")
def _(values, weights):
    order = np.argsort(values)
    running = weights[order].cumsum()
    return values[order][np.searchsorted(running, running[-1] / 2)]


@weighted_median.variant("the smallest value with half of the weight at or below it")
def _(values, weights):
    reached = [v for v in values if 2 * weights[values <= v].sum() >= weights.sum()]
    return min(reached)


@weighted_median.variant("PyTorch's sort")
def _(values, weights):
    import torch

    rising, order = torch.sort(torch.as_tensor(values))
    running = torch.cumsum(torch.as_tensor(weights)[order], 0)
    return rising[int((running >= running[-1] / 2).nonzero()[0])]
