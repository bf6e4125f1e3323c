"""Matching as PASCAL VOC has it: a detection looks at one truth alone, the one it overlaps most."""

from collections.abc import Callable

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics.match_detections import Overlaps


def oracle(iou, scores, threshold):
    """The package `mean-average-precision`, by its policy "greedy", box by box."""
    from mean_average_precision.utils import check_box

    is_tp, matched = np.zeros(len(scores), dtype=bool), []
    for i in np.argsort(-scores, kind="stable"):
        order, free = np.argsort(iou[i])[::-1], np.zeros(iou.shape[1], dtype=bool)
        said, truth = check_box(iou[i], free, free, order, matched, threshold, "greedy")
        is_tp[i] = said == "tp"
        matched += [truth] * bool(is_tp[i])
    return is_tp


class Contests(Overlaps):
    """The overlaps of `match_detections`, in cases of their own.

    A case has four calls: two detections that overlap one truth most, of which the one with the
    lower score has the larger overlap and comes first; the same where the lower one could have
    another truth; a detection with the highest score that overlaps its best truth too little, and
    three others; and five detections with three truths, where anything may be.
    """

    def values(self, rng) -> list[dict]:
        return [self._wanted(rng), self._second(rng), self._poor(rng), self._any(rng, 5, 3)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return super().edges(rng, reference) | {
            "two calls in a row": lambda: [self._second(rng), self._second(rng)],
            "the best truth is too far, another is taken": lambda: [self._of(rng, [[2], [1]])],
        }


def _falling(scores):
    return np.argsort(-scores, kind="stable").tolist()


def _look(iou, threshold, order):
    """Each detection, in this order, looks at the truth that it overlaps most."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for i in order if free.size else []:
        best = iou[i].argmax()
        if iou[i, best] >= threshold and free[best]:
            is_tp[i], free[best] = True, False
    return is_tp


@formula(inputs=Contests(), oracle=oracle, returns=("is_tp",), kinds={"is_tp": "bool"})
def match_detections_voc(iou, scores, threshold):
    """By falling score each detection looks at the truth it overlaps most: true where that overlap
    is enough and the truth is free (Everingham et al., 2010)."""
    return _look(iou, threshold, _falling(scores))


@match_detections_voc.mistake("let a detection whose best truth is taken have another")
def _(iou, scores, threshold):
    """That is COCO's rule. In VOC a detection looks at one truth, the one that it overlaps most,
    whether that is free or not: a second detection of an object is a false one, though there be
    another object beside it."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for i in _falling(scores) if free.size else []:
        left = np.where(free, iou[i], -1.0)
        best = left.argmax()
        if left[best] >= threshold:
            is_tp[i], free[best] = True, False
    return is_tp


@match_detections_voc.mistake("count the same truth every time that it is found")
def _(iou, scores, threshold):
    """A truth can be found once. Keep note of which truths are still free."""
    return (iou >= threshold).any(axis=1)


@match_detections_voc.mistake("let the detections choose in the order given")
def _(iou, scores, threshold):
    """The detection with the highest score comes first, wherever it stands in the list."""
    return _look(iou, threshold, range(len(iou)))


@match_detections_voc.mistake("let the lowest score come first")
def _(iou, scores, threshold):
    """`argsort` goes from small to large. The highest score comes first."""
    return _look(iou, threshold, np.argsort(scores, kind="stable"))


@match_detections_voc.mistake("return the answers in the order of the scores")
def _(iou, scores, threshold):
    """The answers stand where their detections stand, in the order in which they were given."""
    order = _falling(scores)
    return _look(iou, threshold, order)[order]


@match_detections_voc.mistake("let each truth choose the detection that overlaps it most")
def _(iou, scores, threshold):
    """It is the detections that choose, by their scores. How well a truth is overlapped does not
    help a detection that comes later."""
    is_tp = np.zeros(len(iou), dtype=bool)
    for column in iou.T:
        best = column.argmax()
        is_tp[best] |= column[best] >= threshold
    return is_tp


@match_detections_voc.mistake("forget the threshold")
def _(iou, scores, threshold):
    """To touch a truth is not to find it: the overlap has to reach the threshold."""
    return _look(iou, 1e-12, _falling(scores))


@match_detections_voc.mistake("let a detection that overlaps too little take the truth away")
def _(iou, scores, threshold):
    """Where the overlap is below the threshold nothing was found, and the truth stays free."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for i in _falling(scores) if free.size else []:
        best = iou[i].argmax()
        if iou[i, best] > 0:
            is_tp[i] = free[best] and iou[i, best] >= threshold
            free[best] = False
    return is_tp


@match_detections_voc.mistake("take the first truth that is overlapped enough")
def _(iou, scores, threshold):
    """Of several truths a detection looks at the one that it overlaps most."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for i in _falling(scores):
        enough = np.flatnonzero(iou[i] >= threshold)
        if enough.size and free[enough[0]]:
            is_tp[i], free[enough[0]] = True, False
    return is_tp


@match_detections_voc.mistake("say which are wrong")
def _(iou, scores, threshold):
    """True is for a detection that found something: a true positive."""
    return ~_look(iou, threshold, _falling(scores))


@match_detections_voc.variant("a set of the truths that are taken")
def _(iou, scores, threshold):
    is_tp, taken = [False] * len(scores), set()
    for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
        if iou.shape[1] == 0:
            continue
        best = int(np.argmax(iou[i]))
        if iou[i, best] >= threshold and best not in taken:
            taken.add(best)
            is_tp[i] = True
    return is_tp


@match_detections_voc.variant("for each truth the highest score among those that look at it")
def _(iou, scores, threshold):
    is_tp = np.zeros(len(scores), dtype=bool)
    if iou.shape[1]:
        best, most = iou.argmax(1), iou.max(1)
        for truth in range(iou.shape[1]):
            lookers = np.flatnonzero((best == truth) & (most >= threshold))
            if lookers.size:
                is_tp[lookers[scores[lookers].argmax()]] = True
    return is_tp


@match_detections_voc.variant("sorted first, and put back at the end")
def _(iou, scores, threshold):
    order = np.argsort(-scores)
    seen, found = [], []
    for row in iou[order].tolist():
        most = max(row, default=-1.0)
        truth = row.index(most) if row else None
        found.append(most >= threshold and truth not in seen)
        if found[-1]:
            seen.append(truth)
    is_tp = np.empty(len(order), dtype=bool)
    is_tp[order] = found
    return is_tp


@match_detections_voc.variant("PyTorch tensors")
def _(iou, scores, threshold):
    import torch

    is_tp = torch.zeros(len(scores), dtype=torch.bool)
    if iou.shape[1] == 0:
        return is_tp
    most, best = torch.as_tensor(iou).max(dim=1)
    free = torch.ones(iou.shape[1], dtype=torch.bool)
    for i in torch.argsort(torch.as_tensor(scores), descending=True):
        if most[i] >= threshold and free[best[i]]:
            is_tp[i], free[best[i]] = True, False
    return is_tp
