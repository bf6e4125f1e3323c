"""The gradient of the mean squared error: how each weight changes what the fit costs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.gradient_descent import halves, signed


def oracle(X, y, w):
    import torch

    X, y, w = (torch.tensor(array) for array in (X, y, w))
    torch.nn.functional.mse_loss(X @ w.requires_grad_(), y).backward()
    return w.grad.numpy()


@dataclass(frozen=True)
class Fits:
    """Samples, targets and weights that do not fit them.

    Distributions: 2 or 3 weights, 1 or 2 samples more; all numbers have a magnitude uniform in
    [0.5, 2] and a random sign, to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._fit(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [self._fit(rng), self._fit(rng)],
            "one sample": lambda: [self._fit(rng, 1, 3)],
            "one weight": lambda: [self._fit(rng, 4, 1)],
            "one sample, one weight": lambda: [self._fit(rng, 1, 1)],
            "as many samples as weights": lambda: [self._fit(rng, 3, 3)],
            "fewer samples than weights": lambda: [self._fit(rng, 2, 4)],
            "weights that are all zero": lambda: [self._fit(rng, 3, 2) | {"w": np.zeros(2)}],
            "weights that fit exactly": lambda: [self._fitted(rng)],
            "large numbers": lambda: [self._large(rng)],
        }

    def _fit(self, rng, n=None, d=None):
        d = int(rng.integers(2, 4)) if d is None else d
        n = d + int(rng.integers(1, 3)) if n is None else n
        return {"X": signed(rng, (n, d)), "y": signed(rng, n), "w": signed(rng, d)}

    def _fitted(self, rng):
        X, w = halves(rng, (4, 2)), halves(rng, 2)
        return {"X": X, "y": X @ w, "w": w}

    def _large(self, rng):
        fit = self._fit(rng)
        return fit | {"X": 100 * fit["X"], "y": 100 * fit["y"]}


@formula(inputs=Fits(), oracle=oracle, returns=("gradient",))
def mse_gradient(X, y, w):
    """``2 Xᵀ(Xw − y) / n``, the gradient of ``mean((Xw − y)²)`` (Goodfellow et al., 2016, 5.1)."""
    return 2 * X.T @ (X @ w - y) / len(y)


@mse_gradient.mistake("lose the 2 of the derivative of a square")
def _(X, y, w):
    """The loss is the mean of squares without a ½ before it, and r² has not r as derivative."""
    return X.T @ (X @ w - y) / len(y)


@mse_gradient.mistake("sum over the samples, where their mean is meant")
def _(X, y, w):
    """The mean squared error does not grow with the number of samples, and nor does its
    gradient."""
    return 2 * X.T @ (X @ w - y)


@mse_gradient.mistake("turn the sign round")
def _(X, y, w):
    """If the error is y − Xw, its derivative with respect to w is −X."""
    return 2 * X.T @ (y - X @ w) / len(y)


@mse_gradient.mistake("divide by the number of weights")
def _(X, y, w):
    """The mean goes over the samples, the rows of X."""
    return 2 * X.T @ (X @ w - y) / len(w)


@mse_gradient.mistake("divide by the number of elements of X")
def _(X, y, w):
    """`X.size` counts rows times columns. The mean goes over the rows."""
    return 2 * X.T @ (X @ w - y) / X.size


@mse_gradient.mistake("stop at the derivative by the predictions")
def _(X, y, w):
    """Multiply by Xᵀ too (the chain rule): the result has one number for each weight."""
    return 2 * (X @ w - y) / len(y)


@mse_gradient.mistake("keep a gradient for each sample")
def _(X, y, w):
    """One gradient is asked for, with one number a weight: average over the samples."""
    return 2 * X * (X @ w - y)[:, None]


@mse_gradient.mistake("average over the weights as well")
def _(X, y, w):
    """Each weight has a slope of its own: the mean goes over the rows alone."""
    return np.mean(2 * X * (X @ w - y)[:, None])


@mse_gradient.mistake("leave the errors squared")
def _(X, y, w):
    """The derivative of r² is 2r: the square is gone."""
    return 2 * X.T @ (X @ w - y) ** 2 / len(y)


@mse_gradient.mistake("take the gradient of the mean absolute error")
def _(X, y, w):
    """There the sign of each error counts. Here its size counts too."""
    return X.T @ np.sign(X @ w - y) / len(y)


@mse_gradient.mistake("take the gradient of the root of the mean squared error")
def _(X, y, w):
    """The loss has no root around it, so nothing is divided by it."""
    error = X @ w - y
    return X.T @ error / len(y) / max(np.sqrt(np.mean(error**2)), 1e-300)


@mse_gradient.mistake("return the loss")
def _(X, y, w):
    """`mean((Xw − y)²)` is what the gradient is of. Take its derivative by each weight."""
    return np.mean((X @ w - y) ** 2)


@mse_gradient.mistake("take a step along it")
def _(X, y, w):
    """The gradient itself is asked for. Who calls the function takes the step."""
    return w - 2 * X.T @ (X @ w - y) / len(y)


@mse_gradient.variant("multiplied out")
def _(X, y, w):
    n = X.shape[0]
    return 2 / n * (X.T @ X @ w) - 2 / n * (X.T @ y)


@mse_gradient.variant("the mean of the samples' gradients")
def _(X, y, w):
    return (2 * (X @ w - y)[:, None] * X).mean(axis=0)


@mse_gradient.variant("loops, returned as a list")
def _(X, y, w):
    n, d = X.shape
    slopes = [0.0] * d
    for i in range(n):
        error = sum(X[i, j] * w[j] for j in range(d)) - y[i]
        for j in range(d):
            slopes[j] += 2 * error * X[i, j] / n
    return slopes


@mse_gradient.variant("float32 and einsum")
def _(X, y, w):
    X, y, w = (array.astype(np.float32) for array in (X, y, w))
    return np.einsum("ij,i->j", X, X @ w - y) * np.float32(2 / len(y))


@mse_gradient.variant("PyTorch's autograd")
def _(X, y, w):
    import torch

    X, y = torch.as_tensor(X), torch.as_tensor(y)
    w = torch.tensor(w, requires_grad=True)
    return torch.autograd.grad(((y - X @ w) ** 2).mean(), w)[0]


@mse_gradient.variant("central differences")
def _(X, y, w):
    def loss(w):
        return np.mean((X @ w - y) ** 2)

    h = 1e-4
    return [(loss(w + h * e) - loss(w - h * e)) / (2 * h) for e in np.eye(len(w))]
