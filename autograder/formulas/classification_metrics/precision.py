"""Precision: of what is predicted positive, the share that is."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.classification_metrics import Labels, counts


@formula(
    inputs=Labels(without=("tp", "fp")),
    oracle=theirs("sklearn.metrics.precision_score", zero_division=0.0),
    returns=("precision",),
)
def precision(truth, prediction):
    """``tp / (tp + fp)``, and 0 where nothing is predicted positive (van Rijsbergen, 1979)."""
    tp, _, fp, _ = counts(truth, prediction)
    return tp / max(tp + fp, 1)  # where the sum is 0, so is tp


@precision.mistake("divide by the samples that are truly positive, as recall does")
def _(truth, prediction):
    """Precision is about the samples that are predicted as 1, and no others: of these it is the
    share that is right."""
    tp, fn, _, _ = counts(truth, prediction)
    return tp / max(tp + fn, 1)


@precision.mistake("divide by the number of samples")
def _(truth, prediction):
    """Samples predicted as 0 do not count, neither in the numerator nor in the denominator."""
    return np.mean(truth & prediction)


@precision.mistake("compute accuracy")
def _(truth, prediction):
    """Samples predicted as 0 do not count, right or wrong: precision is about the samples predicted
    as 1."""
    return np.mean(truth == prediction)


@precision.mistake("divide by all that is predicted right")
def _(truth, prediction):
    """The denominator is the number of samples predicted as 1, right and wrong ones together."""
    tp, _, _, tn = counts(truth, prediction)
    return tp / max(tp + tn, 1)


@precision.mistake("count 0 as the positive class")
def _(truth, prediction):
    """The positive class is 1. (scikit-learn's confusion matrix begins with class 0.)"""
    _, fn, _, tn = counts(truth, prediction)
    return tn / max(tn + fn, 1)


@precision.mistake("average over both classes")
def _(truth, prediction):
    """Return the precision of class 1 only."""
    tp, fn, fp, tn = counts(truth, prediction)
    return (tp / max(tp + fp, 1) + tn / max(tn + fn, 1)) / 2


@precision.mistake("return the share that is wrong")
def _(truth, prediction):
    """Precision is 1 where all that is predicted positive is positive."""
    tp, _, fp, _ = counts(truth, prediction)
    return fp / max(tp + fp, 1)


@precision.mistake("divide 0 by 0, which NumPy calls nan")
@np.errstate(invalid="ignore")
def _(truth, prediction):
    """Where nothing is predicted positive the denominator is 0, and precision counts as 0.0: check
    for it before you divide."""
    tp, _, fp, _ = counts(truth, prediction)
    return tp / (tp + fp)


@precision.mistake("divide by 0, which Python refuses")
def _(truth, prediction):
    """Where nothing is predicted positive the denominator is 0, and precision counts as 0.0: check
    for it before you divide."""
    tp, _, fp, _ = map(int, counts(truth, prediction))
    return tp / (tp + fp)


@precision.mistake("count 0 divided by 0 as 1")
def _(truth, prediction):
    """If nothing is predicted positive, precision counts as 0.0 here."""
    tp, _, fp, _ = counts(truth, prediction)
    return tp / (tp + fp) if tp + fp else np.float64(1)


@precision.mistake("add 1 to the denominator, so that it is never 0")
def _(truth, prediction):
    """That makes every other precision too small. Treat the denominator 0 as a case of its own."""
    tp, _, fp, _ = counts(truth, prediction)
    return tp / (tp + fp + 1)


@precision.mistake("divide with //")
def _(truth, prediction):
    """`//` rounds down to 0 or 1. Use `/`."""
    tp, _, fp, _ = counts(truth, prediction)
    return np.float64(tp // max(tp + fp, 1))


@precision.mistake("return percent")
def _(truth, prediction):
    """The share itself is asked for, a number from 0 to 1."""
    return 100 * precision.reference(truth, prediction)


@precision.variant("the mean of the truth where 1 is predicted")
def _(truth, prediction):
    found = truth[prediction == 1]
    return found.mean() if found.size else 0.0


@precision.variant("an early return, in Python's numbers")
def _(truth, prediction):
    tp = sum(1 for t, p in zip(truth, prediction, strict=True) if t == p == 1)
    taken = sum(int(p) for p in prediction)
    if taken == 0:
        return 0.0
    return tp / taken


@precision.variant("a product divided by a sum that is at least 1")
def _(truth, prediction):
    return truth @ prediction / max(prediction.sum(), 1)


@precision.variant("0 put where NumPy says nan")
def _(truth, prediction):
    with np.errstate(invalid="ignore"):
        share = np.sum(truth & prediction) / np.sum(prediction)
    return np.nan_to_num(share)


@precision.variant("a tiny number in the denominator, in float32")
def _(truth, prediction):
    taken = prediction.astype(np.float32)
    return (truth * taken).sum(dtype=np.float32) / (taken.sum() + np.float32(1e-9))


@precision.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    t, p = torch.as_tensor(truth).bool(), torch.as_tensor(prediction).bool()
    return (t & p).sum() / p.sum().clamp(min=1)
