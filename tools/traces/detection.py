"""Detection's traces: overlaps of boxes, and every state of the list of detections.

IoU, areas, COCO's matching and the 101-point areas are pycocotools'. PASCAL VOC's matching, the
11-point area and that under all points are written out here from their definitions.
"""

import contextlib
import io

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from steepest import Detection
from tools.traces import opening

DATA = Detection.data
CATEGORIES, MATCHINGS = tuple(DATA["categories"]), tuple(DATA["matchings"])

WIDTH, HEIGHT = DATA["photo"]["width"], DATA["photo"]["height"]
PICTURES = ("A", "B", "C", "D")
THRESHOLDS = np.array(DATA["traits"]["threshold"]["among"])
PAIRS = 60
DIGITS = 14


def xywh(boxes):
    """COCO's boxes: left, top, width, height."""
    corners = np.asarray(boxes, float).reshape(-1, 4)
    return np.hstack([corners[:, :2], corners[:, 2:] - corners[:, :2]])


def iou(a, b):
    """Overlaps, one row for each box of `a`."""
    if not len(a) or not len(b):
        return np.zeros((len(a), len(b)))
    return mask.iou(xywh(a), xywh(b), [0] * len(b))


def overlap(a, b):
    """Areas in pixels, counted on masks, and the overlap, of two boxes in whole pixels."""
    pair = mask.frPyObjects(xywh([a, b]), HEIGHT, WIDTH)
    return {
        "intersection": int(mask.area(mask.merge(pair, intersect=True))),
        "union": int(mask.area(mask.merge(pair))),
        "iou": plain(iou([a], [b])[0, 0]),
    }


def pairs():
    """Boxes to compare: the figure's own, boxes apart, touching and within another, and others."""
    rng = np.random.default_rng(18)
    first = opening(Detection)
    yield first["truth"], first["detection"]
    for other in ([70, 30, 268, 232], [130, 68, 340, 274]):
        yield first["truth"], other
    yield [0, 0, 100, 100], [100, 0, 200, 100]
    yield [0, 0, 100, 100], [200, 200, 300, 300]
    yield [0, 0, 480, 320], [200, 200, 208, 208]
    yield [10, 20, 110, 90], [10, 20, 110, 90]
    for _ in range(PAIRS):
        left, right = rng.integers(0, WIDTH - 7, 2), rng.integers(0, WIDTH, 2)
        top, bottom = rng.integers(0, HEIGHT - 7, 2), rng.integers(0, HEIGHT, 2)
        right, bottom = np.maximum(right, left + 8), np.maximum(bottom, top + 8)
        a, b = np.stack([left, top, right, bottom], axis=1).tolist()
        yield a, b


def evaluated(*categories, step=None):
    """pycocotools' evaluation of the first detections of each class, at all thresholds."""
    truths, detections = [], []
    for category in categories:
        about, label = DATA["categories"][category], CATEGORIES.index(category) + 1
        for picture in PICTURES:
            truths += [(picture, label, box, 0) for box in about["truths"][picture]]
        for one in about["detections"][:step]:
            detections.append((one["picture"], label, one["box"], one["score"]))
    with contextlib.redirect_stdout(io.StringIO()):
        evaluation = COCOeval(dataset(truths), dataset(detections), "bbox")
        evaluation.params.catIds = [CATEGORIES.index(category) + 1 for category in categories]
        evaluation.params.iouThrs = THRESHOLDS
        evaluation.params.areaRng, evaluation.params.areaRngLbl = [[0, 1e10]], ["all"]
        evaluation.params.maxDets = [100]
        evaluation.evaluate()
        evaluation.accumulate()
    return evaluation


def dataset(boxes):
    """Boxes (picture, category, corners, score) as COCO has them; ids start at 1."""
    coco = COCO()
    coco.dataset = {
        "images": [{"id": image + 1} for image in range(len(PICTURES))],
        "categories": [{"id": label + 1} for label in range(len(CATEGORIES))],
        "annotations": [
            {
                "id": identity, "image_id": PICTURES.index(picture) + 1, "category_id": label,
                "bbox": box.tolist(), "area": float(box[2] * box[3]), "score": score, "iscrowd": 0,
            }
            for identity, (picture, label, corners, score) in enumerate(boxes, 1)
            for box in xywh([corners])
        ],
    }  # fmt: skip
    coco.createIndex()
    return coco


def coco_takes(evaluation, category):
    """For each threshold, the place in its picture of the truth that each detection takes."""
    takes = [[None] * len(DATA["categories"][category]["detections"]) for _ in THRESHOLDS]
    for of_image in filter(None, evaluation.evalImgs):
        truths = sorted(of_image["gtIds"])
        for row, matches in zip(takes, of_image["dtMatches"], strict=True):
            for identity, match in zip(of_image["dtIds"], matches, strict=True):
                if match:
                    row[identity - 1] = truths.index(int(match))
    return takes


