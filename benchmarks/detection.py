"""Compare COCO's mean average precision with pycocotools, in time and in value.

    python -m benchmarks.detection

The exercise's reference, in NumPy, and pycocotools run in turn on the same generated boxes, with
the same single range of areas and limit of detections, and the medians count. The time of
pycocotools is that of `evaluate` and `accumulate`: its tables of boxes are made before, while ours
starts from a student's plain arrays. The limit is three times the time of pycocotools. The exit
status is 1 if the results differ by more than 1e-6; it does not depend on the times.
"""

import statistics
import sys
import time

import numpy as np

from autograder.checks.formula import load
from autograder.formulas.detection_metrics.coco_map import evaluated, prepared
from benchmarks.machine import machine
from tools.errors import command_line

WIDTH, HEIGHT, CLASSES = 640, 480, 5
FOUND, TWICE, CONFUSED, FALSE = 0.85, 0.15, 0.05, 4


def made(images: int = 500, objects: int = 20, seed: int = 18) -> tuple[list[dict], list[dict]]:
    """Detections and truths of a made set of images, one dict an image.

    Each image has so many objects, each of one of 5 classes. Widths and heights are log-uniform
    in 20 … 160 and places uniform in 640 × 480. Of the objects 85 % are detected: each corner is
    moved by a normal error of 8 % of the box's size, and 5 % are taken for any class. Of the
    detected ones 15 % are detected once more, with 15 % of error. Scores are 1 less a fifth of the
    size of a normal number for the first detection, and uniform in [0.1, 0.8] for the second and
    for false boxes, of which an image has 4 on average (Poisson), made as objects are.
    """
    rng = np.random.default_rng(seed)
    pairs = [_image(rng, objects) for _ in range(images)]
    return [found for found, _ in pairs], [there for _, there in pairs]


def _image(rng, objects):
    boxes, labels = _boxes(rng, objects), rng.integers(0, CLASSES, objects)
    first = rng.random(objects) < FOUND
    second = first & (rng.random(objects) < TWICE)
    confused = rng.random(objects) < CONFUSED
    named = np.where(confused, rng.integers(0, CLASSES, objects), labels)
    false = _boxes(rng, rng.poisson(FALSE))
    scores = [
        1 - np.abs(rng.normal(0, 0.2, np.count_nonzero(first))),
        rng.uniform(0.1, 0.8, np.count_nonzero(second) + len(false)),
    ]
    detections = {
        "boxes": np.vstack(
            [_moved(rng, boxes[first], 0.08), _moved(rng, boxes[second], 0.15), false]
        ),
        "labels": np.concatenate(
            [named[first], named[second], rng.integers(0, CLASSES, len(false))]
        ),
        "scores": np.concatenate(scores),
    }
    return detections, {"boxes": boxes, "labels": labels}


def _boxes(rng, many):
    sizes = np.exp(rng.uniform(np.log(20), np.log(160), (many, 2)))
    corners = rng.uniform(0, 1, (many, 2)) * ([WIDTH, HEIGHT] - sizes)
    return np.hstack([corners, corners + sizes])


def _moved(rng, boxes, error):
    sizes = np.tile(boxes[:, 2:] - boxes[:, :2], 2)
    moved = boxes + error * sizes * rng.standard_normal(boxes.shape)
    return np.hstack(
        [np.minimum(moved[:, :2], moved[:, 2:]), np.maximum(moved[:, :2], moved[:, 2:])]
    )


def timed(function, *args):
    """The seconds that a call took, and what it returned."""
    start = time.perf_counter()
    result = function(*args)
    return time.perf_counter() - start, result


def main() -> int:
    parser = command_line("benchmarks.detection", __doc__)
    parser.add_argument("--images", type=int, default=500, help="images of the made set (500)")
    parser.add_argument("--objects", type=int, default=20, help="objects in each image (20)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    options = parser.parse_args()
    detections, truths = made(options.images, options.objects)
    boxes = sum(len(one["labels"]) for one in detections)
    print(machine())
    print(
        f"{options.images} images, {options.images * options.objects} objects, {boxes} detections"
    )
    ours, theirs = [], []
    for _ in range(max(1, options.runs)):
        ours.append(timed(load("coco_map").reference, detections, truths))
        theirs.append(timed(evaluated, prepared(detections, truths)))
    seconds = [statistics.median(time for time, _ in runs) for runs in (ours, theirs)]
    difference = abs(ours[0][1] - theirs[0][1])
    ratio = seconds[0] / seconds[1]
    print(f"ours {seconds[0]:.2f} s, pycocotools {seconds[1]:.2f} s: {ratio:.2f} times its time")
    print(f"mAP {ours[0][1]:.6f} and {theirs[0][1]:.6f}, which differ by {difference:.1g}")
    return int(difference > 1e-6)


if __name__ == "__main__":
    sys.exit(main())
