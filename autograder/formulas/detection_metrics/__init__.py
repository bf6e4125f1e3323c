"""Chapter 18, detection metrics: from two boxes to one number for a whole detector.

One contract for all. Boxes are rows ``(x1, y1, x2, y2)`` with ``x1 ≤ x2`` and ``y1 ≤ y2``, and
are continuous: the area is ``(x2 − x1)(y2 − y1)``, without a pixel added. Detections come in any
order and are ranked by their scores, the highest first. Precision and recall are those after each
detection of that ranking. No function changes an argument.

Never graded, since implementations differ there by rounding: equal scores or overlaps, overlaps
equal to a threshold, and recalls that meet a level k/10 or k/100, but for 0, 0.5 and 1. So there
are never 4, 5, 8 or 10 truths of a class. The references do as pycocotools does there too:
equal scores stay in their order, and of equal overlaps the last is taken.
"""

from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from math import lcm

import numpy as np

# All areas: the one range of areas that is compared with pycocotools.
ALL = (0, 1e10)


def curve(hits, truths) -> dict:
    """The points of the ranking in which these detections are right, of so many truths."""
    found = np.cumsum(hits)
    return {"precision": found / np.arange(1, len(found) + 1), "recall": found / truths}


@dataclass(frozen=True)
class Curves:
    """Curves of rankings, as inputs of the three average precisions.

    empty : whether a curve without a point is an edge

    Distributions: three rankings a case. In the first, 1 or 2 of 9 truths are found by 2 or 3
    detections. The second finds 3 of 6 by 4 or 5 detections and ends at recall 0.5; the third
    finds all of 6 or 7 by 8 or 9 detections. Those end with a hit. Else hits are anywhere.
    """

    empty: bool = False

    def values(self, rng) -> list[dict]:
        truths = int(rng.integers(6, 8))
        return [
            curve(_hits(rng, int(rng.integers(1, 3)), int(rng.integers(1, 3))), 9),
            curve([*_hits(rng, 2, int(rng.integers(1, 3))), True], 6),
            curve([*_hits(rng, truths - 1, int(rng.integers(1, 3))), True], truths),
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        nothing = {"precision": np.zeros(0), "recall": np.zeros(0)}
        empty = {"no detections": lambda: [nothing]} if self.empty else {}
        return empty | {
            "one detection, right": lambda: [curve([True], truths) for truths in (1, 2, 9)],
            "one detection, wrong": lambda: [curve([False], 3)],
            "nothing found": lambda: [curve([False] * 3, 9)],
            "nothing wrong": lambda: [curve([True] * k, of) for k, of in ((1, 9), (3, 6), (6, 6))],
            "wrong ones first": lambda: [curve([False] * _few(rng) + [True], 9)],
            "wrong ones last": lambda: [curve([True] + [False] * _few(rng), 9)],
            "the hits alone": lambda: [_kept(_spaced(rng), "hits")],
            "every second point": lambda: [_kept(_spaced(rng), "every second")],
        }


def envelope(precision) -> np.ndarray:
    """The highest precision from each point on."""
    return np.maximum.accumulate(precision[::-1])[::-1]


def reached(precision, recall, levels) -> np.ndarray:
    """At each level the highest precision at a recall that reaches it; 0 where none does."""
    return np.where(recall >= levels[:, None], precision, 0.0).max(axis=1, initial=0.0)


def first_reached(precision, recall, levels) -> np.ndarray:
    """At each level the precision of the first point that reaches it; 0 where none does."""
    return np.append(precision, 0.0)[np.searchsorted(recall, levels)]


def _few(rng):
    return int(rng.integers(2, 4))


def _hits(rng, right, wrong):
    return rng.permutation([True] * right + [False] * wrong)


def _spaced(rng):
    """A ranking with two hits among wrong ones: 9 truths, a hit, 1 to 3 wrong, a hit, a wrong."""
    return [True, *[False] * int(rng.integers(1, 4)), True, False]


def _kept(hits, which):
    kept = np.array(hits) if which == "hits" else np.arange(len(hits)) % 2 == 0
    return {name: points[kept] for name, points in curve(hits, 9).items()}


def ranking(precision, recall) -> tuple[np.ndarray, int]:
    """Hits of a ranking, and a number of truths, whose curve has these points.

    Where points are left out, the wrong ones come first: no point in between is then higher.
    """
    shares = [Fraction(float(r)).limit_denominator(60) for r in recall]
    truths = lcm(*(share.denominator for share in shares))
    hits = []
    for p, share in zip(precision, shares, strict=True):
        found = int(share * truths)
        length = round(found / p) if p else len(hits) + 1
        right = found - sum(hits)
        hits += [False] * (length - len(hits) - right) + [True] * right
    return np.array(hits, dtype=bool), truths


def coco_evaluation(thresholds, images=1, classes=1):
    """pycocotools' evaluation of boxes: all areas, up to 100 detections; numbers count from 1."""
    from pycocotools.cocoeval import COCOeval

    evaluation = COCOeval(iouType="bbox")
    evaluation.params.imgIds = list(range(1, images + 1))
    evaluation.params.catIds = list(range(1, classes + 1))
    evaluation.params.iouThrs = np.asarray(thresholds)
    evaluation.params.areaRng, evaluation.params.areaRngLbl = [ALL], ["all"]
    evaluation.params.maxDets = [100]
    return evaluation


def silently(function, *args):
    """What a function returns, without what it prints."""
    with redirect_stdout(StringIO()):
        return function(*args)
