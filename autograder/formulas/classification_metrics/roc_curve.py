"""The ROC curve: what a classifier finds, and what it takes wrongly, at every threshold."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.classification_metrics._scores import Scores, passed


def oracle(truth, scores):
    from sklearn import metrics

    return metrics.roc_curve(truth, scores, drop_intermediate=False)[:2]


@formula(
    inputs=Scores(), oracle=oracle, returns=("fpr", "tpr"), wide="both rates are shares of counts"
)
def roc_curve(truth, scores):
    """``fp / (fp + tn)`` and ``tp / (tp + fn)`` where all scores from a threshold on count as
    positive, for a threshold above all scores, then at each of them, falling (Fawcett, 2006)."""
    fp, tp = passed(truth, scores)
    return fp / fp[-1], tp / tp[-1]


@roc_curve.mistake("give each sample a point of its own, also where scores are tied")
def _(truth, scores):
    """No threshold lies between equal scores: samples with equal scores become positive together,
    and make one point."""
    hits = truth[np.argsort(-scores, kind="stable")]
    fp, tp = np.append(0.0, np.cumsum(1 - hits)), np.append(0.0, np.cumsum(hits))
    return fp / fp[-1], tp / tp[-1]


@roc_curve.mistake("count the lowest scores as positive first")
def _(truth, scores):
    """A high score means positive: the threshold starts above all of them and falls."""
    fp, tp = passed(truth, -scores)
    return fp / fp[-1], tp / tp[-1]


@roc_curve.mistake("go along the curve from its end")
def _(truth, scores):
    """The first point belongs to a threshold above all scores, at which no sample counts as
    positive: (0, 0)."""
    fp, tp = passed(truth, scores)
    return (fp / fp[-1])[::-1], (tp / tp[-1])[::-1]


@roc_curve.mistake("leave out the start")
def _(truth, scores):
    """There is also a threshold above all scores. No sample counts as positive there, and the curve
    begins at (0, 0)."""
    fp, tp = passed(truth, scores)
    return fp[1:] / fp[-1], tp[1:] / tp[-1]


@roc_curve.mistake("end with the point (1, 1) twice")
def _(truth, scores):
    """At the lowest score all samples count as positive, so that point is (1, 1) already. There is
    one point more than there are distinct scores."""
    fp, tp = passed(truth, scores)
    return np.append(fp / fp[-1], 1.0), np.append(tp / tp[-1], 1.0)


@roc_curve.mistake("take as positive only what is above the threshold, not what is equal to it")
def _(truth, scores):
    """A sample whose score equals the threshold counts as positive. Otherwise the one with the
    lowest score never does, and the curve does not end at (1, 1)."""
    fp, tp = passed(truth, scores)
    return np.append(0.0, fp[:-1] / fp[-1]), np.append(0.0, tp[:-1] / tp[-1])


@roc_curve.mistake("leave out points on a straight line")
def _(truth, scores):
    """The curve looks the same without them, and scikit-learn drops most of them unless it is told
    not to. Here every distinct score keeps its point."""
    fp, tp = passed(truth, scores)
    bends = (np.diff(fp[1:], 2) != 0) | (np.diff(tp[1:], 2) != 0)
    kept = np.concatenate([[True, True], bends, [True]])[-fp.size :]
    return fp[kept] / fp[-1], tp[kept] / tp[-1]


@roc_curve.mistake("swap the two rates")
def _(truth, scores):
    """First the rate that lies along the x-axis, of false positives, then that of the true."""
    fp, tp = passed(truth, scores)
    return tp / tp[-1], fp / fp[-1]


@roc_curve.mistake("divide by the number of all samples")
def _(truth, scores):
    """Each rate is a share of one class: false positives of all negatives, true positives of all
    positives."""
    fp, tp = passed(truth, scores)
    return fp / truth.size, tp / truth.size


@roc_curve.mistake("return counts where rates are asked for")
def _(truth, scores):
    """Rates run from 0 to 1: each count is a share of its class."""
    return passed(truth, scores)


@roc_curve.mistake("return the rate of true negatives in place of false positives")
def _(truth, scores):
    """Specificity is 1 at the start, where no negative counts as positive, and falls. The rate of
    false positives rises from 0."""
    fp, tp = passed(truth, scores)
    return 1 - fp / fp[-1], tp / tp[-1]


@roc_curve.mistake("make the curve of precision and recall")
def _(truth, scores):
    """In a ROC curve both rates are shares of a true class. Precision is a share of what was
    predicted."""
    fp, tp = passed(truth, scores)
    return tp / tp[-1], np.append(1.0, tp[1:] / (fp + tp)[1:])


@roc_curve.mistake("sort the scores and leave the truth as it is")
def _(truth, scores):
    """A score belongs to its sample. Where one is moved the other goes with it: sort indices."""
    fp, tp = passed(truth, np.sort(scores)[::-1])
    return fp / fp[-1], tp / tp[-1]


@roc_curve.mistake("take eleven thresholds from 1 to 0")
def _(truth, scores):
    """Scores need not lie in tenths, nor between 0 and 1. The thresholds are the scores that
    occur."""
    levels = np.linspace(1, 0, 11)[:, None]
    return (scores[truth == 0] >= levels).mean(1), (scores[truth == 1] >= levels).mean(1)


@roc_curve.mistake("return the thresholds too")
def _(truth, scores):
    """Two arrays are asked for, the rates. scikit-learn returns a third."""
    fp, tp = passed(truth, scores)
    return fp / fp[-1], tp / tp[-1], np.append(np.inf, np.unique(scores)[::-1])


@roc_curve.mistake("return one array of points")
def _(truth, scores):
    """The result is a pair of arrays, all x and all y, and not an array of pairs."""
    fp, tp = passed(truth, scores)
    return np.column_stack([fp / fp[-1], tp / tp[-1]])


@roc_curve.mistake("sort the scores that were passed")
def _(truth, scores):
    """The caller's scores no longer belong to the caller's samples then. Sort a copy, or
    indices."""
    fp, tp = passed(truth, scores)
    scores.sort()
    return fp / fp[-1], tp / tp[-1]


@roc_curve.variant("every sample against every threshold")
def _(truth, scores):
    thresholds = np.append(np.inf, np.unique(scores)[::-1])[:, None]
    above = scores >= thresholds
    return above[:, truth == 0].mean(axis=1), above[:, truth == 1].mean(axis=1)


@roc_curve.variant("a loop over the distinct scores, as lists")
def _(truth, scores):
    positives = sum(truth)
    fpr, tpr = [0.0], [0.0]
    for threshold in sorted(set(scores.tolist()), reverse=True):
        tp = sum(1 for y, s in zip(truth, scores, strict=True) if s >= threshold and y == 1)
        fp = sum(1 for y, s in zip(truth, scores, strict=True) if s >= threshold and y == 0)
        fpr.append(fp / (len(truth) - positives))
        tpr.append(tp / positives)
    return fpr, tpr


@roc_curve.variant("a walk through the sorted samples that waits for ties")
def _(truth, scores):
    pairs = sorted(zip(scores.tolist(), truth.tolist(), strict=True), reverse=True)
    points, fp, tp = [(0, 0)], 0, 0
    for i, (score, label) in enumerate(pairs):
        tp, fp = tp + label, fp + 1 - label
        if i + 1 == len(pairs) or pairs[i + 1][0] != score:
            points.append((fp, tp))
    points = np.array(points) / points[-1]
    return points[:, 0], points[:, 1]


@roc_curve.variant("counts of each distinct score, summed from above")
def _(truth, scores):
    values, place = np.unique(scores, return_inverse=True)
    counts = np.zeros((2, values.size + 1))
    np.add.at(counts, (truth, values.size - place), 1)
    rates = counts.cumsum(axis=1) / counts.sum(axis=1, keepdims=True)
    return tuple(rates)


@roc_curve.variant("where each threshold would stand among a class's scores")
def _(truth, scores):
    thresholds = np.append(np.unique(scores), np.inf)[::-1]

    def rate(of_class):
        return 1 - np.searchsorted(np.sort(of_class), thresholds) / of_class.size

    return rate(scores[truth == 0]), rate(scores[truth == 1])


@roc_curve.variant("sums in float32")
def _(truth, scores):
    order = np.lexsort((truth, -scores))
    hits = truth[order].astype(np.float32)
    keep = np.flatnonzero(np.r_[np.diff(scores[order]), 1])
    tpr = np.r_[np.float32(0), hits.cumsum()[keep] / hits.sum()]
    fpr = np.r_[np.float32(0), (1 - hits).cumsum()[keep] / (1 - hits).sum()]
    return fpr, tpr


@roc_curve.variant("PyTorch tensors")
def _(truth, scores):
    import torch

    y, s = torch.as_tensor(truth), torch.as_tensor(scores)
    levels = torch.cat([torch.tensor([float("inf")]).double(), torch.unique(s).flip(0)])
    above = (s >= levels[:, None]).double()
    return above[:, y == 0].mean(1), above[:, y == 1].mean(1)
