"""The hardest triplets of a batch: for each anchor the worst positive and the worst negative."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula

APART = 0.02


@dataclass(frozen=True)
class Batches:
    """Embeddings ``(n, d)`` with labels, every class twice or more.

    Distributions: two or three classes of 2 to 4 rows in random order, numbered by any three of
    0 … 8; points are uniform in [−2, 2] in two or three dimensions, rounded to two digits. No two
    distances of a row to others differ by less than 0.02. A case is two calls: in the second one
    more class has two rows that are equal, neither of them the first row of all.
    """

    def values(self, rng) -> list[dict]:
        return [self._some(rng), self._with_twins(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two classes of two": lambda: [self._some(rng, [2, 2])],
            "one dimension": lambda: [self._some(rng, [2, 3], d=1)],
            "one large class and a small one": lambda: [self._some(rng, [6, 2])],
            "four classes": lambda: [self._some(rng, [2, 2, 2, 2])],
            "classes in order": lambda: [self._sorted(rng)],
            "far from zero": lambda: [
                (call := self._some(rng)) | {"embeddings": call["embeddings"] + 10}
            ],
            "classes far from each other": lambda: [self._clusters(rng)],
        }

    def _some(self, rng, sizes=None, d=None):
        d = int(rng.integers(2, 4)) if d is None else d
        sizes = rng.integers(2, 5, rng.integers(2, 4)) if sizes is None else sizes
        names = rng.permutation(9)[: len(sizes)]
        labels = rng.permutation(np.repeat(names, sizes))
        while True:
            points = np.round(rng.uniform(-2, 2, (len(labels), d)), 2)
            if _no_ties(points):
                return {"embeddings": points, "labels": labels}

    def _with_twins(self, rng):
        while True:
            call = self._some(rng, [3, 2])
            twins = np.round(rng.uniform(-2, 2, call["embeddings"].shape[1]), 2)
            points = np.vstack([call["embeddings"], twins])
            if _no_ties(points):
                break
        labels = np.append(call["labels"], call["labels"].max() + 1)
        order = np.append(0, rng.permutation([*range(1, 6), 5]))
        return {"embeddings": points[order], "labels": labels[order]}

    def _sorted(self, rng):
        call = self._some(rng, [3, 3])
        order = call["labels"].argsort(kind="stable")
        return {name: value[order] for name, value in call.items()}

    def _clusters(self, rng):
        while True:
            call = self._some(rng, [3, 3], d=2)
            call["embeddings"][call["labels"] == call["labels"].max()] += 8
            if _no_ties(call["embeddings"]):
                return call


def _no_ties(points):
    """Whether no row is nearly as far from one other row as from another."""
    away = np.sort(_table(points), axis=1)
    return len(points) < 3 or np.diff(away[:, 1:], axis=1).min() >= APART


def _table(points):
    return np.linalg.norm(points[:, None] - points[None], axis=2)


def oracle(embeddings, labels):
    from sklearn.neighbors import NearestNeighbors

    n = len(labels)
    positive, negative = np.zeros(n, int), np.zeros(n, int)
    for i, (x, label) in enumerate(zip(embeddings, labels, strict=True)):
        own = np.array([j for j in range(n) if labels[j] == label and j != i])
        other = np.flatnonzero(labels != label)
        ranked = NearestNeighbors(n_neighbors=len(own)).fit(embeddings[own]).kneighbors([x])[1][0]
        positive[i] = own[ranked[-1]]
        nearest = NearestNeighbors(n_neighbors=1).fit(embeddings[other]).kneighbors([x])[1]
        negative[i] = other[nearest[0, 0]]
    return positive, negative


@formula(
    inputs=Batches(),
    oracle=oracle,
    returns=("positive", "negative"),
    kinds={"positive": "int", "negative": "int"},
)
def hardest_triplets(embeddings, labels):
    """For each row the index of the farthest other row of its class, and of the nearest row of
    another (Hermans, Beyer and Leibe, 2017: *batch hard*)."""
    away = np.sqrt(((embeddings[:, None] - embeddings[None]) ** 2).sum(axis=2))
    same = labels[:, None] == labels
    own = same & ~np.eye(len(labels), dtype=bool)
    positive = np.where(own, away, -np.inf).argmax(axis=1)
    return positive, np.where(same, np.inf, away).argmin(axis=1)


def _masks(embeddings, labels):
    same = labels[:, None] == labels
    return _table(embeddings), same, same & ~np.eye(len(labels), dtype=bool)


def _farthest(away, allowed):
    return np.where(allowed, away, -np.inf).argmax(axis=1)


def _nearest(away, allowed):
    return np.where(allowed, away, np.inf).argmin(axis=1)


@hardest_triplets.mistake("let an anchor be its own positive where its class has an equal row")
def _(embeddings, labels):
    """An anchor is at distance 0 from itself. Where the only other row of its class is equal to it,
    both are as far, and the first wins: take the anchor itself out of the candidates."""
    away, same, _ = _masks(embeddings, labels)
    return _farthest(away, same), _nearest(away, ~same)


@hardest_triplets.mistake(
    "multiply the distances by the mask, which makes row 0 the farthest of zeros"
)
def _(embeddings, labels):
    """Rows of other classes and the anchor itself get 0, and so does a row that is equal to the
    anchor: give what is no candidate −∞ in place of 0."""
    away, same, own = _masks(embeddings, labels)
    return (away * own).argmax(axis=1), _nearest(away, ~same)


@hardest_triplets.mistake("take the nearest positive")
def _(embeddings, labels):
    """The nearest row of its own class is easy. The hardest positive is the *farthest*."""
    away, same, own = _masks(embeddings, labels)
    return _nearest(away, own), _nearest(away, ~same)


@hardest_triplets.mistake("take the anchor itself as the nearest positive")
def _(embeddings, labels):
    """The nearest row of its class is the anchor itself, at distance 0. What is asked for is the
    farthest *other* row."""
    away, same, _ = _masks(embeddings, labels)
    return _nearest(away, same), _nearest(away, ~same)


@hardest_triplets.mistake("take the farthest negative")
def _(embeddings, labels):
    """The farthest row of another class is easy. The hardest negative is the *nearest*."""
    away, same, own = _masks(embeddings, labels)
    return _farthest(away, own), _farthest(away, ~same)


@hardest_triplets.mistake("take the easiest of both")
def _(embeddings, labels):
    """Nearest positive and farthest negative cost least. The hardest are the farthest positive and
    the nearest negative."""
    away, same, own = _masks(embeddings, labels)
    return _nearest(away, own), _farthest(away, ~same)


@hardest_triplets.mistake("return the negatives first")
def _(embeddings, labels):
    """The order is `(positive, negative)`, as in the loss."""
    away, same, own = _masks(embeddings, labels)
    return _nearest(away, ~same), _farthest(away, own)


@hardest_triplets.mistake("look for the positive among all classes")
def _(embeddings, labels):
    """The positive has the anchor's label."""
    away, same, _ = _masks(embeddings, labels)
    return away.argmax(axis=1), _nearest(away, ~same)


