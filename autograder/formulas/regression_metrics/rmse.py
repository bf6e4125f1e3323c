"""Root mean squared error: squares within, but the unit of the truth."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.regression_metrics import Predictions


@formula(
    inputs=Predictions(),
    oracle=theirs("sklearn.metrics.root_mean_squared_error"),
    returns=("RMSE",),
)
def rmse(truth, prediction):
    """``√mean((y − ŷ)²)`` (Chai and Draxler, 2014)."""
    return np.sqrt(((truth - prediction) ** 2).mean())


@rmse.mistake("forget the square root")
def _(truth, prediction):
    """A mean of squares has the square of the truth's unit. The root brings the unit back."""
    return ((truth - prediction) ** 2).mean()


@rmse.mistake("take the root of each square")
def _(truth, prediction):
    """The root undoes each square then, and the MAE is left. It is taken once, of the mean."""
    return np.sqrt((truth - prediction) ** 2).mean()


@rmse.mistake("leave out the division by the number of samples")
def _(truth, prediction):
    """The root of a sum of squares is the length of the error, as `np.linalg.norm` gives it: it
    grows with every sample. Take the mean of the squares before the root."""
    return np.sqrt(((truth - prediction) ** 2).sum())


@rmse.mistake("divide by the number of samples after the root")
def _(truth, prediction):
    """Root of the mean of the squares: square, average, then take the root."""
    return np.sqrt(((truth - prediction) ** 2).sum()) / len(truth)


@rmse.mistake("divide by one less than the number of samples")
def _(truth, prediction):
    """No mean was estimated from the errors, so divide by n, not by n − 1."""
    with np.errstate(all="ignore"):
        return np.sqrt(((truth - prediction) ** 2).sum() / np.float64(len(truth) - 1))


@rmse.mistake("take the standard deviation of the errors")
def _(truth, prediction):
    """That is measured from the mean error, so errors that are mostly too high or mostly too low
    cost nothing. Here errors are measured from 0."""
    return (truth - prediction).std()


@rmse.mistake("average first and square after")
def _(truth, prediction):
    """By then positive and negative errors have cancelled each other. Square each error before you
    add."""
    return np.sqrt((truth - prediction).mean() ** 2)


@rmse.mistake("take the root of the mean magnitude")
def _(truth, prediction):
    """Square the errors before you average: only then does the root give back the unit of the
    truth."""
    return np.sqrt(np.abs(truth - prediction).mean())


@rmse.mistake("take the root twice")
def _(truth, prediction):
    """One square, one root: then the unit is that of the truth."""
    return ((truth - prediction) ** 2).mean() ** 0.25


@rmse.mistake("halve the mean of the squares")
def _(truth, prediction):
    """The ½ is put before a loss to cancel the 2 of its derivative. A metric has none."""
    return np.sqrt(((truth - prediction) ** 2).mean() / 2)


@rmse.mistake("halve where a root is meant")
def _(truth, prediction):
    """The power ½ is a root. Times ½ is half."""
    return ((truth - prediction) ** 2).mean() / 2


@rmse.mistake("square truth and prediction before they are subtracted")
def _(truth, prediction):
    """Square the whole difference. The squares of −2 and 2 are equal, and yet the error is 4."""
    with np.errstate(invalid="ignore"):
        return np.sqrt((truth**2 - prediction**2).mean())


@rmse.mistake("divide by the range of the truth")
def _(truth, prediction):
    """That makes a number without a unit, one of those called normalised RMSE. The plain one keeps
    the unit."""
    with np.errstate(all="ignore"):
        return np.sqrt(((truth - prediction) ** 2).mean()) / np.ptp(truth)


@rmse.mistake("take the error relative to the true value")
def _(truth, prediction):
    """Relative errors have no unit. This one keeps the unit of the truth."""
    with np.errstate(all="ignore"):
        return np.sqrt((((truth - prediction) / truth) ** 2).mean())


@rmse.mistake("return one root a sample")
def _(truth, prediction):
    """A metric makes one number of all the samples."""
    return np.sqrt((truth - prediction) ** 2)


@rmse.mistake("subtract within the array that was passed")
def _(truth, prediction):
    """The caller's array is changed too: the next model that is scored with this array gets a wrong
    score. Make a new one."""
    truth -= prediction
    return np.sqrt((truth**2).mean())


@rmse.variant("a loop over pairs")
def _(truth, prediction):
    total = 0.0
    for y, p in zip(truth, prediction, strict=True):
        total += (y - p) ** 2
    return math.sqrt(total / len(truth))


@rmse.variant("the length of the error over the root of n")
def _(truth, prediction):
    return np.linalg.norm(truth - prediction) / np.sqrt(len(truth))


@rmse.variant("the power ½")
def _(truth, prediction):
    return np.mean((prediction - truth) ** 2) ** 0.5


@rmse.variant("math.dist, as a Python number")
def _(truth, prediction):
    return math.dist(truth, prediction) / math.sqrt(len(truth))


@rmse.variant("the standard deviation and the mean of the errors")
def _(truth, prediction):
    error = truth - prediction
    return np.hypot(error.std(), error.mean())


@rmse.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    error = torch.as_tensor(truth) - torch.as_tensor(prediction)
    return error.square().mean().sqrt()
