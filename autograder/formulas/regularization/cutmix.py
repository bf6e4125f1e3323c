"""CutMix: a box of each image comes from another one, and the label follows the pixels."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regularization import around, labels

# How far half a side of the box, before it is rounded down, is from a whole number.
OFF = 0.05


@dataclass(frozen=True)
class Pasted:
    """Images with their labels, the share that they should keep, their partners, and the box.

    Distributions: three images of one channel, 3 × 5 or 5 × 3, or of two channels, 3 × 3; numbers
    uniform in [0.1, 1] to one digit; one-hot labels of three classes; the order leaves no image in
    its place and is not its own inverse. `lam` is uniform in [0.1, 0.6] to two digits, drawn again
    until half of the box's sides, before they are rounded down, are `OFF` from whole numbers, and
    after it unlike where the image's sides are; and drawn again until the centre, uniform over the
    pixels, has a row unlike its column and a box over the upper or the left border that is not
    empty. Images are small: each student gets what every mistake makes of them.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        small, two, pair = (2, 1, 2, 2), (2, 1, 3, 3), [1, 0]
        return {
            "two calls in a row": lambda: [
                _of(rng, small, 0.0, pair, (0, 1)),
                _of(rng, small, 0.0, pair, (1, 0)),
            ],
            "all is kept, lam = 1": lambda: [_of(rng, two, 1.0, pair, (1, 2))],
            "nothing is to be kept, in a corner": lambda: [
                _of(rng, (3, 1, 2, 2), 0.0, around(rng, 3), (0, 0))
            ],
            "nothing is to be kept, in the middle": lambda: [_of(rng, small, 0.0, pair, (1, 1))],
            "nothing is to be kept, odd sides": lambda: [_of(rng, two, 0.0, pair, (2, 1))],
            "three quarters, over the border": lambda: [_of(rng, (2, 1, 4, 4), 0.75, pair, (3, 0))],
            "a box smaller than two pixels": lambda: [_of(rng, (2, 1, 3, 2), 0.95, pair, (2, 1))],
            "some are their own partners": lambda: [_of(rng, (3, 1, 2, 2), 0.0, [2, 1, 0], (0, 1))],
            "one image": lambda: [_of(rng, (1, 1, 3, 3), 0.4, [0], (1, 2))],
            "labels that are mixed already": lambda: [self._soft(rng)],
            "the last corner, two channels": lambda: [_of(rng, (2, 2, 3, 2), 0.0, pair, (2, 1))],
        }

    def _call(self, rng):
        channels, short, long = ((1, 3, 5), (2, 3, 3))[rng.integers(2)]
        h, w = ((short, long), (long, short))[rng.integers(2)]
        while True:
            lam = round(float(rng.uniform(0.1, 0.6)), 2)
            center = int(rng.integers(h)), int(rng.integers(w))
            half = [int(side * sqrt(1 - lam) / 2) for side in (h, w)]
            over = any(at < b for at, b in zip(center, half, strict=True))
            unlike = center[0] != center[1] and (half[0] != half[1]) == (h != w)
            if over and unlike and min(half) > 0 and _is_clear(lam, h, w):
                return _of(rng, (3, channels, h, w), lam, around(rng, 3), center)

    def _soft(self, rng):
        targets = np.array([[0.5, 0.25, 0.25], [0.0, 0.75, 0.25]])
        return _of(rng, (2, 1, 3, 3), 0.4, [1, 0], (1, 2)) | {"targets": targets}


def _is_clear(lam, h, w):
    halves = np.array([h, w]) * sqrt(1 - lam) / 2
    return np.abs(halves - np.round(halves)).min() >= OFF


def _of(rng, shape, lam, order, center):
    return {
        "images": np.round(rng.uniform(0.1, 1, shape), 1),
        "targets": labels(rng, shape[0]),
        "lam": lam,
        "order": np.array(order, dtype=np.int64),
        "center": center,
    }


