"""Matching: which detections found something, and which found nothing or what was found before."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics import ALL, coco_evaluation


def oracle(iou, scores, threshold):
    evaluation = coco_evaluation([threshold])
    about = {"ignore": 0, "iscrowd": 0, "area": 1.0}
    evaluation._gts[1, 1] = [{"id": j + 1, **about} for j in range(iou.shape[1])]
    evaluation._dts[1, 1] = [{"id": i + 1, "score": s, **about} for i, s in enumerate(scores)]
    evaluation.ious[1, 1] = iou[np.argsort(-scores, kind="mergesort")]
    is_tp = np.zeros(len(scores), dtype=bool)
    if found := evaluation.evaluateImg(1, 1, ALL, 100):
        is_tp[np.array(found["dtIds"], dtype=int) - 1] = found["dtMatches"][0] > 0
    return is_tp


@dataclass(frozen=True)
class Overlaps:
    """Detections of one image that compete for its truths.

    Distributions: the threshold is 0.5, 0.6 or 0.7. An overlap is enough, 0.02 to 0.28 above it;
    or too small, from 0.05 to 0.02 below it; or 0. Scores lie from 0.05 to 0.99. All have two
    digits, are uniform there, and no two overlaps or scores are equal. A case has four calls:

    - two detections want one truth, and only the one with the higher score may have another:
      the other one is given first, and has the larger overlap with the truth they want;
    - two want one truth, and the one with the lower score has to make do with another;
    - of four detections and two truths, the one with the highest score overlaps the first truth
      too little; the next overlaps it enough, and the second truth more; the other two overlap
      one truth each, less than that one does;
    - four detections and three truths, where each overlap is enough, too small or 0 alike.
    """

    def values(self, rng) -> list[dict]:
        return [self._wanted(rng), self._second(rng), self._poor(rng), self._any(rng, 4, 3)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "no truths": lambda: [self._any(rng, 3, 0)],
            "one detection, one truth": lambda: [self._of(rng, [[2]]), self._of(rng, [[1]])],
            "one truth found three times": lambda: [self._of(rng, [[2], [2], [2]])],
            "any of three truths would do": lambda: [self._of(rng, [[2, 2, 2]])],
            "more truths than detections": lambda: [self._any(rng, 2, 4)],
            "a truth for each detection": lambda: [self._of(rng, 2 * np.eye(3, dtype=int)[::-1])],
            "nothing overlaps": lambda: [self._of(rng, np.zeros((3, 2), dtype=int))],
            "all overlaps are too small": lambda: [self._of(rng, np.ones((3, 2), dtype=int))],
            "perfect overlaps": lambda: [self._any(rng, 2, 2) | {"iou": np.eye(2)}],
            "scores below zero": lambda: [self._scored(rng, lambda scores: scores - 5)],
            "scores in percent": lambda: [self._scored(rng, lambda scores: np.round(100 * scores))],
        }

    def _wanted(self, rng):
        call = self._of(rng, [[0, 2], [2, 2]])
        low, middle, high = np.sort(call["iou"][call["iou"] > 0])
        iou = np.array([[0.0, high], [low, middle]])
        return call | {"iou": iou, "scores": np.sort(call["scores"])}

    def _second(self, rng):
        call = self._of(rng, [[2, 0], [2, 2]])
        low, middle, high = np.sort(call["iou"][call["iou"] > 0])
        iou = np.array([[middle, 0.0], [high, low]])[:, rng.permutation(2)]
        return call | {"iou": iou, "scores": np.sort(call["scores"])[::-1].copy()}

    def _poor(self, rng):
        call = self._of(rng, [[1, 0], [2, 2], [2, 0], [0, 2]])
        least, low, middle, high = np.sort(call["iou"][1:][call["iou"][1:] > 0])
        iou = np.array([call["iou"][0], [middle, high], [low, 0.0], [0.0, least]])
        turn = rng.permutation(4)
        return call | {"iou": iou[turn], "scores": np.sort(call["scores"])[::-1][turn]}

    def _any(self, rng, detections, truths):
        return self._of(rng, rng.integers(0, 3, (detections, truths)))

    def _scored(self, rng, change):
        call = self._any(rng, 4, 3)
        return call | {"scores": change(call["scores"])}

    def _of(self, rng, kinds):
        """A call whose overlaps are 0, too small or enough: 0, 1 or 2."""
        kinds, threshold = np.asarray(kinds), 10 * int(rng.integers(5, 8))
        iou = np.zeros(kinds.shape)
        for kind, low, high in ((1, 5, threshold - 2), (2, threshold + 2, threshold + 28)):
            iou[kinds == kind] = _hundredths(rng, low, high, np.count_nonzero(kinds == kind))
        scores = _hundredths(rng, 5, 99, len(kinds))
        return {"iou": iou, "scores": scores, "threshold": threshold / 100}


def _hundredths(rng, low, high, many):
    """So many numbers of two digits from low to high percent, none twice."""
    return (low + rng.permutation(high - low + 1)[:many]) / 100


def _falling(scores):
    return np.argsort(-scores, kind="stable").tolist()


def _match(iou, threshold, order):
    """Detections in this order take their best free truths."""
    is_tp, free, rows = np.zeros(len(iou), dtype=bool), set(range(iou.shape[1])), iou.tolist()
    for detection in order:
        able = [(rows[detection][truth], truth) for truth in free]
        # Of equal overlaps the last, as in pycocotools.
        best, truth = max(able, default=(-1.0, None))
        if best >= threshold:
            is_tp[detection] = True
            free.remove(truth)
    return is_tp


@formula(inputs=Overlaps(), oracle=oracle, returns=("is_tp",), kinds={"is_tp": "bool"})
def match_detections(iou, scores, threshold):
    """By falling score, each detection takes its best free truth (Lin et al., 2014)."""
    return _match(iou, threshold, _falling(scores))


@match_detections.mistake("count the same truth every time that it is found")
def _(iou, scores, threshold):
    """A truth can be found once. A detection that finds it again, with a lower score, is a false
    positive: remember which truths are still free."""
    return (iou >= threshold).any(axis=1)


@match_detections.mistake("stop where a detection's best truth is taken")
def _(iou, scores, threshold):
    """That is the rule of PASCAL VOC. Here a detection whose best truth is taken may have the best
    of those that are still free."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for detection in _falling(scores) if free.size else []:
        best = iou[detection].argmax()
        if iou[detection, best] >= threshold and free[best]:
            is_tp[detection], free[best] = True, False
    return is_tp


