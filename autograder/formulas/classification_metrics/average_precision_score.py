"""Average precision of a ranking: the mean precision at the positives, without interpolation."""

from collections.abc import Callable

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.classification_metrics._scores import Scores, passed


def oracle(truth, scores):
    from sklearn.metrics import average_precision_score

    return average_precision_score(truth, scores)


class Rankings(Scores):
    """The inputs of `roc_auc`, with truths that are all positive as one more edge."""

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        alone = {"truth": np.ones(3, dtype=int), "scores": np.array([0.3, 0.9, 0.5])}
        return super().edges(rng, reference) | {"positives alone": lambda: [alone]}


def _curve(truth, scores):
    """Precision and recall from the highest score on, ties together; without a starting point."""
    fp, tp = passed(truth, scores)
    return tp[1:] / (tp + fp)[1:], tp[1:] / tp[-1]


def _area(precision, recall):
    return (np.diff(recall, prepend=0.0) * precision).sum()


@formula(
    inputs=Rankings(poor=True),
    oracle=oracle,
    returns=("AP",),
    wide="precision and recall are shares of counts",
)
def average_precision_score(truth, scores):
    """``Σ (recallₙ − recallₙ₋₁)·precisionₙ`` over distinct scores, falling (Zhu, 2004)."""
    return _area(*_curve(truth, scores))


@average_precision_score.mistake("interpolate: make the precision non-increasing first")
def _(truth, scores):
    """That is the detection benchmarks' average precision. Here each precision counts as it was
    measured, also where a later one is higher."""
    precision, recall = _curve(truth, scores)
    return _area(np.maximum.accumulate(precision[::-1])[::-1], recall)


@average_precision_score.mistake("add up trapezoids under the curve, as sklearn's auc does")
def _(truth, scores):
    """Between two thresholds the curve is no straight line, and trapezoids are too hopeful. Each
    step in recall takes the precision at its end."""
    precision, recall = _curve(truth, scores)
    precision, recall = np.append(1.0, precision), np.append(0.0, recall)
    return (np.diff(recall) * (precision[1:] + precision[:-1]) / 2).sum()


@average_precision_score.mistake("take the precision at the beginning of each step")
def _(truth, scores):
    """A step in recall is earned at the new threshold: its precision is the one that counts."""
    precision, recall = _curve(truth, scores)
    return _area(np.append(1.0, precision[:-1]), recall)


@average_precision_score.mistake("break ties by the order of the samples")
def _(truth, scores):
    """Equal scores pass the threshold together: the order in which they stand must not count."""
    hits = truth[np.argsort(-scores, kind="stable")]
    return (hits * hits.cumsum() / np.arange(1, hits.size + 1)).sum() / hits.sum()


@average_precision_score.mistake("average the precision over all thresholds")
def _(truth, scores):
    """A threshold that finds no new positive does not count: weigh each precision by its step in
    recall."""
    return _curve(truth, scores)[0].mean()


@average_precision_score.mistake("divide by the number of samples")
def _(truth, scores):
    """Recall is a share of the *positives*: divide by their number."""
    return _area(*_curve(truth, scores)) * truth.mean()


@average_precision_score.mistake("begin with the lowest score")
def _(truth, scores):
    """The ranking goes from the highest score down: that sample is the most likely positive."""
    return _area(*_curve(truth, -scores))


@average_precision_score.mistake("take the negatives for positives")
def _(truth, scores):
    """1 is the positive class: precision is its share among those that are above the threshold."""
    return _area(*_curve(1 - truth, scores)) if (truth == 0).any() else 0.0


@average_precision_score.mistake("return the area under the ROC curve")
def _(truth, scores):
    """The ROC curve has the rate of false positives on its axis. Here it is precision against
    recall."""
    fp, tp = passed(truth, scores)
    if not fp[-1]:
        return 1.0
    return (np.diff(fp) * (tp[1:] + tp[:-1]) / 2).sum() / (fp[-1] * tp[-1])


@average_precision_score.mistake("return the precision of the last threshold")
def _(truth, scores):
    """At recall 1 precision is the share of positives, whatever the scores. All thresholds
    count."""
    return truth.mean()


@average_precision_score.mistake("return the precision at a threshold of 0.5")
def _(truth, scores):
    """One threshold is one point of the curve. Average precision takes all of them."""
    said = scores >= 0.5
    return truth[said].mean() if said.any() else 0.0


@average_precision_score.mistake("skip the first step")
def _(truth, scores):
    """`np.diff` of the recalls has one element less: the step from recall 0 to the first one counts
    too."""
    precision, recall = _curve(truth, scores)
    return (np.diff(recall) * precision[1:]).sum()


@average_precision_score.variant("a loop over distinct scores")
def _(truth, scores):
    positives, before, total = int(truth.sum()), 0.0, 0.0
    for threshold in sorted(set(scores.tolist()), reverse=True):
        said = scores >= threshold
        tp = int((said & (truth == 1)).sum())
        recall = tp / positives
        total += (recall - before) * tp / int(said.sum())
        before = recall
    return total


@average_precision_score.variant("the mean over positives of the precision at their scores")
def _(truth, scores):
    at = scores[truth == 1]
    above = scores[None, :] >= at[:, None]
    return ((above & (truth == 1)).sum(1) / above.sum(1)).mean()


@average_precision_score.variant("PyTorch tensors")
def _(truth, scores):
    import torch

    t, s = torch.as_tensor(truth).double(), torch.as_tensor(scores)
    above = (s[None, :] >= s[:, None]).double()
    return ((above @ t) / above.sum(1) * t).sum() / t.sum()


@average_precision_score.variant("sums in float32")
def _(truth, scores):
    at = scores[truth == 1]
    above = (scores[None, :] >= at[:, None]).astype(np.float32)
    return (above @ truth.astype(np.float32) / above.sum(1)).mean(dtype=np.float32)


@average_precision_score.variant("unique scores, and sums from the end")
def _(truth, scores):
    _, place = np.unique(-scores, return_inverse=True)
    tp = np.cumsum(np.bincount(place, weights=truth))
    said = np.cumsum(np.bincount(place))
    steps = np.diff(np.concatenate([[0.0], tp])) / tp[-1]
    return float(steps @ (tp / said))
