"""Chapter 17, classification metrics: how often a classifier is right, and in which way it is not.

What the functions have in common: `truth` and what is held against it are arrays ``(n,)``, n ≥ 1,
one element a sample. With two classes the labels are 0 (negative) and 1 (positive), with more
they are whole numbers from 0 to ``classes − 1``, not all of which need occur. A share whose
denominator is 0 is 0.0. No function changes an argument.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Labels:
    """True and predicted labels of two classes, as a formula's inputs.

    without : which of tp, fn, fp and tn are 0 in the second call of a case

    Distributions: how many samples are true positives, false negatives, false positives and true
    negatives are four different numbers of 1 … 5, any four being as likely; the samples stand in
    random order. A case is two calls. In the second the counts of `without` are 0, so that what is
    wrong where a denominator is 0 is known by name; the others then share one sample more than the
    first call has, any shares of at least one being as likely. (Of two calls that fail a student
    is shown the shorter one: that without its counts only if the other is right.)
    """

    without: tuple[str, ...] = ()

    def values(self, rng) -> list[dict]:
        first = self._some(rng)
        more = len(first["truth"]) + 1
        return [first, self._left(rng, more) if self.without else self._some(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [
                _labels(rng, *counts) for counts in np.eye(4, dtype=int).tolist()
            ],
            "no positive truths": lambda: [self._some(rng, ("tp", "fn"))],
            "no positive predictions": lambda: [self._some(rng, ("tp", "fp"))],
            "no positives at all": lambda: [self._some(rng, ("tp", "fn", "fp"))],
            "positives alone": lambda: [self._some(rng, ("fp", "tn"))],
            "only positive predictions": lambda: [self._some(rng, ("fn", "tn"))],
            "no negatives at all": lambda: [self._some(rng, ("fn", "fp", "tn"))],
            "all right": lambda: [self._some(rng, ("fn", "fp"))],
            "all wrong": lambda: [self._some(rng, ("tp", "tn"))],
            "nine negatives to one positive": lambda: [
                _labels(rng, 0, 2, 0, 18),
                _labels(rng, 1, 1, 3, 15),
            ],
        }

    def _some(self, rng, without=()):
        drawn = zip(_KINDS, rng.permutation(5)[:4] + 1, strict=True)
        return _labels(rng, *(0 if name in without else int(count) for name, count in drawn))

    def _left(self, rng, n):
        """`n` samples, none of them of the kinds in `without`."""
        left = [name for name in _KINDS if name not in self.without]
        cuts = np.sort(rng.permutation(n - 1)[: len(left) - 1]) + 1
        drawn = dict(zip(left, np.diff(cuts, prepend=0, append=n).tolist(), strict=True))
        return _labels(rng, *(drawn.get(name, 0) for name in _KINDS))


_KINDS = ("tp", "fn", "fp", "tn")


def _labels(rng, tp, fn, fp, tn):
    """So many samples of each kind, in random order."""
    order = rng.permutation(tp + fn + fp + tn)
    truth = np.repeat([1, 1, 0, 0], (tp, fn, fp, tn))
    prediction = np.repeat([1, 0, 1, 0], (tp, fn, fp, tn))
    return {"truth": truth[order], "prediction": prediction[order]}


@dataclass(frozen=True)
class Classes:
    """True and predicted labels of several classes, and how many classes there are.

    Distributions: 3 or 4 classes, of each of which 1 to 3 samples are predicted right; 3 to 6
    samples more have a truth that is uniform and a prediction that is another class, uniform. The
    samples stand in random order. A case is two calls. In the second, which is the longer one,
    there is one class more, the last, which no sample has and none is taken for.
    """

    def values(self, rng) -> list[dict]:
        short, long = sorted((self._some(rng), self._some(rng)), key=lambda c: len(c["truth"]))
        return [short, long | {"classes": long["classes"] + 1}]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [_call([1], [1], 3), _call([0], [2], 3), _call([1], [0], 2)],
            "one class": lambda: [_call([0, 0, 0], [0, 0, 0], 1)],
            "two classes": lambda: [self._some(rng, 2)],
            "the first class in neither array": lambda: [self._missing(rng, 0)],
            "a class between in neither array": lambda: [self._missing(rng, 1)],
            "two classes in neither array": lambda: [_call([3, 0, 3, 3], [3, 3, 0, 3], 4)],
            "only one of the classes": lambda: [_call([1, 1, 1], [1, 1, 1], 3)],
            "a class that is never predicted": lambda: [self._unseen(rng, "prediction")],
            "a class that is never true": lambda: [self._unseen(rng, "truth")],
            "one class predicted for all": lambda: [self._blind(rng)],
            "all right": lambda: [self._right(rng)],
            "all wrong": lambda: [self._wrong(rng)],
            "seven classes": lambda: [self._some(rng, 7)],
        }

    def _some(self, rng, classes=None):
        classes = int(rng.integers(3, 5)) if classes is None else classes
        right = np.repeat(np.arange(classes), rng.integers(1, 4, classes))
        truth = rng.integers(0, classes, int(rng.integers(3, 7)))
        other = (truth + rng.integers(1, classes, truth.size)) % classes
        order = rng.permutation(right.size + truth.size)
        return _call(np.append(right, truth)[order], np.append(right, other)[order], classes)

    def _missing(self, rng, label):
        """No sample has the class `label`, and none is taken for it."""
        call = self._some(rng, 3)
        truth, prediction = (call[name] + (call[name] >= label) for name in _ARRAYS)
        return _call(truth, prediction, 4)

    def _unseen(self, rng, name):
        """The class 1 does not occur in the array of this name: 2 stands there instead."""
        call = self._some(rng, 3)
        return call | {name: np.where(call[name] == 1, 2, call[name])}

    def _blind(self, rng):
        call = self._some(rng, 3)
        return call | {"prediction": np.full(call["truth"].size, int(rng.integers(3)))}

    def _right(self, rng):
        call = self._some(rng, 3)
        return call | {"prediction": call["truth"].copy()}

    def _wrong(self, rng):
        call = self._some(rng, 3)
        return call | {"prediction": (call["truth"] + rng.integers(1, 3, call["truth"].size)) % 3}


_ARRAYS = ("truth", "prediction")


def _call(truth, prediction, classes):
    return {"truth": np.array(truth), "prediction": np.array(prediction), "classes": classes}


def counts(truth, prediction):
    """How many samples are true positives, false negatives, false positives, true negatives."""
    return np.bincount(3 - 2 * truth - prediction, minlength=4)
