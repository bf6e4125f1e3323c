"""Average precision by 101 points, as COCO has it."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics import (
    Curves,
    coco_evaluation,
    envelope,
    first_reached,
    ranking,
    reached,
    silently,
)


def oracle(precision, recall):
    """pycocotools on a ranking that has this curve."""
    hits, truths = ranking(precision, recall)
    evaluation = coco_evaluation([0.5])
    evaluation._paramsEval = evaluation.params
    evaluation.evalImgs = [
        {
            "dtScores": -np.arange(len(hits)),
            "dtMatches": hits[None],
            "dtIgnore": np.zeros((1, len(hits))),
            "gtIgnore": np.zeros(truths),
        }
    ]
    silently(evaluation.accumulate)
    return evaluation.eval["precision"].mean()


def _hundred_and_one():
    return np.linspace(0, 1, 101)


@formula(inputs=Curves(empty=True), oracle=oracle, returns=("average precision",))
def average_precision_101(precision, recall):
    """The mean, over the levels r of 0, 0.01 … 1, of the highest precision at a recall ≥ r
    (Lin et al., 2014)."""
    return reached(precision, recall, _hundred_and_one()).mean()


@average_precision_101.mistake("take the precision where the level is first reached")
def _(precision, recall):
    """Further on precision may rise again: use the highest precision at this recall or a higher
    one."""
    return first_reached(precision, recall, _hundred_and_one()).mean()


@average_precision_101.mistake("take the highest precision up to the level")
def _(precision, recall):
    """What counts lies at the level and to its right, where at least as many truths are found."""
    before = np.where(recall <= _hundred_and_one()[:, None], precision, 0.0)
    return before.max(axis=1).mean()


@average_precision_101.mistake("take the highest precision so far")
def _(precision, recall):
    """At each level, use the highest precision at this recall or a higher one, not at a lower
    one."""
    return first_reached(np.maximum.accumulate(precision), recall, _hundred_and_one()).mean()


@average_precision_101.mistake("leave out the level 0")
def _(precision, recall):
    """There are 101 levels: 0 is one of them, and every curve reaches it."""
    return reached(precision, recall, _hundred_and_one()[1:]).mean()


@average_precision_101.mistake("average over the levels that are reached")
def _(precision, recall):
    """A level that the curve does not reach counts too, with precision 0: truths that were not
    found lower the result."""
    levels = _hundred_and_one()
    return reached(precision, recall, levels[levels <= recall.max()]).mean()


@average_precision_101.mistake("ask for a recall above the level")
def _(precision, recall):
    """A recall that equals the level reaches it. (At level 1 nothing lies above.)"""
    above = np.where(recall > _hundred_and_one()[:, None], precision, 0.0)
    return above.max(axis=1).mean()


@average_precision_101.mistake("draw straight lines between the points")
def _(precision, recall):
    """Nothing is drawn between points, and nothing beyond the last: a level has the highest
    precision of the points that reach it, and 0 without one."""
    return np.interp(_hundred_and_one(), recall, precision).mean()


@average_precision_101.mistake("take the area under all points")
def _(precision, recall):
    """That is the rule of PASCAL VOC from 2010 on. COCO looks at 101 levels: it comes near the
    area, and where few truths are found it is above it."""
    return (envelope(precision) * np.diff(recall, prepend=0)).sum()


@average_precision_101.mistake("look at eleven levels")
def _(precision, recall):
    """PASCAL VOC used this rule until 2009. COCO's levels are 0, 0.01 … 1."""
    return reached(precision, recall, np.linspace(0, 1, 11)).mean()


@average_precision_101.mistake("swap precision and recall")
def _(precision, recall):
    """The levels are levels of recall; what is averaged is precision."""
    return reached(recall, precision, _hundred_and_one()).mean()


@average_precision_101.mistake("return the precision at each level")
def _(precision, recall):
    """One number is asked for: the mean over the levels."""
    return reached(precision, recall, _hundred_and_one())


@average_precision_101.variant("a loop over the levels")
def _(precision, recall):
    total = 0.0
    for level in np.linspace(0, 1, 101):
        there = precision[recall >= level]
        total += there.max() if there.size else 0.0
    return total / 101


@average_precision_101.variant("non-increasing precision where each level is first reached")
def _(precision, recall):
    falling = precision.tolist()
    for k in range(len(falling) - 1, 0, -1):
        falling[k - 1] = max(falling[k - 1], falling[k])
    at = np.searchsorted(recall, np.linspace(0, 1, 101), side="left")
    return np.mean([falling[k] if k < len(falling) else 0.0 for k in at])


@average_precision_101.variant("how many levels each point is the first to reach")
def _(precision, recall):
    falling = np.maximum.accumulate(precision[::-1])[::-1]
    levels = np.arange(101) / 100
    first = np.searchsorted(recall, levels)
    return np.bincount(first, minlength=len(recall) + 1)[: len(recall)] @ falling / len(levels)


@average_precision_101.variant("PyTorch tensors")
def _(precision, recall):
    import torch

    precision, recall = torch.as_tensor(precision), torch.as_tensor(recall)
    levels = torch.linspace(0, 1, 101, dtype=torch.float64)
    none = torch.zeros(len(levels), 1).double()
    there = torch.cat([precision * (recall >= levels[:, None]), none], dim=1)
    return there.amax(dim=1).mean()


@average_precision_101.variant("float32, one point after another from the last")
def _(precision, recall):
    levels = np.arange(101, dtype=np.float32) / np.float32(100)
    highest = np.zeros(101, dtype=np.float32)
    for p, r in zip(precision[::-1], recall[::-1], strict=True):
        there = levels <= np.float32(r)
        highest[there] = np.maximum(highest[there], np.float32(p))
    return highest.mean()
