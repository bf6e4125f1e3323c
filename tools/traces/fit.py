"""The fit's traces: every number that the figure shows, in each of its modes.

The points are drawn by NumPy's RandomState; the fits are scikit-learn's, or NumPy's lstsq where
nothing is penalised; the folds are scikit-learn's KFold. A number that rounding alone could move
is left out (null), so that any right implementation agrees with the rest to 1e-9.
"""

from itertools import product

import numpy as np
from scipy.special import eval_legendre
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import KFold
from sklearn.preprocessing import PolynomialFeatures

from steepest import Fit
from tools.traces import opening

DATA, FIRST = Fit.data, opening(Fit)
HIGH = {name: about.get("high") for name, about in DATA["traits"].items()}

HIGHEST = HIGH["degree"]
MOST, FRESH, FITS, PLACES = HIGH["samples"], DATA["fresh"], HIGH["fits"], DATA["places"]
MIDDLES = (2 * np.arange(PLACES) + 1) / PLACES - 1
ORDER_SEED = 1000
# Points moved by NUDGE may move a number by no more than this share of its size.
NUDGE, MOVED = 1e-14, 1e-10
# Of points, every so many is written down.
STRIDE = 4

TRUTHS = {
    "sine": lambda x: np.sin(np.pi * x),
    "cubic": lambda x: eval_legendre(3, x),
    "bump": lambda x: 1 / (1 + 25 * x**2),
    "step": np.sign,
}


def drawn(seed, count=FITS):
    """What chance gives: places and noise of each sample, then those of its fresh points."""
    random = np.random.RandomState(seed)
    for _ in range(count):
        yield (
            random.random_sample(MOST),
            random.standard_normal(MOST),
            random.random_sample(FRESH),
            random.standard_normal(FRESH),
        )


def points(state, place, noise, count):
    """`count` points, one in each of as many equal parts of -1 ... 1."""
    x = -1 + 2 * (np.arange(count) + place[:count]) / count
    return x, TRUTHS[state["truth"]](x) + state["noise"] * noise[:count]


def samples(state, count=FITS, nudge=0.0):
    """The first samples of a state: x, y, and x, y of the fresh points."""
    shake = np.random.default_rng(0)
    for place, noise, fresh_place, fresh_noise in drawn(state["seed"], count):
        x, y = points(state, place, noise, state["samples"])
        moved = nudge * shake.uniform(-1, 1, (2, len(x)))
        yield x + moved[0], y + moved[1], *points(state, fresh_place, fresh_noise, FRESH)


def fit(x, y, degree, penalty):
    """The weights of the polynomial that the libraries find."""
    features = PolynomialFeatures(degree).fit_transform(x[:, None])
    if penalty == 0:
        return np.linalg.lstsq(features, y)[0]
    return Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(features, y).coef_


def values(weights, x):
    """The polynomial at each of x."""
    return PolynomialFeatures(len(weights) - 1).fit_transform(x[:, None]) @ weights


def error(weights, x, y):
    """Mean squared error."""
    return mean_squared_error(y, values(weights, x))


def one(state, nudge=0.0):
    """One fit at every degree."""
    x, y, fresh_x, fresh_y = next(samples(state, 1, nudge))
    weights = [fit(x, y, degree, state["penalty"]) for degree in range(HIGHEST + 1)]
    return {
        "points": [some[::STRIDE] for some in (x, y, fresh_x, fresh_y)],
        "weights": weights[state["degree"]],
        "largest": [np.abs(w).max() for w in weights],
        "train": [error(w, x, y) for w in weights],
        "valid": [error(w, fresh_x, fresh_y) for w in weights],
    }


def many(state, nudge=0.0):
    """The first fits of many at one degree: mean curve, spread, and what the error is made of."""
    degree, count = state["degree"], state["fits"]
    truth = TRUTHS[state["truth"]](MIDDLES)
    curves, measured = [], []
    for x, y, fresh_x, fresh_y in samples(state, count, nudge):
        weights = fit(x, y, degree, state["penalty"])
        curves.append(values(weights, MIDDLES))
        measured.append(error(weights, fresh_x, fresh_y))
    mean, noise = np.mean(curves, axis=0), state["noise"] ** 2
    return {
        "latest": x[::STRIDE],
        "mean": mean,
        "spread": np.std(curves, axis=0),
        "bias": mean_squared_error(truth, mean),
        "variance": np.var(curves, axis=0).mean(),
        # What is far from the truth is bias and variance; new points have the noise besides.
        "sum": np.mean((np.array(curves) - truth) ** 2) + noise,
        "measured": np.mean(measured),
    }


def folds(state, nudge=0.0):
    """Each fold's points and errors at every degree."""
    x, y, _, _ = next(samples(state, 1, nudge))
    line = np.arange(len(x))
    if state["order"] == "shuffled":
        line = np.random.RandomState(ORDER_SEED + state["seed"]).permutation(len(x))
    held, train, valid = [], [], []
    for kept, out in KFold(state["folds"]).split(line):
        kept, out = line[kept], line[out]
        weights = [fit(x[kept], y[kept], degree, state["penalty"]) for degree in range(HIGHEST + 1)]
        held.append(sorted(out.tolist()))
        train.append([error(w, x[kept], y[kept]) for w in weights])
        valid.append([error(w, x[out], y[out]) for w in weights])
    return {
        "held": held,
        "foldTrain": train,
        "foldValid": valid,
        "train": np.mean(train, axis=0),
        "valid": np.mean(valid, axis=0),
    }


MODES = {"one": one, "many": many, "folds": folds}


def states():
    """What is traced, as plain states: every truth, few and many points, with and without ridge."""
    some = [
        {"samples": 20, "noise": 0.3, "penalty": 0},
        {"samples": 10, "noise": 0.15, "penalty": 0},
        {"samples": 60, "noise": 0.5, "penalty": 1e-6},
        {"samples": 25, "noise": 0, "penalty": 0.02},
        {"samples": 10, "noise": 0.3, "penalty": 10},
    ]
    for number, (truth, data) in enumerate(product(TRUTHS, some)):
        state = FIRST | data | {"truth": truth, "seed": 4 + 83 * number}
        k = (5, 10, 3, 2, 4)[number % 5]
        order = ("shuffled", "sorted")[number % 2]
        yield state | {"mode": "one", "degree": (9, 3, 12, 5, 0)[number % 5]}
        yield state | {"mode": "folds", "folds": k, "order": order}
        yield state | {"mode": "many", "degree": number % 13, "fits": (100, 7, 30, 1)[number % 4]}


def numbers(state):
    """A state's numbers, with those that are not sure left out."""
    sharp, moved = (MODES[state["mode"]](state, nudge) for nudge in (0.0, NUDGE))
    return {name: sure(sharp[name], moved[name]) for name in sharp}


def sure(value, other):
    """A value, rounded to what may be relied on; None where the other is too far from it."""
    if isinstance(value, (list, np.ndarray)):
        return [sure(one, two) for one, two in zip(value, other, strict=True)]
    if isinstance(value, int):
        return value
    # A value of rounding errors only is 0, give or take.
    if abs(value - other) > MOVED * max(abs(value), 1e-3):
        return None
    return float(f"{value:.14g}")


def traces():
    """All of them, and what chance gives."""
    return [{"state": state, "numbers": numbers(state)} for state in states()]
