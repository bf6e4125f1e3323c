"""Cutout: a square of each image is painted over, cut off at the border."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Patches:
    """Images, the centre of a square on each, and the side of the square.

    Distributions: two images of two channels, 3 × 4 or 4 × 3, their numbers uniform in
    [0.1, 1], to one digit; a square of side 2. The first image's centre is in its first row or
    column, so that the square is cut off there, and row and column differ; the second's is not.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        one = (1, 1, 5, 6)
        return {
            "two calls in a row": lambda: [self._call(rng), self._call(rng)],
            "the first corner": lambda: [_of(rng, one, [(0, 0)], 2)],
            "the last corner": lambda: [_of(rng, one, [(4, 5)], 2)],
            "the other two corners": lambda: [_of(rng, (2, 1, 4, 5), [(0, 4), (3, 0)], 2)],
            "inside": lambda: [_of(rng, one, [(2, 3)], 2)],
            "a square of four over the first corner": lambda: [_of(rng, one, [(1, 0)], 4)],
            "a square of four over the last corner": lambda: [_of(rng, one, [(4, 4)], 4)],
            "a square larger than the image": lambda: [_of(rng, one, [(2, 2)], 20)],
            "a square as large as the image": lambda: [_of(rng, (1, 2, 4, 4), [(2, 2)], 4)],
            "images of odd size": lambda: [_of(rng, (1, 1, 5, 7), [(2, 3)], 4)],
            "one pixel": lambda: [_of(rng, (1, 2, 1, 1), [(0, 0)], 2)],
            "three channels, square images": lambda: [_of(rng, (1, 3, 3, 3), [(1, 2)], 2)],
            "three images": lambda: [_of(rng, (3, 1, 3, 4), [(2, 1), (0, 2), (1, 3)], 2)],
        }

    def _call(self, rng):
        h, w = ((3, 4), (4, 3))[rng.integers(2)]
        near = [(0, int(rng.integers(1, w))), (int(rng.integers(1, h)), 0)][rng.integers(2)]
        inner = int(rng.integers(1, h)), int(rng.integers(1, w))
        return _of(rng, (2, 2, h, w), [near, inner], 2)


def _of(rng, shape, centers, size):
    images = np.round(rng.uniform(0.1, 1, shape), 1)
    return {"images": images, "centers": np.array(centers, dtype=np.int64), "size": size}


def oracle(images, centers, size):
    from scipy.ndimage import maximum_filter

    n, _, h, w = images.shape
    covered = np.zeros((n, h, w))
    covered[np.arange(n), centers[:, 0], centers[:, 1]] = 1
    # A filter of even size looks one further up than down: what it finds is turned about.
    covered = maximum_filter(covered, (1, size, size), mode="constant", origin=(0, -1, -1))
    return images * (1 - covered)[:, None]


@formula(inputs=Patches(), oracle=oracle, returns=("images",))
def cutout(images, centers, size):
    """Rows ``r − size/2 … r + size/2 − 1`` and columns alike set to 0 in all channels
    (DeVries and Taylor, 2017)."""
    cut, half = images.copy(), size // 2
    for image, (r, c) in zip(cut, centers, strict=True):
        image[:, max(r - half, 0) : r + half, max(c - half, 0) : c + half] = 0
    return cut


def _cut(images, centers, before, after):
    cut = images.copy()
    for image, (r, c) in zip(cut, centers, strict=True):
        image[:, max(r - before, 0) : r + after, max(c - before, 0) : c + after] = 0
    return cut


@cutout.mistake("let a negative start count from the end")
def _(images, centers, size):
    """In NumPy `a[-1:1]` begins at the last element, and is empty. Where the square begins above or
    left of the image, begin at 0: `max(r − size // 2, 0)`."""
    cut, half = images.copy(), size // 2
    for image, (r, c) in zip(cut, centers, strict=True):
        image[:, r - half : r + half, c - half : c + half] = 0
    return cut


@cutout.mistake("move the square into the image")
def _(images, centers, size):
    """What lies outside is cut off. So a pixel at the border is covered less often than one in the
    middle, and a network never loses a whole picture's middle for good."""
    h, w = images.shape[2:]
    cut, half = images.copy(), size // 2
    for image, (r, c) in zip(cut, centers, strict=True):
        top, left = max(min(r - half, h - size), 0), max(min(c - half, w - size), 0)
        image[:, top : top + size, left : left + size] = 0
    return cut


