"""Pinball loss: the score of a quantile, which pays one price above it and another below."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regression_metrics import exact, signed


def oracle(truth, prediction, level):
    from sklearn.metrics import mean_pinball_loss

    return mean_pinball_loss(truth, prediction, alpha=level)


@dataclass(frozen=True)
class Quantiles:
    """True values, predictions of a quantile, and its level.

    Distributions: 4 to 6 true values with a magnitude uniform in [0.3, 2] and a random sign.
    Errors have a magnitude uniform in [0.4, 2], of either sign, both of which occur. The level is
    uniform in [0.1, 0.35] or [0.65, 0.9]. All are rounded to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._call(rng), self._call(rng)],
            "one sample": lambda: [self._call(rng, 1), self._call(rng, 1)],
            "a dozen samples": lambda: [self._call(rng, 12)],
            "predictions that are all exactly right": lambda: [
                exact(self._call(rng, 3)["truth"]) | {"level": 0.8}
            ],
            "one prediction exactly right": lambda: [self._hit(rng)],
            "all predictions too high": lambda: [self._one_sided(rng, 1.0)],
            "all predictions too low": lambda: [self._one_sided(rng, -1.0)],
            "the median: level 0.5": lambda: [self._call(rng) | {"level": 0.5}],
        }

    def _call(self, rng, n=None):
        n = int(rng.integers(4, 7)) if n is None else n
        truth, error = signed(rng, n, 0.3, 2.0), signed(rng, n, 0.4, 2.0)
        if n > 1:
            error[:2] = np.abs(error[:2]) * [1.0, -1.0]
        low = rng.choice([0.1, 0.65])
        level = round(float(rng.uniform(low, low + 0.25)), 2)
        return {"truth": truth, "prediction": np.round(truth + error, 2), "level": level}

    def _hit(self, rng):
        call = self._call(rng, 4)
        call["prediction"][2] = call["truth"][2]
        return call

    def _one_sided(self, rng, sign):
        call = self._call(rng, 4)
        off = sign * np.abs(signed(rng, 4, 0.4, 2.0))
        return call | {"prediction": np.round(call["truth"] + off, 2)}


@formula(inputs=Quantiles(), oracle=oracle, returns=("loss",))
def pinball_loss(truth, prediction, level):
    """``mean(max(level·e, (level − 1)·e))`` with ``e = y − ŷ`` (Koenker and Bassett, 1978)."""
    error = truth - prediction
    return np.maximum(level * error, (level - 1) * error).mean()


@pinball_loss.mistake("swap the two prices, as with e = prediction − truth")
def _(truth, prediction, level):
    """A prediction that is too low costs `level` a unit, one that is too high `1 − level`: only so
    is a high quantile pushed up. The error is the truth less the prediction."""
    error = prediction - truth
    return np.maximum(level * error, (level - 1) * error).mean()


@pinball_loss.mistake("take the smaller of the two")
def _(truth, prediction, level):
    """Of `level·e` and `(level − 1)·e` one is negative. A loss is not: take the larger."""
    error = truth - prediction
    return np.minimum(level * error, (level - 1) * error).mean()


@pinball_loss.mistake("leave out the minus for predictions that are too high")
def _(truth, prediction, level):
    """Where the prediction is too high, e is negative and so is `level − 1`: their product is the
    positive price."""
    error = truth - prediction
    return np.maximum(level * error, (1 - level) * error).mean()


@pinball_loss.mistake("let errors of both signs cancel")
def _(truth, prediction, level):
    """`level·e` alone is negative where the prediction is too high: that side has its own price."""
    return (level * (truth - prediction)).mean()


@pinball_loss.mistake("price both sides alike, by the level")
def _(truth, prediction, level):
    """With one price for both sides the best constant is the median, whatever the level."""
    return (level * np.abs(truth - prediction)).mean()


@pinball_loss.mistake("leave the level out")
def _(truth, prediction, level):
    """The mean absolute error asks for the median. The level decides which quantile is asked
    for."""
    return np.abs(truth - prediction).mean()


@pinball_loss.mistake("halve the mean absolute error")
def _(truth, prediction, level):
    """That is the pinball loss of the level 0.5. Use the level that is given."""
    return np.abs(truth - prediction).mean() / 2


@pinball_loss.mistake("square the errors")
def _(truth, prediction, level):
    """With squares the best constant is an expectile, not a quantile: the price grows in
    proportion to the error."""
    error = truth - prediction
    return (np.where(error >= 0, level, 1 - level) * error**2).mean()


@pinball_loss.mistake("double it")
def _(truth, prediction, level):
    """Doubled, the loss of the median is the mean absolute error. The definition has no 2."""
    error = truth - prediction
    return 2 * np.maximum(level * error, (level - 1) * error).mean()


@pinball_loss.mistake("add up the losses and not divide")
def _(truth, prediction, level):
    """A sum grows with every sample. A mean says what is typical of one."""
    error = truth - prediction
    return np.maximum(level * error, (level - 1) * error).sum()


@pinball_loss.mistake("average before taking the larger")
def _(truth, prediction, level):
    """By then errors above and below have cancelled. Each sample has its own price first."""
    error = (truth - prediction).mean()
    return max(level * error, (level - 1) * error)


@pinball_loss.mistake("take the level for a percentage")
def _(truth, prediction, level):
    """The level is a share between 0 and 1 already."""
    error, share = truth - prediction, level / 100
    return np.maximum(share * error, (share - 1) * error).mean()


@pinball_loss.mistake("return one loss a sample")
def _(truth, prediction, level):
    """A metric makes one number of all the samples."""
    error = truth - prediction
    return np.maximum(level * error, (level - 1) * error)


@pinball_loss.variant("a choice by the sign of the error")
def _(truth, prediction, level):
    error = truth - prediction
    return np.mean(np.where(error > 0, level, level - 1) * error)


@pinball_loss.variant("a loop")
def _(truth, prediction, level):
    total = 0.0
    for y, guess in zip(truth, prediction, strict=True):
        total += level * (y - guess) if guess < y else (1 - level) * (guess - y)
    return total / len(truth)


@pinball_loss.variant("half the magnitude and a slope")
def _(truth, prediction, level):
    error = truth - prediction
    return (np.abs(error) / 2 + (level - 0.5) * error).mean()


@pinball_loss.variant("PyTorch's relu on both sides")
def _(truth, prediction, level):
    import torch

    error = torch.as_tensor(truth) - torch.as_tensor(prediction)
    return (level * torch.relu(error) + (1 - level) * torch.relu(-error)).mean()
