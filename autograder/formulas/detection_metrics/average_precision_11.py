"""Average precision by 11 points, as PASCAL VOC had it until 2009."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics import Curves, envelope, first_reached, reached


def oracle(precision, recall):
    """The package `mean-average-precision`, which takes the levels from its caller: at each, the
    highest precision at a recall of at least the level, or 0; then their mean."""
    from mean_average_precision.utils import compute_average_precision_with_recall_thresholds

    levels = np.linspace(0, 1, 11)
    return compute_average_precision_with_recall_thresholds(precision, recall, levels)


def _eleven():
    return np.linspace(0, 1, 11)


@formula(inputs=Curves(empty=True), oracle=oracle, returns=("average precision",))
def average_precision_11(precision, recall):
    """The mean, over the levels r of 0, 0.1 … 1, of the highest precision at a recall ≥ r
    (Everingham et al., 2010)."""
    return reached(precision, recall, _eleven()).mean()


@average_precision_11.mistake("take the precision where the level is first reached")
def _(precision, recall):
    """Further on precision may rise again: use the highest precision at this recall or a higher
    one."""
    return first_reached(precision, recall, _eleven()).mean()


@average_precision_11.mistake("take the highest precision up to the level")
def _(precision, recall):
    """What counts lies at the level and to its right, where at least as many truths are found."""
    before = np.where(recall <= _eleven()[:, None], precision, 0.0)
    return before.max(axis=1).mean()


@average_precision_11.mistake("take the highest precision so far")
def _(precision, recall):
    """At each level, use the highest precision at this recall or a higher one, not at a lower
    one."""
    return first_reached(np.maximum.accumulate(precision), recall, _eleven()).mean()


@average_precision_11.mistake("leave out the level 0")
def _(precision, recall):
    """There are eleven levels: 0 is one of them, and every curve reaches it."""
    return reached(precision, recall, _eleven()[1:]).mean()


@average_precision_11.mistake("leave out the level 1")
def _(precision, recall):
    """There are eleven levels, and 1 is the last. (`np.arange` leaves its end out.)"""
    return reached(precision, recall, _eleven()[:-1]).mean()


@average_precision_11.mistake("divide by 10")
def _(precision, recall):
    """From 0 to 1 in steps of 0.1 there are eleven levels."""
    return reached(precision, recall, _eleven()).sum() / 10


@average_precision_11.mistake("average over the levels that are reached")
def _(precision, recall):
    """A level that the curve does not reach counts too, with precision 0: truths that were not
    found lower the result."""
    levels = _eleven()
    return reached(precision, recall, levels[levels <= recall.max()]).mean()


@average_precision_11.mistake("ask for a recall above the level")
def _(precision, recall):
    """A recall that equals the level reaches it. (At level 1 nothing lies above.)"""
    above = np.where(recall > _eleven()[:, None], precision, 0.0)
    return above.max(axis=1).mean()


@average_precision_11.mistake("draw straight lines between the points")
def _(precision, recall):
    """Nothing is drawn between points, and nothing beyond the last: a level has the highest
    precision of the points that reach it, and 0 without one."""
    return np.interp(_eleven(), recall, precision).mean()


@average_precision_11.mistake("take the area under all points")
def _(precision, recall):
    """That is the rule of PASCAL VOC from 2010 on. Here eleven levels are looked at, and nothing in
    between."""
    return (envelope(precision) * np.diff(recall, prepend=0)).sum()


@average_precision_11.mistake("look at 101 levels")
def _(precision, recall):
    """That is COCO's rule. PASCAL VOC 2007 has 0, 0.1 … 1."""
    return reached(precision, recall, np.linspace(0, 1, 101)).mean()


@average_precision_11.mistake("swap precision and recall")
def _(precision, recall):
    """The levels are levels of recall; what is averaged is precision."""
    return reached(recall, precision, _eleven()).mean()


@average_precision_11.mistake("return the precision at each level")
def _(precision, recall):
    """One number is asked for: the mean over the levels."""
    return reached(precision, recall, _eleven())


@average_precision_11.variant("a loop over the levels")
def _(precision, recall):
    total = 0.0
    for tenth in range(11):
        total += max(
            (p for p, r in zip(precision, recall, strict=True) if r >= tenth / 10), default=0
        )
    return total / 11


@average_precision_11.variant("masks, with levels of np.arange")
def _(precision, recall):
    highest = []
    for level in np.arange(0.0, 1.1, 0.1):
        there = precision[recall >= level]
        highest.append(there.max() if there.size else 0.0)
    return np.mean(highest)


@average_precision_11.variant("non-increasing precision where each level is first reached")
def _(precision, recall):
    falling = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0.0)
    return falling[np.searchsorted(recall, np.linspace(0, 1, 11))].sum() / 11


@average_precision_11.variant("PyTorch tensors")
def _(precision, recall):
    import torch

    precision, recall = torch.as_tensor(precision), torch.as_tensor(recall)
    levels = torch.linspace(0, 1, 11, dtype=torch.float64)
    none = torch.zeros(len(levels), 1).double()
    there = torch.cat([precision * (recall >= levels[:, None]), none], dim=1)
    return there.amax(dim=1).mean()


@average_precision_11.variant("float32, one point after another from the last")
def _(precision, recall):
    levels = np.arange(11, dtype=np.float32) / np.float32(10)
    highest = np.zeros(11, dtype=np.float32)
    for p, r in zip(precision[::-1], recall[::-1], strict=True):
        highest[levels <= np.float32(r)] = np.maximum(highest[levels <= np.float32(r)], p)
    return highest.mean()