@cutout.mistake("take one more row and column at the end")
def _(images, centers, size):
    """The square has `size` rows: the last is `r + size/2 − 1`. A slice's end is not in it."""
    return _cut(images, centers, size // 2, size // 2 + 1)


@cutout.mistake("begin one row and column too late")
def _(images, centers, size):
    """The square begins at `r − size/2`, so that it has `size` rows and columns."""
    return _cut(images, centers, size // 2 - 1, size // 2)


@cutout.mistake("shift the square by one")
def _(images, centers, size):
    """A square of even size has no pixel in its middle: of its `size` rows, `size/2` lie before
    the centre, and `size/2 − 1` behind."""
    return _cut(images, centers, size // 2 - 1, size // 2 + 1)


@cutout.mistake("take size for half of the side")
def _(images, centers, size):
    """`size` is the whole side: half of it lies on either side of the centre."""
    return _cut(images, centers, size, size)


@cutout.mistake("take the centre for the upper left corner")
def _(images, centers, size):
    """The square lies around its centre: it begins `size/2` before it."""
    return _cut(images, centers, 0, size)


@cutout.mistake("paint over the first channel alone")
def _(images, centers, size):
    """All channels of a pixel are lost, or its colour gives it away."""
    cut = images.copy()
    cut[:, 0] = _cut(images, centers, size // 2, size // 2)[:, 0]
    return cut


@cutout.mistake("read a centre as (column, row)")
def _(images, centers, size):
    """A centre is (row, column), in the order of the array's axes."""
    return _cut(images, centers[:, ::-1], size // 2, size // 2)


@cutout.mistake("cover every image at the first one's centre")
def _(images, centers, size):
    """Each image has a centre of its own."""
    return _cut(images, centers[:1].repeat(len(images), 0), size // 2, size // 2)


@cutout.slip("cut all squares out of every image")
def _(images, centers, size):
    """Each image has one square, about its own centre."""
    cut = images.copy()
    for center in centers:
        cut = _cut(cut, np.tile(center, (len(images), 1)), size // 2, size // 2)
    return cut


@cutout.slip("forget the axis of the channels")
def _(images, centers, size):
    """One image has the axes (channel, row, column): leave the first one whole, `image[:, …, …]`.
    With two slices alone, rows are taken for channels and columns for rows."""
    cut, half = images.copy(), size // 2
    for image, (r, c) in zip(cut, centers, strict=True):
        image[max(r - half, 0) : r + half, max(c - half, 0) : c + half] = 0
    return cut


@cutout.mistake("keep the square and lose the rest")
def _(images, centers, size):
    """The square is what is set to 0."""
    return images - _cut(images, centers, size // 2, size // 2)


@cutout.mistake("cut out whole rows and columns")
def _(images, centers, size):
    """A pixel is covered where its row *and* its column lie in the square."""
    cut, half = images.copy(), size // 2
    for image, (r, c) in zip(cut, centers, strict=True):
        image[:, max(r - half, 0) : r + half] = 0
        image[:, :, max(c - half, 0) : c + half] = 0
    return cut


@cutout.mistake("fill the square with 1")
def _(images, centers, size):
    """It is set to 0."""
    return np.where(_cut(images, centers, size // 2, size // 2) == 0, 1.0, images)


@cutout.mistake("write into the images themselves")
def _(images, centers, size):
    """The caller's images would have holes in every later epoch: write into a copy."""
    half = size // 2
    for image, (r, c) in zip(images, centers, strict=True):
        image[:, max(r - half, 0) : r + half, max(c - half, 0) : c + half] = 0
    return images


@cutout.variant("rows and columns compared with the centre")
def _(images, centers, size):
    rows, columns = np.arange(images.shape[2]), np.arange(images.shape[3])
    r, c, half = centers[:, :1], centers[:, 1:], size / 2
    in_rows = (rows >= r - half) & (rows < r + half)
    in_columns = (columns >= c - half) & (columns < c + half)
    covered = in_rows[:, :, None] & in_columns[:, None, :]
    return np.where(covered[:, None], 0.0, images)


@cutout.variant("a border around the images, cut off again")
def _(images, centers, size):
    wide = np.pad(images, ((0, 0), (0, 0), (size, size), (size, size)))
    for i, (r, c) in enumerate(centers + size - size // 2):
        wide[i, :, r : r + size, c : c + size] = 0
    return wide[:, :, size:-size, size:-size]


@cutout.variant("pixel by pixel")
def _(images, centers, size):
    n, channels, h, w = images.shape
    cut, half = images.tolist(), size // 2
    for i in range(n):
        for r in range(h):
            for c in range(w):
                dr, dc = r - centers[i][0], c - centers[i][1]
                if -half <= dr < half and -half <= dc < half:
                    for channel in range(channels):
                        cut[i][channel][r][c] = 0.0
    return cut


@cutout.variant("a mask of ones and zeros in PyTorch")
def _(images, centers, size):
    import torch

    n, _, h, w = images.shape
    mask, half = torch.ones(n, 1, h, w), size // 2
    for i, (r, c) in enumerate(centers):
        top, bottom = np.clip([r - half, r + half], 0, h)
        left, right = np.clip([c - half, c + half], 0, w)
        mask[i, :, top:bottom, left:right] = 0
    return torch.as_tensor(images) * mask
