"""Center loss: how far features lie from the center of their class, and where that moves to."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Features:
    """Features ``(n, d)`` with labels and centers ``(k, d)``, and a rate that may be left out.

    Distributions: three or four classes, of which one has a single sample in the batch, one has
    none, and the others 2 to 4; features in 2 or 3 dimensions and centers are uniform in
    [−2, 2], rounded to two digits. A case is two calls: the first leaves alpha out, the second has
    one uniform in [0.1, 0.4] or [0.6, 0.9].
    """

    def values(self, rng) -> list[dict]:
        alpha = rng.uniform(0.1, 0.4) if rng.random() < 0.5 else rng.uniform(0.6, 0.9)
        return [self._some(rng), self._some(rng) | {"alpha": round(float(alpha), 2)}]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [self._some(rng, [0, 1, 0])],
            "one dimension": lambda: [self._some(rng, [1, 0, 3], d=1)],
            "one class alone in the batch": lambda: [self._some(rng, [0, 4, 0])],
            "one class in all": lambda: [self._some(rng, [3])],
            "every class once": lambda: [self._some(rng, [1, 1, 1])],
            "alpha = 0": lambda: [self._some(rng) | {"alpha": 0.0}],
            "alpha = 1": lambda: [self._some(rng) | {"alpha": 1.0}],
            "features on their centers": lambda: [self._settled(rng)],
            "two steps in a row": lambda: self._run(rng, reference),
        }

    def _some(self, rng, sizes=None, d=None):
        d = int(rng.integers(2, 4)) if d is None else d
        if sizes is None:
            more = rng.integers(2, 5, rng.integers(1, 3))
            sizes = rng.permutation([0, 1, *more])
        labels = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
        return {
            "features": np.round(rng.uniform(-2, 2, (len(labels), d)), 2),
            "labels": labels,
            "centers": np.round(rng.uniform(-2, 2, (len(sizes), d)), 2),
        }

    def _settled(self, rng):
        call = self._some(rng)
        return call | {"features": call["centers"][call["labels"]]}

    def _run(self, rng, reference):
        first = self._some(rng)
        return [first, first | {"centers": reference(**first)[1]}]


def oracle(features, labels, centers, alpha=0.5):
    from scipy.spatial.distance import cdist
    from sklearn.neighbors import NearestCentroid

    squares = cdist(features, centers, "sqeuclidean")[np.arange(len(labels)), labels]
    moved = centers.copy()
    classes, counts = np.unique(labels, return_counts=True)
    if len(classes) > 1:
        means = NearestCentroid().fit(features, labels).centroids_
    else:  # it refuses a single class
        means = features.mean(axis=0, keepdims=True)
    share = (alpha * counts / (1 + counts))[:, None]
    moved[classes] -= share * (centers[classes] - means)
    return squares.mean() / 2, moved


@formula(inputs=Features(), oracle=oracle, returns=("loss", "centers"))
def center_loss(features, labels, centers, alpha=0.5):
    """Mean of ``½‖x − c_label‖²``, and ``c_j − alpha·Σ_{label = j}(c_j − x) / (1 + n_j)`` (Wen et
    al., 2016, who sum the loss over the batch)."""
    away = centers[labels] - features
    hot = labels == np.arange(len(centers))[:, None]
    step = hot.astype(away.dtype) @ away / (1 + hot.sum(axis=1, keepdims=True)).astype(away.dtype)
    return 0.5 * (away**2).sum(axis=1).mean(), centers - alpha * step


def _parts(features, labels, centers):
    """The loss, the summed differences and the number of samples of each class."""
    away = centers[labels] - features
    sums = np.zeros_like(centers)
    np.add.at(sums, labels, away)
    counts = np.bincount(labels, minlength=len(centers))[:, None]
    return 0.5 * (away**2).sum(axis=1).mean(), sums, counts


@center_loss.mistake("leave out the ½")
def _(features, labels, centers, alpha=0.5):
    """With the ½ the gradient of the loss is x − c, without a 2."""
    loss, sums, counts = _parts(features, labels, centers)
    return 2 * loss, centers - alpha * sums / (1 + counts)


@center_loss.mistake("divide by the number of samples without the 1")
@np.errstate(divide="ignore", invalid="ignore")
def _(features, labels, centers, alpha=0.5):
    """1 + n_j makes a class with few samples move carefully, and one without any stay: with n_j
    alone that would be 0/0."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss, centers - alpha * sums / counts


@center_loss.mistake("divide by the number of samples without the 1, where there are any")
def _(features, labels, centers, alpha=0.5):
    """The denominator is 1 + n_j, not n_j: a class with few samples moves carefully. It needs no
    exception for a class without any."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss, centers - alpha * sums / np.maximum(counts, 1)


@center_loss.mistake("leave the sum undivided")
def _(features, labels, centers, alpha=0.5):
    """A class with many samples would jump past their mean: the sum is divided by 1 + n_j."""
    loss, sums, _ = _parts(features, labels, centers)
    return loss, centers - alpha * sums


@center_loss.mistake("divide by the size of the batch")
def _(features, labels, centers, alpha=0.5):
    """Each class's sum is divided by its own number, 1 + n_j."""
    loss, sums, _ = _parts(features, labels, centers)
    return loss, centers - alpha * sums / len(labels)


@center_loss.mistake("divide by 1 + the size of the batch")
def _(features, labels, centers, alpha=0.5):
    """Each class's sum is divided by its own number, 1 + n_j."""
    loss, sums, _ = _parts(features, labels, centers)
    return loss, centers - alpha * sums / (1 + len(labels))


