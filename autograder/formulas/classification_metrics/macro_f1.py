"""Macro F1: each class counts the same, however rare it is."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.classification_metrics import Classes


def oracle(truth, prediction, classes):
    from sklearn.metrics import f1_score

    labels = range(classes)
    return f1_score(truth, prediction, labels=labels, average="macro", zero_division=0.0)


def right_true_taken(truth, prediction, classes):
    """How many samples of each class are found, are of it, and are taken for it."""
    found = np.bincount(truth[truth == prediction], minlength=classes)
    return (
        found,
        np.bincount(truth, minlength=classes),
        np.bincount(prediction, minlength=classes),
    )


def each_f1(truth, prediction, classes):
    """``2·tp / (2·tp + fp + fn)`` of each class, and 0 where that divides by 0."""
    right, true, taken = right_true_taken(truth, prediction, classes)
    return 2 * right / np.maximum(true + taken, 1)  # where the sum is 0, so is `right`


@formula(inputs=Classes(), oracle=oracle, returns=("macro F1",))
def macro_f1(truth, prediction, classes):
    """The mean over all classes of the F1 of each, taken as the positive one (Opitz and Burst,
    2019)."""
    return np.mean(each_f1(truth, prediction, classes))


@macro_f1.mistake("add up the counts of all classes first, which is micro F1")
def _(truth, prediction, classes):
    """Summed over the classes the counts give accuracy (micro F1). Compute each class's F1, then
    average."""
    return np.mean(truth == prediction)


@macro_f1.mistake("average over the classes that occur")
def _(truth, prediction, classes):
    """The mean is over all `classes`. A class in neither array counts 0.0."""
    return np.mean(each_f1(truth, prediction, classes)[np.union1d(truth, prediction)])


@macro_f1.mistake("average over the classes that occur in the truth")
def _(truth, prediction, classes):
    """The mean is over all `classes`, also over those that are only predicted, and those in neither
    array."""
    return np.mean(each_f1(truth, prediction, classes)[np.unique(truth)])


@macro_f1.mistake("average over the classes in the truth (one more fault is left: the F1)")
def _(truth, prediction, classes):
    """The mean is over all `classes`, also over those that are only predicted, and those in neither
    array."""
    right, true, taken = right_true_taken(truth, prediction, classes)
    return np.mean((right / np.maximum(true + taken - right, 1))[np.unique(truth)])


@macro_f1.mistake("take the largest label for the last class")
def _(truth, prediction, classes):
    """The last classes may not occur. `classes` says how many there are."""
    return np.mean(each_f1(truth, prediction, max(truth.max(), prediction.max()) + 1))


@macro_f1.mistake("weight each class with its number of samples")
def _(truth, prediction, classes):
    """In the macro mean a rare class counts as much as a frequent one."""
    weights = np.bincount(truth, minlength=classes)
    return np.average(each_f1(truth, prediction, classes), weights=weights)


@macro_f1.mistake("count a class in neither array as 1")
def _(truth, prediction, classes):
    """No sample has this class and none is predicted as it: its F1 is 0 divided by 0, which counts
    as 0.0 here."""
    right, true, taken = right_true_taken(truth, prediction, classes)
    return np.mean(np.where(true + taken, 2 * right / np.maximum(true + taken, 1), 1.0))


@macro_f1.mistake("divide 0 by 0 for a class in neither array, which NumPy calls nan")
@np.errstate(invalid="ignore")
def _(truth, prediction, classes):
    """The F1 of a class in neither array is 0 divided by 0, which counts as 0.0 here: check for it
    before you divide."""
    right, true, taken = right_true_taken(truth, prediction, classes)
    return np.mean(2 * right / (true + taken))


@macro_f1.mistake("divide by 0 for a class in neither array, which Python refuses")
def _(truth, prediction, classes):
    """The F1 of a class in neither array is 0 divided by 0, which counts as 0.0 here: check for it
    before you divide."""
    right, true, taken = map(np.ndarray.tolist, right_true_taken(truth, prediction, classes))
    return sum(2 * r / (t + p) for r, t, p in zip(right, true, taken, strict=True)) / classes


@macro_f1.mistake("divide 0 by 0 for a class of which no sample is found")
@np.errstate(invalid="ignore")
def _(truth, prediction, classes):
    """Where no sample of a class is found, its precision and recall are 0, and so is their sum. Its
    F1 counts as 0.0: check for it before you divide."""
    right, true, taken = right_true_taken(truth, prediction, classes)
    p, r = right / taken, right / true
    return np.mean(2 * p * r / (p + r))


@macro_f1.mistake("take the F1 of the mean precision and the mean recall")
def _(truth, prediction, classes):
    """Each class has an F1 of its own: first the harmonic mean in each class, then the mean over
    the classes. (Some papers call that macro F1.)"""
    right, true, taken = right_true_taken(truth, prediction, classes)
    p, r = np.mean(right / np.maximum(taken, 1)), np.mean(right / np.maximum(true, 1))
    return 2 * p * r / (p + r) if p + r else np.float64(0)


@macro_f1.mistake("take the arithmetic mean of precision and recall in each class")
def _(truth, prediction, classes):
    """The mean over the classes is arithmetic, the one within a class is harmonic."""
    right, true, taken = right_true_taken(truth, prediction, classes)
    return np.mean(right / np.maximum(taken, 1) + right / np.maximum(true, 1)) / 2


@macro_f1.mistake("average the recall of each class")
def _(truth, prediction, classes):
    """F1 knows of both errors: of samples of the class that are missed, and of others that are
    taken for it."""
    right, true, _ = right_true_taken(truth, prediction, classes)
    return np.mean(right / np.maximum(true, 1))


@macro_f1.mistake("count the true positives once")
def _(truth, prediction, classes):
    """In the F1 of a class they count twice, in the numerator and in the denominator. (Counted once
    they give the Jaccard index.)"""
    right, true, taken = right_true_taken(truth, prediction, classes)
    return np.mean(right / np.maximum(true + taken - right, 1))


@macro_f1.mistake("leave out class 0")
def _(truth, prediction, classes):
    """With several classes none is the negative one: 0 is a class like the others."""
    return each_f1(truth, prediction, classes)[1:].sum() / max(classes - 1, 1)


@macro_f1.mistake("take class 1 for the positive class")
def _(truth, prediction, classes):
    """With several classes each is the positive one in turn, and all others together are the
    negative one."""
    return each_f1(truth, prediction, max(classes, 2))[1]


@macro_f1.mistake("add up over the classes")
def _(truth, prediction, classes):
    """The mean is asked for: it is at most 1."""
    return np.sum(each_f1(truth, prediction, classes))


@macro_f1.mistake("leave the classes apart")
def _(truth, prediction, classes):
    """One number is asked for: the mean over the classes."""
    return each_f1(truth, prediction, classes)


@macro_f1.variant("a loop over the classes")
def _(truth, prediction, classes):
    total = 0.0
    for label in range(classes):
        tp = np.sum((truth == label) & (prediction == label))
        wrong = np.sum((truth == label) != (prediction == label))
        if tp > 0:
            total += 2 * tp / (2 * tp + wrong)
    return total / classes


@macro_f1.variant("from the confusion matrix")
def _(truth, prediction, classes):
    matrix = np.zeros((classes, classes))
    np.add.at(matrix, (truth, prediction), 1)
    both = matrix.sum(0) + matrix.sum(1)
    scores = np.divide(2 * np.diag(matrix), both, out=np.zeros(classes), where=both > 0)
    return scores.mean()


@macro_f1.variant("from precision and recall of each class, in Python's numbers")
def _(truth, prediction, classes):
    scores = []
    for label in range(classes):
        pairs = [(t == label, p == label) for t, p in zip(truth, prediction, strict=True)]
        tp = sum(1 for t, p in pairs if t and p)
        true, taken = sum(1 for t, _ in pairs if t), sum(1 for _, p in pairs if p)
        p, r = tp / taken if taken else 0.0, tp / true if true else 0.0
        scores.append(2 * p * r / (p + r) if p + r else 0.0)
    return sum(scores) / len(scores)


@macro_f1.variant("one-hot columns, in float32")
def _(truth, prediction, classes):
    one_hot = np.eye(classes, dtype=np.float32)
    true, taken = one_hot[truth], one_hot[prediction]
    both = true.sum(0) + taken.sum(0)
    return np.mean(2 * (true * taken).sum(0) / np.maximum(both, 1))


@macro_f1.variant("nan replaced by 0")
def _(truth, prediction, classes):
    right, true, taken = right_true_taken(truth, prediction, classes)
    with np.errstate(invalid="ignore"):
        scores = 2 * right / (true + taken)
    scores[np.isnan(scores)] = 0.0
    return float(np.mean(scores))


@macro_f1.variant("PyTorch tensors")
def _(truth, prediction, classes):
    import torch

    true = torch.nn.functional.one_hot(torch.as_tensor(truth), classes).double()
    taken = torch.nn.functional.one_hot(torch.as_tensor(prediction), classes).double()
    return (2 * (true * taken).sum(0) / (true.sum(0) + taken.sum(0)).clamp(min=1)).mean()
