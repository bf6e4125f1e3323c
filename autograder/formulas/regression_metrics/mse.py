"""Mean squared error: an error twice as large counts four times."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.regression_metrics import Predictions


@formula(
    inputs=Predictions(), oracle=theirs("sklearn.metrics.mean_squared_error"), returns=("MSE",)
)
def mse(truth, prediction):
    """``mean((y − ŷ)²)`` (Wang and Bovik, 2009)."""
    return ((truth - prediction) ** 2).mean()


@mse.mistake("take magnitudes where squares are meant")
def _(truth, prediction):
    """That is the MAE. In a mean of squares an error twice as large counts four times."""
    return np.abs(truth - prediction).mean()


@mse.mistake("take the root as well")
def _(truth, prediction):
    """That is the RMSE. Without the root the unit is the square of the truth's."""
    return np.sqrt(((truth - prediction) ** 2).mean())


@mse.mistake("add up the squares and not divide")
def _(truth, prediction):
    """A sum grows with every sample. A mean says what is typical of one."""
    return ((truth - prediction) ** 2).sum()


@mse.mistake("average first and square after")
def _(truth, prediction):
    """By then positive and negative errors have cancelled each other. Square each error before you
    add."""
    return (truth - prediction).mean() ** 2


@mse.mistake("square the mean of the magnitudes")
def _(truth, prediction):
    """Square each error before you average: only then do large errors count for more."""
    return np.abs(truth - prediction).mean() ** 2


@mse.mistake("divide by one less than the number of samples")
def _(truth, prediction):
    """No mean was estimated from the errors, so divide by n, not by n − 1."""
    with np.errstate(all="ignore"):
        return ((truth - prediction) ** 2).sum() / np.float64(len(truth) - 1)


@mse.mistake("halve it")
def _(truth, prediction):
    """The ½ is put before a loss to cancel the 2 of its derivative. A metric has none."""
    return ((truth - prediction) ** 2).mean() / 2


@mse.mistake("take the variance of the errors")
def _(truth, prediction):
    """A variance is measured from the mean error, so errors that are mostly too high or mostly too
    low cost nothing. Here errors are measured from 0."""
    return (truth - prediction).var()


@mse.mistake("square truth and prediction before they are subtracted")
def _(truth, prediction):
    """Square the whole difference. The squares of −2 and 2 are equal, and yet the error is 4."""
    return (truth**2 - prediction**2).mean()


@mse.mistake("square the prediction alone")
def _(truth, prediction):
    """A power binds more tightly than a minus: without parentheses it is taken first."""
    return (truth - prediction**2).mean()


@mse.mistake("leave the errors as they are, without a square")
def _(truth, prediction):
    """Positive and negative errors cancel out then. Squares are never negative."""
    return (truth - prediction).mean()


@mse.mistake("double the errors where a square is meant")
def _(truth, prediction):
    """The square of an error is the error times itself: `**`, not `*`."""
    return ((truth - prediction) * 2).mean()


@mse.mistake("write the squares into an array of integers")
def _(truth, prediction):
    """An array of integers silently drops the decimals. Look at the dtype of the array that you
    fill."""
    return ((truth - prediction) ** 2).astype(int).mean()


@mse.mistake("return one square a sample")
def _(truth, prediction):
    """A metric makes one number of all the samples."""
    return (truth - prediction) ** 2


@mse.mistake("subtract within the array that was passed")
def _(truth, prediction):
    """The caller's array is changed too: the next model that is scored with this array gets a wrong
    score. Make a new one."""
    truth -= prediction
    return (truth**2).mean()


@mse.variant("a loop over pairs")
def _(truth, prediction):
    total = 0.0
    for y, p in zip(truth, prediction, strict=True):
        total += (y - p) ** 2
    return total / len(truth)


@mse.variant("the error's product with itself")
def _(truth, prediction):
    error = prediction - truth
    return error @ error / error.size


@mse.variant("the square multiplied out")
def _(truth, prediction):
    return np.mean(truth**2) - 2 * np.mean(truth * prediction) + np.mean(prediction**2)


@mse.variant("variance and squared mean of the errors")
def _(truth, prediction):
    error = truth - prediction
    return np.var(error) + np.mean(error) ** 2


@mse.variant("exact sums, as a Python number")
def _(truth, prediction):
    pairs = zip(truth.tolist(), prediction.tolist(), strict=True)
    return math.fsum((y - p) * (y - p) for y, p in pairs) / len(truth)


@mse.variant("PyTorch's mse_loss")
def _(truth, prediction):
    import torch

    return torch.nn.functional.mse_loss(torch.as_tensor(prediction), torch.as_tensor(truth))
