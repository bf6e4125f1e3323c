"""F1: the harmonic mean of precision and recall."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.classification_metrics import Labels, counts


@formula(
    inputs=Labels(without=("tp", "fn", "fp")),
    oracle=theirs("sklearn.metrics.f1_score", zero_division=0.0),
    returns=("f1",),
)
def f1(truth, prediction):
    """``2 · precision · recall / (precision + recall) = 2·tp / (2·tp + fp + fn)``, and 0 where
    that divides by 0 (van Rijsbergen, 1979; Chinchor, 1992)."""
    tp, fn, fp, _ = counts(truth, prediction)
    return 2 * tp / max(2 * tp + fp + fn, 1)  # where the sum is 0, so is tp


def precision_and_recall(truth, prediction):
    """Both, and 0 where a denominator is 0."""
    tp, fn, fp, _ = counts(truth, prediction)
    return tp / max(tp + fp, 1), tp / max(tp + fn, 1)


@f1.mistake("take the arithmetic mean")
def _(truth, prediction):
    """In a harmonic mean the smaller of the two counts for more: a recall of 1 does not compensate
    for a precision near 0."""
    p, r = precision_and_recall(truth, prediction)
    return (p + r) / 2


@f1.mistake("take the geometric mean")
def _(truth, prediction):
    """The root of the product is another mean. The harmonic one is the inverse of the mean of the
    inverses."""
    p, r = precision_and_recall(truth, prediction)
    return np.sqrt(p * r)


@f1.mistake("multiply precision and recall, and no more")
def _(truth, prediction):
    """The product must still be divided by the sum, and doubled: if both are 0.5, F1 is 0.5."""
    p, r = precision_and_recall(truth, prediction)
    return p * r


@f1.mistake("forget the factor 2")
def _(truth, prediction):
    """Where precision and recall are both 1, F1 is 1 too."""
    p, r = precision_and_recall(truth, prediction)
    return p * r / (p + r) if p + r else np.float64(0)


@f1.mistake("leave out the brackets of the denominator")
def _(truth, prediction):
    """Put brackets around the sum: without them only its first term is in the denominator."""
    p, r = precision_and_recall(truth, prediction)
    return 2 * p * r / p + r if p + r else np.float64(0)


@f1.mistake("count the true positives once")
def _(truth, prediction):
    """They are in the denominator of precision and in that of recall, so they count twice, in the
    numerator and in the denominator. (Counted once they give the Jaccard index.)"""
    tp, fn, fp, _ = counts(truth, prediction)
    return tp / max(tp + fp + fn, 1)


@f1.mistake("count the true positives twice in the numerator, and once in the denominator")
def _(truth, prediction):
    """If all is right F1 is 1: the true positives count twice in the denominator, as in the
    numerator."""
    tp, fn, fp, _ = counts(truth, prediction)
    return 2 * tp / max(tp + fp + fn, 1)


@f1.mistake("compute accuracy")
def _(truth, prediction):
    """F1 does not depend on the true negatives."""
    return np.mean(truth == prediction)


@f1.mistake("count 0 as the positive class")
def _(truth, prediction):
    """The positive class is 1. (scikit-learn's confusion matrix begins with class 0.)"""
    _, fn, fp, tn = counts(truth, prediction)
    return 2 * tn / max(2 * tn + fp + fn, 1)


@f1.mistake("average over both classes")
def _(truth, prediction):
    """Return the F1 of class 1 only. (The mean over the classes is macro F1.)"""
    tp, fn, fp, tn = counts(truth, prediction)
    return tp / max(2 * tp + fp + fn, 1) + tn / max(2 * tn + fp + fn, 1)


@f1.mistake("divide 0 by 0 where no positive is found, which NumPy calls nan")
@np.errstate(invalid="ignore")
def _(truth, prediction):
    """Where no positive is found, precision and recall are both 0, and so is their sum. F1 counts
    as 0.0 there: check for it before you divide."""
    p, r = precision_and_recall(truth, prediction)
    return 2 * p * r / (p + r)


@f1.mistake("divide by 0 where no positive is found, which Python refuses")
def _(truth, prediction):
    """Where no positive is found, precision and recall are both 0, and so is their sum. F1 counts
    as 0.0 there: check for it before you divide."""
    p, r = map(float, precision_and_recall(truth, prediction))
    return 2 * p * r / (p + r)


@f1.mistake("take care of the 0 in precision and in recall, but not in their sum")
@np.errstate(invalid="ignore")
def _(truth, prediction):
    """Where no positive is found, precision and recall are both 0, and so is their sum. F1 counts
    as 0.0 there: check for it before you divide."""
    tp, fn, fp, _ = counts(truth, prediction)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return 2 * p * r / (p + r)


@f1.mistake("divide 0 by 0 where there are no positives at all, which NumPy calls nan")
@np.errstate(invalid="ignore")
def _(truth, prediction):
    """Where no truth is 1 and no prediction either, the denominator is 0. F1 counts as 0.0 there:
    check for it before you divide."""
    tp, fn, fp, _ = counts(truth, prediction)
    return 2 * tp / (2 * tp + fp + fn)


@f1.mistake("divide by 0 where there are no positives at all, which Python refuses")
def _(truth, prediction):
    """Where no truth is 1 and no prediction either, the denominator is 0. F1 counts as 0.0 there:
    check for it before you divide."""
    tp, fn, fp, _ = map(int, counts(truth, prediction))
    return 2 * tp / (2 * tp + fp + fn)


@f1.mistake("count 0 divided by 0 as 1")
def _(truth, prediction):
    """Where no truth is 1 and no prediction either, there is nothing to find and nothing is found:
    here that counts as 0.0."""
    tp, fn, fp, _ = counts(truth, prediction)
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else np.float64(1)


@f1.variant("from precision and recall, with an early return")
def _(truth, prediction):
    p, r = precision_and_recall(truth, prediction)
    if p + r == 0:
        return 0.0
    return 2 * p * r / (p + r)


@f1.variant("the inverse of the mean of the inverses")
def _(truth, prediction):
    p, r = precision_and_recall(truth, prediction)
    return 0 if p == 0 or r == 0 else 1 / np.mean([1 / p, 1 / r])


@f1.variant("the Dice coefficient of two sets, in Python's numbers")
def _(truth, prediction):
    ones, taken = set(np.flatnonzero(truth).tolist()), set(np.flatnonzero(prediction).tolist())
    both = len(ones) + len(taken)
    return 2 * len(ones & taken) / both if both else 0.0


@f1.variant("a tiny number in the denominator")
def _(truth, prediction):
    return 2 * (truth @ prediction) / (truth.sum() + prediction.sum() + 1e-12)


@f1.variant("the harmonic mean of both, in float32")
def _(truth, prediction):
    p, r = np.float32(precision_and_recall(truth, prediction))
    return np.float32(2) * p * r / (p + r) if p > 0 else np.float32(0)


@f1.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    t, p = torch.as_tensor(truth).float(), torch.as_tensor(prediction).float()
    return torch.nan_to_num(2 * torch.dot(t, p) / (t.sum() + p.sum()))
