"""Chapter 09, regularisation: hindrances in training that help in the test.

One contract for all. Arrays are float64; orders and centres of boxes are int64; images are
``(n, c, h, w)`` and labels are distributions, one row a sample. Chance comes in as numbers that
were drawn before (`u`, `lam`, `order`, `center`), so that one result is right; `add_noise` alone
draws from a generator. No function changes an argument. `l2_step`, `l1_step` and `dropout` are
graded on arrays of one dimension or more, `add_noise` on numbers without axes too.
"""

import numpy as np


def two_digits(value):
    """Rounded, so that a failing example can be read."""
    return np.round(value, 2)


def signed(rng, shape, low=0.5, high=2.0):
    """Numbers with a magnitude uniform in [low, high] and a random sign, to two digits."""
    return two_digits(rng.choice([-1.0, 1.0], shape) * rng.uniform(low, high, shape))


def constant(rng, low, high):
    """A Python number uniform in [low, high], to two digits."""
    return round(float(rng.uniform(low, high)), 2)


def labels(rng, n, classes=3):
    """One-hot rows: classes at random, those of neighbours unlike."""
    first = int(rng.integers(classes))
    steps = rng.integers(1, classes, n)
    return np.eye(classes)[(first + np.cumsum(steps)) % classes]


def around(rng, n):
    """An order that leaves no sample in its place and is not its own inverse, n ≥ 3."""
    place = rng.permutation(n)
    order = np.empty(n, dtype=np.int64)
    order[place] = np.roll(place, 1)
    return order
