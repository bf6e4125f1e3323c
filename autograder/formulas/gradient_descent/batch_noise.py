"""The noise of a batch: how far its gradient is from that of all samples."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.gradient_descent import signed


def oracle(gradients, batch):
    """Over all batches there are."""
    full = gradients.mean(axis=0)
    chosen = map(list, combinations(range(len(gradients)), batch))
    return np.mean([np.sum((gradients[some].mean(axis=0) - full) ** 2) for some in chosen])


@dataclass(frozen=True)
class Samples:
    """The gradient of each sample, a row, and the size of a batch.

    Distributions: 5 to 8 samples and 2 or 3 weights, all numbers with a magnitude uniform in
    [0.5, 2] and a random sign, to two digits; a batch has 2 samples or more, and lacks 2 or more.
    """

    def values(self, rng) -> list[dict]:
        return [self._of(rng, n := int(rng.integers(5, 9)), int(rng.integers(2, n - 1)))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._of(rng, 6, 2), self._of(rng, 5, 3)],
            "all samples in the batch": lambda: [self._of(rng, 5, 5)],
            "batches of one": lambda: [self._of(rng, 6, 1)],
            "one sample short of all": lambda: [self._of(rng, 5, 4)],
            "two samples, one in the batch": lambda: [self._of(rng, 2, 1)],
            "two samples, both in the batch": lambda: [self._of(rng, 2, 2)],
            "one weight": lambda: [self._of(rng, 6, 2, 1)],
            "gradients that are all the same": lambda: [
                {"gradients": np.tile([1.5, -0.5], (4, 1)), "batch": 2}
            ],
            "a full gradient of zero": lambda: [self._opposed(rng)],
        }

    def _of(self, rng, n, batch, d=None):
        d = int(rng.integers(2, 4)) if d is None else d
        return {"gradients": signed(rng, (n, d)), "batch": batch}

    def _opposed(self, rng):
        half = signed(rng, (3, 2))
        return {"gradients": np.concatenate([half, -half]), "batch": 2}


@formula(inputs=Samples(), oracle=oracle, returns=("noise",))
def batch_noise(gradients, batch):
    """``S/batch·(1 − batch/n)``, S the summed variance of the columns with the divisor n − 1: the
    variance of the mean of a sample without replacement (Cochran, 1977, theorem 2.2)."""
    return _spread(gradients) / batch * (1 - batch / len(gradients))


def _spread(gradients, ddof=1):
    """The variances of the columns, added up."""
    return gradients.var(axis=0, ddof=ddof).sum()


@batch_noise.mistake("draw with replacement: S/batch")
def _(gradients, batch):
    """No sample comes twice into a batch, so a larger batch knows more than that. A batch of all
    samples has no noise at all."""
    return _spread(gradients) / batch


@batch_noise.mistake("draw with replacement: the variance with the divisor n, over batch")
def _(gradients, batch):
    """No sample comes twice into a batch, so a batch of all samples has no noise at all. A factor
    is missing that is 0 there."""
    return _spread(gradients, 0) / batch


@batch_noise.mistake("take the variance with the divisor n")
def _(gradients, batch):
    """With the factor 1 − batch/n goes the divisor n − 1. Try a batch of one sample: its noise is
    the mean of the squared distances from the full gradient."""
    return _spread(gradients, 0) / batch * (1 - batch / len(gradients))


@batch_noise.mistake(
    "mix two right forms: the divisor n − 1 both in the variance and in the factor"
)
def _(gradients, batch):
    """The variance with n − 1 goes with 1 − batch/n, and that with n goes with
    (n − batch)/(n − 1). Try a batch of one sample."""
    n = len(gradients)
    return _spread(gradients) / batch * (n - batch) / (n - 1)


@batch_noise.mistake("forget to divide by the size of the batch")
def _(gradients, batch):
    """A mean of many is less noisy than one alone."""
    return _spread(gradients) * (1 - batch / len(gradients))


@batch_noise.mistake("divide by the square of the batch's size")
def _(gradients, batch):
    """The variance of a mean of b is the variance over b: the *sum* of b has b times it, and the
    mean is the sum over b."""
    return _spread(gradients) / batch**2 * (1 - batch / len(gradients))


@batch_noise.mistake("divide by the root of the batch's size")
def _(gradients, batch):
    """The root belongs to the standard deviation. The mean square falls as 1/batch."""
    return _spread(gradients) / np.sqrt(batch) * (1 - batch / len(gradients))


@batch_noise.mistake("take the share that is in the batch instead of the share that is left out")
def _(gradients, batch):
    """The more samples are in the batch, the *less* noise: the factor is 1 − batch/n."""
    return _spread(gradients) / len(gradients)


@batch_noise.mistake("average over the weights instead of adding up")
def _(gradients, batch):
    """The squared length of a vector is the sum of the squares of its parts, not their mean."""
    return batch_noise.reference(gradients, batch) / gradients.shape[1]


@batch_noise.mistake("return one number for each weight")
def _(gradients, batch):
    """The squared length of the difference is asked for: add the weights' variances up."""
    return gradients.var(axis=0, ddof=1) / batch * (1 - batch / len(gradients))


@batch_noise.mistake("return the root of it")
def _(gradients, batch):
    """The mean *squared* distance is asked for, without a root."""
    return np.sqrt(batch_noise.reference(gradients, batch))


@batch_noise.mistake("measure from zero instead of from the full gradient")
def _(gradients, batch):
    """What counts is how far the batch's gradient is from that of all samples. Take the mean off
    first: where all gradients agree there is no noise."""
    n = len(gradients)
    return (gradients**2).sum() / (n - 1) / batch * (1 - batch / n)


@batch_noise.mistake("take the variance over each row")
def _(gradients, batch):
    """A row is one sample, a column one weight. Samples differ along the columns."""
    spread = gradients.var(axis=1).sum()
    return spread / batch * (1 - batch / len(gradients))


@batch_noise.variant("the mean square of all samples, times (n − b)/(b (n − 1))")
def _(gradients, batch):
    n = len(gradients)
    away = gradients - gradients.mean(axis=0)
    return np.mean((away**2).sum(axis=1)) * (n - batch) / (batch * (n - 1))


@batch_noise.variant("every batch there is")
def _(gradients, batch):
    full, found = gradients.mean(axis=0), []
    for some in combinations(range(len(gradients)), batch):
        found.append(np.sum((gradients[list(some)].mean(axis=0) - full) ** 2))
    return sum(found) / len(found)


@batch_noise.variant("the trace of the covariance")
def _(gradients, batch):
    covariance = np.atleast_2d(np.cov(gradients, rowvar=False))
    return np.trace(covariance) * (1 / batch - 1 / len(gradients))


@batch_noise.variant("all pairs of samples")
def _(gradients, batch):
    n, total = len(gradients), 0.0
    for i in range(n):
        for j in range(i):
            total += float(((gradients[i] - gradients[j]) ** 2).sum())
    return total / (n * (n - 1)) * (1 / batch - 1 / n)


@batch_noise.variant("PyTorch, as a tensor of one number")
def _(gradients, batch):
    import torch

    spread = torch.as_tensor(gradients).var(dim=0, correction=1).sum()
    return spread * (len(gradients) - batch) / (batch * len(gradients))
