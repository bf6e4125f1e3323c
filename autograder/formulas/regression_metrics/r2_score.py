"""R²: what share of the truth's squares a model explains that always saying the mean does not."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.regression_metrics import Explanations, share, squares


@formula(inputs=Explanations(), oracle=theirs("sklearn.metrics.r2_score"), returns=("R²",))
def r2_score(truth, prediction):
    """``1 − Σ(y − ŷ)² / Σ(y − ȳ)²``; of a constant truth 1 where every prediction is exact, else 0
    (Kvålseth, 1985; scikit-learn)."""
    left = ((truth - prediction) ** 2).sum()
    if (truth == truth[0]).all():  # exact, where a mean of equal numbers need not be
        return np.float64(left == 0)
    return 1 - left / ((truth - truth.mean()) ** 2).sum()


@r2_score.mistake("swap truth and prediction")
def _(truth, prediction):
    """The errors are the same either way, but the denominator is the variation of the truth, not of
    the predictions."""
    return share(((truth - prediction) ** 2).sum(), squares(prediction))


@r2_score.mistake("return the share that is left unexplained")
def _(truth, prediction):
    """A model without errors scores 1, and one that always says the mean scores 0."""
    left, whole = ((truth - prediction) ** 2).sum(), squares(truth)
    return left / whole if whole else np.float64(left == 0)


@r2_score.mistake("measure the truth from 0 instead of from its mean")
def _(truth, prediction):
    """The model that scores 0 is the one that always says the mean of the truth, not 0."""
    return share(((truth - prediction) ** 2).sum(), (truth**2).sum())


@r2_score.mistake("measure the truth from the mean of the predictions")
def _(truth, prediction):
    """How much the truth varies does not depend on a model: measure it from the mean of the
    truth."""
    whole = ((truth - prediction.mean()) ** 2).sum()
    return share(((truth - prediction) ** 2).sum(), whole)


@r2_score.mistake("measure from the predictions' mean (one more fault is left: below 0)")
def _(truth, prediction):
    """How much the truth varies does not depend on a model: measure it from the mean of the
    truth."""
    whole = ((truth - prediction.mean()) ** 2).sum()
    return max(np.float64(0), share(((truth - prediction) ** 2).sum(), whole))


@r2_score.mistake("take the variance of the errors")
def _(truth, prediction):
    """A variance ignores a constant error: that is explained variance. R² counts it, because it
    measures the errors from 0."""
    return share(squares(truth - prediction), squares(truth))


@r2_score.mistake("square the correlation of truth and prediction")
def _(truth, prediction):
    """A correlation is not changed by predictions that are all too high, or twice as large. The two
    agree for a least-squares line on the data that it was fitted to, and hardly elsewhere."""
    if not squares(truth):
        return np.float64((truth == prediction).all())
    with np.errstate(invalid="ignore"):
        return np.corrcoef(truth, prediction)[0, 1] ** 2


@r2_score.mistake("divide the predictions' squares by the truth's")
def _(truth, prediction):
    """How much predictions vary does not say whether they are right. Look at the errors."""
    left, whole = ((truth - prediction) ** 2).sum(), squares(truth)
    if not whole:
        return np.float64(left == 0)
    return ((prediction - truth.mean()) ** 2).sum() / whole


@r2_score.mistake("divide the mean of the squared errors by the sum of the truth's squares")
def _(truth, prediction):
    """Either both are sums or both are means: the number of samples is to cancel."""
    return share(((truth - prediction) ** 2).mean(), squares(truth))


@r2_score.mistake("divide the sum of the squared errors by the variance of the truth")
def _(truth, prediction):
    """Either both are sums or both are means: the number of samples is to cancel."""
    return share(((truth - prediction) ** 2).sum(), truth.var())


@r2_score.mistake("divide one of the two means by one less than the number of samples")
def _(truth, prediction):
    """The number of samples cancels only where both have the same divisor. Some libraries' variance
    divides by n − 1 unless it is told otherwise."""
    return share(((truth - prediction) ** 2).mean(), truth.var(ddof=1))


@r2_score.mistake("take roots: the RMSE over the standard deviation")
def _(truth, prediction):
    """R² is a ratio of squares, and stays one. No root is taken."""
    return share(np.sqrt(((truth - prediction) ** 2).mean()), truth.std())


@r2_score.mistake("take magnitudes where squares are meant")
def _(truth, prediction):
    """Errors and distances from the mean are squared: that is the 2 in R²."""
    return share(np.abs(truth - prediction).sum(), np.abs(truth - truth.mean()).sum())


@r2_score.mistake("cut off what is below 0")
def _(truth, prediction):
    """A model can be worse than always predicting the mean. R² is then negative: it has no lower
    limit."""
    return max(np.float64(0), share(((truth - prediction) ** 2).sum(), squares(truth)))


@r2_score.mistake("adjust it for one feature")
def _(truth, prediction):
    """Adjusted R² needs the number of features. This function is not given it."""
    left, whole = ((truth - prediction) ** 2).sum(), squares(truth)
    n = len(truth)
    with np.errstate(all="ignore"):
        return share(left * np.float64(n - 1) / (n - 2), whole) if whole else share(left, whole)


@r2_score.mistake("center the truth that was passed")
def _(truth, prediction):
    """The caller's array is changed too: the next model that is scored with this array gets a wrong
    score. Make a new one."""
    left = ((truth - prediction) ** 2).sum()
    truth -= truth.mean()
    return share(left, (truth**2).sum())


@r2_score.variant("the mean squared error over the variance")
def _(truth, prediction):
    error, variance = np.mean((truth - prediction) ** 2), np.var(truth)
    if variance == 0:
        return 1.0 if error == 0 else 0.0
    return 1 - error / variance


@r2_score.variant("a loop over pairs")
def _(truth, prediction):
    mean = sum(truth) / len(truth)
    left = whole = 0.0
    for y, p in zip(truth, prediction, strict=True):
        left += (y - p) ** 2
        whole += (y - mean) ** 2
    if whole == 0:
        return float(left == 0)
    return (whole - left) / whole


@r2_score.variant("the total multiplied out")
def _(truth, prediction):
    error = truth - prediction
    whole = truth @ truth - truth.sum() ** 2 / truth.size
    if np.isclose(whole, 0):
        return int(np.allclose(error, 0))
    return 1 - error @ error / whole


@r2_score.variant("exact sums, and equal values found by a set")
def _(truth, prediction):
    y, p = truth.tolist(), prediction.tolist()
    if len(set(y)) == 1:
        return float(y == p)
    mean = math.fsum(y) / len(y)
    left = math.fsum((a - b) ** 2 for a, b in zip(y, p, strict=True))
    return 1 - left / math.fsum((a - mean) ** 2 for a in y)


@r2_score.variant("the sum asked whether it is 0, in float32")
def _(truth, prediction):
    y, p = truth.astype(np.float32), prediction.astype(np.float32)
    left, whole = np.sum((y - p) ** 2), np.sum((y - y.mean()) ** 2)
    if whole > 0:
        return np.float32(1) - left / whole
    return np.float32(left == 0)


@r2_score.variant("two lengths, squared")
def _(truth, prediction):
    left, whole = np.linalg.norm(truth - prediction), np.linalg.norm(truth - np.mean(truth))
    if whole == 0:
        return 0.0 if left else 1.0
    return 1 - (left / whole) ** 2


@r2_score.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    y, p = torch.as_tensor(truth), torch.as_tensor(prediction)
    left, whole = (y - p).square().sum(), (y - y.mean()).square().sum()
    return 1 - left / whole if whole else (left == 0).double()
