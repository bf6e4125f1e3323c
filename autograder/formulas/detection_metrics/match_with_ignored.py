"""Matching with truths that are not to count: crowds, and objects of another size."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics import ALL, coco_evaluation
from autograder.formulas.detection_metrics.match_detections import Overlaps


def oracle(iou, scores, threshold, ignored):
    """pycocotools, with `ignore` and `iscrowd` for the truths that are ignored."""
    evaluation = coco_evaluation([threshold])
    evaluation._gts[1, 1] = [
        {"id": j + 1, "ignore": int(flag), "iscrowd": int(flag), "area": 1.0}
        for j, flag in enumerate(ignored)
    ]
    about = {"ignore": 0, "iscrowd": 0, "area": 1.0}
    evaluation._dts[1, 1] = [{"id": i + 1, "score": s, **about} for i, s in enumerate(scores)]
    evaluation.ious[1, 1] = iou[np.argsort(-scores, kind="mergesort")]
    verdict = np.zeros(len(scores), dtype=int)
    if found := evaluation.evaluateImg(1, 1, ALL, 100):
        place = np.array(found["dtIds"], dtype=int) - 1
        verdict[place] = np.where(found["dtIgnore"][0], -1, found["dtMatches"][0] > 0)
    return verdict


@dataclass(frozen=True)
class Ignoring:
    """Detections of one image, its truths, and which of them are ignored.

    Overlaps, scores and threshold are drawn as those of `match_detections`. A case has four calls:

    - two detections that overlap a truth that counts, and an ignored one more: the first takes the
      truth that counts, the second the ignored one;
    - three detections that overlap an ignored truth alone;
    - a detection that overlaps an ignored truth too little, and one that overlaps nothing;
    - five detections and four truths, of which two are ignored, where anything may be.
    """

    def values(self, rng) -> list[dict]:
        return [
            self._beside(rng),
            self._of(rng, [[2], [2], [2]], [True]),
            self._of(rng, [[1, 2], [0, 0]], [True, False]),
            self._of(rng, rng.integers(0, 3, (5, 4)), rng.permutation([True, True, False, False])),
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def anything(detections, flags):
            kinds = rng.integers(0, 3, (detections, len(flags)))
            return self._of(rng, kinds, flags)

        return {
            "nothing is ignored": lambda: [anything(4, [False] * 3)],
            "all truths are ignored": lambda: [anything(4, [True] * 3)],
            "no truths": lambda: [anything(3, [])],
            "one detection, one ignored truth": lambda: [
                self._of(rng, [[2]], [True]),
                self._of(rng, [[1]], [True]),
            ],
            "one truth that counts, found three times": lambda: [
                self._of(rng, [[2], [2], [2]], [False])
            ],
            "more truths than detections": lambda: [anything(2, [False, True, False, True])],
            "nothing overlaps": lambda: [self._of(rng, np.zeros((3, 2), int), [True, False])],
            "two calls in a row": lambda: [self._beside(rng), self._beside(rng)],
        }

    def _beside(self, rng):
        """The ignored truth is overlapped more than the one that counts."""
        call = self._of(rng, [[2, 2], [2, 2]], [False, True])
        return call | {"iou": np.sort(call["iou"], axis=1)}

    def _of(self, rng, kinds, ignored):
        kinds = np.asarray(kinds)
        return Overlaps()._of(rng, kinds) | {"ignored": np.asarray(ignored, dtype=bool)}


def _falling(scores):
    return np.argsort(-scores, kind="stable").tolist()


def _best(row, able, threshold):
    """The last of the best of the truths that it may take; None where none is overlapped enough."""
    able = [j for j in np.flatnonzero(able).tolist() if row[j] >= threshold]
    return max(able, key=lambda j: (row[j], j), default=None)


def _match(iou, threshold, ignored, order, stays=True, left_out=-1):
    verdict, free = np.zeros(len(iou), dtype=int), np.ones(iou.shape[1], dtype=bool)
    for i in order:
        if (truth := _best(iou[i], free & ~ignored, threshold)) is not None:
            verdict[i], free[truth] = 1, False
        elif (truth := _best(iou[i], free & ignored, threshold)) is not None:
            verdict[i], free[truth] = left_out, stays
    return verdict


@formula(inputs=Ignoring(), oracle=oracle, returns=("verdict",), kinds={"verdict": "int"})
def match_with_ignored(iou, scores, threshold, ignored):
    """1 true, 0 false, −1 left out: a detection takes its best free truth that counts, and only if
    there is none an ignored one, which stays free (Lin et al., 2014, and pycocotools)."""
    return _match(iou, threshold, ignored, _falling(scores))


@match_with_ignored.mistake("let an ignored truth be taken once only")
def _(iou, scores, threshold, ignored):
    """A crowd may be found many times: an ignored truth stays free, and no detection of it
    counts."""
    return _match(iou, threshold, ignored, _falling(scores), stays=False)


@match_with_ignored.mistake("take the best truth of all, ignored or not")
def _(iou, scores, threshold, ignored):
    """A truth that counts comes first, even where an ignored one is overlapped more: else a right
    detection would be lost beside a crowd."""
    verdict, free = np.zeros(len(iou), dtype=int), np.ones(iou.shape[1], dtype=bool)
    for i in _falling(scores):
        if (truth := _best(iou[i], free, threshold)) is not None:
            verdict[i], free[truth] = (-1, True) if ignored[truth] else (1, False)
    return verdict


@match_with_ignored.mistake("count the detections of ignored truths as wrong")
def _(iou, scores, threshold, ignored):
    """What finds an ignored truth is neither right nor wrong: −1."""
    return _match(iou, threshold, ignored, _falling(scores), left_out=0)


@match_with_ignored.mistake("count the detections of ignored truths as right")
def _(iou, scores, threshold, ignored):
    """What finds an ignored truth is neither right nor wrong: −1."""
    return _match(iou, threshold, ignored, _falling(scores), left_out=1)


@match_with_ignored.mistake("treat ignored truths as all others")
def _(iou, scores, threshold, ignored):
    """`ignored` says which truths are not to count: look at those that count first."""
    return _match(iou, threshold, np.zeros_like(ignored), _falling(scores))


@match_with_ignored.mistake("take `ignored` the wrong way round")
def _(iou, scores, threshold, ignored):
    """True in `ignored` means that the truth does *not* count."""
    return _match(iou, threshold, ~ignored, _falling(scores))


@match_with_ignored.mistake("leave out every detection that touches an ignored truth")
def _(iou, scores, threshold, ignored):
    """To touch is not enough: with an ignored truth too, the overlap has to reach the threshold."""
    verdict = _match(iou, threshold, ignored, _falling(scores))
    touches = (iou[:, ignored] > 0).any(axis=1)
    return np.where((verdict == 0) & touches, -1, verdict)


@match_with_ignored.mistake("leave out all that find nothing")
def _(iou, scores, threshold, ignored):
    """A detection that overlaps no truth enough is wrong: 0. Only those of ignored truths are left
    out."""
    verdict = _match(iou, threshold, ignored, _falling(scores))
    return np.where(verdict == 0, -1, verdict)


@match_with_ignored.mistake("let the detections choose in the order given")
def _(iou, scores, threshold, ignored):
    """The detection with the highest score chooses first, wherever it stands in the list."""
    return _match(iou, threshold, ignored, range(len(iou)))


@match_with_ignored.mistake("return the answers in the order of the scores")
def _(iou, scores, threshold, ignored):
    """The answers stand where their detections stand, in the order in which they were given."""
    order = _falling(scores)
    return _match(iou, threshold, ignored, order)[order]


@match_with_ignored.mistake("count the same truth every time that it is found")
def _(iou, scores, threshold, ignored):
    """A truth that counts can be found once. Only ignored ones stay free."""
    counts = ((iou >= threshold) & ~ignored).any(axis=1)
    crowd = ((iou >= threshold) & ignored).any(axis=1)
    return np.where(counts, 1, -crowd.astype(int))


@match_with_ignored.variant("two passes over the truths of each detection")
def _(iou, scores, threshold, ignored):
    verdict, taken = [0] * len(scores), set()
    for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
        best, most = None, threshold
        for j in range(iou.shape[1]):
            if not ignored[j] and j not in taken and iou[i, j] >= most:
                best, most = j, iou[i, j]
        if best is not None:
            verdict[i] = 1
            taken.add(best)
        elif any(ignored[j] and iou[i, j] >= threshold for j in range(iou.shape[1])):
            verdict[i] = -1
    return verdict


@match_with_ignored.variant("the truths that count first, and then the rest at once")
def _(iou, scores, threshold, ignored):
    left = np.where(iou >= threshold, iou, -1.0)[:, ~ignored]
    found = np.zeros(len(scores), dtype=bool)
    for i in np.argsort(-scores):
        if left.shape[1] and left[i].max() >= 0:
            found[i] = True
            left[:, left[i].argmax()] = -1.0
    crowd = (iou[:, ignored] >= threshold).any(axis=1)
    return np.where(found, 1, np.where(crowd, -1, 0))


@match_with_ignored.variant("a bonus for truths that count")
def _(iou, scores, threshold, ignored):
    worth = np.where(iou >= threshold, iou + 10.0 * ~ignored, -1.0)
    verdict = np.zeros(len(scores), dtype=np.int32)
    for i in np.argsort(-scores, kind="stable"):
        if worth.shape[1] == 0 or worth[i].max() < 0:
            continue
        best = worth[i].argmax()
        verdict[i] = -1 if ignored[best] else 1
        if not ignored[best]:
            worth[:, best] = -1.0
    return verdict


@match_with_ignored.variant("PyTorch tensors")
def _(iou, scores, threshold, ignored):
    import torch

    enough = torch.as_tensor(iou) >= threshold
    skip = torch.as_tensor(ignored)
    left = torch.where(enough & ~skip, torch.as_tensor(iou), torch.tensor(-1.0).double())
    verdict = -(enough & skip).any(1).long() if iou.shape[1] else torch.zeros(len(scores)).long()
    for i in torch.argsort(torch.as_tensor(scores), descending=True):
        if left.shape[1] and left[i].max() >= 0:
            verdict[i] = 1
            left[:, left[i].argmax()] = -1.0
    return verdict
