"""Chapter 02, fitting: a straight way from data to weights, and what to measure of it.

One contract for all. Samples are rows: `X` is ``(n, d)``, `y` is ``(n,)``, weights `w` are
``(d,)``, all float64. A model is linear in its weights and has no intercept of its own: who
wants one adds a column of ones. Numbers of samples, of folds and degrees are Python ints. No
function changes an argument.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# Where X'X is no worse than this, float32 can solve the normal equations to the tolerance.
WORST = 100.0
# Singular values below this share of the largest are taken for 0, so that what a mistake gives
# does not hang on rounding.
RANK = 1e-9


@dataclass(frozen=True)
class Regressions:
    """Random samples with a linear relation and noise, as a fit's inputs.

    penalised : whether the fit takes a penalty

    Distributions: X is standard normal, ``(n, d)`` with d of 2 or 3 and 1 to 3 more samples than
    weights, drawn again until the largest eigenvalue of X'X is at most 100 times the smallest.
    True weights have a magnitude uniform in [0.5, 2] and a random sign; the noise on y is
    normal with the standard deviation 0.7. The penalty is uniform in [0.3, 3]. All are rounded
    to two digits, so that a failing example can be read.
    """

    penalised: bool = False

    def values(self, rng) -> list[dict]:
        return [self._problem(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        shared = {
            "two fits in a row": lambda: [self._problem(rng), self._problem(rng)],
            "one feature": lambda: [self._problem(rng, 4, 1)],
            "one sample, one feature": lambda: [self._problem(rng, 1, 1)],
            "as many samples as features": lambda: [self._problem(rng, 3, 3)],
            "a column of ones": lambda: [self._problem(rng, 5, 2, ones=True)],
            "one feature ten times as large": lambda: [self._scaled(rng)],
            "targets without noise": lambda: [self._problem(rng, 4, 2, noise=0.0)],
            "targets that are all zero": lambda: [self._problem(rng, 4, 2) | {"y": np.zeros(4)}],
        }
        return shared | (self._edges_of_the_penalty(rng) if self.penalised else {})

    def _edges_of_the_penalty(self, rng):
        return {
            "no penalty": lambda: [self._problem(rng, 4, 2) | {"penalty": 0.0}],
            "a penalty of 1, as an int": lambda: [self._problem(rng, 4, 2) | {"penalty": 1}],
            "a large penalty": lambda: [self._problem(rng, 4, 2) | {"penalty": 100.0}],
            "fewer samples than features": lambda: [self._underdetermined(rng)],
            "the same feature twice": lambda: [self._doubled(rng)],
        }

    def _problem(self, rng, n=None, d=None, ones=False, noise=0.7):
        d = int(rng.integers(2, 4)) if d is None else d
        n = d + int(rng.integers(1, 4)) if n is None else n
        X = _features(rng, n, d, ones)
        y = np.round(X @ signed(rng, d) + noise * rng.standard_normal(n), 2 if noise else 12)
        penalty = {"penalty": round(float(rng.uniform(0.3, 3)), 2)} if self.penalised else {}
        return {"X": X, "y": y, **penalty}

    def _scaled(self, rng):
        problem = self._problem(rng, 5, 2)
        return problem | {"X": problem["X"] * [1.0, 10.0]}

    # Of these small whole numbers X'X is singular to the last bit: a solver that is handed it
    # without a penalty raises an error, and does not return what rounding has left.

    def _underdetermined(self, rng):
        X = np.array([rng.choice([1.0, 2.0]), -rng.choice([1.0, 2.0])])[None]
        return self._problem(rng, 1, 1) | {"X": rng.permutation(X, axis=1)}

    def _doubled(self, rng):
        X = rng.choice([-2.0, -1.0, 1.0, 2.0], (4, 2))
        while abs(np.linalg.det(X.T @ X)) < 10:
            X = rng.choice([-2.0, -1.0, 1.0, 2.0], (4, 2))
        return self._problem(rng, 4, 2) | {"X": X[:, [0, 1, 0]]}


def _features(rng, n, d, ones):
    while True:
        X = np.round(rng.standard_normal((n, d)), 2)
        if ones:
            X[:, 0] = 1.0
        size = np.linalg.eigvalsh(X.T @ X)
        if size[0] > 0 and size[-1] <= WORST * size[0]:
            return X


def signed(rng, shape, low=0.5, high=2.0):
    """Numbers with a magnitude uniform in [low, high] and a random sign, to two digits."""
    return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(low, high, shape), 2)


def solved(X, y, added=0.0):
    """The solution of the normal equations, with something added to X'X.

    `LinAlgError` where there is more than one.
    """
    return np.linalg.solve(X.T @ X + added, X.T @ y)


def smallest(X, y):
    """The least-squares weights; the shortest of them where there are many."""
    return np.linalg.lstsq(X, y, rcond=RANK)[0]