def oracle(images, targets, lam, order, center):
    """SciPy's filter spreads the centre over the box; shares are counted on numbered images."""
    from scipy.ndimage import maximum_filter

    n, _, h, w = images.shape
    sides = [2 * int(np.floor(side * np.sqrt(1 - lam) / 2)) for side in (h, w)]
    box = np.zeros((h, w))
    if min(sides) > 0:
        box[center] = 1
        box = maximum_filter(box, sides, mode="constant", origin=(-1, -1))
    numbered = np.where(box[None] == 1, order[:, None, None], np.arange(n)[:, None, None])
    mixed = np.take_along_axis(images, numbered[:, None], 0)
    shares = np.stack([(numbered == j).mean((1, 2)) for j in range(n)], axis=1)
    return mixed, shares @ targets


@formula(inputs=Pasted(), oracle=oracle, returns=("images", "targets"))
def cutmix(images, targets, lam, order, center):
    """A box with half sides ``⌊h·√(1 − lam)/2⌋`` and ``⌊w·√(1 − lam)/2⌋`` from image orderᵢ,
    labels by the pixels that came (Yun et al., 2019)."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns)


def _box(shape, side, center):
    """The rows and the columns of a box whose sides are a share of the image's."""
    return tuple(
        slice(max(at - int(length * side / 2), 0), at + int(length * side / 2))
        for at, length in zip(center, shape[2:], strict=True)
    )


def _pasted(images, targets, order, rows, columns, kept=None):
    mixed = images.copy()
    mixed[:, :, rows, columns] = images[order][:, :, rows, columns]
    if kept is None:
        h, w = images.shape[2:]
        kept = 1 - len(range(h)[rows]) * len(range(w)[columns]) / (h * w)
    return mixed, kept * targets + (1 - kept) * targets[order]


@cutmix.mistake("mix the labels by the lam that was drawn")
def _(images, targets, lam, order, center):
    """Sides are rounded down, and what lies over the border is lost: fewer pixels come than lam
    says. Count those that came, and mix the labels by their share."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns, lam)


@cutmix.mistake("make the sides, instead of the area, 1 − lam of the image's")
def _(images, targets, lam, order, center):
    """The *area* of the box is the share 1 − lam: its sides are √(1 − lam) of the image's."""
    rows, columns = _box(images.shape, 1 - lam, center)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("make the sides 1 − lam of the image's, and mix the labels by the lam that was drawn")
def _(images, targets, lam, order, center):
    """Two things. The *area* of the box is the share 1 − lam, so its sides are √(1 − lam) of the
    image's. And the labels are mixed by the share of the pixels that really came."""
    rows, columns = _box(images.shape, 1 - lam, center)
    return _pasted(images, targets, order, rows, columns, lam)


def _wrapped(shape, side, center):
    return tuple(
        slice(at - int(length * side / 2), at + int(length * side / 2))
        for at, length in zip(center, shape[2:], strict=True)
    )


