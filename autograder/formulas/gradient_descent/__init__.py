"""Chapter 04, gradient descent: walking downhill, how far at once, and how samples are dealt out.

What the six functions have in common: a point and its gradient are float64 ``(d,)``, samples
are the rows of `X`, and counts (samples, batch size, steps, epochs) are Python ints of at least
1, `steps` of at least 0. No function changes an argument, but for the generator that shuffles,
which advances.
"""

import numpy as np


def signed(rng, shape, low=0.5, high=2.0):
    """Numbers with a magnitude uniform in [low, high] and a random sign, to two digits."""
    return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(low, high, shape), 2)


def halves(rng, shape):
    """Numbers of {±0.5, ±1, ±1.5, ±2}: their products are exact, so that a zero is one."""
    return rng.choice([-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0], shape)


def curvature(rng, d):
    """A symmetric positive definite ``(d, d)``: M Mᵀ / d + 0.4 I, M standard normal, two digits."""
    while True:
        M = rng.standard_normal((d, d))
        A = np.round(M @ M.T / d + 0.4 * np.eye(d), 2)
        A = np.triu(A) + np.triu(A, 1).T
        if np.linalg.eigvalsh(A)[0] > 0.3:
            return A
