"""Other rates of the four counts, which are handed in where one of the chapter's was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def _counts(truth, prediction):
    return (
        float(((truth == 1) & (prediction == 1)).sum()),
        float(((truth == 1) & (prediction == 0)).sum()),
        float(((truth == 0) & (prediction == 1)).sum()),
        float(((truth == 0) & (prediction == 0)).sum()),
    )


def _rate(above, below):
    return above / below if below else 0.0


def specificity(truth, prediction):
    """take the specificity: the share of the true zeros that are said to be 0

    Look at which of the four counts the function asks about, and out of which others."""
    _tp, _fn, fp, tn = _counts(truth, prediction)
    return _rate(tn, tn + fp)


def false_positive_rate(truth, prediction):
    """take the false positive rate: the share of the true zeros that are said to be 1

    It is the other axis of the ROC curve. Look at which samples are in the denominator."""
    _tp, _fn, fp, tn = _counts(truth, prediction)
    return _rate(fp, fp + tn)


def miss_rate(truth, prediction):
    """take the miss rate: the share of the true ones that are said to be 0

    It is 1 minus the recall."""
    tp, fn, _fp, _tn = _counts(truth, prediction)
    return _rate(fn, fn + tp)


def negative_predictive_value(truth, prediction):
    """take the negative predictive value: the share of right ones among the predicted zeros

    Positives are what is asked about: the ones, not the zeros."""
    _tp, fn, _fp, tn = _counts(truth, prediction)
    return _rate(tn, tn + fn)


def false_discovery_rate(truth, prediction):
    """take the false discovery rate: the share of wrong ones among the predicted ones

    It is 1 minus the precision."""
    tp, _fn, fp, _tn = _counts(truth, prediction)
    return _rate(fp, fp + tp)


def false_omission_rate(truth, prediction):
    """take the false omission rate: the share of wrong ones among the predicted zeros

    Positives are what is asked about: the ones, not the zeros."""
    _tp, fn, _fp, tn = _counts(truth, prediction)
    return _rate(fn, fn + tn)


def jaccard(truth, prediction):
    """take the Jaccard index: tp / (tp + fp + fn)

    It is a relative of F1, in which the true positives count once."""
    tp, fn, fp, _tn = _counts(truth, prediction)
    return _rate(tp, tp + fp + fn)


def balanced_accuracy(truth, prediction):
    """take the balanced accuracy: the mean of recall and specificity

    Accuracy asks about all samples alike, whatever their class."""
    tp, fn, fp, tn = _counts(truth, prediction)
    return (_rate(tp, tp + fn) + _rate(tn, tn + fp)) / 2


def prevalence(truth, prediction):
    """take the share of true ones

    It says nothing of the predictions."""
    return truth.mean()


def predicted_share(truth, prediction):
    """take the share of predicted ones

    It says nothing of the truth."""
    return prediction.mean()


def true_positive_share(truth, prediction):
    """divide the true positives by the number of all samples

    Look at which samples are in the denominator."""
    return _counts(truth, prediction)[0] / len(truth)


def ones_over_ones(truth, prediction):
    """divide the number of predicted ones by the number of true ones

    Two numbers of ones can be equal though all predictions are wrong."""
    return _rate(prediction.sum(), truth.sum())


def rounded_accuracy(truth, prediction):
    """round the share of right predictions to 0 or 1

    A share is any number from 0 to 1: leave it unrounded."""
    return float(round(float((truth == prediction).mean())))


def positives_over_negatives(truth, prediction):
    """divide the true positives by the true negatives' side: tp / (tp + tn)

    Look at which samples are in the denominator."""
    tp, _fn, _fp, tn = _counts(truth, prediction)
    return _rate(tp, tp + tn)


def mean_of_precisions(truth, prediction, classes):
    """take the mean of the classes' precisions

    F1 needs recall as well."""
    hits = [((truth == c) & (prediction == c)).sum() for c in range(classes)]
    return np.mean([_rate(h, (prediction == c).sum()) for c, h in enumerate(hits)])


def mean_of_recalls(truth, prediction, classes):
    """take the mean of the classes' recalls

    F1 needs precision as well."""
    hits = [((truth == c) & (prediction == c)).sum() for c in range(classes)]
    return np.mean([_rate(h, (truth == c).sum()) for c, h in enumerate(hits)])


def f1_of_means(truth, prediction, classes):
    """take the F1 of the mean precision and the mean recall

    First each class's F1, then their mean."""
    p = mean_of_precisions(truth, prediction, classes)
    r = mean_of_recalls(truth, prediction, classes)
    return _rate(2 * p * r, p + r)


def score_average_precision(truth, scores):
    """take the average precision: the area under the precision-recall curve

    The ROC curve has the false positive rate on its axis."""
    t = truth[np.argsort(-scores, kind="stable")]
    hits = np.flatnonzero(t == 1)
    return np.mean(np.arange(1, len(hits) + 1) / (hits + 1))


def score_accuracy(truth, scores):
    """take the accuracy at a threshold of one half

    The curve goes through all thresholds, and none is special."""
    return ((scores >= 0.5) == (truth == 1)).mean()


def false_discovery_curve(truth, scores):
    """divide the false positives by all that are said to be 1, on the first axis

    The false positive rate is a share of the true zeros."""
    levels = np.unique(scores)[::-1]
    said = [scores >= level for level in levels]
    return (
        np.r_[0, [(s & (truth == 0)).sum() / s.sum() for s in said]],
        np.r_[0, [(s & (truth == 1)).sum() / (truth == 1).sum() for s in said]],
    )
