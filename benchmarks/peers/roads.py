"""The three roads: contour lines of the loss, and where each road stands at a price."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import Lasso

WIDGET = "from steepest import Roads; figure = Roads()"
SLIDER = "price"
PLAYS = False
CONTROLS = {
    "price": (0.01, 10.0, 0.01),
    "correlation": (-0.9, 0.9, 0.1),
    "spread": (0.2, 1.0, 0.1),
}
BEST = np.array([1.6, 0.6])


def draw(price=0.2, correlation=0.6, spread=0.7):
    """The bowl with its roads, and a mark on each, for these settings."""
    covariance = np.array([[1, correlation], [correlation, 1]]) * np.outer([1, spread], [1, spread])
    X = np.sqrt(2) * np.linalg.cholesky(covariance).T
    x, y = np.meshgrid(np.linspace(-2.2, 2.2, 90), np.linspace(-2.2, 2.2, 90))
    away = np.stack([x - BEST[0], y - BEST[1]])
    _, axes = plt.subplots(figsize=(6, 6))
    axes.contourf(x, y, np.einsum("iab,ij,jab->ab", away, covariance, away) / 2, 12, cmap="Blues_r")

    def ridge(price):
        return np.linalg.solve(covariance + price * np.eye(2), covariance @ BEST)

    def lasso(price):
        return Lasso(price, fit_intercept=False, tol=1e-9).fit(X, X @ BEST).coef_

    def stopped(price):
        w = np.zeros(2)
        for _ in range(round(20 / price)):
            w = w - 0.05 * covariance @ (w - BEST)
        return w

    for name, road in (("L2", ridge), ("L1", lasso), ("stopped early", stopped)):
        axes.plot(*np.transpose([road(p) for p in np.geomspace(0.01, 300, 60)]), label=name)
        axes.plot(*road(price), "ko")
    axes.legend()
    plt.show()
