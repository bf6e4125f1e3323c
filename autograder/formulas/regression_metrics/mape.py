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


@mape.mistake(
    "return a fraction, not a percentage",
    hint="Half of the true value is 50 percent. scikit-learn's function of a similar name returns "
    "the fraction.",
)
def _(truth, prediction):
    no_zeros(truth)
    return (np.abs(truth - prediction) / np.abs(truth)).mean()


@mape.mistake(
    "return a fraction, and divide by true values of 0",
    hint="Two things are missing. Half of the true value is 50 percent; and there is no percentage "
    "of 0, which is to be an error.",
)
def _(truth, prediction):
    with np.errstate(all="ignore"):
        return np.abs((truth - prediction) / truth).mean()


@mape.mistake(
    "return a fraction, and take a tiny number for a true value of 0",
    hint="scikit-learn does both, and its results near 0 run to billions. Here it is a percentage, "
    "and a true value of 0 an error.",
)
def _(truth, prediction):
    floor = np.finfo(float).eps
    return (np.abs(truth - prediction) / np.maximum(np.abs(truth), floor)).mean()


@mape.mistake(
    "average the errors with their signs",
    hint="An error above and one below cancel out then. Only the size of each is to count.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * ((truth - prediction) / truth).mean()


@mape.mistake(
    "take the magnitude after averaging",
    hint="By then errors above and below have cancelled each other. Each loses its sign before any "
    "two are added.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * np.abs(((truth - prediction) / truth).mean())


@mape.mistake(
    "divide by the true value with its sign",
    hint="Where the truth is below 0 the share comes out below 0 as well, and cancels another. The "
    "whole ratio has no sign.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / truth).mean()


@mape.mistake(
    "divide by the prediction",
    hint="The error is a share of what was to be predicted. A prediction of 0 is allowed.",
)
def _(truth, prediction):
    no_zeros(truth)
    with np.errstate(all="ignore"):
        return 100 * np.abs((truth - prediction) / prediction).mean()


@mape.mistake(
    "divide by the mean of truth and prediction",
    hint="That is the symmetric one, sMAPE. Here the truth alone is the measure.",
)
def _(truth, prediction):
    no_zeros(truth)
    middle = (np.abs(truth) + np.abs(prediction)) / 2
    return 100 * (np.abs(truth - prediction) / middle).mean()


@mape.mistake(
    "divide the sum of the errors by the sum of the truth",
    hint="Then large true values speak louder. Each error is held against its own true value, and "
    "the mean comes after.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * np.abs(truth - prediction).sum() / np.abs(truth).sum()


@mape.mistake(
    "leave out the division by the truth",
    hint="Times 100, the MAE is not yet a percentage: say first of what.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * np.abs(truth - prediction).mean()


@mape.mistake(
    "never divide by less than 1",
    hint="A true value of 0.5 is divided by as it is, large as the share may become. It is 0 alone "
    "that has no percentage.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / np.maximum(np.abs(truth), 1)).mean()


@mape.mistake(
    "add up the percentages and not divide",
    hint="A sum grows with every sample. A mean says what is typical of one.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * (np.abs(truth - prediction) / np.abs(truth)).sum()


@mape.mistake(
    "square the shares",
    hint="A square weighs large shares more, and is no percentage: the magnitude counts.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * (((truth - prediction) / truth) ** 2).mean()


@mape.mistake(
    "take the median of the percentages",
    hint="The median does not see how far off the worst samples are. In a mean all count.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 * np.median(np.abs((truth - prediction) / truth))


@mape.mistake(
    "return what is left of 100 percent",
    hint="This is an error, not an accuracy: 0 is best, and there is no upper end.",
)
def _(truth, prediction):
    no_zeros(truth)
    return 100 - 100 * (np.abs(truth - prediction) / np.abs(truth)).mean()


@mape.mistake(
    "divide within the array that was passed",
    hint="The caller's array is changed too: whoever scores it by a second metric gets a wrong "
    "score. Make a new one.",
)
def _(truth, prediction):
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


@mape.variant("float32")
def _(truth, prediction):
    y, p = truth.astype(np.float32), prediction.astype(np.float32)
    if not y.all():
        raise ValueError("a true value is 0")
    return np.float32(100) * np.mean(np.abs(y - p) / np.abs(y))


@mape.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    y, p = torch.as_tensor(truth), torch.as_tensor(prediction)
    if torch.any(y == 0):
        raise ValueError("a true value is 0")
    return 100 * ((y - p) / y).abs().mean()
