"""Least squares: the weights whose predictions have the smallest squared errors."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.fitting import Regressions, smallest, solved


def oracle(X, y):
    return np.linalg.lstsq(X, y, rcond=None)[0]


@formula(inputs=Regressions(), oracle=oracle, returns=("w",))
def least_squares_fit(X, y):
    """``w`` that solves the normal equations ``XᵀX w = Xᵀy`` (Legendre, 1805; Gauss, 1809)."""
    return np.linalg.solve(X.T @ X, X.T @ y)


@least_squares_fit.mistake("stop at Xᵀy")
def _(X, y):
    """Xᵀy is only the right-hand side. Solve XᵀX w = Xᵀy."""
    return X.T @ y


@least_squares_fit.mistake("take 1 over each element of XᵀX, where its inverse is meant")
def _(X, y):
    """`** -1` and `1 / …` go element by element. The inverse of a matrix is another thing, and to
    solve the equations you need not even make it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return (1 / (X.T @ X)) @ (X.T @ y)


@least_squares_fit.mistake("divide one side of the equations by the number of samples")
def _(X, y):
    """Whether you sum the squared errors or average them, the weights are the same: n stands on
    both sides, or on none."""
    return len(X) * solved(X, y)


@least_squares_fit.mistake("fit each weight as if its feature were the only one")
def _(X, y):
    """Features share what they explain. All weights have to be found together."""
    return (X * y[:, None]).sum(0) / (X**2).sum(0)


@least_squares_fit.mistake("solve for as many samples as there are weights and drop the others")
def _(X, y):
    """More equations than weights have no common solution. Least squares takes all of them, and
    none exactly."""
    d = X.shape[1]
    return np.linalg.solve(X[:d], y[:d])


@least_squares_fit.mistake("give the fit an intercept of its own")
def _(X, y):
    """There is no intercept here: use the data as they are, without subtracting their means.
    If you want an intercept, put a column of ones into X.
    """
    return smallest(X - X.mean(0), y - y.mean())


@least_squares_fit.mistake("put a column of ones before X")
def _(X, y):
    """X has all the columns that there are, and `w` has one weight for each."""
    return smallest(np.column_stack([np.ones(len(X)), X]), y)


@least_squares_fit.mistake("keep a penalty of 1 on the weights")
def _(X, y):
    """Adding to XᵀX shrinks the weights: that is ridge regression, the next exercise."""
    return solved(X, y, np.eye(X.shape[1]))


@least_squares_fit.mistake("return the predictions")
def _(X, y):
    """`X @ w` is what the model predicts. The function returns what it has learnt."""
    return X @ solved(X, y)


@least_squares_fit.mistake("return all that np.linalg.lstsq gives")
def _(X, y):
    """`np.linalg.lstsq` returns four things: the weights, the sums of squared errors, the rank and
    the singular values. One of them is asked for."""
    return np.linalg.lstsq(X, y, rcond=None)


@least_squares_fit.variant("np.linalg.lstsq")
def _(X, y):
    return np.linalg.lstsq(X, y)[0]


@least_squares_fit.variant("the pseudoinverse")
def _(X, y):
    return np.linalg.pinv(X) @ y


@least_squares_fit.variant("a QR decomposition, solved from below")
def _(X, y):
    Q, R = np.linalg.qr(X)
    w = Q.T @ y
    for i in reversed(range(len(w))):
        w[i] = (w[i] - R[i, i + 1 :] @ w[i + 1 :]) / R[i, i]
    return w


@least_squares_fit.variant("the inverse of XᵀX in float32")
def _(X, y):
    X, y = X.astype(np.float32), y.astype(np.float32)
    return np.linalg.inv(X.T @ X) @ X.T @ y


@least_squares_fit.variant("PyTorch's solver, as a list")
def _(X, y):
    import torch

    X, y = torch.as_tensor(X), torch.as_tensor(y)
    return torch.linalg.lstsq(X, y[:, None]).solution[:, 0].tolist()


@least_squares_fit.variant("SciPy's solver of Cholesky factors")
def _(X, y):
    from scipy.linalg import cho_factor, cho_solve

    return cho_solve(cho_factor(X.T @ X), X.T @ y)


@least_squares_fit.variant("one weight after the other, over and over")
def _(X, y):
    # Coordinate descent: each weight in turn fits what the others leave.
    w, left = np.zeros(X.shape[1]), y.copy()
    for _ in range(2000):
        before = w.copy()
        for k, column in enumerate(X.T):
            change = column @ left / (column @ column)
            w[k] += change
            left -= change * column
        if np.abs(w - before).max() < 1e-9:
            break
    return w
