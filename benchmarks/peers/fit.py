"""A hundred polynomials, each fitted to points of its own, and what their error is made of."""

import matplotlib.pyplot as plt
import numpy as np

WIDGET = "from steepest import Fit; figure = Fit(mode='many')"
SLIDER = "degree"
PLAYS = True
CONTROLS = {
    "degree": (0, 12, 1),
    "samples": (10, 60, 1),
    "noise": (0.0, 0.5, 0.01),
    "penalty": (0.0, 10.0, 0.01),
    "fits": (1, 100, 1),
    "seed": (1, 999, 1),
}
GRID = np.linspace(-0.98, 0.98, 50)
TRUTH = np.sin(np.pi * GRID)


def draw(degree=9, samples=20, noise=0.3, penalty=0.0, fits=100, seed=4):
    """The curves of one degree, and bias², variance and noise at every degree."""
    random = np.random.RandomState(seed)
    curves, fresh = np.zeros((fits, 13, 50)), np.zeros((fits, 13))
    for number in range(fits):
        x = -1 + 2 * (np.arange(samples) + random.random_sample(samples)) / samples
        y = np.sin(np.pi * x) + noise * random.standard_normal(samples)
        new = TRUTH + noise * random.standard_normal(50)
        for d in range(13):
            features = np.vander(x, d + 1, increasing=True)
            rows = np.vstack([features, np.sqrt(penalty) * np.eye(d + 1)])
            weights = np.linalg.lstsq(rows, np.append(y, np.zeros(d + 1)), rcond=None)[0]
            curves[number, d] = np.vander(GRID, d + 1, increasing=True) @ weights
            fresh[number, d] = np.mean((curves[number, d] - new) ** 2)
    mean, spread = curves.mean(axis=0), curves.std(axis=0)
    bias, variance = np.mean((mean - TRUTH) ** 2, axis=1), np.mean(spread**2, axis=1)

    _, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
    left.plot(GRID, curves[-30:, degree].T, color="C0", alpha=0.3, linewidth=1)
    low, high = mean[degree] - spread[degree], mean[degree] + spread[degree]
    left.fill_between(GRID, low, high, alpha=0.2)
    left.plot(GRID, mean[degree], linewidth=2.5)
    left.plot(GRID, TRUTH, "k--")
    left.plot(x, y, "ko", markersize=4)
    left.set_ylim(-2, 2)
    degrees = np.arange(13)
    right.bar(degrees, noise**2, label="noise", hatch="---", fill=False)
    right.bar(degrees, variance, bottom=noise**2, label="variance")
    right.bar(degrees, bias, bottom=noise**2 + variance, label="bias²")
    right.plot(degrees, fresh.mean(axis=0), "kD", fillstyle="none", label="measured")
    right.set_ylim(0, 0.8)
    right.set_xlabel("degree")
    right.legend()
    plt.show()
