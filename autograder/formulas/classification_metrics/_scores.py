"""What the ROC curve and the area under it have in common: samples of two classes, with scores."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scores:
    """True labels 0 and 1, of which both occur, and a score for each sample: higher is more
    positive.

    poor : whether a case has a second call, of scores that point the wrong way

    Distributions: 3 or 4 samples of each class in random order. Scores are distinct hundredths,
    any as likely, times 0.8, and 0.2 more where the truth is 1, to two digits. Then one positive
    takes the score of one negative, so that there is a tie. In a second call, scores are 1 less
    such a score.
    """

    poor: bool = False

    def values(self, rng) -> list[dict]:
        if not self.poor:
            return [self._some(rng)]
        other = self._some(rng)
        return [self._some(rng), other | {"scores": np.round(1 - other["scores"], 2)}]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._some(rng), self._some(rng)],
            "one sample of each class": lambda: [
                _call([0, 1], [0.3, 0.8]),
                _call([0, 1], [0.6, 0.1]),
                _call([1, 0], [0.4, 0.4]),
            ],
            "one score for all": lambda: [_call(rng.permutation([0, 0, 0, 1, 1]), np.full(5, 0.5))],
            "all in the right order": lambda: [self._apart(rng)],
            "all upside down": lambda: [self._apart(rng, -1.0)],
            "one positive": lambda: [self._some(rng, 1, 4)],
            "one negative": lambda: [self._some(rng, 4, 1)],
            "scores of 0 and 1": lambda: [self._hard(rng)],
            "scores that are no probabilities": lambda: [self._logits(rng)],
            "ties within a class": lambda: [self._tied(rng)],
            "a dozen samples": lambda: [self._some(rng, 6, 6)],
        }

    def _some(self, rng, positives=None, negatives=None):
        positives = int(rng.integers(3, 5)) if positives is None else positives
        negatives = int(rng.integers(3, 5)) if negatives is None else negatives
        truth = rng.permutation(np.repeat([1, 0], (positives, negatives)))
        scores = np.round(0.008 * (1 + rng.permutation(99)[: truth.size]) + 0.2 * truth, 2)
        scores[rng.choice(np.flatnonzero(truth == 1))] = rng.choice(scores[truth == 0])
        return {"truth": truth, "scores": scores}

    def _apart(self, rng, sign=1.0):
        """Scores that part the classes."""
        call = self._some(rng)
        return call | {"scores": np.round(sign * (call["scores"] + 2 * call["truth"]), 2)}

    def _hard(self, rng):
        return _call(rng.permutation([0, 0, 0, 0, 1, 1, 1]), rng.integers(0, 2, 7).astype(float))

    def _logits(self, rng):
        call = self._some(rng)
        return call | {"scores": np.round(20 * (call["scores"] - 0.5), 1)}

    def _tied(self, rng):
        order = rng.permutation(6)
        scores = np.array([0.7, 0.7, 0.3, 0.5, 0.5, 0.9])
        return _call(np.array([1, 1, 1, 0, 0, 0])[order], scores[order])


def _call(truth, scores):
    return {"truth": np.array(truth), "scores": np.array(scores)}


def passed(truth, scores):
    """False and true positives, from 0 on, as the threshold falls past one score after another."""
    order = np.argsort(scores)[::-1]
    fallen = scores[order]
    last = np.concatenate([fallen[1:] != fallen[:-1], [True]])  # of those with one score
    tp = truth[order].cumsum()[last]
    fp = np.flatnonzero(last) + 1 - tp
    return np.concatenate([[0.0], fp]), np.concatenate([[0.0], tp])


def beaten(truth, scores):
    """Of each positive (row) the score less that of each negative (column)."""
    return scores[truth == 1][:, None] - scores[truth == 0]
