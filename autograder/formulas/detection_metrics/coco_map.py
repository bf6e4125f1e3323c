"""COCO's mean average precision: ten thresholds, all classes, all images."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.detection_metrics import coco_evaluation, silently
from autograder.formulas.detection_metrics.average_precision_101 import average_precision_101
from autograder.formulas.detection_metrics.box_iou import box_iou
from autograder.formulas.detection_metrics.match_detections import match_detections
from autograder.formulas.detection_metrics.mean_average_precision import mean_average_precision
from autograder.formulas.detection_metrics.precision_recall import precision_recall


def oracle(detections, truths):
    return evaluated(prepared(detections, truths))


def evaluated(evaluation):
    """What pycocotools' `summarize` gives as AP: −1 stands for classes without truths there."""
    silently(evaluation.evaluate)
    silently(evaluation.accumulate)
    precision = evaluation.eval["precision"]
    return precision[precision > -1].mean()


def prepared(detections, truths):
    """pycocotools' evaluation of these boxes, with nothing evaluated yet."""
    classes = 1 + max(one["labels"].max(initial=0) for one in (*detections, *truths))
    evaluation = coco_evaluation(np.linspace(0.5, 0.95, 10), len(truths), classes)
    evaluation.cocoGt, evaluation.cocoDt = _dataset(truths), _dataset(detections)
    return evaluation


def _dataset(images):
    """Boxes as COCO has them: left, top, width, height. Images, classes and boxes count from 1."""
    from pycocotools.coco import COCO

    coco = COCO()
    coco.dataset = {"images": [{"id": i + 1} for i in range(len(images))], "annotations": []}
    for i, image in enumerate(images):
        scores = image.get("scores", np.zeros(len(image["labels"])))
        rows = zip(image["boxes"].tolist(), image["labels"], scores, strict=True)
        for (left, top, right, bottom), label, score in rows:
            width, height = right - left, bottom - top
            coco.dataset["annotations"].append(
                {
                    "id": len(coco.dataset["annotations"]) + 1,
                    "image_id": i + 1,
                    "category_id": int(label) + 1,
                    "bbox": [left, top, width, height],
                    "area": width * height,
                    "score": float(score),
                    "iscrowd": 0,
                }
            )
    silently(coco.createIndex)
    return coco


