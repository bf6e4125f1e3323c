"""Mean absolute error: how far off a prediction is on average, in the unit of the truth."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.regression_metrics import Predictions


@formula(
    inputs=Predictions(), oracle=theirs("sklearn.metrics.mean_absolute_error"), returns=("MAE",)
)
def mae(truth, prediction):
    """``mean(|y − ŷ|)`` (Willmott and Matsuura, 2005)."""
    return np.abs(truth - prediction).mean()


@mae.mistake("average the errors with their signs")
def _(truth, prediction):
    """Positive and negative errors cancel out then, and a model that is always wrong can look
    perfect. Only the size of each error counts."""
    return (truth - prediction).mean()


@mae.mistake("take the magnitude after averaging")
def _(truth, prediction):
    """By then positive and negative errors have cancelled each other. Take each error's absolute
    value before you add."""
    return np.abs((truth - prediction).mean())


@mae.mistake("add up the errors and not divide")
def _(truth, prediction):
    """A sum grows with every sample. A mean says what is typical of one."""
    return np.abs(truth - prediction).sum()


@mae.mistake("square the errors")
def _(truth, prediction):
    """Squares weigh large errors more, and have another unit. Here an error twice as large counts
    twice."""
    return ((truth - prediction) ** 2).mean()


@mae.mistake("take the root of the mean square")
def _(truth, prediction):
    """That is the RMSE: it has the right unit, but large errors weigh more in it."""
    return np.sqrt(((truth - prediction) ** 2).mean())


@mae.mistake("take the median of the errors")
def _(truth, prediction):
    """The median does not depend on how large the worst errors are. In a mean all of them count."""
    return np.median(np.abs(truth - prediction))


@mae.mistake("take the largest error")
def _(truth, prediction):
    """This looks at one sample only. In a mean every error counts the same."""
    return np.abs(truth - prediction).max()


@mae.mistake("divide by one less than the number of samples")
def _(truth, prediction):
    """No mean was estimated from the errors, so divide by n, not by n − 1."""
    with np.errstate(all="ignore"):
        return np.abs(truth - prediction).sum() / np.float64(len(truth) - 1)


@mae.mistake("halve it")
def _(truth, prediction):
    """The ½ belongs to a loss with a square, where it cancels the 2 of the derivative."""
    return np.abs(truth - prediction).mean() / 2


@mae.mistake("compare the magnitudes of truth and prediction")
def _(truth, prediction):
    """Of −2 and 2 the magnitudes agree, and yet the error is 4: subtract first."""
    return np.abs(np.abs(truth) - np.abs(prediction)).mean()


@mae.mistake("divide each error by the true value")
def _(truth, prediction):
    """Relative errors have no unit. This one keeps the unit of the truth."""
    with np.errstate(all="ignore"):
        return np.abs((truth - prediction) / truth).mean()


@mae.mistake("write the errors into an array of integers")
def _(truth, prediction):
    """An array of integers silently drops the decimals. Look at the dtype of the array that you
    fill."""
    return np.abs(truth - prediction).astype(int).mean()


@mae.mistake("return one error a sample")
def _(truth, prediction):
    """A metric makes one number of all the samples."""
    return np.abs(truth - prediction)


@mae.mistake("subtract within the array that was passed")
def _(truth, prediction):
    """The caller's array is changed too: the next model that is scored with this array gets a wrong
    score. Make a new one."""
    truth -= prediction
    return np.abs(truth).mean()


@mae.variant("a loop over pairs")
def _(truth, prediction):
    total = 0.0
    for y, p in zip(truth, prediction, strict=True):
        total += y - p if y > p else p - y
    return total / len(truth)


@mae.variant("the sum of magnitudes, exactly, as a Python number")
def _(truth, prediction):
    return math.fsum(map(abs, (prediction - truth).tolist())) / truth.size


@mae.variant("the larger less the smaller of each pair")
def _(truth, prediction):
    return np.mean(np.maximum(truth, prediction) - np.minimum(truth, prediction))


@mae.variant("the 1-norm in float32")
def _(truth, prediction):
    error = truth.astype(np.float32) - prediction.astype(np.float32)
    return np.linalg.norm(error, 1) / len(error)


@mae.variant("roots of squares")
def _(truth, prediction):
    return np.sqrt((truth - prediction) ** 2).mean()


@mae.variant("PyTorch's l1_loss")
def _(truth, prediction):
    import torch

    return torch.nn.functional.l1_loss(torch.as_tensor(prediction), torch.as_tensor(truth))
