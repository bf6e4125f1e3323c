"""Other ways to sum up a curve, which are handed in where one of the chapter's was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def plain_area(precision, recall):
    """add up precision times the step in recall, with precision as it is

    First the precision is made one that never rises as recall grows."""
    return (np.diff(np.r_[0, recall]) * precision).sum()


def mean_precision(precision, recall):
    """take the mean of the precisions

    A detection that adds no recall adds no area."""
    return precision.mean() if len(precision) else 0.0


def trapezoids(precision, recall):
    """add up trapezoids

    The curve is made of steps: rectangles as high as the precision to their right."""
    return np.trapezoid(np.r_[1, precision], np.r_[0, recall])


def slanted_envelope(precision, recall):
    """interpolate with `np.interp` between the points, and add up trapezoids

    The envelope is made of steps. Straight lines between its points lie above them."""
    precision = np.maximum.accumulate(np.r_[1, precision, 0][::-1])[::-1]
    levels = np.linspace(0, 1, 101)
    heights = np.interp(levels, np.r_[0, recall, 1], precision)
    return np.trapezoid(heights, levels)


def slanted_eleven(precision, recall):
    """interpolate with `np.interp` at eleven levels, and take the mean

    The envelope is made of steps. A level has the height of the step that it lies on."""
    precision = np.maximum.accumulate(np.r_[1, precision, 0][::-1])[::-1]
    return np.interp(np.linspace(0, 1, 11), np.r_[0, recall, 1], precision).mean()


def slanted_hundred(precision, recall):
    """interpolate with `np.interp` at 101 levels, and take the mean

    The envelope is made of steps. A level has the height of the step that it lies on."""
    precision = np.maximum.accumulate(np.r_[1, precision, 0][::-1])[::-1]
    return np.interp(np.linspace(0, 1, 101), np.r_[0, recall, 1], precision).mean()


def last_precision(precision, recall):
    """take the last precision

    All of the curve counts."""
    return precision[-1] if len(precision) else 0.0


def best_precision(precision, recall):
    """take the highest precision

    All of the curve counts."""
    return precision.max() if len(precision) else 0.0


def halves(iou, scores, threshold):
    """always take 0.5 for the threshold

    The threshold is an argument: take what is passed."""
    from autograder.formulas.detection_metrics.match_detections import match_detections

    return match_detections.reference(iou, scores, 0.5)


def scores_above(iou, scores, threshold):
    """compare the scores with the threshold

    The threshold is one of the overlaps. The scores only say who comes first."""
    return scores >= threshold


def weighted_by_place(ap_per_class):
    """weight the classes by their places

    All classes count alike."""
    weights = np.arange(1, len(ap_per_class) + 1)
    return (ap_per_class * weights).sum() / weights.sum()


def without_the_first(ap_per_class):
    """leave out the first class, as if it were the background

    Class 0 is a class like any other here."""
    return ap_per_class[1:].mean() if len(ap_per_class) > 1 else 0.0


def mean_of_ends(ap_per_class):
    """take the mean of the first and the last

    All classes count."""
    return (ap_per_class[0] + ap_per_class[-1]) / 2


def three_quarters(detections, truths):
    """take the overlap .75 alone

    The mean runs over ten thresholds."""
    return _at(detections, truths, (0.75,))


def one_half(detections, truths):
    """take the overlap .50 alone

    The mean runs over ten thresholds."""
    return _at(detections, truths, (0.5,))


def _at(detections, truths, levels):
    from autograder.formulas.detection_metrics import average_precision_101, match_detections
    from autograder.formulas.detection_metrics.box_iou import box_iou
    from autograder.formulas.detection_metrics.precision_recall import precision_recall

    found = []
    for level in levels:
        for label in np.unique(np.concatenate([t["labels"] for t in truths])):
            hits, scores, number = [], [], 0
            for d, t in zip(detections, truths, strict=True):
                ours, theirs = d["labels"] == label, t["labels"] == label
                iou = box_iou.reference(d["boxes"][ours], t["boxes"][theirs])
                match = match_detections.match_detections.reference
                hits.append(match(iou, d["scores"][ours], level))
                scores.append(d["scores"][ours])
                number += theirs.sum()
            curve = precision_recall.reference(
                np.concatenate(hits), np.concatenate(scores), int(number)
            )
            found.append(average_precision_101.average_precision_101.reference(*curve))
    return np.mean(found)
