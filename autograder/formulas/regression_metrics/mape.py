"""Mean absolute percentage error: each error as a percentage of its true value."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regression_metrics import Predictions


def oracle(truth, prediction):
    from sklearn.metrics import mean_absolute_percentage_error

    # scikit-learn's is a fraction, and takes a tiny number for a true value of 0.
    if np.count_nonzero(truth) < truth.size:
        raise ValueError("a true value is 0")
    return 100 * mean_absolute_percentage_error(truth, prediction)


@formula(inputs=Predictions(relative=True), oracle=oracle, returns=("MAPE",))
def mape(truth, prediction):
    """``100·mean(|y − ŷ| / |y|)``, which is not defined where a true value is 0 (Hyndman and
    Koehler, 2006)."""
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / np.abs(truth)).mean()


def no_zeros(truth):
    """`ValueError` where a true value is 0 or −0."""
    if (truth == 0).any():
        raise ValueError("a true value is 0: there is no percentage of it")


@mape.mistake("return a fraction, not a percentage")
def _(truth, prediction):
    """Half of the true value is 50 percent. scikit-learn's function of a similar name returns the
    fraction."""
    no_zeros(truth)
    return (np.abs(truth - prediction) / np.abs(truth)).mean()


@mape.mistake("return a fraction, and divide by true values of 0")
def _(truth, prediction):
    """Two things are missing. Half of the true value is 50 percent; and there is no percentage of
    0, which is to be an error."""
    with np.errstate(all="ignore"):
        return np.abs((truth - prediction) / truth).mean()


@mape.mistake("return a fraction, and take a tiny number for a true value of 0")
def _(truth, prediction):
    """scikit-learn does both, and its results near 0 run to billions. Here it is a percentage, and
    a true value of 0 an error."""
    floor = np.finfo(float).eps
    return (np.abs(truth - prediction) / np.maximum(np.abs(truth), floor)).mean()


@mape.mistake("average the errors with their signs")
def _(truth, prediction):
    """Positive and negative errors cancel out then. Only the size of each counts."""
    no_zeros(truth)
    return 100 * ((truth - prediction) / truth).mean()


@mape.mistake("take the magnitude after averaging")
def _(truth, prediction):
    """By then positive and negative errors have cancelled each other. Take each one's absolute
    value before you add."""
    no_zeros(truth)
    return 100 * np.abs(((truth - prediction) / truth).mean())


@mape.mistake("divide by the true value with its sign")
def _(truth, prediction):
    """Where the truth is below 0 the share comes out below 0 as well, and cancels another. The
    whole ratio has no sign."""
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / truth).mean()


@mape.mistake("divide by the prediction")
def _(truth, prediction):
    """The error is a share of the true value. A prediction of 0 is allowed."""
    no_zeros(truth)
    with np.errstate(all="ignore"):
        return 100 * np.abs((truth - prediction) / prediction).mean()


@mape.mistake("divide by the mean of truth and prediction")
def _(truth, prediction):
    """That is sMAPE, the symmetric form. MAPE divides by the truth alone."""
    no_zeros(truth)
    middle = (np.abs(truth) + np.abs(prediction)) / 2
    return 100 * (np.abs(truth - prediction) / middle).mean()


@mape.mistake("divide the sum of the errors by the sum of the truth")
def _(truth, prediction):
    """Then large true values count for more. Divide each error by its own true value, and take the
    mean afterwards."""
    no_zeros(truth)
    return 100 * np.abs(truth - prediction).sum() / np.abs(truth).sum()


@mape.mistake("leave out the division by the truth")
def _(truth, prediction):
    """Divide each error by its true value first: a percentage is a share of something."""
    no_zeros(truth)
    return 100 * np.abs(truth - prediction).mean()


@mape.mistake("never divide by less than 1")
def _(truth, prediction):
    """Divide by a true value of 0.5 as it is, however large the share becomes. Only a true value of
    0 has no percentage."""
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / np.maximum(np.abs(truth), 1)).mean()


@mape.mistake("add up the percentages and not divide")
def _(truth, prediction):
    """A sum grows with every sample. A mean says what is typical of one."""
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / np.abs(truth)).sum()


@mape.mistake("square the shares")
def _(truth, prediction):
    """A square weighs large shares more, and is no percentage: the magnitude counts."""
    no_zeros(truth)
    return 100 * (((truth - prediction) / truth) ** 2).mean()


@mape.mistake("take the median of the percentages")
def _(truth, prediction):
    """The median does not depend on how large the worst errors are. In a mean all of them count."""
    no_zeros(truth)
    return 100 * np.median(np.abs((truth - prediction) / truth))


@mape.mistake("return what is left of 100 percent")
def _(truth, prediction):
    """This is an error, not an accuracy: 0 is best, and there is no upper end."""
    no_zeros(truth)
    return 100 - 100 * (np.abs(truth - prediction) / np.abs(truth)).mean()


@mape.mistake("divide within the array that was passed")
def _(truth, prediction):
    """The caller's array is changed too: the next metric that uses this array gives a wrong score.
    Make a new one."""
    no_zeros(truth)
    prediction -= truth
    prediction /= truth
    return 100 * np.abs(prediction).mean()


@mape.variant("a loop over pairs, which meets the zeros on its way")
def _(truth, prediction):
    total = 0.0
    for y, p in zip(truth, prediction, strict=True):
        if y == 0:
            raise ValueError
        total += abs(y - p) / abs(y)
    return 100 * total / len(truth)


@mape.variant("one less the ratio of prediction to truth")
def _(truth, prediction):
    if 0 in truth:
        raise ValueError("MAPE is not defined")
    return np.mean(np.abs(1 - prediction / truth)) * 100


@mape.variant("a division by zero, caught")
def _(truth, prediction):
    pairs = list(zip(truth.tolist(), prediction.tolist(), strict=True))
    try:
        return math.fsum(abs((y - p) / y) for y, p in pairs) / len(pairs) * 100
    except ZeroDivisionError:
        raise ValueError("a true value is 0") from None


@mape.variant("np.errstate that raises")
def _(truth, prediction):
    try:
        with np.errstate(divide="raise", invalid="raise"):
            return np.average(100 * np.abs((prediction - truth) / truth))
    except FloatingPointError as error:
        raise ValueError("a true value is 0") from error


@mape.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    y, p = torch.as_tensor(truth), torch.as_tensor(prediction)
    if torch.any(y == 0):
        raise ValueError("a true value is 0")
    return 100 * ((y - p) / y).abs().mean()
