"""Label smoothing: a target that leaves a little to every class."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Labels:
    """Class numbers with the number of classes and a smoothing.

    Distributions: 3 to 5 classes, 4 to 6 labels, all but the last class and one other as likely
    and two of them at least among the labels: so the last class never occurs. The smoothing is
    uniform in [0.05, 0.45], rounded to two digits. A case is one call.
    """

    def values(self, rng) -> list[dict]:
        return [self._some(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "no smoothing": lambda: [self._some(rng) | {"smoothing": 0.0}],
            "two classes": lambda: [
                {"labels": np.array([1, 0, 1]), "classes": 2, "smoothing": _share(rng)}
            ],
            "one sample": lambda: [
                {"labels": rng.integers(4, size=1), "classes": 4, "smoothing": 0.1}
            ],
            "every label the same": lambda: [
                {"labels": np.full(3, 1), "classes": 3, "smoothing": _share(rng)}
            ],
            "every class once": lambda: [
                {"labels": rng.permutation(4), "classes": 4, "smoothing": _share(rng)}
            ],
            "the lecture's numbers: five classes, 0.125": lambda: [
                {"labels": np.array([1]), "classes": 5, "smoothing": 0.125}
            ],
            "nearly all shared": lambda: [self._some(rng) | {"smoothing": 0.9}],
        }

    def _some(self, rng):
        classes, n = int(rng.integers(3, 6)), int(rng.integers(4, 7))
        labels = rng.integers(classes - 1, size=n)
        labels[:2] = rng.permutation(classes - 1)[:2]
        labels = rng.permutation(labels)
        return {"labels": labels, "classes": classes, "smoothing": _share(rng)}


def _share(rng):
    return round(float(rng.uniform(0.05, 0.45)), 2)


def oracle(labels, classes, smoothing):
    import torch
    from torch.nn.functional import cross_entropy

    # The gradient is (softmax − targets) / n, so that the targets can be read off it.
    z = torch.linspace(-1, 2, classes, dtype=torch.float64).repeat(len(labels), 1)
    z.requires_grad_()
    cross_entropy(z, torch.tensor(labels), label_smoothing=smoothing).backward()
    return (z.softmax(dim=1) - len(labels) * z.grad).detach().numpy()


WIDE = "np.eye gives float64 unless it is told another type."


@formula(inputs=Labels(), oracle=oracle, returns=("targets",), wide=WIDE)
def smooth_labels(labels, classes, smoothing):
    """``(1 − smoothing)·one-hot + smoothing / classes`` (Szegedy et al., 2016)."""
    return (1 - smoothing) * np.eye(classes)[labels] + smoothing / classes


@smooth_labels.mistake("share the smoothing among the other classes alone")
def _(labels, classes, smoothing):
    """That is the lecture's way, `s/(k − 1)` for each other class. In the paper and in PyTorch
    every class gets `s/k`, the true one too."""
    hot = np.eye(classes)[labels]
    return (1 - smoothing) * hot + smoothing / (classes - 1) * (1 - hot)


@smooth_labels.mistake("leave the true class without its part of the shared")
def _(labels, classes, smoothing):
    """Every class gets `s/k`, the true one beside its 1 − s. Otherwise the row doesn't sum to 1."""
    hot = np.eye(classes)[labels]
    return (1 - smoothing) * hot + smoothing / classes * (1 - hot)


@smooth_labels.mistake("swap s and 1 − s")
def _(labels, classes, smoothing):
    """The truth keeps the share 1 − s. What is shared is s."""
    return smoothing * np.eye(classes)[labels] + (1 - smoothing) / classes


@smooth_labels.mistake("leave the whole 1 at the true class")
def _(labels, classes, smoothing):
    """What is given to all classes is first taken from the truth: the row sums to 1."""
    return np.eye(classes)[labels] + smoothing / classes


@smooth_labels.mistake("give every class the whole smoothing")
def _(labels, classes, smoothing):
    """The classes share it: each gets `s/k`, so that the row sums to 1."""
    return (1 - smoothing) * np.eye(classes)[labels] + smoothing


@smooth_labels.mistake("take the smoothing from the truth and give it to nobody")
def _(labels, classes, smoothing):
    """What the truth gives up is shared among all classes, so that the row sums to 1."""
    return (1 - smoothing) * np.eye(classes)[labels]


@smooth_labels.mistake("divide the smoothing by the number of samples")
def _(labels, classes, smoothing):
    """It is shared among the classes of one row, not among the rows."""
    return (1 - smoothing) * np.eye(classes)[labels] + smoothing / len(labels)


@smooth_labels.mistake("return the labels one-hot")
def _(labels, classes, smoothing):
    """Nothing has been smoothed yet."""
    return np.eye(classes)[labels]


@smooth_labels.mistake("write the shares into an array of ints")
def _(labels, classes, smoothing):
    """An array of ints cuts every share to 0. `labels` are ints, and so are arrays made like
    them: ask for float."""
    return np.zeros((len(labels), classes), dtype=int)


@smooth_labels.mistake("count the classes from 1")
def _(labels, classes, smoothing):
    """The first class is 0, as the first index is."""
    return (1 - smoothing) * np.eye(classes)[labels - 1] + smoothing / classes


@smooth_labels.mistake("count the classes by the largest label")
def _(labels, classes, smoothing):
    """Not every class need occur in a batch: `classes` says how many there are."""
    k = max(labels.max() + 1, 2)
    return (1 - smoothing) * np.eye(k)[labels] + smoothing / k


@smooth_labels.mistake("put the classes into the rows")
def _(labels, classes, smoothing):
    """A row is a sample: the shape is (n, classes)."""
    return ((1 - smoothing) * np.eye(classes)[labels] + smoothing / classes).T


@smooth_labels.variant("filled, then the true classes set")
def _(labels, classes, smoothing):
    targets = np.full((len(labels), classes), smoothing / classes)
    targets[np.arange(len(labels)), labels] += 1 - smoothing
    return targets


@smooth_labels.variant("a loop over lists")
def _(labels, classes, smoothing):
    rows = []
    for label in labels:
        row = [smoothing / classes] * classes
        row[label] = 1 - smoothing * (classes - 1) / classes
        rows.append(row)
    return rows


@smooth_labels.variant("a comparison with all class numbers")
def _(labels, classes, smoothing):
    right = labels[:, None] == np.arange(classes)
    return np.where(right, 1 - smoothing + smoothing / classes, smoothing / classes)


@smooth_labels.variant("PyTorch's one_hot, in float32")
def _(labels, classes, smoothing):
    import torch

    hot = torch.nn.functional.one_hot(torch.as_tensor(labels), classes).float()
    return torch.lerp(hot, torch.full_like(hot, 1 / classes), smoothing)


@smooth_labels.variant("one-hot, corrected")
def _(labels, classes, smoothing):
    hot = np.zeros((labels.size, classes))
    hot[range(labels.size), labels] = 1.0
    return hot - smoothing * (hot - 1 / classes)