@cutmix.slip("let a negative start count from the end")
def _(images, targets, lam, order, center):
    """In NumPy `a[-1:1]` begins at the last element, and is empty. Where the box begins above or
    left of the image, begin at 0."""
    rows, columns = _wrapped(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("let a negative start count from the end, and mix the labels by the lam drawn")
def _(images, targets, lam, order, center):
    """Two things. Where the box begins above or left of the image, begin at 0: `a[-1:1]` is empty.
    And the labels are mixed by the share of the pixels that really came."""
    rows, columns = _wrapped(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns, lam)


@cutmix.slip("let a negative start count from the end, and make the sides 1 − lam of the image's")
def _(images, targets, lam, order, center):
    """Two things. Where the box begins above or left of the image, begin at 0: `a[-1:1]` is empty.
    And its *area* is the share 1 − lam, so its sides are √(1 − lam) of the image's."""
    rows, columns = _wrapped(images.shape, 1 - lam, center)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("do three things wrong: the box's sides, its part over the border, the labels' share")
def _(images, targets, lam, order, center):
    """Begin with the sides: the *area* of the box is the share 1 − lam, so they are √(1 − lam) of
    the image's. Then check again: the check names what is left."""
    rows, columns = _wrapped(images.shape, 1 - lam, center)
    return _pasted(images, targets, order, rows, columns, lam)


def _clipped_share(shape, side, center):
    rows, columns = _box(shape, side, center)
    h, w = shape[2:]
    return 1 - len(range(h)[rows]) * len(range(w)[columns]) / (h * w)


@cutmix.slip("cut the box off for the labels, and not where it is pasted")
def _(images, targets, lam, order, center):
    """The labels are right. But in NumPy `a[-1:1]` begins at the last element, and is empty: where
    the box begins above or left of the image, begin at 0 in the slices too."""
    rows, columns = _wrapped(images.shape, sqrt(1 - lam), center)
    kept = _clipped_share(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns, kept)


@cutmix.slip("take 1 − lam for the sides, and cut the box off for the labels alone")
def _(images, targets, lam, order, center):
    """Two things. The *area* of the box is the share 1 − lam, so its sides are √(1 − lam) of the
    image's. And where it begins above or left of the image, the slices begin at 0: `a[-1:1]` is
    empty."""
    rows, columns = _wrapped(images.shape, 1 - lam, center)
    kept = _clipped_share(images.shape, 1 - lam, center)
    return _pasted(images, targets, order, rows, columns, kept)


@cutmix.slip("count the part of the box that lies over the border")
def _(images, targets, lam, order, center):
    """What lies outside the image was never pasted: count the pixels that came."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    h, w = images.shape[2:]
    halves = [int(side * sqrt(1 - lam) / 2) for side in (h, w)]
    kept = 1 - 4 * halves[0] * halves[1] / (h * w)
    return _pasted(images, targets, order, rows, columns, kept)


@cutmix.mistake("leave the labels as they are")
def _(images, targets, lam, order, center):
    """A picture that is a quarter a 3 is labelled so: mix the labels by the share of pixels."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns, 1)


@cutmix.mistake("give each label the partner's share")
def _(images, targets, lam, order, center):
    """The label of image i keeps the share of the pixels that are still its own."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    mixed, soft = _pasted(images, targets, order, rows, columns)
    return mixed, targets + targets[order] - soft


@cutmix.slip("make the box as wide as it is high")
def _(images, targets, lam, order, center):
    """Its sides have the proportions of the image: `h·√(1 − lam)` rows, `w·√(1 − lam)` columns."""
    h, w = images.shape[2:]
    _, columns = _box((0, 0, h, h), sqrt(1 - lam), center)
    rows, _ = _box(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, slice(columns.start, min(columns.stop, w)))


@cutmix.mistake("paste a box of image i into its partner")
def _(images, targets, lam, order, center):
    """The box comes *from* image `order[i]`, the rest from image i."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    mixed, soft = _pasted(images, targets, order, rows, columns)
    return images + images[order] - mixed, soft


@cutmix.slip("look up who has image i as a partner")
def _(images, targets, lam, order, center):
    """The partner of image i is image `order[i]`. You have the one whose partner is i."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    return _pasted(images, targets, np.argsort(order), rows, columns)


@cutmix.mistake("read the centre as (column, row)")
def _(images, targets, lam, order, center):
    """The centre is (row, column), in the order of the array's axes."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center[::-1])
    return _pasted(images, targets, order, rows, columns)


@cutmix.mistake("take one more row and column at the end")
def _(images, targets, lam, order, center):
    """The box ends at `r + half − 1`. A slice's end is not in it."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    rows, columns = slice(rows.start, rows.stop + 1), slice(columns.start, columns.stop + 1)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("paste the first channel alone")
def _(images, targets, lam, order, center):
    """A pixel has all its channels from one image."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    mixed, soft = _pasted(images, targets, order, rows, columns)
    mixed[:, 1:] = images[:, 1:]
    return mixed, soft


@cutmix.slip("make the box half as wide and high: a quarter of its area")
def _(images, targets, lam, order, center):
    """Half a side lies on either side of the centre: the half is `h·√(1 − lam)/2`, and it is halved
    only once."""
    rows, columns = _box(images.shape, sqrt(1 - lam) / 2, center)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("take a whole side on either side of the centre")
def _(images, targets, lam, order, center):
    """Half of the side lies before the centre and half behind: divide by 2."""
    rows, columns = _box(images.shape, 2 * sqrt(1 - lam), center)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("make the box's area lam")
def _(images, targets, lam, order, center):
    """`lam` is what image i should keep: the box has the share 1 − lam."""
    rows, columns = _box(images.shape, sqrt(lam), center)
    return _pasted(images, targets, order, rows, columns)


@cutmix.slip("paste from images that have been pasted into already")
def _(images, targets, lam, order, center):
    """If you fill the batch in place, a later image gets a box of one that has changed. Read from
    the old batch and write into a new one."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    _, soft = _pasted(images, targets, order, rows, columns)
    mixed = images.copy()
    for i, j in enumerate(order):
        mixed[i, :, rows, columns] = mixed[j, :, rows, columns]
    return mixed, soft


@cutmix.mistake("write into the images themselves")
def _(images, targets, lam, order, center):
    """The next epoch needs the images as they were: write into a copy."""
    rows, columns = _box(images.shape, sqrt(1 - lam), center)
    mixed, soft = _pasted(images, targets, order, rows, columns)
    images[...] = mixed
    return images, soft


@cutmix.variant("the authors' way: a whole side is rounded, then halved")
def _(images, targets, lam, order, center):
    h, w = images.shape[2:]
    ratio = np.sqrt(1.0 - lam)
    cut_h, cut_w = int(h * ratio), int(w * ratio)
    top, bottom = np.clip([center[0] - cut_h // 2, center[0] + cut_h // 2], 0, h)
    left, right = np.clip([center[1] - cut_w // 2, center[1] + cut_w // 2], 0, w)
    mixed = images.copy()
    mixed[:, :, top:bottom, left:right] = images[order, :, top:bottom, left:right]
    lam = 1 - (bottom - top) * (right - left) / (h * w)
    return mixed, lam * targets + (1 - lam) * targets[order]


@cutmix.variant("a mask, and its mean")
def _(images, targets, lam, order, center):
    h, w = images.shape[2:]
    root = (1 - lam) ** 0.5
    up, aside = np.floor(h * root / 2), np.floor(w * root / 2)
    rows, columns = np.arange(h) - center[0], np.arange(w) - center[1]
    box = np.outer((rows >= -up) & (rows < up), (columns >= -aside) & (columns < aside))
    share = box.mean()
    return np.where(box, images[order], images), targets + share * (targets[order] - targets)


@cutmix.variant("pixel by pixel, labels by counting")
def _(images, targets, lam, order, center):
    n, _, h, w = images.shape
    up, aside = int(h * sqrt(1 - lam) / 2), int(w * sqrt(1 - lam) / 2)
    mixed, soft = images.copy(), np.zeros_like(targets)
    for i in range(n):
        for r in range(h):
            for c in range(w):
                inside = -up <= r - center[0] < up and -aside <= c - center[1] < aside
                source = order[i] if inside else i
                mixed[i, :, r, c] = images[source, :, r, c]
                soft[i] += targets[source] / (h * w)
    return [mixed, soft]


@cutmix.variant("PyTorch tensors")
def _(images, targets, lam, order, center):
    import torch

    images, targets, order = map(torch.tensor, (images, targets, order))
    h, w = images.shape[2:]
    up, aside = int(h * (1 - lam) ** 0.5 / 2), int(w * (1 - lam) ** 0.5 / 2)
    top, left = max(center[0] - up, 0), max(center[1] - aside, 0)
    bottom, right = min(center[0] + up, h), min(center[1] + aside, w)
    mixed = images.clone()
    mixed[:, :, top:bottom, left:right] = images[order][:, :, top:bottom, left:right]
    kept = 1 - (bottom - top) * (right - left) / (h * w)
    return mixed, torch.lerp(targets[order], targets, kept)
