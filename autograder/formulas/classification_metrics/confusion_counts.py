"""The four counts of two classes: right or wrong, and taken for positive or negative."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.classification_metrics import Labels, counts


def oracle(truth, prediction):
    from sklearn.metrics import confusion_matrix

    # scikit-learn puts the negative class first: its table begins with tn.
    tn, fp, fn, tp = confusion_matrix(truth, prediction, labels=[0, 1]).ravel()
    return tp, fn, fp, tn


@formula(inputs=Labels(), oracle=oracle, returns=("tp", "fn", "fp", "tn"))
def confusion_counts(truth, prediction):
    """How many samples are true positives (1 taken for 1), false negatives (1 taken for 0), false
    positives (0 taken for 1) and true negatives (0 taken for 0) (Fawcett, 2006)."""
    positive, taken = truth == 1, prediction == 1
    return (
        np.sum(positive & taken),
        np.sum(positive & ~taken),
        np.sum(~positive & taken),
        np.sum(~positive & ~taken),
    )


@confusion_counts.mistake("swap the false negatives and the false positives")
def _(truth, prediction):
    """“Positive” or “negative” is the prediction; “true” or “false” says whether it is right. A
    false negative is a 1 that was predicted as 0. The order is `(tp, fn, fp, tn)`, the first row of
    the matrix before the second."""
    tp, fn, fp, tn = counts(truth, prediction)
    return tp, fp, fn, tn


@confusion_counts.mistake("count 0 as the positive class")
def _(truth, prediction):
    """The positives are the samples of class 1. (scikit-learn's matrix has class 0 first: row by
    row it gives the four in another order.)"""
    tp, fn, fp, tn = counts(truth, prediction)
    return tn, fp, fn, tp


@confusion_counts.mistake("return what is right first, then what is wrong")
def _(truth, prediction):
    """The order is that of the matrix's rows, `(tp, fn, fp, tn)`: first the two kinds whose truth
    is 1, then the two whose truth is 0."""
    tp, fn, fp, tn = counts(truth, prediction)
    return tp, tn, fp, fn


@confusion_counts.mistake("look at one of the arrays alone")
def _(truth, prediction):
    """Each count takes two conditions at once: what the truth is, and what was predicted."""
    ones, taken = truth.sum(), prediction.sum()
    return ones, truth.size - taken, taken, truth.size - ones


@confusion_counts.mistake("count everything predicted right as a true positive")
def _(truth, prediction):
    """What is predicted right may be a 1 or a 0. Only the ones are true positives."""
    tp, fn, fp, tn = counts(truth, prediction)
    return tp + tn, fn, fp, tn


@confusion_counts.mistake("count everything but the true positives as true negatives")
def _(truth, prediction):
    """The four add up to the number of samples: what is left after the true positives includes what
    is predicted wrong."""
    tp, fn, fp, _ = counts(truth, prediction)
    return tp, fn, fp, truth.size - tp


@confusion_counts.mistake("count everything predicted right as a true negative")
def _(truth, prediction):
    """What is predicted right may be a 1 or a 0. Only the zeros are true negatives."""
    tp, fn, fp, tn = counts(truth, prediction)
    return tp, fn, fp, tp + tn


@confusion_counts.mistake("invert the labels with ~")
def _(truth, prediction):
    """On whole numbers `~` changes every bit: `~0` is −1 and `~1` is −2. Only on bools, such as a
    comparison gives, does it mean not."""
    return (
        np.sum(truth & prediction),
        np.sum(truth & ~prediction),
        np.sum(~truth & prediction),
        np.sum(~truth & ~prediction),
    )


@confusion_counts.mistake("divide by the number of samples")
def _(truth, prediction):
    """Return the counts themselves: together they are the number of samples."""
    return tuple(counts(truth, prediction) / truth.size)


@confusion_counts.mistake("return the table of two rows")
def _(truth, prediction):
    """Return four numbers: the first row, then the second."""
    return counts(truth, prediction).reshape(2, 2)


@confusion_counts.mistake("return masks instead of counts")
def _(truth, prediction):
    """Return how many samples are of each kind, not a mask."""
    positive, taken = truth == 1, prediction == 1
    return positive & taken, positive & ~taken, ~positive & taken, ~positive & ~taken


@confusion_counts.variant("a loop, in Python's ints")
def _(truth, prediction):
    tp = fn = fp = tn = 0
    for t, p in zip(truth, prediction, strict=True):
        if t == 1 and p == 1:
            tp += 1
        elif t == 1:
            fn += 1
        elif p == 1:
            fp += 1
        else:
            tn += 1
    return tp, fn, fp, tn


@confusion_counts.variant("products, and what is left, as a list")
def _(truth, prediction):
    tp = truth @ prediction
    fn, fp = truth.sum() - tp, prediction.sum() - tp
    return [tp, fn, fp, len(truth) - tp - fn - fp]


@confusion_counts.variant("both labels in one number, counted at once")
def _(truth, prediction):
    tn, fp, fn, tp = np.bincount(2 * truth + prediction, minlength=4)
    return tp, fn, fp, tn


@confusion_counts.variant("sums of products, in float32")
def _(truth, prediction):
    t, p = truth.astype(np.float32), prediction.astype(np.float32)
    return (t * p).sum(), (t * (1 - p)).sum(), ((1 - t) * p).sum(), ((1 - t) * (1 - p)).sum()


@confusion_counts.variant("sets of indices")
def _(truth, prediction):
    ones, taken = set(np.flatnonzero(truth)), set(np.flatnonzero(prediction))
    return len(ones & taken), len(ones - taken), len(taken - ones), truth.size - len(ones | taken)


@confusion_counts.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    t, p = torch.as_tensor(truth).bool(), torch.as_tensor(prediction).bool()
    pairs = ((t, p), (t, ~p), (~t, p), (~t, ~p))
    return tuple(torch.logical_and(a, b).sum() for a, b in pairs)
