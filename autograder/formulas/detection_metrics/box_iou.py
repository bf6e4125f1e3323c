"""Intersection over union: how much two boxes have in common, of all that they cover."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(a, b):
    from pycocotools import mask

    if not len(a) or not len(b):
        return np.zeros((len(a), len(b)))
    left, right = (np.hstack([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]]) for boxes in (a, b))
    return mask.iou(left, right, [0] * len(b))


@dataclass(frozen=True)
class Boxes:
    """Two boxes and three others, of which some overlap and some lie apart.

    Distributions: whole numbers; widths and heights 10 to 30, corners from 0 to 40. The second of
    `a` is the first moved by 40 to 60 to the right, so that they are apart in x alone. In `b` is
    the first of `a` with each of its sides moved by 2 to 7 either way, the first moved by 40 to
    60 in both directions, and a box within the second of `a`, a quarter to three quarters as long
    each way. Of the first and the one near it the larger is put into `b`. Rows stand in random
    order.
    """

    def values(self, rng) -> list[dict]:
        return [self._boxes(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        one = np.array([[2.0, 1.0, 6.0, 4.0]])
        return {
            "one box and another": lambda: [self._first(rng, 1, 1)],
            "as many boxes as others": lambda: [self._first(rng, 2, 2)],
            "one box and three others": lambda: [self._first(rng, 1, 3)],
            "coordinates between 0 and 1": lambda: [self._scaled(rng, 0.01)],
            "coordinates below zero": lambda: [self._moved(rng, -200.0)],
            "the same box": lambda: [{"a": one, "b": one.copy()}],
            "boxes that share a side": lambda: [
                {"a": one, "b": one + np.array([4.0, 1.0, 4.0, 1.0])}
            ],
            "boxes that share a corner": lambda: [
                {"a": one, "b": one + np.array([4.0, 3.0, 4.0, 3.0])}
            ],
            "a line and a point within a box": lambda: [
                {"a": one, "b": np.array([[3.0, 2.0, 3.0, 4.0], [3.0, 2.0, 3.0, 2.0]])}
            ],
            "the same point, the same line": lambda: [
                {"a": np.array([[3.0, 2.0, 3.0, 2.0]]), "b": np.array([[3.0, 2.0, 3.0, 2.0]])},
                {"a": np.array([[3.0, 2.0, 5.0, 2.0]]), "b": np.array([[3.0, 2.0, 5.0, 2.0]])},
            ],
            "no boxes": lambda: [{"a": np.zeros((0, 4)), "b": self._boxes(rng)["b"]}],
            "no others": lambda: [{"a": self._boxes(rng)["a"], "b": np.zeros((0, 4))}],
            "neither": lambda: [{"a": np.zeros((0, 4)), "b": np.zeros((0, 4))}],
        }

    def _boxes(self, rng):
        corner, size = rng.integers(0, 41, 2), rng.integers(10, 31, 2)
        first = np.concatenate([corner, corner + size])
        right = first + np.tile([rng.integers(40, 61), 0], 2)
        near = first + rng.integers(2, 8, 4) * rng.choice([-1, 1], 4)
        far = first + np.tile(rng.integers(40, 61, 2), 2)
        start = np.round(size * rng.uniform(0, 0.25, 2))
        within = np.concatenate([start, start + np.round(size * rng.uniform(0.25, 0.75, 2))])
        first, near = sorted([first, near], key=lambda box: np.prod(box[2:] - box[:2]))
        a, b = [first, right], [near, far, np.tile(right[:2], 2) + within]
        return {name: rng.permutation(np.array(x, float)) for name, x in (("a", a), ("b", b))}

    def _first(self, rng, n, m):
        drawn = self._boxes(rng)
        return {"a": drawn["a"][:n], "b": drawn["b"][:m]}

    def _scaled(self, rng, by):
        return {name: np.round(boxes * by, 2) for name, boxes in self._boxes(rng).items()}

    def _moved(self, rng, by):
        return {name: boxes + by for name, boxes in self._boxes(rng).items()}


def _area(boxes):
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def _sides(a, b):
    """Width and height of the overlap of each pair ``(n, m, 2)``: below 0 where they are apart."""
    return np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2])


def _overlap(a, b):
    sides = np.maximum(_sides(a, b), 0)
    return sides[..., 0] * sides[..., 1]


def _share(part, whole):
    """The quotient, and 0 where there is no part."""
    return np.divide(part, whole, out=np.zeros_like(part), where=part != 0)


@formula(inputs=Boxes(), oracle=oracle, returns=("iou",))
def box_iou(a, b):
    """``|A ∩ B| / |A ∪ B|`` (Jaccard, 1912; Everingham et al., 2010)."""
    overlap = _overlap(a, b)
    return _share(overlap, _area(a)[:, None] + _area(b) - overlap)


@box_iou.mistake("let boxes that are apart overlap")
def _(a, b):
    """For boxes that do not touch, the width or the height of the overlap comes out negative, and a
    negative width times a negative height is a positive area. Clip each side at 0."""
    sides = _sides(a, b)
    overlap = sides[..., 0] * sides[..., 1]
    return _share(overlap, _area(a)[:, None] + _area(b) - overlap)


@box_iou.mistake("clip the overlap's area instead of its sides")
def _(a, b):
    """A negative width times a negative height is a positive area. Clip each side at 0, not the
    area."""
    sides = _sides(a, b)
    overlap = np.maximum(sides[..., 0] * sides[..., 1], 0)
    return _share(overlap, _area(a)[:, None] + _area(b) - overlap)


@box_iou.mistake("count the overlap twice in the union")
def _(a, b):
    """Both areas together hold the overlap twice; the union holds it once."""
    return _share(_overlap(a, b), _area(a)[:, None] + _area(b))


@box_iou.mistake("take twice the overlap over the sum of both areas")
def _(a, b):
    """That is the Dice coefficient. IoU divides by what both boxes cover together."""
    return _share(2 * _overlap(a, b), _area(a)[:, None] + _area(b))


@box_iou.mistake("divide by the area of the first box alone")
def _(a, b):
    """The overlap is compared with all that either box covers, so that it does not matter which
    comes first."""
    return _share(_overlap(a, b), _area(a)[:, None] + 0 * _area(b))


@box_iou.mistake("divide by the area of the second box alone")
def _(a, b):
    """The overlap is compared with all that either box covers, so that it does not matter which
    comes first."""
    return _share(_overlap(a, b), 0 * _area(a)[:, None] + _area(b))


@box_iou.mistake("divide by the smaller area")
def _(a, b):
    """A small box within a large one would have an IoU of 1. The overlap is compared with all that
    either box covers."""
    return _share(_overlap(a, b), np.minimum(_area(a)[:, None], _area(b)))


@box_iou.mistake("divide by the box around both")
def _(a, b):
    """The box around both holds places that neither covers. The union is what at least one of them
    covers."""
    sides = np.maximum(a[:, None, 2:], b[:, 2:]) - np.minimum(a[:, None, :2], b[:, :2])
    return _share(_overlap(a, b), sides[..., 0] * sides[..., 1])


@box_iou.mistake("add a pixel to each width and height")
def _(a, b):
    """That is for corners that name the first and the last pixel. Here coordinates are continuous:
    a box from 2 to 6 is 4 wide."""
    sides = np.maximum(_sides(a, b) + 1, 0)
    sides_a, sides_b = a[:, 2:] - a[:, :2] + 1, b[:, 2:] - b[:, :2] + 1
    overlap = sides[..., 0] * sides[..., 1]
    return _share(overlap, sides_a.prod(1)[:, None] + sides_b.prod(1) - overlap)


@box_iou.mistake("read the boxes as corner, width and height")
def _(a, b):
    """The last two numbers are a corner too: `(x1, y1, x2, y2)`."""
    a, b = (np.hstack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]]) for boxes in (a, b))
    overlap = _overlap(a, b)
    return _share(overlap, _area(a)[:, None] + _area(b) - overlap)


@box_iou.mistake("read the boxes as (x1, x2, y1, y2)")
def _(a, b):
    """A box is one corner and then the other: `(x1, y1, x2, y2)`."""
    a, b = a[:, [0, 2, 1, 3]], b[:, [0, 2, 1, 3]]
    overlap = _overlap(a, b)
    with np.errstate(divide="ignore"):
        return _share(overlap, _area(a)[:, None] + _area(b) - overlap)


@box_iou.mistake("return a row for each box of b")
def _(a, b):
    """There is a row for each box of `a`, and a column for each of `b`."""
    return box_iou(a, b).T


@box_iou.mistake("divide with //")
def _(a, b):
    """`//` rounds down: only a perfect match would be left. Use `/`."""
    return np.floor(box_iou(a, b))


@box_iou.variant("loops over the pairs")
def _(a, b):
    iou = np.zeros((len(a), len(b)))
    for i, (left, top, right, bottom) in enumerate(a):
        for j, other in enumerate(b):
            width = min(right, other[2]) - max(left, other[0])
            height = min(bottom, other[3]) - max(top, other[1])
            if width > 0 and height > 0:
                both = width * height
                one = (right - left) * (bottom - top)
                iou[i, j] = both / (one + (other[2] - other[0]) * (other[3] - other[1]) - both)
    return iou


@box_iou.variant("the columns apart, the union wherever it is above zero")
def _(a, b):
    ax1, ay1, ax2, ay2 = (column[:, np.newaxis] for column in a.T)
    bx1, by1, bx2, by2 = b.T
    width = np.clip(np.minimum(ax2, bx2) - np.maximum(ax1, bx1), 0, None)
    height = np.clip(np.minimum(ay2, by2) - np.maximum(ay1, by1), 0, None)
    overlap = width * height
    union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - overlap
    return np.where(union > 0, overlap / np.where(union > 0, union, 1), 0.0)


@box_iou.variant("PyTorch tensors")
def _(a, b):
    import torch

    a, b = torch.as_tensor(a), torch.as_tensor(b)
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    overlap = (high - low).clamp(min=0).prod(dim=2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(dim=1) for boxes in (a, b)]
    union = areas[0][:, None] + areas[1] - overlap
    return torch.where(union > 0, overlap / union.clamp(min=1e-300), torch.zeros_like(overlap))


@box_iou.variant("no union below a tiny number, in float32")
def _(a, b):
    a, b = a.astype(np.float32), b.astype(np.float32)
    sides = np.maximum(
        np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2]), 0
    )
    overlap = np.prod(sides, axis=-1)
    union = np.add.outer(np.prod(a[:, 2:] - a[:, :2], 1), np.prod(b[:, 2:] - b[:, :2], 1)) - overlap
    return overlap / np.maximum(union, np.float32(1e-12))


@box_iou.variant("one row at a time, put into an array")
def _(a, b):
    iou = np.empty((len(a), len(b)))
    for row, box in zip(iou, a, strict=True):
        sides = np.minimum(box[2:], b[:, 2:]) - np.maximum(box[:2], b[:, :2])
        overlap = np.where((sides > 0).all(1), sides[:, 0] * sides[:, 1], 0.0)
        union = np.prod(box[2:] - box[:2]) + np.prod(b[:, 2:] - b[:, :2], axis=1) - overlap
        union[union == 0] = 1.0
        row[:] = overlap / union
    return iou
