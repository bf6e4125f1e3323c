"""Mean average precision: one number for all classes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs


@dataclass(frozen=True)
class Classes:
    """The average precision of each class.

    Distributions: 3, 4 or 5 classes in random order. One has 0, the others lie from 0.1 to 0.95,
    are uniform there, have two digits, and no two are equal.
    """

    def values(self, rng) -> list[dict]:
        return [self._classes(rng, int(rng.integers(2, 5)))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one class": lambda: [self._classes(rng, 1, zeros=0)],
            "two classes": lambda: [self._classes(rng, 2, zeros=0)],
            "no class without success": lambda: [self._classes(rng, 4, zeros=0)],
            "a class beside two without success": lambda: [self._classes(rng, 1, zeros=2)],
            "every class at 0": lambda: [self._classes(rng, 0, zeros=3)],
            "every class at 1": lambda: [{"ap_per_class": np.ones(3)}],
            "twenty classes": lambda: [self._classes(rng, 20, zeros=0)],
            "two calls in a row": lambda: [self._classes(rng, 2), self._classes(rng, 3)],
        }

    def _classes(self, rng, others, zeros=1):
        drawn = (10 + rng.permutation(86)[:others]) / 100
        return {"ap_per_class": rng.permutation(np.concatenate([np.zeros(zeros), drawn]))}


@formula(inputs=Classes(), oracle=theirs("statistics.fmean"), returns=("mAP",))
def mean_average_precision(ap_per_class):
    """``(1/N) Σ APᵢ``, every class alike (Everingham et al., 2010)."""
    return ap_per_class.mean()


@mean_average_precision.mistake("add up without dividing")
def _(ap_per_class):
    """A mean does not grow with the number of classes."""
    return ap_per_class.sum()


@mean_average_precision.mistake("leave out the classes with an AP of 0")
def _(ap_per_class):
    """A class with an AP of 0 counts like every other class."""
    return ap_per_class.sum() / max(np.count_nonzero(ap_per_class), 1)


@mean_average_precision.mistake("take the median")
def _(ap_per_class):
    """The mean is asked for: every class counts with all of its AP."""
    return np.median(ap_per_class)


@mean_average_precision.mistake("divide by one class fewer")
def _(ap_per_class):
    """Divide by the number of classes: no class is used up by an estimate."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return ap_per_class.sum() / np.float64(len(ap_per_class) - 1)


@mean_average_precision.mistake("count the background as a class")
def _(ap_per_class):
    """The background has no truths and no AP: divide by the number of classes that are there."""
    return ap_per_class.sum() / (len(ap_per_class) + 1)


@mean_average_precision.mistake("take the geometric mean")
def _(ap_per_class):
    """One class at 0 would make all of it 0. The APs are added, not multiplied."""
    return np.prod(ap_per_class) ** (1 / len(ap_per_class))


@mean_average_precision.mistake("take the root of the mean square")
def _(ap_per_class):
    """APs have no sign that a square would have to remove: average them as they are."""
    return np.sqrt((ap_per_class**2).mean())


@mean_average_precision.mistake("weight each class by its AP")
def _(ap_per_class):
    """Every class counts the same, however good its AP is."""
    return (ap_per_class**2).sum() / max(ap_per_class.sum(), 1e-12)


@mean_average_precision.mistake("take the best class")
def _(ap_per_class):
    """One good class does not make a good detector: all classes count."""
    return ap_per_class.max()


@mean_average_precision.mistake("return the classes apart")
def _(ap_per_class):
    """One number for all classes is asked for."""
    return ap_per_class.copy()


@mean_average_precision.variant("a sum over a length")
def _(ap_per_class):
    return sum(ap_per_class) / len(ap_per_class)


@mean_average_precision.variant("a running mean")
def _(ap_per_class):
    mean = 0.0
    for k, ap in enumerate(ap_per_class, 1):
        mean += (ap - mean) / k
    return mean


@mean_average_precision.variant("a dot product")
def _(ap_per_class):
    return ap_per_class @ np.full(len(ap_per_class), 1 / len(ap_per_class))


@mean_average_precision.variant("float32 tensors of PyTorch")
def _(ap_per_class):
    import torch

    return torch.tensor(ap_per_class, dtype=torch.float32).mean()


@mean_average_precision.variant("np.average with equal weights")
def _(ap_per_class):
    return np.average(ap_per_class, weights=np.ones_like(ap_per_class))
