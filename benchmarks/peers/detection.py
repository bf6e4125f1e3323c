"""Average precision of one class: boxes in four pictures, the curve and its area."""

import json

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from steepest.widgets.base import HERE

WIDGET = 'from steepest import Detection; figure = Detection(view="precision")'
SLIDER = "overlap threshold"
PLAYS = True
CONTROLS = {"threshold": (0.5, 0.95, 0.05), "step": (0, 13, 1), "voc": False}
FLOWERS = json.loads((HERE / "detection.json").read_text(encoding="utf-8"))["categories"]["flower"]


def iou(a, b):
    """Intersection over union of two boxes."""
    wide = max(min(a[2], b[2]) - max(a[0], b[0]), 0)
    high = max(min(a[3], b[3]) - max(a[1], b[1]), 0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return wide * high / (sum(areas) - wide * high)


def hits(threshold, voc):
    """Whether each detection takes a truth."""
    free = {name: [True] * len(boxes) for name, boxes in FLOWERS["truths"].items()}
    found = []
    for one in FLOWERS["detections"]:
        still = free[one["picture"]]
        ious = [iou(one["box"], truth) for truth in FLOWERS["truths"][one["picture"]]]
        best = int(
            np.argmax([value * (voc or good) for value, good in zip(ious, still, strict=True)])
        )
        found.append(ious[best] >= threshold and still[best])
        still[best] = still[best] and not found[-1]
    return np.array(found)


def draw(threshold=0.55, step=13, voc=False):
    """The pictures and the curve, for these settings."""
    found = hits(threshold, voc)
    figure = plt.figure(figsize=(10, 4))
    for place, (name, boxes) in enumerate(FLOWERS["truths"].items()):
        axes = figure.add_subplot(2, 4, 1 + place % 2 + 4 * (place // 2))
        axes.set(xlim=(0, 120), ylim=(90, 0), xticks=[], yticks=[], title=name)
        drawn = [(box, "k", "") for box in boxes] + [
            (one["box"], "g" if hit else "r", rank)
            for rank, (one, hit) in enumerate(zip(FLOWERS["detections"], found, strict=True), 1)
            if one["picture"] == name and rank <= step
        ]
        for (left, top, right, bottom), colour, label in drawn:
            size = (right - left, bottom - top)
            axes.add_patch(Rectangle((left, top), *size, fill=False, ec=colour))
            axes.text(left, top, label, color=colour)
    precision = np.cumsum(found) / np.arange(1, 14)
    recall = np.cumsum(found) / 9
    envelope = np.maximum.accumulate(precision[:step][::-1])[::-1]
    area = np.sum(envelope * np.diff(recall[:step], prepend=0))
    curve = figure.add_subplot(1, 2, 2)
    curve.plot(recall[:step], precision[:step], "o-")
    curve.step(recall[:step], envelope, "--", where="pre")
    curve.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="recall", title=f"AP {area:.3f}")
    plt.show()