def voc_takes(category, threshold):
    """PASCAL VOC's rule: the truth that is overlapped most, where it is free (VOCevaldet.m)."""
    about = DATA["categories"][category]
    taken = set()
    takes = []
    for detection in about["detections"]:
        picture = detection["picture"]
        overlaps = iou([detection["box"]], about["truths"][picture])[0]
        best = int(np.argmax(overlaps))
        free = overlaps[best] >= threshold and (picture, best) not in taken
        takes.append(best if free else None)
        if free:
            taken.add((picture, best))
    return takes


def curve(takes, truths):
    """Precision and recall after each detection."""
    hits = np.cumsum([one is not None for one in takes])
    return hits / np.arange(1, len(takes) + 1), hits / truths


def eleven(precision, recall):
    """Everingham et al. (2010): the mean over recall 0, 0.1 … 1 of the highest precision there."""
    levels = np.linspace(0, 1, 11)
    return np.mean([precision[recall >= level].max(initial=0) for level in levels])


def all_points(precision, recall):
    """Everingham et al. (2015): the area under the precision made non-increasing."""
    return np.sum(np.maximum.accumulate(precision[::-1])[::-1] * np.diff(recall, prepend=0))


def hundred(evaluation, takes=None):
    """pycocotools' 101-point area at each threshold; with the matches of another rule if given."""
    if takes is not None:
        for of_image in filter(None, evaluation.evalImgs):
            for row, own in zip(of_image["dtMatches"], takes, strict=True):
                row[:] = [own[identity - 1] is not None for identity in of_image["dtIds"]]
        with contextlib.redirect_stdout(io.StringIO()):
            evaluation.accumulate()
    return evaluation.eval["precision"][:, :, 0, 0, 0].mean(axis=1)


def cases_of(category):
    """Every rule and threshold of one class, after each number of detections."""
    about = DATA["categories"][category]
    count = len(about["detections"])
    truths = sum(len(boxes) for boxes in about["truths"].values())
    takes = {
        "coco": coco_takes(evaluated(category), category),
        "voc": [voc_takes(category, threshold) for threshold in THRESHOLDS],
    }
    areas = {rule: [np.zeros(len(THRESHOLDS))] for rule in MATCHINGS}
    for step in range(1, count + 1):
        evaluation = evaluated(category, step=step)
        areas["coco"].append(hundred(evaluation))
        areas["voc"].append(hundred(evaluation, takes["voc"]))
    for rule in MATCHINGS:
        for row, threshold in enumerate(THRESHOLDS):
            precision, recall = curve(takes[rule][row], truths)
            yield {
                "category": category,
                "matching": rule,
                "threshold": float(threshold),
                "takes": takes[rule][row],
                "precision": plain(precision),
                "recall": plain(recall),
                "eleven": plain([eleven(precision[:n], recall[:n]) for n in range(count + 1)]),
                "all": plain([all_points(precision[:n], recall[:n]) for n in range(count + 1)]),
                "hundred": plain([one[row] for one in areas[rule]]),
            }


def plain(numbers):
    """Numbers as JSON has them, with as many digits as are compared and a few more."""
    if np.ndim(numbers):
        return [plain(number) for number in numbers]
    return float(f"{numbers:.{DIGITS}g}")


def overlaps():
    """The overlaps of each class's detections with the truths in their pictures."""
    return {
        category: [
            plain(iou([one["box"]], DATA["categories"][category]["truths"][one["picture"]])[0])
            for one in DATA["categories"][category]["detections"]
        ]
        for category in CATEGORIES
    }


def traces():
    """All of them: boxes, overlaps, every state of the list, and the means."""
    states = [case for category in CATEGORIES for case in cases_of(category)]
    means = [
        {
            "matching": rule,
            "threshold": threshold,
            **{
                area: plain(
                    np.mean(
                        [
                            one[area][-1]
                            for one in states
                            if (one["matching"], one["threshold"]) == (rule, threshold)
                        ]
                    )
                )
                for area in DATA["areas"]
            },
        }
        for rule in MATCHINGS
        for threshold in DATA["traits"]["threshold"]["among"]
    ]
    boxes = [{"a": a, "b": b, **overlap(a, b)} for a, b in pairs()]
    coco = plain(evaluated(*CATEGORIES).eval["precision"].mean())
    return [{"pairs": boxes}, {"overlaps": overlaps()}, *states, {"means": means, "coco": coco}]