@match_detections.mistake("let the detections choose in the order given")
def _(iou, scores, threshold):
    """The detection with the highest score chooses first, whatever its place in the list."""
    return _match(iou, threshold, range(len(iou)))


@match_detections.mistake("choose in the order given (one more fault is left: taken truths)")
def _(iou, scores, threshold):
    """The detection with the highest score chooses first, whatever its place in the list."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for detection in range(len(iou)) if free.size else []:
        best = iou[detection].argmax()
        if iou[detection, best] >= threshold and free[best]:
            is_tp[detection], free[best] = True, False
    return is_tp


@match_detections.mistake("let the lowest score choose first")
def _(iou, scores, threshold):
    """`argsort` goes from small to large. The highest score chooses first."""
    return _match(iou, threshold, np.argsort(scores, kind="stable"))


@match_detections.mistake("return the answers in the order of the scores")
def _(iou, scores, threshold):
    """Return the answers in the order in which the detections were given, not in the order of their
    scores."""
    order = _falling(scores)
    return _match(iou, threshold, order)[order]


@match_detections.mistake("take the first free truth that is overlapped enough")
def _(iou, scores, threshold):
    """Of several free truths a detection takes the one that it overlaps most."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for detection in _falling(scores):
        able = np.flatnonzero(free & (iou[detection] >= threshold))
        if able.size:
            is_tp[detection], free[able[0]] = True, False
    return is_tp


@match_detections.mistake("let each truth choose the detection that overlaps it most")
def _(iou, scores, threshold):
    """The detections choose, in the order of their scores. A larger overlap does not help a
    detection that comes later."""
    is_tp = np.zeros(len(iou), dtype=bool)
    for column in iou.T:
        best = column.argmax()
        is_tp[best] |= column[best] >= threshold
    return is_tp