@hardest_triplets.mistake("look for the negative among all classes")
def _(embeddings, labels):
    """The negative has another label than the anchor. The nearest other row of all may be of its
    own class."""
    away, _, own = _masks(embeddings, labels)
    others = ~np.eye(len(labels), dtype=bool)
    return _farthest(away, own), _nearest(away, others)


@hardest_triplets.mistake("number the candidates within their class")
def _(embeddings, labels):
    """What comes out are places in the whole batch: what `argmax` finds among the candidates is
    only a place among them."""
    away, same, own = _masks(embeddings, labels)
    positive = [row[mask].argmax() for row, mask in zip(away, own, strict=True)]
    negative = [row[mask].argmin() for row, mask in zip(away, ~same, strict=True)]
    return positive, negative


@hardest_triplets.mistake("return the distances")
def _(embeddings, labels):
    """Which rows they are is asked for, as ints. Their distances are what they were found by."""
    away, same, own = _masks(embeddings, labels)
    return np.where(own, away, -np.inf).max(axis=1), np.where(same, np.inf, away).min(axis=1)


@hardest_triplets.mistake("return the rows themselves")
def _(embeddings, labels):
    """Indices are asked for: with them the caller finds rows and labels both."""
    away, same, own = _masks(embeddings, labels)
    return embeddings[_farthest(away, own)], embeddings[_nearest(away, ~same)]


@hardest_triplets.variant("two loops")
def _(embeddings, labels):
    positive, negative = [], []
    for i in range(len(labels)):
        far, near = -1.0, np.inf
        worst = best = -1
        for j in range(len(labels)):
            away = np.linalg.norm(embeddings[i] - embeddings[j])
            if labels[j] == labels[i] and j != i and away > far:
                far, worst = away, j
            if labels[j] != labels[i] and away < near:
                near, best = away, j
        positive.append(worst)
        negative.append(best)
    return positive, negative


@hardest_triplets.variant("max and min with a key, of Python's ints")
def _(embeddings, labels):
    from math import dist

    rows = range(len(labels))
    pairs = []
    for i in rows:
        own = [j for j in rows if labels[j] == labels[i] and j != i]
        other = [j for j in rows if labels[j] != labels[i]]
        pairs.append(
            (
                max(own, key=lambda j, i=i: dist(embeddings[i], embeddings[j])),
                min(other, key=lambda j, i=i: dist(embeddings[i], embeddings[j])),
            )
        )
    return tuple(map(list, zip(*pairs, strict=True)))


@hardest_triplets.variant("squared distances by the binomial formula, cut off at 0")
def _(embeddings, labels):
    squares = (embeddings**2).sum(axis=1)
    away = np.maximum(squares[:, None] + squares - 2 * embeddings @ embeddings.T, 0)
    same = labels[:, None] == labels[None]
    own = same.copy()
    np.fill_diagonal(own, False)
    return np.where(own, away, -1).argmax(axis=1), (away + 1e9 * same).argmin(axis=1)


@hardest_triplets.variant("PyTorch's cdist")
def _(embeddings, labels):
    import torch

    x, y = torch.as_tensor(embeddings), torch.as_tensor(labels)
    away, same = torch.cdist(x, x), y[:, None] == y
    own = same & ~torch.eye(len(y), dtype=torch.bool)
    positive = away.masked_fill(~own, -1.0).argmax(dim=1)
    return positive, away.masked_fill(same, float("inf")).argmin(dim=1)


@hardest_triplets.variant("SciPy's cdist, with NaN for what is no candidate")
def _(embeddings, labels):
    from scipy.spatial.distance import cdist

    away = cdist(embeddings, embeddings)
    same = np.equal.outer(labels, labels)
    own = same & ~np.identity(len(labels), bool)
    positive = np.nanargmax(np.where(own, away, np.nan), axis=1)
    return positive, np.nanargmin(np.where(same, np.nan, away), axis=1)
