"""Average precision by all points: the area under the curve, as PASCAL VOC has it since 2010."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics import Curves, envelope, reached


def oracle(precision, recall):
    """The package `mean-average-precision`: points at recall 0 and 1 are put on, each precision
    is raised to the highest one after it, and each step in recall counts with the precision at
    its end."""
    from mean_average_precision.utils import compute_average_precision

    return compute_average_precision(precision, recall)


def _steps(recall):
    """How much recall grows up to each point, the first from 0."""
    return np.diff(recall, prepend=0)


@formula(
    inputs=Curves(empty=True),
    oracle=oracle,
    returns=("average precision",),
    wide="np.diff puts a whole number before the first recall",
)
def average_precision(precision, recall):
    """``Σ (rₖ − rₖ₋₁) · max precision from rₖ on``, with ``r₀ = 0`` (Everingham et al., 2015)."""
    return (_steps(recall) * envelope(precision)).sum()


@average_precision.mistake("leave precision going up and down")
def _(precision, recall):
    """First every precision is raised to the highest one at a higher recall, so that the curve only
    falls."""
    return (_steps(recall) * precision).sum()


@average_precision.mistake("raise precision to the highest so far")
def _(precision, recall):
    """Each precision is raised to the highest that comes after it, from the end on: what came
    before does not help at a higher recall."""
    return (_steps(recall) * np.maximum.accumulate(precision)).sum()


@average_precision.mistake("leave out the first step")
def _(precision, recall):
    """The first point's recall is a step too: it starts at 0. (`np.diff` alone has one number less
    than there are points.)"""
    return (np.diff(recall) * envelope(precision)[1:]).sum()


@average_precision.mistake("join the points by straight lines")
def _(precision, recall):
    """The curve is a staircase: each step has one height and no slope. (So do not use
    `np.trapezoid`.)"""
    before = np.append(precision[:1], precision[:-1])
    return (_steps(recall) * (before + precision) / 2).sum()


@average_precision.mistake("give each step the precision of the point before")
def _(precision, recall):
    """A step in recall ends at the detection that makes it, and has a height from there on."""
    before = np.append(precision[:1], precision[:-1])
    return (_steps(recall) * before).sum()


@average_precision.mistake("average over the points")
def _(precision, recall):
    """Wrong detections are points too, and add nothing to the recall: each precision counts by how
    much recall grows."""
    return envelope(precision).sum() / max(len(precision), 1)


@average_precision.mistake("go on to recall 1 with the last precision")
def _(precision, recall):
    """Where the curve ends, precision is 0: truths that were not found lower the result."""
    height = envelope(precision)
    return (_steps(recall) * height).sum() + (1 - recall[-1]) * height[-1]


@average_precision.mistake("divide by the last recall")
def _(precision, recall):
    """The truths that were not found count as well: the area is taken from recall 0 to 1."""
    return (_steps(recall) * envelope(precision)).sum() / max(recall.max(initial=0.0), 1e-9)


@average_precision.mistake("look at eleven levels of recall")
def _(precision, recall):
    """PASCAL VOC used this rule until 2009. Here every step in recall counts."""
    return reached(precision, recall, np.linspace(0, 1, 11)).mean()


@average_precision.mistake("multiply the highest precision by the last recall")
def _(precision, recall):
    """That is the area of the box around the curve. Precision falls, and each step has a height of
    its own."""
    return precision.max(initial=0.0) * recall.max(initial=0.0)


@average_precision.mistake("swap precision and recall")
def _(precision, recall):
    """The steps are steps in recall; their heights are precisions."""
    return (_steps(precision) * envelope(recall)).sum()


@average_precision.mistake("add up the precisions")
def _(precision, recall):
    """An area is height times width: each precision counts by how much recall grows."""
    return envelope(precision).sum()


@average_precision.variant("a loop from the last point to the first")
def _(precision, recall):
    area, highest = 0.0, 0.0
    for k in range(len(recall) - 1, -1, -1):
        highest = max(highest, precision[k])
        area += highest * (recall[k] - (recall[k - 1] if k else 0))
    return area


@average_precision.variant("points put on at recall 0 and 1")
def _(precision, recall):
    r, p = np.concatenate([[0], recall, [1]]), np.concatenate([[0], precision, [0]])
    for k in range(len(p) - 1, 0, -1):
        p[k - 1] = max(p[k - 1], p[k])
    grows = np.flatnonzero(r[1:] != r[:-1])
    return np.sum((r[grows + 1] - r[grows]) * p[grows + 1])


@average_precision.variant("the highest precision of all points from each recall on")
def _(precision, recall):
    recalls = np.unique(recall)
    heights = [precision[recall >= r].max() for r in recalls]
    return np.dot(heights, np.diff(recalls, prepend=0)) if len(recalls) else 0


@average_precision.variant("drops in precision, each times its recall")
def _(precision, recall):
    height = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0)
    return float(-np.diff(height) @ recall)


@average_precision.variant("float32 tensors of PyTorch")
def _(precision, recall):
    import torch

    precision, recall = (torch.tensor(x, dtype=torch.float32) for x in (precision, recall))
    if not len(precision):
        return 0.0
    height = precision.flip(0).cummax(dim=0).values.flip(0)
    return torch.dot(height, torch.diff(recall, prepend=torch.zeros(1)))
