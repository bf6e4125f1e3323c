"""Accuracy: the share of samples that are predicted right."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.classification_metrics import Labels, counts


@formula(inputs=Labels(), oracle=theirs("sklearn.metrics.accuracy_score"), returns=("accuracy",))
def accuracy(truth, prediction):
    """``(tp + tn) / n`` (Fawcett, 2006)."""
    return np.mean(truth == prediction)


@accuracy.mistake("return the share that is wrong")
def _(truth, prediction):
    """Accuracy is 1 where every sample is right, and 0 where none is."""
    return np.mean(truth != prediction)


@accuracy.mistake("leave the true negatives out of what is right")
def _(truth, prediction):
    """A 0 that is predicted as 0 is right too."""
    return np.mean(truth & prediction)


@accuracy.mistake("leave the true negatives out altogether")
def _(truth, prediction):
    """A 0 that is predicted as 0 is a sample like any other: it counts among those that are right,
    and among all. (Without it the result is the Jaccard index.)"""
    tp, fn, fp, _ = counts(truth, prediction)
    return tp / max(tp + fn + fp, 1)


@accuracy.mistake("divide only the last term")
def _(truth, prediction):
    """Put brackets around the sum: without them only the last term is divided."""
    tp, _, _, tn = counts(truth, prediction)
    return tp + tn / truth.size


@accuracy.mistake("count and do not divide")
def _(truth, prediction):
    """Divide the count by the number of samples: accuracy is a share."""
    return np.float64(np.sum(truth == prediction))


@accuracy.mistake("return percent")
def _(truth, prediction):
    """The share itself is asked for, a number from 0 to 1."""
    return 100 * np.mean(truth == prediction)


@accuracy.mistake("drop what comes after the point")
def _(truth, prediction):
    """`//` and `all` give 0 or 1. Accuracy is a number between them: use `/`."""
    return np.float64(np.all(truth == prediction))


@accuracy.mistake("average the accuracies of the two classes")
def _(truth, prediction):
    """Here every sample counts the same, so that the larger class counts for more. (The mean over
    the classes is called balanced accuracy.)"""
    right = truth == prediction
    return np.mean([np.mean(right[truth == label]) for label in np.unique(truth)])


@accuracy.mistake("ask only about what is predicted positive, as precision does")
def _(truth, prediction):
    """Accuracy is about all samples, whatever they are predicted as."""
    tp, _, fp, _ = counts(truth, prediction)
    return tp / max(tp + fp, 1)


@accuracy.mistake("ask only about what is truly positive, as recall does")
def _(truth, prediction):
    """Accuracy is about all samples, whatever they truly are."""
    tp, fn, _, _ = counts(truth, prediction)
    return tp / max(tp + fn, 1)


@accuracy.mistake("compare how many are positive, and not which")
def _(truth, prediction):
    """The numbers of ones can agree although they are at different samples. Compare sample by
    sample."""
    return 1 - abs(truth.sum() - prediction.sum()) / truth.size


@accuracy.variant("from the four counts")
def _(truth, prediction):
    tp, fn, fp, tn = counts(truth, prediction)
    return (tp + tn) / (tp + fn + fp + tn)


@accuracy.variant("a loop")
def _(truth, prediction):
    right = 0
    for t, p in zip(truth, prediction, strict=True):
        right += int(t == p)
    return right / len(truth)


@accuracy.variant("what is left of 1 after the errors")
def _(truth, prediction):
    return 1 - np.abs(truth - prediction).mean()


@accuracy.variant("PyTorch tensors")
def _(truth, prediction):
    import torch

    return (torch.as_tensor(truth) == torch.as_tensor(prediction)).float().mean()
