"""PyTorch's dropout and lerp, SciPy's maximum filter for boxes, and counting for the labels."""

import numpy as np
import torch
from scipy.ndimage import maximum_filter

rng = np.random.RandomState(9)
x, other, u = (np.round(rng.random_sample(64), 2) for _ in range(3))
CENTERS = [(0, 0), (5, 5), (7, 3), (2, 7)]


def boxed(center, side):
    """A mask of the box, 8 × 8."""
    mask = np.zeros((8, 8))
    if side:
        mask[center] = 1
        mask = maximum_filter(mask, side, mode="constant", origin=-1)
    return mask.ravel() == 1


def dropped(p):
    kept = torch.as_tensor(u >= p)
    backward = torch.ops.aten.native_dropout_backward
    return backward(torch.as_tensor(x), kept, 1 / (1 - p)).tolist()


def drawn(lam, center):
    return boxed(center, 2 * int(np.floor(4 * np.sqrt(1 - lam))))


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    given = x.tolist(), other.tolist(), u.tolist()
    calls = [("dropout", [given[0], p, given[2]], dropped(p)) for p in (0.0, 0.313, 0.777)]
    for lam in (0.0, 0.3, 1.0):
        blend = torch.lerp(torch.as_tensor(other), torch.as_tensor(x), lam).tolist()
        calls.append(("mixup", [*given[:2], lam], blend))
    for center in CENTERS:
        place = list(map(int, center))
        for size in (2, 4, 16):
            hole = np.where(boxed(center, size), 0, x).tolist()
            calls.append(("cutout", [given[0], place, size], hole))
        for lam in (0.0, 0.2, 0.75, 1.0):
            mask = drawn(lam, center)
            calls.append(("cutmix", [*given[:2], lam, place], np.where(mask, other, x).tolist()))
            calls.append(("kept", [lam, place], float(1 - mask.mean())))
    return [{"call": ["simulation.js", name, list(a)], "gives": gives} for name, a, gives in calls]
