"""Triplet loss: nearer to its own kind than to another, by a margin."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Triplets:
    """Anchors, positives and negatives, each ``(n, d)``, with a margin that may be left out.

    Distributions: n and d are (3, 2), (4, 3), (3, 4) or (4, 2). Points are uniform in [−2, 2],
    rounded to two digits. Each hinge is 0.02 or more away from 0; at least one triplet is easy
    (its loss is exactly 0) and two are not. A case is two calls: the first leaves the margin out,
    the second gives one uniform in [0.2, 0.8] or [1.3, 2].
    """

    def values(self, rng) -> list[dict]:
        n, d = ((3, 2), (4, 3), (3, 4), (4, 2))[rng.integers(4)]
        margin = rng.uniform(0.2, 0.8) if rng.random() < 0.5 else rng.uniform(1.3, 2)
        return [_mixed(rng, n, d), _mixed(rng, n, d, round(float(margin), 2))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "easy triplets alone": lambda: [_easy(rng)],
            "one triplet": lambda: [_clear(rng, 1, 3, 1.0)],
            "one dimension": lambda: [_clear(rng, 4, 1, 0.5)],
            "as many dimensions as triplets": lambda: [_clear(rng, 3, 3, 1.0)],
            "the positive is the anchor": lambda: [_same(rng, "positive")],
            "the negative is the anchor": lambda: [_same(rng, "negative")],
            "a hinge that meets 0 exactly": lambda: [
                {
                    "anchor": np.zeros((2, 2)),
                    "positive": np.array([[3.0, 4.0], [0.0, 1.0]]),
                    "negative": np.array([[6.0, 8.0], [1.0, 0.0]]),
                    "margin": 5.0,
                }
            ],
            "all three in one point": lambda: [
                dict.fromkeys(("anchor", "positive", "negative"), np.ones((2, 2)))
            ],
            "a margin of 1, as an int": lambda: [_clear(rng, 3, 2, 1.0) | {"margin": 1}],
        }


def _points(rng, n, d):
    return np.round(rng.uniform(-2, 2, (n, d)), 2)


def _hinges(call):
    near = np.linalg.norm(call["anchor"] - call["positive"], axis=1)
    far = np.linalg.norm(call["anchor"] - call["negative"], axis=1)
    return near - far + call.get("margin", 1.0)


def _clear(rng, n, d, margin=None):
    """Triplets none of whose hinges is near 0, and some of which cost something."""
    while True:
        call = {name: _points(rng, n, d) for name in ("anchor", "positive", "negative")}
        if margin is not None:
            call["margin"] = margin
        hinges = _hinges(call)
        if np.abs(hinges).min() >= 0.02 and hinges.max() >= 0.1:
            return call


def _mixed(rng, n, d, margin=None):
    while True:
        call = _clear(rng, n, d, margin)
        if 2 <= (_hinges(call) > 0).sum() < n:
            return call


def _easy(rng):
    anchor = _points(rng, 3, 2)
    near, far = _points(rng, 3, 2) / 10, _points(rng, 3, 2) / 10
    return {"anchor": anchor, "positive": anchor + near, "negative": anchor + 4 + far}


def _same(rng, name):
    while True:
        call = _clear(rng, 3, 2, 1.5)
        call[name] = call["anchor"].copy()
        hinges = _hinges(call)
        if np.abs(hinges).min() >= 0.02 and hinges.max() >= 0.1:
            return call


def oracle(anchor, positive, negative, margin=1.0):
    import torch
    from torch.nn.functional import triplet_margin_loss

    parts = map(torch.tensor, (anchor, positive, negative))
    return triplet_margin_loss(*parts, margin=margin, eps=0).item()


@formula(inputs=Triplets(), oracle=oracle, returns=("loss",))
def triplet_loss(anchor, positive, negative, margin=1.0):
    """Mean over all triplets of ``max(0, ‖a − p‖ − ‖a − n‖ + margin)`` (Schroff et al., 2015, who
    square the distances; Hermans et al., 2017, who don't)."""
    near = np.sqrt(((anchor - positive) ** 2).sum(axis=1))
    far = np.sqrt(((anchor - negative) ** 2).sum(axis=1))
    return np.maximum(0, near - far + margin).mean()


def _distances(anchor, positive, negative):
    near = np.linalg.norm(anchor - positive, axis=1)
    return near, np.linalg.norm(anchor - negative, axis=1)


@triplet_loss.mistake("square the distances")
def _(anchor, positive, negative, margin=1.0):
    """FaceNet squares them. Here, as in PyTorch, they are Euclidean: the root of the sum of
    squares."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, near**2 - far**2 + margin).mean()


@triplet_loss.mistake("average over the triplets that cost something")
def _(anchor, positive, negative, margin=1.0):
    """Easy triplets cost 0 and are counted: the mean is over all n."""
    near, far = _distances(anchor, positive, negative)
    hinges = np.maximum(0, near - far + margin)
    return hinges.sum() / max(1, (hinges > 0).sum())


@triplet_loss.mistake("leave out the max with 0")
def _(anchor, positive, negative, margin=1.0):
    """Once the negative is farther by the margin there is nothing to gain: an easy triplet costs 0,
    not less, or the easy ones would pay for the hard ones."""
    near, far = _distances(anchor, positive, negative)
    return (near - far + margin).mean()


@triplet_loss.mistake("take the max with 0 after the mean")
def _(anchor, positive, negative, margin=1.0):
    """Each triplet has its own max with 0. Otherwise the easy ones pay for the hard ones."""
    near, far = _distances(anchor, positive, negative)
    return max(0.0, (near - far + margin).mean())


@triplet_loss.mistake("swap positive and negative")
def _(anchor, positive, negative, margin=1.0):
    """The distance to the positive is to be small, that to the negative large: the first counts
    plus, the second minus."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, far - near + margin).mean()


@triplet_loss.mistake("subtract the margin")
def _(anchor, positive, negative, margin=1.0):
    """The margin is asked for on top: the loss is 0 only where the negative is farther by at least
    that much."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, near - far - margin).mean()


@triplet_loss.mistake("leave out the margin")
def _(anchor, positive, negative, margin=1.0):
    """Without a margin all points in one place cost nothing."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, near - far).mean()


@triplet_loss.mistake("take a margin of 1 whatever is asked for")
def _(anchor, positive, negative, margin=1.0):
    """1 is what the margin is where nobody gives one."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, near - far + 1.0).mean()


@triplet_loss.mistake("sum over the triplets")
def _(anchor, positive, negative, margin=1.0):
    """The loss is the mean over the triplets, so that it doesn't grow with their number."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, near - far + margin).sum()


@triplet_loss.mistake("add up absolute differences")
def _(anchor, positive, negative, margin=1.0):
    """The distance is Euclidean: the root of the sum of squares."""
    near, far = np.abs(anchor - positive).sum(1), np.abs(anchor - negative).sum(1)
    return np.maximum(0, near - far + margin).mean()


@triplet_loss.mistake("average the squares over the dimensions")
def _(anchor, positive, negative, margin=1.0):
    """Under the root stands the sum of the squared differences, not their mean."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, (near - far) / np.sqrt(anchor.shape[1]) + margin).mean()


@triplet_loss.mistake("measure the negative from the positive")
def _(anchor, positive, negative, margin=1.0):
    """Both distances start at the anchor."""
    near, _ = _distances(anchor, positive, negative)
    return np.maximum(0, near - np.linalg.norm(positive - negative, axis=1) + margin).mean()


@triplet_loss.mistake("take one distance over all rows")
def _(anchor, positive, negative, margin=1.0):
    """Each row is a triplet with its own two distances: the sum of squares goes along axis 1.
    (`np.linalg.norm` without an axis takes the array as a whole.)"""
    return max(0.0, np.linalg.norm(anchor - positive) - np.linalg.norm(anchor - negative) + margin)


@triplet_loss.mistake("measure down the columns")
def _(anchor, positive, negative, margin=1.0):
    """A row is a point: the sum of squares goes along axis 1."""
    near = np.linalg.norm(anchor - positive, axis=0)
    far = np.linalg.norm(anchor - negative, axis=0)
    return np.maximum(0, near - far + margin).mean()


@triplet_loss.mistake("return a loss for each triplet")
def _(anchor, positive, negative, margin=1.0):
    """One number is asked for: the mean over the triplets."""
    near, far = _distances(anchor, positive, negative)
    return np.maximum(0, near - far + margin)


@triplet_loss.variant("np.linalg.norm")
def _(anchor, positive, negative, margin=1.0):
    near = np.linalg.norm(anchor - positive, axis=-1)
    far = np.linalg.norm(anchor - negative, axis=-1)
    return np.clip(margin + near - far, 0, None).mean()


@triplet_loss.variant("a loop with math.dist")
def _(anchor, positive, negative, margin=1.0):
    from math import dist

    losses = []
    for a, p, n in zip(anchor, positive, negative, strict=True):
        losses.append(max(0.0, dist(a, p) - dist(a, n) + margin))
    return sum(losses) / len(losses)


@triplet_loss.variant("PyTorch's loss, its eps included")
def _(anchor, positive, negative, margin=1.0):
    import torch
    from torch.nn import TripletMarginLoss

    return TripletMarginLoss(margin=margin)(*map(torch.tensor, (anchor, positive, negative)))


@triplet_loss.variant("the diagonals of SciPy's tables of distances")
def _(anchor, positive, negative, margin=1.0):
    from scipy.spatial.distance import cdist

    hinges = margin + np.diag(cdist(anchor, positive) - cdist(anchor, negative))
    return float(hinges[hinges > 0].sum() / len(hinges))


@triplet_loss.variant("a ReLU of PyTorch's norms")
def _(anchor, positive, negative, margin=1.0):
    import torch

    a, p, n = map(torch.as_tensor, (anchor, positive, negative))
    return torch.relu((a - p).norm(dim=1) - (a - n).norm(dim=1) + margin).mean()
