"""Recall: of what is positive, the share that is found."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.classification_metrics import Labels, counts


@formula(
    inputs=Labels(without=("tp", "fn")),
    oracle=theirs("sklearn.metrics.recall_score", zero_division=0.0),
    returns=("recall",),
)
def recall(truth, prediction):
    """``tp / (tp + fn)``, and 0 where nothing is positive (van Rijsbergen, 1979)."""
    tp, fn, _, _ = counts(truth, prediction)
    return tp / max(tp + fn, 1)  # where the sum is 0, so is tp


@recall.mistake("divide by the samples that are predicted positive, as precision does")
def _(truth, prediction):
    """Recall is about the samples whose truth is 1, and no others: of these it is the share that is
    found."""
    tp, _, fp, _ = counts(truth, prediction)
    return tp / max(tp + fp, 1)


@recall.mistake("divide by the number of samples")
def _(truth, prediction):
    """Samples whose truth is 0 do not count, neither in the numerator nor in the denominator."""
    return np.mean(truth & prediction)


@recall.mistake("compute accuracy")
def _(truth, prediction):
    """Samples whose truth is 0 do not count, right or wrong: recall is about those whose truth is
    1."""
    return np.mean(truth == prediction)


@recall.mistake("divide by all that is predicted right")
def _(truth, prediction):
    """The denominator is the number of samples whose truth is 1, found and missed ones together."""
    tp, _, _, tn = counts(truth, prediction)
    return tp / max(tp + tn, 1)


@recall.mistake("count 0 as the positive class")
def _(truth, prediction):
    """The positive class is 1. (The share of the zeros that is predicted as 0 is called
    specificity.)"""
    _, _, fp, tn = counts(truth, prediction)
    return tn / max(tn + fp, 1)


@recall.mistake("average over both classes")
def _(truth, prediction):
    """Return the recall of class 1 only. (The mean over both is called balanced accuracy.)"""
    tp, fn, fp, tn = counts(truth, prediction)
    return (tp / max(tp + fn, 1) + tn / max(tn + fp, 1)) / 2


@recall.mistake("return the share that is missed")
def _(truth, prediction):
    """Recall is 1 where all that is positive is found."""
    tp, fn, _, _ = counts(truth, prediction)
    return fn / max(tp + fn, 1)


@recall.mistake("divide 0 by 0, which NumPy calls nan")
@np.errstate(invalid="ignore")
def _(truth, prediction):
    """Where no truth is 1 the denominator is 0, and recall counts as 0.0: check for it before you
    divide."""
    tp, fn, _, _ = counts(truth, prediction)
    return tp / (tp + fn)


@recall.mistake("divide by 0, which Python refuses")
def _(truth, prediction):
    """Where no truth is 1 the denominator is 0, and recall counts as 0.0: check for it before you
    divide."""
    tp, fn, _, _ = map(int, counts(truth, prediction))
    return tp / (tp + fn)


@recall.mistake("count 0 divided by 0 as 1")
def _(truth, prediction):
    """Where no truth is 1 nothing is missed, but nothing is found either: here that counts as
    0.0."""
    tp, fn, _, _ = counts(truth, prediction)
    return tp / (tp + fn) if tp + fn else np.float64(1)


@recall.mistake("add 1 to the denominator, so that it is never 0")
def _(truth, prediction):
    """That makes every other recall too small. Treat the denominator 0 as a case of its own."""
    tp, fn, _, _ = counts(truth, prediction)
    return tp / (tp + fn + 1)


@recall.mistake("divide with //")
def _(truth, prediction):
    """`//` rounds down to 0 or 1. Use `/`."""
    tp, fn, _, _ = counts(truth, prediction)
    return np.float64(tp // max(tp + fn, 1))


@recall.mistake("return percent")
def _(truth, prediction):
    """The share itself is asked for, a number from 0 to 1."""
    return 100 * recall.reference(truth, prediction)


@recall.variant("the mean of the predictions where the truth is 1")
def _(truth, prediction):
    found = prediction[truth == 1]
    return found.mean() if found.size else 0.0


@recall.variant("a loop, in Python's numbers")
def _(truth, prediction):
    found = missed = 0
    for t, p in zip(truth, prediction, strict=True):
        if t == 1 and p == 1:
            found += 1
        elif t == 1:
            missed += 1
    return found / (found + missed) if found + missed > 0 else 0.0


@recall.variant("an average weighted with the truth")
def _(truth, prediction):
    return np.average(prediction, weights=truth) if truth.any() else 0


@recall.variant("np.divide where there is something to divide by")
def _(truth, prediction):
    tp, positives = np.sum(truth * prediction), np.sum(truth)
    return np.divide(tp, positives, out=np.zeros(()), where=positives > 0)


@recall.variant("a tiny number in the denominator, in float32")
def _(truth, prediction):
    ones = truth.astype(np.float32)
    return (prediction * ones).sum(dtype=np.float32) / (ones.sum() + np.float32(1e-9))


@recall.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    t, p = torch.as_tensor(truth).bool(), torch.as_tensor(prediction).bool()
    return torch.nan_to_num((t & p).sum() / t.sum(), nan=0.0)
