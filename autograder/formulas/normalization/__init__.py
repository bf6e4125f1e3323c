"""Chapter 08, normalization: batches of samples brought to one scale.

Samples are rows: `x` is (n, d), with one mean, variance, scale `gamma` and shift `beta` for each
of the d features. Images are (n, c, h, w), with `gamma` and `beta` for each channel. `eps` is as
small as the contract says, so that it does not matter whether it stands inside or outside the
root. Nothing that is passed is changed.
"""

import numpy as np

# (n, d) of a random batch: never square, so that a wrong axis shows in the shapes as well.
SIZES = ((3, 2), (4, 2), (4, 3), (5, 2), (3, 1))
# No standard deviation is smaller, so that an eps of 1e-9 beside it does not count.
LEAST = 0.75


def quarters(x):
    """Numbers rounded to quarters: a float32 holds them exactly, so that work in it passes even
    where a result is near zero."""
    return np.round(4 * x) / 4


def batch(rng, n, d):
    """Samples (n, d): each feature normal about a centre of its own, and of its own spread.

    The centres are uniform in ±2, the spreads uniform in [1, 3]. Rounded to quarters, and drawn
    again until every feature's standard deviation is at least `LEAST`.
    """
    while True:
        centre, spread = rng.uniform(-2, 2, d), rng.uniform(1, 3, d)
        x = quarters(centre + spread * rng.standard_normal((n, d)))
        if x.std(axis=0).min() >= LEAST:
            return x


def signed(rng, *shape):
    """Numbers whose magnitude is uniform in [0.5, 2], of random sign, rounded to quarters."""
    return quarters(rng.choice([-1.0, 1.0], shape) * rng.uniform(0.5, 2, shape))


def tiny(rng):
    """An eps log-uniform in 1e-12 … 1e-9."""
    return float(f"{10 ** rng.uniform(-12, -9):.2g}")


def moments(x):
    """The mean and the biased variance of each feature.

    Every mistake is run for every submission, and this takes a third of the time of `x.mean` and
    `x.var`.
    """
    mean = np.add.reduce(x) / len(x)
    centred = x - mean
    return mean, np.add.reduce(centred * centred) / len(x)


def standardized(x, eps):
    """Each feature of a batch with mean 0 and variance 1."""
    mean, var = moments(x)
    return (x - mean) / np.sqrt(var + eps)
