"""Explained variance: as R², but a constant error costs nothing."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.regression_metrics import Explanations, share, squares


@formula(
    inputs=Explanations(),
    oracle=theirs("sklearn.metrics.explained_variance_score"),
    returns=("explained variance",),
)
def explained_variance(truth, prediction):
    """``1 − Var(y − ŷ) / Var(y)``; of a constant truth 1 where all errors are the same, else 0
    (scikit-learn; Pedregosa et al., 2011)."""
    error = truth - prediction
    if (truth == truth[0]).all():  # exact, where a variance of equal numbers need not be
        return np.float64((error == error[0]).all())
    return 1 - error.var() / truth.var()


@explained_variance.mistake("measure the errors from 0, as R² does")
def _(truth, prediction):
    """R² counts errors that are mostly too high or mostly too low. A variance is measured from the
    mean, so here they cost nothing."""
    return share(((truth - prediction) ** 2).sum(), squares(truth))


@explained_variance.mistake("subtract the mean error from the sum of the squared errors")
def _(truth, prediction):
    """An error and a square have different units, so neither can be subtracted from the other.
    Subtract the mean error from each error before you square it."""
    error = truth - prediction
    return share((error**2).sum() - error.mean(), squares(truth))


@explained_variance.mistake("subtract the squared mean error once from the sum over all samples")
def _(truth, prediction):
    """Each of the n errors contains the mean error. From the sum of squares, n times its square is
    subtracted; from the mean of squares, one time."""
    error = truth - prediction
    return share((error**2).sum() - error.mean() ** 2, squares(truth))


@explained_variance.mistake("swap truth and prediction")
def _(truth, prediction):
    """The variance of the errors is the same either way, but the denominator is the variance of the
    truth, not of the predictions."""
    return share(squares(truth - prediction), squares(prediction))


@explained_variance.mistake("return the share that is left unexplained")
def _(truth, prediction):
    """A model whose errors don't vary scores 1."""
    left, whole = squares(truth - prediction), squares(truth)
    return left / whole if whole else np.float64(left == 0)


@explained_variance.mistake("divide the variance of the predictions by that of the truth")
def _(truth, prediction):
    """How much predictions vary does not say whether they are right. Look at the errors."""
    if not squares(truth):
        return np.float64(squares(prediction) == 0)
    return squares(prediction) / squares(truth)


@explained_variance.mistake("square the correlation of truth and prediction")
def _(truth, prediction):
    """Doubling the predictions does not change the correlation, but it changes the errors."""
    if not squares(truth):
        return np.float64(squares(prediction) == 0)
    with np.errstate(invalid="ignore"):
        return np.corrcoef(truth, prediction)[0, 1] ** 2


@explained_variance.mistake("take standard deviations where variances are meant")
def _(truth, prediction):
    """It is variance that is explained: a ratio of squares, without a root."""
    return share((truth - prediction).std(), truth.std())


@explained_variance.mistake(
    "divide one of the two variances by one less than the number of samples"
)
def _(truth, prediction):
    """The number of samples cancels only where both have the same divisor. Some libraries' variance
    divides by n − 1 unless it is told otherwise."""
    return share((truth - prediction).var(), truth.var(ddof=1))


@explained_variance.mistake("divide the variance of the errors by the mean square of the truth")
def _(truth, prediction):
    """A variance is measured from the mean. That goes for the truth as well."""
    return share((truth - prediction).var(), (truth**2).mean())


@explained_variance.mistake("take the variance of the errors' magnitudes")
def _(truth, prediction):
    """A positive and a negative error of the same size are different values. Keep the signs."""
    return share(squares(np.abs(truth - prediction)), squares(truth))


@explained_variance.mistake("take magnitudes where squares are meant")
def _(truth, prediction):
    """A variance is a mean of squares."""
    error = truth - prediction
    left, whole = np.abs(error - error.mean()).sum(), np.abs(truth - truth.mean()).sum()
    return share(left, whole)


@explained_variance.mistake("cut off what is below 0")
def _(truth, prediction):
    """Errors can vary more than the truth itself, and then the score is below 0: it has no lower
    limit."""
    return max(np.float64(0), share(squares(truth - prediction), squares(truth)))


@explained_variance.mistake("subtract the predictions from the truth that was passed")
def _(truth, prediction):
    """The caller's array is changed too: the next model that is scored with this array gets a wrong
    score. Make a new one."""
    whole = squares(truth)
    truth -= prediction
    return share(squares(truth), whole)


@explained_variance.variant("R² of the centered arrays")
def _(truth, prediction):
    y, p = truth - truth.mean(), prediction - prediction.mean()
    left, whole = ((y - p) ** 2).sum(), (y**2).sum()
    if whole == 0:
        return 1.0 if left == 0 else 0.0
    return 1 - left / whole


@explained_variance.variant("both variances with the divisor n − 1")
def _(truth, prediction):
    left, whole = np.var(truth - prediction, ddof=1), np.var(truth, ddof=1)
    if whole == 0:
        return float(left == 0)
    return (whole - left) / whole


@explained_variance.variant("the squared errors less their squared mean")
def _(truth, prediction):
    error = prediction - truth
    left = np.mean(error**2) - np.mean(error) ** 2
    whole = np.mean(truth**2) - np.mean(truth) ** 2
    if np.isclose(whole, 0):
        return int(np.isclose(left, 0))
    return 1 - left / whole


@explained_variance.variant("a covariance")
def _(truth, prediction):
    if np.ptp(truth) == 0:
        return float(np.ptp(prediction) == 0)
    # Var(y) − Var(y − p) = 2·Cov(y, p) − Var(p)
    table = np.cov(truth, prediction)
    return (2 * table[0, 1] - table[1, 1]) / table[0, 0]


@explained_variance.variant("loops and exact sums")
def _(truth, prediction):
    def spread(values):
        mean = math.fsum(values) / len(values)
        return math.fsum((value - mean) ** 2 for value in values)

    left = spread([y - p for y, p in zip(truth, prediction, strict=True)])
    whole = spread(list(truth))
    if not whole:
        return 0.0 if left else 1.0
    return 1 - left / whole


@explained_variance.variant("the variance asked whether it is 0, in float32")
def _(truth, prediction):
    y, p = truth.astype(np.float32), prediction.astype(np.float32)
    left, whole = (y - p).var(), y.var()
    return 1 - left / whole if whole > 0 else np.float32(left == 0)


@explained_variance.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    y, p = torch.as_tensor(truth), torch.as_tensor(prediction)
    left, whole = (y - p).var(), y.var()
    return 1 - left / whole if whole else (left == 0).double()
