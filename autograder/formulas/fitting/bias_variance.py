"""Bias and variance: how far off many models are together, and how far from each other."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.fitting import signed


def oracle(predictions, truth):
    """By the identity: what of the mean squared error is not squared bias is variance."""
    from sklearn.metrics import mean_squared_error

    bias2 = mean_squared_error(truth, predictions.mean(0))
    whole = mean_squared_error(np.broadcast_to(truth, predictions.shape), predictions)
    return bias2, whole - bias2


@dataclass(frozen=True)
class Models:
    """Predictions of several models at several points, and the truth there.

    Distributions: 3 or 4 models, 2 or 3 points; the truth is standard normal. At each point the
    models share an error of a magnitude uniform in [0.3, 1.5] with a random sign, and each has
    one of its own, normal with the standard deviation 0.7. All are rounded to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._models(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._models(rng), self._models(rng)],
            "one model": lambda: [self._models(rng, 1, 3)],
            "one point": lambda: [self._models(rng, 3, 1)],
            "one model, one point": lambda: [self._models(rng, 1, 1)],
            "as many models as points": lambda: [self._models(rng, 3, 3)],
            "models that all agree": lambda: [self._agreeing(rng)],
            "models that are right on average": lambda: [self._unbiased(rng)],
            "models that are all exactly right": lambda: [self._exact(rng)],
            "values far from zero": lambda: [self._moved(rng, 100.0)],
        }

    def _models(self, rng, models=None, points=None):
        models = int(rng.integers(3, 5)) if models is None else models
        points = int(rng.integers(2, 4)) if points is None else points
        truth = np.round(rng.standard_normal(points), 2)
        own = 0.7 * rng.standard_normal((models, points))
        predictions = np.round(truth + signed(rng, points, 0.3, 1.5) + own, 2)
        return {"predictions": predictions, "truth": truth}

    def _agreeing(self, rng):
        drawn = self._models(rng, 3, 3)
        return drawn | {"predictions": np.tile(drawn["predictions"][0], (3, 1))}

    def _unbiased(self, rng):
        truth, off = np.round(rng.standard_normal(3), 2), signed(rng, 3)
        return {"predictions": np.stack([truth + off, truth - off]), "truth": truth}

    def _exact(self, rng):
        truth = signed(rng, 2)
        return {"predictions": np.tile(truth, (2, 1)), "truth": truth}

    def _moved(self, rng, by):
        return {name: array + by for name, array in self._models(rng).items()}


@formula(inputs=Models(), oracle=oracle, returns=("bias²", "variance"))
def bias_variance(predictions, truth):
    """``mean((E f̂ − f)²)`` and ``mean(E (f̂ − E f̂)²)``, E over the models, the means over points
    (Geman, Bienenstock and Doursat, 1992)."""
    center = predictions.mean(0)
    return ((center - truth) ** 2).mean(), ((predictions - center) ** 2).mean()


@bias_variance.mistake("divide the variance by the number of models less one")
def _(predictions, truth):
    """The models at hand are all that is asked about: the variance is a plain mean over them."""
    center = predictions.mean(0)
    with np.errstate(invalid="ignore"):
        spread = ((predictions - center) ** 2).sum(0) / np.float64(len(predictions) - 1)
    return ((center - truth) ** 2).mean(), spread.mean()


@bias_variance.mistake("take the variance from point to point")
def _(predictions, truth):
    """Variance is how the models differ at one and the same point. Each row is a model, each column
    a point."""
    return ((predictions.mean(0) - truth) ** 2).mean(), predictions.var(1).mean()


@bias_variance.mistake("take the variance of all predictions as one heap")
def _(predictions, truth):
    """This also counts how the truth differs between points. Take the variance at each point
    first.
    """
    return ((predictions.mean(0) - truth) ** 2).mean(), predictions.var()


@bias_variance.mistake("measure the variance from the truth")
def _(predictions, truth):
    """Variance does not use the truth: it is the spread of the models around their own mean."""
    return ((predictions.mean(0) - truth) ** 2).mean(), ((predictions - truth) ** 2).mean()


@bias_variance.mistake("square each model's error before you average over the models")
def _(predictions, truth):
    """Bias is what is left when the models' errors have averaged out: first the mean of the models,
    then the square. What you have is the whole mean squared error."""
    return ((predictions - truth) ** 2).mean(), predictions.var(0).mean()


@bias_variance.mistake("square the bias after averaging it over the points")
def _(predictions, truth):
    """Too high at one point and too low at another is still a bias: square at each point, then
    average."""
    return (predictions.mean(0) - truth).mean() ** 2, predictions.var(0).mean()


@bias_variance.mistake("square the mean prediction before the truth is subtracted")
def _(predictions, truth):
    """Square the whole difference: mean prediction minus truth."""
    return ((truth - predictions.mean(0) ** 2) ** 2).mean(), predictions.var(0).mean()


@bias_variance.mistake("leave the bias without its square")
def _(predictions, truth):
    """The squared bias is asked for: it has the unit of a squared error, as the variance has."""
    return np.abs(predictions.mean(0) - truth).mean(), predictions.var(0).mean()


@bias_variance.mistake("return the standard deviation")
def _(predictions, truth):
    """Variance is the mean square itself, without a root: only then do bias² and variance add
    up to the mean squared error.
    """
    return ((predictions.mean(0) - truth) ** 2).mean(), predictions.std(0).mean()


@bias_variance.mistake("add up over the points")
def _(predictions, truth):
    """Both are means over the points, so that they do not grow with their number."""
    return ((predictions.mean(0) - truth) ** 2).sum(), predictions.var(0).sum()


@bias_variance.mistake("leave the points apart")
def _(predictions, truth):
    """Two numbers are asked for: average each over the points."""
    return (predictions.mean(0) - truth) ** 2, predictions.var(0)


@bias_variance.mistake("return the variance first")
def _(predictions, truth):
    """The order is in the function's name."""
    return predictions.var(0).mean(), ((predictions.mean(0) - truth) ** 2).mean()


@bias_variance.variant("the variance as what is left of the mean squared error")
def _(predictions, truth):
    bias2 = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return bias2, np.mean((predictions - truth) ** 2) - bias2


@bias_variance.variant("mean of squares less square of the mean")
def _(predictions, truth):
    center = np.average(predictions, axis=0)
    return np.mean((truth - center) ** 2), np.mean((predictions**2).mean(0) - center**2)


@bias_variance.variant("loops, returned as a list")
def _(predictions, truth):
    models, points = predictions.shape
    bias2 = variance = 0.0
    for j in range(points):
        center = sum(predictions[:, j]) / models
        bias2 += (center - truth[j]) ** 2 / points
        variance += sum((p - center) ** 2 for p in predictions[:, j]) / models / points
    return [bias2, variance]


@bias_variance.variant("PyTorch tensors")
def _(predictions, truth):
    import torch

    predictions, truth = torch.as_tensor(predictions), torch.as_tensor(truth)
    variance = predictions.var(0, unbiased=False).mean()
    return (predictions.mean(0) - truth).square().mean(), variance
