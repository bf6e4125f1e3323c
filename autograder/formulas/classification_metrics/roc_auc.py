"""The area under the ROC curve: how often a positive has a higher score than a negative."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas import theirs
from autograder.formulas.classification_metrics._scores import Scores, beaten, passed


@formula(inputs=Scores(poor=True), oracle=theirs("sklearn.metrics.roc_auc_score"), returns=("AUC",))
def roc_auc(truth, scores):
    """The share of pairs of a positive and a negative in which the positive scores higher, a tie
    counted half (Mann and Whitney, 1947; Hanley and McNeil, 1982)."""
    return (np.sign(beaten(truth, scores)).mean() + 1) / 2


@roc_auc.mistake("count ties as lost, or add up rectangles below the curve")
def _(truth, scores):
    """A pair with equal scores counts one half. In the curve a tie is a slanting piece, with half
    of a rectangle below it."""
    return (beaten(truth, scores) > 0).mean()


@roc_auc.mistake("count ties as won, or add up rectangles that reach above the curve")
def _(truth, scores):
    """A pair with equal scores counts one half. In the curve a tie is a slanting piece, with half
    of a rectangle below it."""
    return (beaten(truth, scores) >= 0).mean()


@roc_auc.mistake("break ties by the order of the samples")
def _(truth, scores):
    """The order of the samples must not change the area. Samples with equal scores become positive
    together."""
    hits = truth[np.argsort(-scores, kind="stable")]
    found = np.cumsum(hits)[hits == 0]
    return found.sum() / (hits.sum() * found.size)


@roc_auc.mistake("take the area above the curve")
def _(truth, scores):
    """Scores that put every positive above every negative have an area of 1. Look for swapped
    classes or axes, or a sort from below."""
    return (1 - np.sign(beaten(truth, scores)).mean()) / 2


@roc_auc.mistake("leave out the half of the trapezoids")
def _(truth, scores):
    """Between two points the height is the mean of theirs, not their sum."""
    fp, tp = passed(truth, scores)
    return (np.diff(fp) * (tp[1:] + tp[:-1])).sum() / (fp[-1] * tp[-1])


@roc_auc.mistake("average the heights of the points")
def _(truth, scores):
    """The points are not equally far apart: multiply each height by its width."""
    _, tp = passed(truth, scores)
    return tp.mean() / tp[-1]


@roc_auc.mistake("stretch the area to −1 … 1")
def _(truth, scores):
    """That is the Gini coefficient. Random scores have an area of 0.5."""
    return np.sign(beaten(truth, scores)).mean()


@roc_auc.mistake("invert an area below one half")
def _(truth, scores):
    """Scores in the wrong order have an area below 0.5: return it as it is."""
    return (np.abs(np.sign(beaten(truth, scores)).mean()) + 1) / 2


@roc_auc.mistake("take the area under the curve of precision and recall")
def _(truth, scores):
    """That is average precision. The ROC curve has the rate of false positives along its x-axis, a
    share of the negatives."""
    fp, tp = passed(truth, scores)
    return (np.diff(tp) * tp[1:] / (fp + tp)[1:]).sum() / tp[-1]


@roc_auc.mistake("round the scores to 0 and 1 first")
def _(truth, scores):
    """One threshold gives one point. The area is made of all of them: take the scores as they
    are."""
    return (np.sign(beaten(truth, (scores >= 0.5).astype(float))).mean() + 1) / 2


@roc_auc.mistake("return the accuracy at a threshold of 0.5")
def _(truth, scores):
    """The area does not depend on a threshold: it says how well the scores order the samples."""
    return ((scores >= 0.5) == truth).mean()


@roc_auc.mistake("return the difference of the two classes' mean scores")
def _(truth, scores):
    """Only the order of the scores counts: halving all of them must not change the area."""
    return beaten(truth, scores).mean()


@roc_auc.mistake("divide by the number of all pairs of samples")
def _(truth, scores):
    """Divide by (number of positives) × (number of negatives): only these pairs can be won or
    lost."""
    won = (np.sign(beaten(truth, scores)) + 1).sum() / 2
    return won / (truth.size * (truth.size - 1) / 2)


@roc_auc.mistake("count the pairs and not divide")
def _(truth, scores):
    """The area is the share of pairs that are won, between 0 and 1."""
    return (np.sign(beaten(truth, scores)) + 1).sum() / 2


@roc_auc.mistake("add up ranks among all samples, and not take off those among the positives")
def _(truth, scores):
    """A positive's rank counts the positives below it as well as the negatives. Only the negatives
    are beaten."""
    won = (np.sign(beaten(truth, scores)) + 1).sum() / 2
    positives = truth.sum()
    among = positives * (positives + 1) / 2
    return (won + among) / (positives * (truth.size - positives))


@roc_auc.mistake("sort the scores and leave the truth as it is")
def _(truth, scores):
    """A score belongs to its sample: move both together, by sorting indices."""
    return (np.sign(beaten(truth, np.sort(scores)[::-1])).mean() + 1) / 2


@roc_auc.mistake("sort the scores that were passed")
def _(truth, scores):
    """The caller's scores no longer belong to the caller's samples then. Sort a copy, or
    indices."""
    area = (np.sign(beaten(truth, scores)).mean() + 1) / 2
    scores.sort()
    return area


@roc_auc.variant("trapezoids under the curve")
def _(truth, scores):
    levels = np.append(np.inf, np.unique(scores)[::-1])[:, None]
    fpr = (scores[truth == 0] >= levels).mean(axis=1)
    tpr = (scores[truth == 1] >= levels).mean(axis=1)
    return np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2)


@roc_auc.variant("SciPy's trapezoids")
def _(truth, scores):
    from scipy.integrate import trapezoid

    fp, tp = passed(truth, scores)
    return trapezoid(tp / tp[-1], fp / fp[-1])


@roc_auc.variant("a loop over pairs")
def _(truth, scores):
    won = pairs = 0
    for s, y in zip(scores, truth, strict=True):
        for other, label in zip(scores, truth, strict=True):
            if y == 1 and label == 0:
                won += 1.0 if s > other else 0.5 if s == other else 0.0
                pairs += 1
    return won / pairs


@roc_auc.variant("the mean of both ways to count ties")
def _(truth, scores):
    positive, negative = scores[truth == 1], np.sort(scores[truth == 0])
    below = np.searchsorted(negative, positive, "left").mean()
    not_above = np.searchsorted(negative, positive, "right").mean()
    return (below + not_above) / (2 * len(negative))


@roc_auc.variant("SciPy's ranks, ties sharing theirs")
def _(truth, scores):
    from scipy.stats import rankdata

    positives = int(truth.sum())
    negatives = len(truth) - positives
    ranks = rankdata(scores)[truth == 1].sum()
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


@roc_auc.variant("comparisons in float32")
def _(truth, scores):
    s = scores.astype(np.float32)
    a, b = s[truth == 1, None], s[None, truth == 0]
    return np.mean((a > b).astype(np.float32) + np.float32(0.5) * (a == b))


@roc_auc.variant("PyTorch tensors")
def _(truth, scores):
    import torch

    y, s = torch.as_tensor(truth), torch.as_tensor(scores)
    apart = s[y == 1][:, None] - s[y == 0]
    return torch.heaviside(apart, torch.tensor(0.5).double()).mean()
