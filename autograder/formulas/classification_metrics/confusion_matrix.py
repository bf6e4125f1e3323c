"""The confusion matrix: how often each class is taken for each."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.classification_metrics import Classes


def oracle(truth, prediction, classes):
    from sklearn import metrics

    return metrics.confusion_matrix(truth, prediction, labels=range(classes))


@formula(inputs=Classes(), oracle=oracle, returns=("matrix",))
def confusion_matrix(truth, prediction, classes):
    """Row `i`, column `j`: how many samples of class `i` are taken for class `j` (Kohavi
    and Provost, 1998)."""
    matrix = np.zeros((classes, classes), dtype=int)
    np.add.at(matrix, (truth, prediction), 1)  # `+=` would count equal pairs once
    return matrix


@confusion_matrix.mistake("give the rows to the predictions")
def _(truth, prediction, classes):
    """Each row is a true class, each column a predicted one: a row adds up to how many samples are
    of its class."""
    return confusion_matrix.reference(prediction, truth, classes)


@confusion_matrix.mistake("count equal pairs once, as `+=` with arrays of indices does")
def _(truth, prediction, classes):
    """`matrix[truth, prediction] += 1` reads all places first and writes them afterwards: if a pair
    occurs twice, it is counted once. Use a loop or `np.add.at`."""
    matrix = np.zeros((classes, classes))
    matrix[truth, prediction] += 1
    return matrix


@confusion_matrix.mistake("leave out classes that do not occur")
def _(truth, prediction, classes):
    """A class that no sample has, and that is never predicted, has a row and a column of zeros. The
    shape depends on `classes` alone."""
    occurring = np.union1d(truth, prediction)
    return confusion_matrix.reference(truth, prediction, classes)[np.ix_(occurring, occurring)]


@confusion_matrix.mistake("take the largest label for the last class")
def _(truth, prediction, classes):
    """The last classes may not occur. `classes` says how many there are."""
    seen = max(truth.max(), prediction.max()) + 1
    return confusion_matrix.reference(truth, prediction, seen)


@confusion_matrix.mistake("make shares of the rows")
def _(truth, prediction, classes):
    """The matrix holds counts: its sum is the number of samples."""
    matrix = confusion_matrix.reference(truth, prediction, classes)
    return matrix / np.maximum(matrix.sum(1, keepdims=True), 1)


@confusion_matrix.mistake("divide by the number of samples")
def _(truth, prediction, classes):
    """The matrix holds counts: its sum is the number of samples."""
    return confusion_matrix.reference(truth, prediction, classes) / len(truth)


@confusion_matrix.mistake("put the last class first")
def _(truth, prediction, classes):
    """The first row and the first column belong to class 0. (Tables of two classes are often drawn
    with the positive one, class 1, on top.)"""
    return confusion_matrix.reference(truth, prediction, classes)[::-1, ::-1]


@confusion_matrix.mistake("count the classes from 1")
def _(truth, prediction, classes):
    """The classes are numbered from 0, as rows and columns are. An index of −1 is the last row, not
    an error."""
    return np.roll(confusion_matrix.reference(truth, prediction, classes), (-1, -1), (0, 1))


@confusion_matrix.mistake("count only what is predicted right")
def _(truth, prediction, classes):
    """Beside the diagonal are the samples that were confused: keep them."""
    return np.diag(np.bincount(truth[truth == prediction], minlength=classes))


@confusion_matrix.mistake("leave the diagonal empty")
def _(truth, prediction, classes):
    """Right predictions are counted too: they are on the diagonal."""
    matrix = confusion_matrix.reference(truth, prediction, classes)
    return matrix - np.diag(np.diag(matrix))


@confusion_matrix.mistake("count each wrong sample on both sides of the diagonal")
def _(truth, prediction, classes):
    """A 2 predicted as 7 is not a 7 predicted as 2: each sample is counted in one place."""
    matrix = confusion_matrix.reference(truth, prediction, classes)
    return matrix + matrix.T - np.diag(np.diag(matrix))


@confusion_matrix.mistake("begin with a matrix of ones")
def _(truth, prediction, classes):
    """Before the first sample nothing has been counted."""
    return confusion_matrix.reference(truth, prediction, classes) + 1


@confusion_matrix.mistake("let the counts end at the last pair that occurs")
def _(truth, prediction, classes):
    """`np.bincount` makes as many bins as it needs, which are too few to reshape where the last
    pairs do not occur. Tell it how many there are to be."""
    return np.bincount(classes * truth + prediction).reshape(classes, classes)


@confusion_matrix.variant("a loop over the samples")
def _(truth, prediction, classes):
    matrix = np.zeros((classes, classes))
    for i, j in zip(truth, prediction, strict=True):
        matrix[i, j] += 1
    return matrix


@confusion_matrix.variant("each pair as one number, counted at once")
def _(truth, prediction, classes):
    pairs = classes * truth + prediction
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


@confusion_matrix.variant("one-hot rows multiplied")
def _(truth, prediction, classes):
    one_hot = np.eye(classes, dtype=np.float32)
    return one_hot[truth].T @ one_hot[prediction]


@confusion_matrix.variant("a comparison with each pair of classes, as nested lists")
def _(truth, prediction, classes):
    def together(i, j):
        return int(np.sum((truth == i) & (prediction == j)))

    return [[together(i, j) for j in range(classes)] for i in range(classes)]


@confusion_matrix.variant("a histogram of two dimensions with a bin around each label")
def _(truth, prediction, classes):
    between = np.arange(classes + 1) - 0.5
    return np.histogram2d(truth, prediction, bins=[between, between])[0]


@confusion_matrix.variant("PyTorch's scattered sums")
def _(truth, prediction, classes):
    import torch

    places = classes * torch.as_tensor(truth) + torch.as_tensor(prediction)
    flat = torch.zeros(classes * classes, dtype=torch.int64)
    return flat.index_add(0, places, torch.ones_like(places)).reshape(classes, classes)
