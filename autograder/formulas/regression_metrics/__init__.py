"""Chapter 16, regression metrics: one number for how far predictions are from the truth.

One contract for all six. `truth` and `prediction` are float64 arrays ``(n,)``, one element a
sample, in this order: errors of one size count otherwise for a metric that divides by the truth.
The result is one number. `mae`, `mse`, `rmse` and `mape` take one sample or more; `r2_score` and
`explained_variance`, which hold the errors against how the truth varies, two or more. No function
changes an argument.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Predictions:
    """True values and what a model says of them, as the inputs of a mean of errors.

    relative : whether the errors are divided by the truth, so that a true value of 0 is an error

    Distributions: 3 to 5 true values with a magnitude uniform in [0.3, 2] and a random sign. The
    errors lean to one side, by a magnitude uniform in [0.2, 0.8] with a random sign, and each has a
    part of its own, normal with the standard deviation 1.5. All are rounded to two digits, so that
    a failing example can be read.
    """

    relative: bool = False

    def values(self, rng) -> list[dict]:
        return [self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        shared = {
            "two calls in a row": lambda: [self._call(rng), self._call(rng)],
            "one sample": lambda: [self._call(rng, 1)],
            "a dozen samples": lambda: [self._call(rng, 12)],
            "predictions that are all exactly right": lambda: [exact(self._call(rng, 3)["truth"])],
            "errors that cancel": lambda: [self._cancelling(rng)],
            "an outlier": lambda: [self._outlier(rng)],
            "predictions of 0": lambda: [self._call(rng, 3) | {"prediction": np.zeros(3)}],
        }
        return shared | (self._edges_of_ratios(rng) if self.relative else self._at_zero(rng))

    def _at_zero(self, rng):
        return {"true values of 0": lambda: [self._call(rng, 3) | {"truth": np.zeros(3)}]}

    def _edges_of_ratios(self, rng):
        return {
            "true values below zero": lambda: [self._below_zero(rng)],
            "a true value near 0": lambda: [self._with_true(rng, 0.01)],
            "a true value of 0": lambda: [self._with_true(rng, 0.0)],
            "one sample of 0, rightly predicted": lambda: [exact(np.zeros(1))],
            "a true value of −0, then none": lambda: [self._with_true(rng, -0.0), self._call(rng)],
        }

    def _call(self, rng, n=None):
        truth = signed(rng, int(rng.integers(3, 6)) if n is None else n, 0.3, 2.0)
        error = signed(rng, (), 0.2, 0.8) + 1.5 * rng.standard_normal(truth.size)
        return {"truth": truth, "prediction": np.round(truth + error, 2)}

    def _below_zero(self, rng):
        call = self._call(rng, 4)
        return call | {"truth": -np.abs(call["truth"])}

    def _cancelling(self, rng):
        truth, off = signed(rng, 4, 0.3, 2.0), signed(rng, 2, 0.5, 2.0)
        return {"truth": truth, "prediction": np.round(truth + np.append(off, -off), 2)}

    def _outlier(self, rng):
        call = self._call(rng, 5)
        call["prediction"][int(rng.integers(5))] = 15.0
        return call

    def _with_true(self, rng, value):
        call = self._call(rng, 3)
        call["truth"][1] = value
        return call


@dataclass(frozen=True)
class Explanations:
    """True values and two models of them, as the inputs of a share that is explained.

    Distributions: true values have a magnitude uniform in [0.5, 4] and a random sign, 3 to 5 of
    them. A good model's errors lean to one side, by a magnitude uniform in [0.4, 1] with a random
    sign, and each has a part of its own, normal with the standard deviation 0.5. A poor model's
    predictions are drawn as the true values are, and know nothing of them. All are rounded to two
    digits. A case is one call of each. Where the truth is constant, all are quarters and there are
    2 or 4 samples: however it is summed, no rounding makes a variance of what is none.
    """

    def values(self, rng) -> list[dict]:
        return [self._good(rng), self._poor(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two samples": lambda: [self._good(rng, 2)],
            "a dozen samples": lambda: [self._poor(rng, 12)],
            "predictions that are all exactly right": lambda: [exact(signed(rng, 4, 0.5, 4.0))],
            "all errors the same": lambda: [self._moved(rng)],
            "errors that cancel": lambda: [self._cancelling(rng)],
            "the mean of the truth, always": lambda: [self._mean(rng)],
            "upside down": lambda: [self._upside_down(rng)],
            "truth far from zero": lambda: [self._far(rng)],
            "a constant truth": lambda: [self._constant(rng)],
            "a constant truth, all exactly right": lambda: [exact(np.full(4, _quarter(rng)))],
            "a constant truth of 0, all exactly right": lambda: [exact(np.zeros(2))],
            "a constant truth, all errors the same": lambda: [self._constant_both(rng)],
        }

    def _good(self, rng, n=None):
        truth = signed(rng, int(rng.integers(3, 6)) if n is None else n, 0.5, 4.0)
        error = signed(rng, (), 0.4, 1.0) + 0.5 * rng.standard_normal(truth.size)
        return {"truth": truth, "prediction": np.round(truth + error, 2)}

    def _poor(self, rng, n=None):
        n = int(rng.integers(3, 6)) if n is None else n
        return {"truth": signed(rng, n, 0.5, 4.0), "prediction": signed(rng, n, 0.5, 4.0)}

    def _moved(self, rng):
        truth = signed(rng, 4, 0.5, 4.0)
        return {"truth": truth, "prediction": np.round(truth + signed(rng, (), 0.5, 2.0), 2)}

    def _cancelling(self, rng):
        truth, off = signed(rng, 4, 0.5, 4.0), signed(rng, 2, 0.4, 1.0)
        return {"truth": truth, "prediction": np.round(truth + np.append(off, -off), 2)}

    def _mean(self, rng):
        truth = signed(rng, 4, 0.5, 4.0)
        return {"truth": truth, "prediction": np.full(4, truth.mean())}

    def _upside_down(self, rng):
        call = self._good(rng, 4)
        return call | {"prediction": -call["prediction"]}

    def _far(self, rng):
        return {name: np.round(array + 15.0, 2) for name, array in self._good(rng, 4).items()}

    def _constant(self, rng):
        value = _quarter(rng)
        off = rng.choice([-1.5, -0.75, -0.25, 0.5, 1.0, 1.25], 4, replace=False)
        return {"truth": np.full(4, value), "prediction": value + off}

    def _constant_both(self, rng):
        value = _quarter(rng)
        return {"truth": np.full(4, value), "prediction": np.full(4, value + 0.75)}


def exact(truth):
    """The call of a model that is right throughout."""
    return {"truth": truth, "prediction": truth.copy()}


def signed(rng, shape, low, high):
    """Numbers with a magnitude uniform in [low, high] and a random sign, to two digits."""
    return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(low, high, shape), 2)


def _quarter(rng):
    return rng.integers(4, 17) / 4


def share(left, whole):
    """``1 − left / whole``; where the whole is 0, 1 if nothing is left and 0 otherwise."""
    return 1 - left / whole if whole else np.float64(left == 0)


def squares(values):
    """The sum of the squared distances from the mean."""
    return ((values - values.mean()) ** 2).sum()