@match_detections.mistake("match the largest overlap first")
def _(iou, scores, threshold):
    """Detections choose in the order of their scores, not of their overlaps."""
    left, is_tp = iou.copy(), np.zeros(len(iou), dtype=bool)
    while left.size and left.max() >= threshold:
        detection, truth = np.unravel_index(left.argmax(), left.shape)
        is_tp[detection] = True
        left[detection], left[:, truth] = -1.0, -1.0
    return is_tp


@match_detections.mistake("match as many as possible")
def _(iou, scores, threshold):
    """A detection takes its own best free truth, even if a detection with a lower score then gets
    none."""
    owner = {}

    def finds(detection, asked):
        for truth in np.flatnonzero(iou[detection] >= threshold).tolist():
            if truth not in asked:
                asked.add(truth)
                if truth not in owner or finds(owner[truth], asked):
                    owner[truth] = detection
                    return True
        return False

    is_tp = np.zeros(len(iou), dtype=bool)
    for detection in _falling(scores):
        is_tp[detection] = finds(detection, set())
    return is_tp


@match_detections.mistake("forget the threshold")
def _(iou, scores, threshold):
    """A small overlap is not enough: IoU must reach the threshold."""
    return _match(iou, 1e-12, _falling(scores))


@match_detections.mistake("let a detection that overlaps too little take the truth away")
def _(iou, scores, threshold):
    """Where the overlap is below the threshold nothing was found, and the truth stays free for the
    detections that follow."""
    is_tp, free = np.zeros(len(iou), dtype=bool), np.ones(iou.shape[1], dtype=bool)
    for detection in _falling(scores):
        left = np.where(free, iou[detection], 0.0)
        if left.any():
            best = left.argmax()
            is_tp[detection], free[best] = left[best] >= threshold, False
    return is_tp


@match_detections.mistake("say which are wrong")
def _(iou, scores, threshold):
    """True is for a detection that found something: a true positive."""
    return ~_match(iou, threshold, _falling(scores))


@match_detections.variant("loops, with a set of the truths that are taken")
def _(iou, scores, threshold):
    is_tp, taken = [False] * len(scores), set()
    for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
        best, most = None, threshold
        for j in range(iou.shape[1]):
            if j not in taken and iou[i, j] >= most:
                best, most = j, iou[i, j]
        if best is not None:
            is_tp[i] = True
            taken.add(best)
    return is_tp


@match_detections.variant("a copy of the overlaps, with what is taken struck out")
def _(iou, scores, threshold):
    left = np.where(iou >= threshold, iou, -1.0)
    is_tp = np.zeros(len(scores), dtype=bool)
    for i in np.argsort(scores)[::-1]:
        if left.shape[1] and left[i].max() >= 0:
            is_tp[i] = True
            left[:, left[i].argmax()] = -1.0
    return is_tp


@match_detections.variant("PyTorch tensors")
def _(iou, scores, threshold):
    import torch

    left, is_tp = torch.tensor(iou), torch.zeros(len(scores), dtype=torch.bool)
    for i in torch.argsort(torch.tensor(scores), descending=True):
        if left.shape[1] == 0:
            break
        most, truth = left[i].max(dim=0)
        if most >= threshold:
            is_tp[i] = True
            left[:, truth] = -1.0
    return is_tp


@match_detections.variant("sorted first, and put back at the end")
def _(iou, scores, threshold):
    order = np.argsort(-scores)
    free, found = list(range(iou.shape[1])), []
    for overlaps in iou[order]:
        best = max(free, key=overlaps.__getitem__, default=None)
        found.append(best is not None and bool(overlaps[best] >= threshold))
        if found[-1]:
            free.remove(best)
    is_tp = np.empty(len(order), dtype=bool)
    is_tp[order] = found
    return is_tp


@match_detections.variant("float32, and a recursion")
def _(iou, scores, threshold):
    def match(order, free):
        if not order:
            return {}
        row = np.where(free, iou[order[0]].astype(np.float32), np.float32(-1))
        hit = bool(row.size) and bool(row.max() >= threshold)
        if hit:
            free = free & (np.arange(row.size) != row.argmax())
        return {order[0]: hit} | match(order[1:], free)

    found = match(np.argsort(-scores).tolist(), np.ones(iou.shape[1], dtype=bool))
    return [found[i] for i in range(len(scores))]
