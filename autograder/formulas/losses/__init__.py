"""Chapter 03, losses: how far what a model says is from the truth, as one number.

What the functions have in common: what the model says comes first, the truth last. Logarithms are
natural. A loss is the mean over the n samples, nothing else. Logits may be as far from zero as
±1000; targets that are probabilities are float64, classes are int64. No function changes an
argument.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SIZES = ((2, 3), (3, 4), (2, 4), (3, 2), (4, 3))
# From here on e^x is more than a float64 holds.
OVERFLOW = 710


@dataclass(frozen=True)
class Logits:
    """Logits ``(n, k)`` of n samples and k classes, with the targets where a loss wants them.

    targets : whether each row of logits has a distribution that it should meet

    Distributions: n and k are one of `SIZES`. Logits are uniform in [−3, 3], rounded to two
    digits. Rows of targets are soft or one-hot with the same chance, the first always soft: soft
    ones have tenths of 1 … 8, drawn so that no two are equal or one of them is 0, and sum to 1. A
    case is two calls: one as told, and one far from zero, of multiples of ¼. In it the first row
    lies at 800 … 990, the second at −800 … −990 with neighbours apart by 1 … 4, so that they
    differ by more than 1000; in the third one class of no share lies at 1000, above all
    others, which lie at −1000 … −800.
    """

    targets: bool = True

    def values(self, rng) -> list[dict]:
        return [self._some(rng, *SIZES[rng.integers(len(SIZES))]), self._far(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        shared = {
            "one class": lambda: [self._call(rng, _logits(rng, 3, 1), np.ones((3, 1)))],
            "one sample": lambda: [self._some(rng, 1, 4)],
            "two classes": lambda: [self._some(rng, 4, 2)],
            "all logits equal": lambda: [
                self._call(rng, np.full((2, 4), 1.5)),
                self._call(rng, np.zeros((3, 3))),
                self._call(rng, np.full((2, 3), -1000.0)),
            ],
            "one logit 1000 above": lambda: [self._one_above(rng, 1000.0, right=False)],
            "a logit 40 above the others": lambda: [self._one_above(rng, 40.0, right=True)],
            "rows that differ by 1000": lambda: [self._apart(rng)],
            "one row far above zero": lambda: [self._call(rng, 900 + _quarters(rng, (1, 3)))],
            "two calls in a row": lambda: [self._some(rng, 2, 3), self._some(rng, 2, 3)],
        }
        return shared | (self._edges_of_targets(rng) if self.targets else {})

    def _edges_of_targets(self, rng):
        return {
            "soft and one-hot rows together": lambda: [self._mixed(rng)],
            "one-hot rows": lambda: [self._call(rng, z := _logits(rng, 3, 4), _hot(rng, *z.shape))],
            "target rows with zeros": lambda: [
                self._call(
                    rng, _logits(rng, 2, 4), np.array([[0.5, 0, 0.5, 0], [0, 0.25, 0, 0.75]])
                )
            ],
            "targets that share equally": lambda: [
                self._call(rng, _logits(rng, 2, 4), np.full((2, 4), 0.25))
            ],
        }

    def _some(self, rng, n, k):
        return self._call(rng, _logits(rng, n, k))

    def _call(self, rng, logits, targets=None):
        if not self.targets:
            return {"logits": logits}
        return {
            "logits": logits,
            "targets": _rows(rng, *logits.shape) if targets is None else targets,
        }

    def _far(self, rng):
        logits = _quarters(rng, (3, 3))
        logits[0] += rng.integers(800, 980)
        logits[1] -= rng.integers(810, 990)
        low = -np.round(rng.uniform(800, 1000, 2))
        logits[2] = [1000.0, *low]
        targets = np.stack([soft(rng, 3), soft(rng, 3), [0.0, *soft(rng, 2)]])
        order = rng.permutation(3)
        return self._call(rng, logits[:, order], targets[:, order])

    def _one_above(self, rng, above, right):
        logits = np.round(rng.uniform(-3, 3, (2, 4)) * 4) / 4
        top = rng.integers(4, size=2)
        logits[range(2), top] = above
        wanted = top if right else (top + rng.integers(1, 4, size=2)) % 4
        return self._call(rng, logits, np.eye(4)[wanted])

    def _apart(self, rng):
        logits = _quarters(rng, (2, 3)) + np.array([[700.0], [-700.0]])
        return self._call(rng, logits)

    def _mixed(self, rng):
        logits = _logits(rng, 4, 3)
        rows = [soft(rng, 3), *_hot(rng, 2, 3), soft(rng, 3)]
        return self._call(rng, logits, np.stack(rows))


def _logits(rng, n, k):
    return np.round(rng.uniform(-3, 3, (n, k)), 2)


def _quarters(rng, shape):
    """Rows of multiples of ¼ in which no two are nearer than 1 or farther apart than 4."""
    steps = rng.integers(4, 9, (*shape[:-1], shape[-1] - 1)) / 4
    rows = np.concatenate([np.zeros((*shape[:-1], 1)), np.cumsum(steps, -1)], -1)
    return rng.permuted(rows, axis=-1)


def soft(rng, k):
    """A distribution over k classes: positive hundredths that add up to 1, no two equal."""
    while True:
        shares = rng.multinomial(100, rng.dirichlet(np.full(k, 2.0)))
        if shares.min() >= 5 and len(set(shares)) == k:
            return shares / 100


def _hot(rng, n, k):
    return np.eye(k)[rng.integers(k, size=n)]


def _rows(rng, n, k):
    rows = [soft(rng, k) if k > 1 and (i == 0 or rng.random() < 0.5) else None for i in range(n)]
    return np.stack([_hot(rng, 1, k)[0] if row is None else row for row in rows])


def softmax_rows(logits):
    """Each row's softmax, as a helper of what is built on it."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def naive_softmax(logits):
    """The softmax without a shift: no number far above zero, 0/0 far below it."""
    with np.errstate(over="ignore", invalid="ignore"):
        grown = np.exp(logits)
        return grown / grown.sum(axis=1, keepdims=True)


def sigmoid(z):
    """1 / (1 + e⁻ᶻ) on both sides of zero, without a warning."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1 + small)