@dataclass(frozen=True)
class Scenes:
    """Three images with objects of two classes, and what a detector made of them.

    Distributions: objects are whole pixels, 20 to 30 wide and high. "Nearly" means that each side
    is moved by 1 to 3.

    - In one image are two objects of the first class, of one size and 6 apart. One detection is
      the one of them, 1 off; another, with a lower score, lies between both, 2 off the first.
    - In a later image an object of the second class is nearly found twice as its own class, and
      once as the first with a higher score than those two. A box anywhere is taken for a class
      that has no objects.
    - In one image an object of the second class stands where that of the image before stands, but
      for 2 either way, and is not found. One of the first class is nearly found or, half the
      time, not found either.

    - In the first of them is an object of a class that is never detected.

    Scores lie from 0.05 to 0.99, are uniform there, have two digits, and no two are equal. The
    classes have numbers from 0 to 3. Boxes stand in random order, and the last image anywhere.
    Scenes in which an overlap lies within 0.002 of a threshold are drawn again.
    """

    def values(self, rng) -> list[dict]:
        return [self._scene(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "no detections": lambda: [self._blind(rng)],
            "one object, one detection": lambda: [self._one(rng, 0), self._one(rng, 2)],
            "all found exactly": lambda: [self._exact(rng)],
            "one class, found twice": lambda: [self._twice(rng)],
            "objects in one image, detections in the other": lambda: [self._apart(rng)],
            "a detection in an image without objects": lambda: [self._empty(rng)],
            "only a class without objects is detected": lambda: [self._mistaken(rng)],
            "two classes in one place": lambda: [self._shared(rng)],
            "boxes without area": lambda: [self._flat(rng)],
        }

    def _scene(self, rng):
        while True:
            *labels, unseen = rng.permutation(4).tolist()
            scores = _scores(rng, 7)
            images = [self._close(rng, labels, scores), *self._alike(rng, labels, scores)]
            images[0][0].append((_object(rng) + 200, unseen))
            images.insert(rng.integers(3), images.pop())
            call = _call(images)
            if _far_from_thresholds(call):
                return call

    def _close(self, rng, labels, scores):
        """Two objects so close that a detection overlaps both by more than a half."""
        one, a = _object(rng), labels[0]
        low, high, _ = sorted(scores[:3])
        other, first, second = (one + np.array([by, 0, by, 0]) for by in (6, -1, 2))
        return (
            _shuffled(rng, [(one, a), (other, a)]),
            _shuffled(rng, [(first, a, high), (second, a, low)]),
        )

    def _alike(self, rng, labels, scores):
        """Two images with an object of one class in nearly one place, found in the first."""
        there, here, (a, b, c) = _object(rng), _object(rng) + 100, labels
        found = [(there + _near(rng), b, scores[3]), (there + _near(rng), b, scores[4])]
        wrong = [(there + _near(rng), a, max(scores[:3])), (_object(rng), c, scores[5])]
        again = there + 2 * _signs(rng, 2)[[0, 1, 0, 1]]
        also = [(here + _near(rng), a, scores[6])] if rng.random() < 0.5 else []
        yield [(there, b)], _shuffled(rng, found + wrong)
        yield _shuffled(rng, [(again, b), (here, a)]), also

    def _blind(self, rng):
        call = self._scene(rng)
        return call | {"detections": _call([([], [])] * len(call["truths"]))["detections"]}

    def _one(self, rng, off):
        while True:
            box, score = _object(rng), _scores(rng, 1)[0]
            call = _call([([(box, 1)], [(box + off, 1, score)])])
            if _far_from_thresholds(call):
                return call

    def _exact(self, rng):
        objects = [[(_object(rng), label) for label in labels] for labels in ([0, 1], [1], [2, 0])]
        scores = iter(_scores(rng, 5))
        return _call([(some, [(*one, next(scores)) for one in some]) for some in objects])

    def _twice(self, rng):
        box, scores = _object(rng), sorted(_scores(rng, 3))
        below, wrong = box + 40, box + 80
        found = [(box, 0, scores[2]), (box, 0, scores[1]), (wrong, 0, scores[0])]
        return _call([([(box, 0), (below, 0)], _shuffled(rng, found))])

    def _apart(self, rng):
        box, score = _object(rng), _scores(rng, 1)[0]
        return _call([([(box, 1)], []), ([], [(box, 1, score)])])

    def _empty(self, rng):
        box, scores = _object(rng), sorted(_scores(rng, 3))
        found = [(box, 1, scores[0]), (box + 50, 1, scores[1])]
        return _call([([], [(box, 1, scores[2])]), ([one[:2] for one in found], found)])

    def _mistaken(self, rng):
        box, score = _object(rng), _scores(rng, 1)[0]
        return _call([([(box, 1)], [(box, 2, score)])])

    def _shared(self, rng):
        box, scores = _object(rng), _scores(rng, 2)
        return _call([([(box, 7), (box, 2)], [(box, 2, scores[0]), (box + 50, 7, scores[1])])])

    def _flat(self, rng):
        box, scores = _object(rng), _scores(rng, 3)
        line, point = box[[0, 1, 2, 1]], box[[0, 1, 0, 1]]
        found = [(one, 0, score) for one, score in zip((box, line, point), scores, strict=True)]
        return _call([([(box, 0), (line, 0), (point, 0)], found)])


def _object(rng):
    corner, size = rng.integers(0, 41, 2), rng.integers(20, 31, 2)
    return np.concatenate([corner, corner + size])


def _near(rng):
    return rng.integers(1, 4, 4) * _signs(rng, 4)


def _signs(rng, many):
    return 2 * rng.integers(0, 2, many) - 1


def _scores(rng, many):
    return ((5 + rng.permutation(95)[:many]) / 100).tolist()


def _shuffled(rng, items):
    return [items[i] for i in rng.permutation(len(items))]


def _call(images):
    """The call from each image's objects (box, label) and detections (box, label, score)."""
    return {
        "detections": [
            _columns(found) | {"scores": np.array([one[2] for one in found], float)}
            for _, found in images
        ],
        "truths": [_columns(objects) for objects, _ in images],
    }


def _columns(items):
    return {
        "boxes": np.array([one[0] for one in items], float).reshape(-1, 4),
        "labels": np.array([one[1] for one in items], np.int64),
    }


def _far_from_thresholds(call):
    for found, there in zip(call["detections"], call["truths"], strict=True):
        twentieths = 20 * box_iou(found["boxes"], there["boxes"])
        nearest = np.round(twentieths)
        if ((nearest >= 10) & (nearest < 20) & (np.abs(twentieths - nearest) < 0.04)).any():
            return False
    return True


def _overlaps(found, there):
    """IoU of an image's detections and truths; 0 where their classes differ."""
    iou = box_iou(found["boxes"], there["boxes"])
    iou[found["labels"][:, None] != there["labels"]] = 0
    return iou


def _hits(found, there, thresholds):
    """Which detections of an image take a truth, at each threshold: (thresholds, detections)."""
    # Turned round, so that of equal overlaps the last is taken, as in pycocotools.
    iou = _overlaps(found, there)[:, None, ::-1]
    free = np.where(iou >= thresholds[:, None], iou, 0.0)
    hits, rows = np.zeros((len(thresholds), len(iou)), dtype=bool), np.arange(len(thresholds))
    for k in np.argsort(-found["scores"], kind="stable"):
        if free[k].any():
            best = free[k].argmax(axis=1)
            hits[:, k] = free[k, rows, best] > 0
            free[:, rows, best] *= ~hits[:, k]
    return hits


def _areas(hits, truths, levels=101, falling=True):
    """The average precision at each threshold, of hits that are ranked."""
    found = hits.cumsum(axis=1)
    heights = found / np.arange(1, hits.shape[1] + 1)
    if falling:
        heights = np.maximum.accumulate(heights[:, ::-1], axis=1)[:, ::-1]
    # How many levels each point reaches; then, how many of them no point before it does.
    reached = np.linspace(0, 1, levels).searchsorted(found / truths, side="right")
    reached[:, 1:] -= reached[:, :-1].copy()
    return (heights * reached).sum(axis=1) / levels


def _all(images, name):
    return np.concatenate([one[name] for one in images])


def _by_class(detections, truths, thresholds=None, hits=None, **how):
    """The average precisions (classes that have truths, thresholds)."""
    thresholds = np.linspace(0.5, 0.95, 10) if thresholds is None else thresholds
    pairs = zip(detections, truths, strict=True)
    right = np.concatenate([(hits or _hits)(*pair, thresholds) for pair in pairs], axis=1)
    ranks = np.argsort(-_all(detections, "scores"), kind="stable")
    labels, counts = _all(detections, "labels")[ranks], np.bincount(_all(truths, "labels"))
    classes = np.flatnonzero(counts)
    return np.array([_areas(right[:, ranks[labels == c]], counts[c], **how) for c in classes])


@formula(
    inputs=Scenes(),
    oracle=oracle,
    returns=("mAP",),
    wide="precision and recall are shares of counts",
)
def coco_map(detections, truths):
    """AP@[.50:.05:.95]: the mean, over ten thresholds and the classes that have truths, of the
    average precision by 101 points (Lin et al., 2014)."""
    return _by_class(detections, truths).mean()


@coco_map.mistake("count the same truth every time that it is found")
def _(detections, truths):
    """A truth can be found once. A detection that finds it again, with a lower score, is a false
    positive."""

    def hits(found, there, thresholds):
        return _overlaps(found, there).max(axis=1, initial=0.0) >= thresholds[:, None]

    return _by_class(detections, truths, hits=hits).mean()


@coco_map.mistake("stop where a detection's best truth is taken")
def _(detections, truths):
    """That is the rule of PASCAL VOC. COCO lets a detection take the best of the truths that are
    still free."""

    def hits(found, there, thresholds):
        iou, free = _overlaps(found, there), np.ones((len(thresholds), len(there["labels"])), bool)
        right = np.zeros((len(thresholds), len(iou)), bool)
        for k in np.argsort(-found["scores"]) if iou.size else []:
            best = iou[k].argmax()
            right[:, k] = (iou[k, best] >= thresholds) & free[:, best]
            free[:, best] &= ~right[:, k]
        return right

    return _by_class(detections, truths, hits=hits).mean()


@coco_map.mistake("use the threshold 0.5 alone")
def _(detections, truths):
    """That is AP50. The mean goes over ten thresholds, so that boxes that fit better count for
    more."""
    return _by_class(detections, truths, np.array([0.5])).mean()


@coco_map.mistake("stop at the threshold 0.9")
def _(detections, truths):
    """There are ten thresholds, and 0.95 is the last. (`np.arange` leaves its end out.)"""
    return _by_class(detections, truths, np.linspace(0.5, 0.9, 9)).mean()


@coco_map.mistake("look at eleven levels of recall")
def _(detections, truths):
    """That is the rule of PASCAL VOC 2007. COCO looks at 101 levels."""
    return _by_class(detections, truths, levels=11).mean()


@coco_map.mistake("leave precision going up and down")
def _(detections, truths):
    """At each level the highest precision at this recall or a higher one counts."""
    return _by_class(detections, truths, falling=False).mean()


@coco_map.mistake("weight each class by its truths")
def _(detections, truths):
    """The mean over the classes is a plain one: a rare class counts as much as a common one."""
    counts = np.bincount(_all(truths, "labels"))
    return np.average(_by_class(detections, truths).mean(axis=1), weights=counts[counts > 0])


@coco_map.mistake("count classes that are detected and have no truths")
def _(detections, truths):
    """A class without truths has no recall, and so no average precision: the mean goes over the
    classes that have truths."""
    areas = _by_class(detections, truths).mean(axis=1)
    classes = np.union1d(_all(truths, "labels"), _all(detections, "labels"))
    return areas.sum() / len(classes)


@coco_map.mistake("leave out classes that have truths and are never detected")
def _(detections, truths):
    """A class of which nothing is found has an average precision of 0, and counts: the mean goes
    over all classes that have truths."""
    found = np.isin(np.unique(_all(truths, "labels")), _all(detections, "labels"))
    return _by_class(detections, truths).mean(axis=1)[found].mean() if found.any() else 0.0


@coco_map.mistake("leave out of account which class was detected")
def _(detections, truths):
    """A cat that is taken for a dog is not found: a detection can only take a truth of its own
    class, and each class has a curve of its own."""
    detections, truths = (
        [one | {"labels": 0 * one["labels"]} for one in images] for images in (detections, truths)
    )
    return coco_map(detections, truths)


@coco_map.mistake("put the boxes of all images into one")
def _(detections, truths):
    """A detection can only take a truth of its own image. Only then are the detections of all
    images ranked together."""
    detections, truths = (
        [{name: _all(images, name) for name in images[0]}] for images in (detections, truths)
    )
    return coco_map(detections, truths)


@coco_map.mistake("average over the images")
def _(detections, truths):
    """All images share one curve for each class: their detections are ranked together."""
    pairs = zip(detections, truths, strict=True)
    return np.mean([coco_map([found], [there]) for found, there in pairs if len(there["labels"])])


@coco_map.mistake("rank the detections image by image")
def _(detections, truths):
    """For the curve, the detections of all images are ranked by their scores together."""
    apart = [one | {"scores": one["scores"] - 100 * i} for i, one in enumerate(detections)]
    return coco_map(apart, truths)


@coco_map.mistake("leave the detections in the order given")
def _(detections, truths):
    """The detection with the highest score comes first, in matching and in the curve."""
    place, as_given = 0, []
    for one in detections:
        place -= len(one["scores"])
        as_given.append(one | {"scores": place + np.arange(len(one["scores"]))[::-1]})
    return coco_map(as_given, truths)


@coco_map.mistake("begin with the lowest score")
def _(detections, truths):
    """`argsort` goes from small to large. The detection with the highest score comes first, in
    matching and in the curve."""
    return coco_map([one | {"scores": -one["scores"]} for one in detections], truths)


@coco_map.mistake("leave out detections in images without truths of their class")
def _(detections, truths):
    """In an image without truths of this class, every detection is a false positive."""
    kept = []
    for found, there in zip(detections, truths, strict=True):
        known = np.isin(found["labels"], there["labels"])
        kept.append({name: column[known] for name, column in found.items()})
    return coco_map(kept, truths)


@coco_map.mistake("leave out truths in images where their class is not detected")
def _(detections, truths):
    """A truth that was not found counts in the recall, also in images without any detection."""
    kept = []
    for found, there in zip(detections, truths, strict=True):
        known = np.isin(there["labels"], found["labels"])
        kept.append({name: column[known] for name, column in there.items()})
    return coco_map(detections, kept) if len(_all(kept, "labels")) else 0.0


@coco_map.variant("loops over classes, thresholds and images")
def _(detections, truths):
    areas = []
    for label in sorted({label for one in truths for label in one["labels"].tolist()}):
        for threshold in np.arange(50, 100, 5) / 100:
            ranked, count = [], 0
            for found, there in zip(detections, truths, strict=True):
                mine = found["labels"] == label
                boxes, scores = found["boxes"][mine], found["scores"][mine]
                left = box_iou(boxes, there["boxes"][there["labels"] == label])
                count += left.shape[1]
                for k in np.argsort(-scores):
                    hit = left.shape[1] > 0 and left[k].max() >= threshold
                    if hit:
                        left[:, left[k].argmax()] = -1
                    ranked.append((scores[k], hit))
            ranked.sort(key=lambda pair: -pair[0])
            highest, right = np.zeros(101), 0
            for k, (_, hit) in enumerate(ranked, 1):
                right += hit
                there = np.linspace(0, 1, 101) <= right / count
                highest[there] = np.maximum(highest[there], right / k)
            areas.append(highest.mean())
    return sum(areas) / len(areas)


@coco_map.variant("the chapter's other functions, put together")
def _(detections, truths):
    def area(label, threshold):
        is_tp, scores, count = [], [], 0
        for found, there in zip(detections, truths, strict=True):
            mine, wanted = found["labels"] == label, there["labels"] == label
            iou = box_iou(found["boxes"][mine], there["boxes"][wanted])
            is_tp.extend(match_detections(iou, found["scores"][mine], threshold))
            scores.extend(found["scores"][mine])
            count += wanted.sum()
        is_tp, scores = np.array(is_tp, dtype=bool), np.array(scores)
        return average_precision_101(*precision_recall(is_tp, scores, count))

    thresholds = np.linspace(0.5, 0.95, 10)
    labels = np.unique(np.concatenate([one["labels"] for one in truths]))
    return mean_average_precision(np.array([[area(c, t) for t in thresholds] for c in labels]))


@coco_map.variant("one table of all pairs of all images")
def _(detections, truths):
    image, truth_image = (
        np.repeat(np.arange(len(images)), [len(one["labels"]) for one in images])
        for images in (detections, truths)
    )
    labels, truth_labels = _all(detections, "labels"), _all(truths, "labels")
    scores = _all(detections, "scores")
    iou = box_iou(_all(detections, "boxes"), _all(truths, "boxes"))
    iou *= (image[:, None] == truth_image) & (labels[:, None] == truth_labels)
    areas = []
    for threshold in np.linspace(0.5, 0.95, 10):
        hits = match_detections(iou, scores, threshold)
        for label in set(truth_labels.tolist()):
            mine, count = labels == label, np.count_nonzero(truth_labels == label)
            areas.append(average_precision_101(*precision_recall(hits[mine], scores[mine], count)))
    return float(np.mean(areas))


@coco_map.variant("float32 tensors of PyTorch for the overlaps")
def _(detections, truths):
    import torch

    def iou(a, b):
        a, b = (torch.tensor(boxes, dtype=torch.float32) for boxes in (a, b))
        low, high = torch.maximum(a[:, None, :2], b[:, :2]), torch.minimum(a[:, None, 2:], b[:, 2:])
        overlap = (high - low).clamp(min=0).prod(dim=2)
        areas = [(boxes[:, 2:] - boxes[:, :2]).prod(dim=1) for boxes in (a, b)]
        return overlap / (areas[0][:, None] + areas[1] - overlap).clamp(min=1e-9)

    found = {}  # (class, threshold) → scores with hits
    for ours, theirs in zip(detections, truths, strict=True):
        order = np.argsort(-ours["scores"])
        overlaps = iou(ours["boxes"][order], theirs["boxes"]).numpy()
        same = ours["labels"][order][:, None] == theirs["labels"]
        for threshold in range(50, 100, 5):
            left = np.where(same & (overlaps >= threshold / 100), overlaps, 0)
            for k, row in zip(order, left, strict=True):
                hit = row.size > 0 and row.max() > 0
                if hit:
                    left[:, row.argmax()] = 0
                pair = (ours["scores"][k], hit)
                found.setdefault((ours["labels"][k], threshold), []).append(pair)
    labels, counts = np.unique(_all(truths, "labels"), return_counts=True)
    total = 0.0
    for label, count in zip(labels, counts, strict=True):
        for threshold in range(50, 100, 5):
            pairs = sorted(found.get((label, threshold), []), reverse=True)
            right = np.cumsum([hit for _, hit in pairs])
            precision, recall = right / np.arange(1, len(pairs) + 1), right / count
            for level in np.linspace(0, 1, 101):
                total += precision[recall >= level].max(initial=0) / 101
    return total / len(labels) / 10
