"""The precision-recall curve of one class, one point for each detection."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(is_tp, scores, truths):
    """scikit-learn's curve, where truths that were never found are positives that come last."""
    from sklearn.metrics import precision_recall_curve

    if not len(scores):
        return np.zeros(0), np.zeros(0)
    missed = truths - np.count_nonzero(is_tp)
    labels = np.concatenate([is_tp, np.ones(missed, dtype=bool)])
    ranks = np.concatenate([scores, np.full(missed, scores.min() - 1)])
    precision, recall, _ = precision_recall_curve(labels, ranks)
    # Its last point has no detection, the one before has the first, and so on.
    return precision[::-1][1 : len(scores) + 1], recall[::-1][1 : len(scores) + 1]


@dataclass(frozen=True)
class Ranked:
    """Detections of one class in any order, right and wrong ones.

    Distributions: 2 or 3 right and 2 or 3 wrong ones in random order; 1 to 3 truths more than
    right ones, and not as many as detections. Scores lie from 0.05 to 0.99, are uniform there,
    have two digits, and no two are equal.
    """

    def values(self, rng) -> list[dict]:
        return [self._ranked(rng, _few(rng), _few(rng))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "no detections": lambda: [self._ranked(rng, 0, 0)],
            "one detection, right": lambda: [self._ranked(rng, 1, 0, missed=0)],
            "one detection, wrong": lambda: [self._ranked(rng, 0, 1)],
            "all are right": lambda: [self._ranked(rng, 3, 0)],
            "all are wrong": lambda: [self._ranked(rng, 0, 3)],
            "every truth is found": lambda: [self._ranked(rng, 3, 2, missed=0)],
            "many more truths than detections": lambda: [self._ranked(rng, 2, 1, missed=30)],
            "sorted already": lambda: [self._sorted(rng)],
            "scores below zero": lambda: [self._scored(rng, lambda scores: scores - 5)],
            "scores in percent": lambda: [self._scored(rng, lambda scores: np.round(100 * scores))],
            "two calls in a row": lambda: [self._ranked(rng, 2, 2), self._ranked(rng, 3, 2)],
        }

    def _ranked(self, rng, right, wrong, missed=None):
        is_tp = rng.permutation(np.array([True] * right + [False] * wrong, dtype=bool))
        if missed is None:
            # Else recall could be divided by the number of detections, and nobody would notice.
            missed = int(rng.choice([n for n in (1, 2, 3) if n != wrong]))
        scores = (5 + rng.permutation(95)[: len(is_tp)]) / 100
        return {"is_tp": is_tp, "scores": scores, "truths": right + missed}

    def _sorted(self, rng):
        call = self._ranked(rng, 3, 2)
        return call | {"scores": np.sort(call["scores"])[::-1].copy()}

    def _scored(self, rng, change):
        call = self._ranked(rng, 3, 2)
        return call | {"scores": change(call["scores"])}


def _few(rng):
    return int(rng.integers(2, 4))


def _points(hits, truths):
    """The curve of hits that are ranked."""
    found = np.cumsum(hits)
    return found / np.arange(1, len(hits) + 1), found / truths


@formula(
    inputs=Ranked(),
    oracle=oracle,
    returns=("precision", "recall"),
    wide="both results are shares of counts",
)
def precision_recall(is_tp, scores, truths):
    """Of the first k detections the share that is right, and of all truths the share that they
    found (van Rijsbergen, 1979; Everingham et al., 2010)."""
    return _points(is_tp[np.argsort(-scores, kind="stable")], truths)


@precision_recall.mistake("leave the detections in the order given")
def _(is_tp, scores, truths):
    """Sort the detections by score, highest first: each point of the curve is a threshold on the
    score."""
    return _points(is_tp, truths)


@precision_recall.mistake("begin with the lowest score")
def _(is_tp, scores, truths):
    """`argsort` goes from small to large. The curve begins with the detection that has the highest
    score."""
    return _points(is_tp[np.argsort(scores)], truths)


@precision_recall.mistake("divide recall by the right detections")
def _(is_tp, scores, truths):
    """Recall is a share of all truths, also of those that no detection found: it need not end at
    1."""
    return _points(is_tp[np.argsort(-scores)], max(np.count_nonzero(is_tp), 1))


@precision_recall.mistake("divide recall by the number of detections")
def _(is_tp, scores, truths):
    """Recall is a share of the truths, whose number is passed."""
    return _points(is_tp[np.argsort(-scores)], len(is_tp))


