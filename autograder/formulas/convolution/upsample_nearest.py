"""Upsampling to any size by the nearest pixel: numbers are repeated, none is made."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula

# (size, size it becomes) where the float that a careful answer divides with rounds the wrong way.
LEFT_OUT = {(6, 10), (10, 2), (10, 4), (10, 8), (12, 10)}


@dataclass(frozen=True)
class Maps:
    """Maps, and the size (H, W) that they become, as a tuple of two ints.

    Distributions: two maps of two channels; one side of 3 to 5 grows to a size that is no multiple
    of it, the other shrinks by a factor that isn't whole. Sides are 12 at most, and the pairs of
    `LEFT_OUT` do not occur. All pixels of a map differ.
    """

    def values(self, rng) -> list[dict]:
        grows = GROWS[rng.integers(len(GROWS))]
        shrinks = SHRINKS[rng.integers(len(SHRINKS))]
        pairs = (grows, shrinks) if rng.integers(2) else (shrinks, grows)
        return [_of(rng, (2, 2), *pairs), _of(rng, (1, 2), grows, (2, 5))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def of(*pairs):
            return lambda: [_of(rng, (1, 2), *pairs)]

        return {
            "doubled": of((3, 6), (2, 4)),
            "doubled, one axis": of((2, 4), (3, 3)),
            "three to seven": of((3, 7), (3, 7)),
            "as large as before": of((3, 3), (4, 4)),
            "halved": of((4, 2), (6, 3)),
            "smaller by no whole factor": of((7, 5), (5, 3)),
            "one pixel": of((1, 3), (1, 4)),
            "down to one pixel": of((5, 1), (3, 1)),
            "larger and smaller": of((3, 5), (5, 3)),
            "times three": of((2, 6), (3, 9)),
            "up to twelve": of((5, 12), (7, 12)),
            "seven to eleven": of((7, 11), (1, 2)),
            "three samples, one channel": lambda: [_of(rng, (3, 1), (2, 5), (2, 3))],
        }


GROWS = ((3, 7), (3, 5), (4, 7), (4, 11), (5, 7), (5, 8), (5, 12))
SHRINKS = ((7, 5), (7, 4), (8, 5), (5, 3), (5, 4), (8, 3))


def _of(rng, first, rows, columns):
    (h, new_h), (w, new_w) = rows, columns
    many = math.prod((*first, h, w))
    x = rng.permutation(many).reshape(*first, h, w) / 10 - many / 20
    return {"x": np.round(x, 2), "size": (new_h, new_w)}


def oracle(x, size):
    import torch

    return torch.nn.functional.interpolate(torch.from_numpy(x), size, mode="nearest").numpy()


@formula(inputs=Maps(), oracle=oracle, returns=("y",))
def upsample_nearest(x, size):
    """``y[…, i, j] = x[…, ⌊i·h/H⌋, ⌊j·w/W⌋]`` (PyTorch's `interpolate`; Odena et al., 2016)."""
    rows = np.arange(size[0]) * x.shape[2] // size[0]
    columns = np.arange(size[1]) * x.shape[3] // size[1]
    return x[:, :, rows][..., columns]


def picked(x, rows, columns):
    """The pixels of these rows and columns, those outside moved to the border."""
    rows, columns = (
        np.clip(np.array(i).astype(int), 0, n - 1)
        for i, n in ((rows, x.shape[2]), (columns, x.shape[3]))
    )
    return x[:, :, rows][..., columns]


@upsample_nearest.mistake("round the index to the nearest whole number")
def _(x, size):
    """i·h/H is rounded *down*: a new pixel takes the old one that its upper left corner lies in."""
    places = [np.round(np.arange(m) * n / m) for m, n in zip(size, x.shape[2:], strict=True)]
    return picked(x, *places)


@upsample_nearest.mistake("look from the middle of each new pixel")
def _(x, size):
    """That is PyTorch's "nearest-exact", and Pillow's: ⌊(i + ½)h/H⌋. Here the index is ⌊i·h/H⌋."""
    places = [(2 * np.arange(m) + 1) * n // (2 * m) for m, n in zip(size, x.shape[2:], strict=True)]
    return picked(x, *places)


@upsample_nearest.mistake("let the corners meet: i·(h − 1)/(H − 1)")
def _(x, size):
    """The step between neighbours is h/H: the last pixel needn't be the old one's last."""
    places = [
        np.round(np.arange(m) * (n - 1) / max(m - 1, 1))
        for m, n in zip(size, x.shape[2:], strict=True)
    ]
    return picked(x, *places)


@upsample_nearest.mistake("repeat each pixel a whole number of times, and cut")
def _(x, size):
    """From 3 to 7 the old pixels are repeated three, two and two times: look the index up for each
    new pixel instead."""
    places = [np.arange(m) // -(-m // n) for m, n in zip(size, x.shape[2:], strict=True)]
    return picked(x, *places)


@upsample_nearest.mistake("repeat as often as fits, and fill up with the last pixel")
def _(x, size):
    """From 3 to 7 the old pixels are repeated three, two and two times: look the index up for each
    new pixel instead."""
    places = [np.arange(m) // max(m // n, 1) for m, n in zip(size, x.shape[2:], strict=True)]
    return picked(x, *places)


@upsample_nearest.mistake("lay copies of the whole image side by side")
def _(x, size):
    """Each *pixel* is repeated (`np.repeat`), not the image (`np.tile`)."""
    places = [np.arange(m) % n for m, n in zip(size, x.shape[2:], strict=True)]
    return x[:, :, places[0]][..., places[1]]


@upsample_nearest.mistake("round the index up")
def _(x, size):
    """i·h/H is rounded down."""
    places = [-(-np.arange(m) * n // m) for m, n in zip(size, x.shape[2:], strict=True)]
    return picked(x, *places)


@upsample_nearest.mistake("put zeros between the pixels")
def _(x, size):
    """That is the first step of a transposed convolution. Here each new pixel has the number of an
    old one."""
    y = upsample_nearest(x, size).copy()
    rows = np.arange(size[0]) * x.shape[2] // size[0]
    columns = np.arange(size[1]) * x.shape[3] // size[1]
    y[:, :, 1:][:, :, rows[1:] == rows[:-1]] = 0
    y[..., 1:][..., columns[1:] == columns[:-1]] = 0
    return y


@upsample_nearest.mistake("read the size as (width, height)")
def _(x, size):
    """`size` is (H, W): rows first."""
    return upsample_nearest(x, size[::-1])


def mixed(x, places):
    """Numbers mixed from the four pixels around each place (bilinear)."""
    low = [np.floor(p) for p in places]
    a, b = (p - q for p, q in zip(places, low, strict=True))
    a, (r, s) = a[:, None], low
    top = (1 - b) * picked(x, r, s) + b * picked(x, r, s + 1)
    bottom = (1 - b) * picked(x, r + 1, s) + b * picked(x, r + 1, s + 1)
    return (1 - a) * top + a * bottom


@upsample_nearest.mistake("interpolate between the pixels")
def _(x, size):
    """Nothing is mixed: that would be bilinear. Each new pixel has the number of one old pixel."""
    return mixed(x, [np.arange(m) * n / m for m, n in zip(size, x.shape[2:], strict=True)])


@upsample_nearest.slip("interpolate between the pixels' middles, as mode='bilinear' does")
def _(x, size):
    """Nothing is mixed: each new pixel has the number of one old pixel."""
    sides = zip(size, x.shape[2:], strict=True)
    middles = [np.clip((np.arange(m) + 0.5) * n / m - 0.5, 0, n - 1) for m, n in sides]
    return mixed(x, middles)


@upsample_nearest.slip("interpolate, with the corners on each other")
def _(x, size):
    """Nothing is mixed: each new pixel has the number of one old pixel."""
    sides = zip(size, x.shape[2:], strict=True)
    return mixed(x, [np.linspace(0, n - 1, m) for m, n in sides])


@upsample_nearest.slip("take the scale of the rows for both axes")
def _(x, size):
    """Rows and columns have a scale each: h/H and w/W."""
    places = [np.arange(m) * x.shape[2] // size[0] for m in size]
    return picked(x, *places)


@upsample_nearest.variant("two loops")
def _(x, size):
    n, c, h, w = x.shape
    H, W = size
    y = np.zeros((n, c, H, W))
    for i in range(H):
        for j in range(W):
            y[:, :, i, j] = x[:, :, i * h // H, j * w // W]
    return y


@upsample_nearest.variant("np.ix_ and floats")
def _(x, size):
    h, w = x.shape[2:]
    rows = [int(i * (h / size[0])) for i in range(size[0])]
    columns = [math.floor(j / (size[1] / w)) for j in range(size[1])]
    return x[(slice(None), slice(None), *np.ix_(rows, columns))]


@upsample_nearest.variant("pixels repeated as often as each occurs")
def _(x, size):
    for axis, new in zip((2, 3), size, strict=True):
        old = x.shape[axis]
        ends = [-(-k * new // old) for k in range(old + 1)]
        x = np.repeat(x, np.diff(ends), axis=axis)
    return x


@upsample_nearest.variant("PyTorch in float32")
def _(x, size):
    import torch

    return torch.nn.Upsample(size=size, mode="nearest")(torch.tensor(x, dtype=torch.float32))