@center_loss.mistake("move the centers away")
def _(features, labels, centers, alpha=0.5):
    """The step goes against c − x, and so towards the features."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss, centers + alpha * sums / (1 + counts)


@center_loss.mistake("take the loss after the centers have moved")
def _(features, labels, centers, alpha=0.5):
    """The loss is measured from the centers that came in. The new ones are for the next batch."""
    _, sums, counts = _parts(features, labels, centers)
    moved = centers - alpha * sums / (1 + counts)
    return 0.5 * ((moved[labels] - features) ** 2).sum(axis=1).mean(), moved


@center_loss.mistake("sum the loss over the batch, as the paper does")
def _(features, labels, centers, alpha=0.5):
    """Here the loss is the mean over the samples, so that it doesn't grow with their number."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss * len(labels), centers - alpha * sums / (1 + counts)


@center_loss.mistake("average over the dimensions too")
def _(features, labels, centers, alpha=0.5):
    """A squared distance is a sum over the dimensions. Only the samples are averaged."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss / features.shape[1], centers - alpha * sums / (1 + counts)


@center_loss.mistake("leave the distance without its square")
def _(features, labels, centers, alpha=0.5):
    """The loss is half the *squared* distance."""
    _, sums, counts = _parts(features, labels, centers)
    away = np.sqrt(((centers[labels] - features) ** 2).sum(axis=1))
    return away.mean() / 2, centers - alpha * sums / (1 + counts)


@center_loss.mistake("put the centers on the means of their classes")
def _(features, labels, centers, alpha=0.5):
    """A batch shows a class's mean only roughly: the center goes a part of the way, alpha·n/(1 + n)
    of it."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss, centers - sums / np.maximum(counts, 1)


@center_loss.mistake("leave alpha out of the step")
def _(features, labels, centers, alpha=0.5):
    """alpha is the centers' learning rate: it scales the step."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss, centers - sums / (1 + counts)


@center_loss.mistake("take an alpha of 0.5 whatever is asked for")
def _(features, labels, centers, alpha=0.5):
    """0.5 is what alpha is where nobody gives one."""
    loss, sums, counts = _parts(features, labels, centers)
    return loss, centers - 0.5 * sums / (1 + counts)


@center_loss.mistake("lose all but the last sample of a class")
def _(features, labels, centers, alpha=0.5):
    """`sums[labels] += …` writes each place once, however often a label occurs. `np.add.at`, a loop
    or a product with one-hot labels adds them all."""
    loss, _, counts = _parts(features, labels, centers)
    sums = np.zeros_like(centers)
    sums[labels] += centers[labels] - features
    return loss, centers - alpha * sums / (1 + counts)


@center_loss.mistake("move the centers sample by sample")
def _(features, labels, centers, alpha=0.5):
    """All differences of a step are taken from the centers that came in."""
    loss, _, counts = _parts(features, labels, centers)
    moved = centers.copy()
    for x, j in zip(features, labels, strict=True):
        moved[j] -= alpha * (moved[j] - x) / (1 + counts[j])
    return loss, moved


@center_loss.mistake("return the centers first")
def _(features, labels, centers, alpha=0.5):
    """The order is `(loss, centers)`."""
    loss, sums, counts = _parts(features, labels, centers)
    return centers - alpha * sums / (1 + counts), loss


@center_loss.variant("a loop over the classes")
def _(features, labels, centers, alpha=0.5):
    loss = 0.5 * np.mean(np.linalg.norm(features - centers[labels], axis=1) ** 2)
    moved = centers.copy()
    for j in range(len(centers)):
        mine = features[labels == j]
        moved[j] -= alpha * (centers[j] - mine).sum(axis=0) / (1 + len(mine))
    return loss, moved


@center_loss.variant("a loop over the samples, as lists")
def _(features, labels, centers, alpha=0.5):
    loss, moved = 0.0, [list(c) for c in centers]
    counts = [int((labels == j).sum()) for j in range(len(centers))]
    for x, j in zip(features, labels, strict=True):
        for i in range(len(x)):
            loss += 0.5 * (x[i] - centers[j][i]) ** 2 / len(labels)
            moved[j][i] += alpha * (x[i] - centers[j][i]) / (1 + counts[j])
    return [loss, moved]


@center_loss.variant("np.add.at")
def _(features, labels, centers, alpha=0.5):
    away = features - centers[labels]
    step = np.zeros(centers.shape)
    np.add.at(step, labels, away)
    counts = np.bincount(labels, minlength=len(centers))
    return np.sum(away**2) / (2 * len(labels)), centers + alpha * (step.T / (counts + 1)).T


@center_loss.variant("towards the mean of each class by alpha·n / (1 + n)")
def _(features, labels, centers, alpha=0.5):
    moved = centers.copy()
    for j in np.unique(labels):
        mine = features[labels == j]
        n = len(mine)
        moved[j] = centers[j] + alpha * n / (1 + n) * (mine.mean(axis=0) - centers[j])
    return 0.5 * np.square(features - centers[labels]).sum(1).mean(), moved


@center_loss.variant("PyTorch's index_add")
def _(features, labels, centers, alpha=0.5):
    import torch

    x, y, c = map(torch.as_tensor, (features, labels, centers))
    away = c[y] - x
    sums = torch.zeros_like(c).index_add(0, y, away)
    counts = torch.bincount(y, minlength=len(c))[:, None]
    return 0.5 * away.pow(2).sum(dim=1).mean(), c - alpha * sums / (1 + counts)