@precision_recall.mistake("divide precision by all detections at every point")
def _(is_tp, scores, truths):
    """At the k-th point only k detections count: the others are below the threshold."""
    found = np.cumsum(is_tp[np.argsort(-scores)])
    return found / max(len(found), 1), found / truths


@precision_recall.mistake("divide precision by the truths as well")
def _(is_tp, scores, truths):
    """Precision asks how many of the detections so far are right; recall asks how many of the
    truths are found."""
    found = np.cumsum(is_tp[np.argsort(-scores)])
    return found / truths, found / truths


@precision_recall.mistake("return recall before precision")
def _(is_tp, scores, truths):
    """The order is in the function's name."""
    return _points(is_tp[np.argsort(-scores)], truths)[::-1]


@precision_recall.mistake("count the detections before each from 0")
def _(is_tp, scores, truths):
    """The first point already counts one detection: the first."""
    found = np.cumsum(is_tp[np.argsort(-scores)])
    with np.errstate(divide="ignore", invalid="ignore"):
        return found / np.arange(len(found)), found / truths


@precision_recall.mistake("divide the right ones by the wrong ones")
def _(is_tp, scores, truths):
    """Precision is a share of all detections so far, right and wrong ones together."""
    hits = is_tp[np.argsort(-scores)]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.cumsum(hits) / np.cumsum(~hits), np.cumsum(hits) / truths


@precision_recall.mistake("count the wrong ones for precision")
def _(is_tp, scores, truths):
    """Precision is the share of detections that are right."""
    hits = is_tp[np.argsort(-scores)]
    return _points(~hits, truths)[0], np.cumsum(hits) / truths


@precision_recall.mistake("leave out the running sum")
def _(is_tp, scores, truths):
    """Each point counts all detections from the first up to this one."""
    hits = is_tp[np.argsort(-scores)]
    return hits / np.arange(1, len(hits) + 1), hits / truths


@precision_recall.mistake("make precision non-increasing")
def _(is_tp, scores, truths):
    """That belongs to average precision. The curve itself goes down with each wrong detection and
    up again with each right one."""
    precision, recall = _points(is_tp[np.argsort(-scores)], truths)
    return np.maximum.accumulate(precision[::-1])[::-1], recall


@precision_recall.mistake("begin with a point before any detection")
def _(is_tp, scores, truths):
    """There is one point for each detection, and none before the first."""
    precision, recall = _points(is_tp[np.argsort(-scores)], truths)
    return np.concatenate([[1.0], precision]), np.concatenate([[0.0], recall])


@precision_recall.mistake("keep only the points of right detections")
def _(is_tp, scores, truths):
    """A wrong detection is a point too: precision falls there, and recall stays."""
    hits = is_tp[np.argsort(-scores)]
    precision, recall = _points(hits, truths)
    return precision[hits], recall[hits]


@precision_recall.variant("a loop with two counts")
def _(is_tp, scores, truths):
    precision, recall, right = [], [], 0
    ranked = sorted(zip(scores, is_tp, strict=True), key=lambda pair: -pair[0])
    for k, (_, hit) in enumerate(ranked, 1):
        right += bool(hit)
        precision.append(right / k)
        recall.append(right / truths)
    return precision, recall


@precision_recall.variant("running sums of right and wrong ones, in an array of two rows")
def _(is_tp, scores, truths):
    order = np.argsort(scores)[::-1]
    right, wrong = is_tp[order].cumsum(), (1 - is_tp[order]).cumsum()
    return np.array(right / (right + wrong)), np.array(right / truths)


@precision_recall.variant("running means, and recall from precision")
def _(is_tp, scores, truths):
    hits = is_tp[np.argsort(-scores)].astype(float)
    counted = np.arange(1.0, len(hits) + 1)
    precision = np.add.accumulate(hits) / counted
    return [precision, precision * counted / truths]


@precision_recall.variant("each point by itself, from who has at least that score")
def _(is_tp, scores, truths):
    above = scores[None, :] >= np.sort(scores)[::-1][:, None]
    right = above @ is_tp.astype(float)
    return right / above.sum(axis=1), right / truths


@precision_recall.variant("float32 tensors of PyTorch")
def _(is_tp, scores, truths):
    import torch

    order = torch.argsort(torch.as_tensor(scores), descending=True)
    right = torch.as_tensor(is_tp)[order].to(torch.float32).cumsum(0)
    return right / torch.arange(1, len(right) + 1), right / truths
