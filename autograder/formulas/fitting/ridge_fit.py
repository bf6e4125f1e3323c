"""Ridge: least squares with a price on large weights."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.fitting import Regressions, smallest, solved


def oracle(X, y, penalty):
    from sklearn.linear_model import Ridge

    return Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(X, y).coef_


@formula(inputs=Regressions(penalised=True), oracle=oracle, returns=("w",))
def ridge_fit(X, y, penalty):
    """``w`` that solves ``(XᵀX + penalty·I) w = Xᵀy`` (Hoerl and Kennard, 1970)."""
    return np.linalg.solve(X.T @ X + penalty * np.eye(X.shape[1], dtype=X.dtype), X.T @ y)


@ridge_fit.mistake("solve the normal equations without the penalty")
def _(X, y, penalty):
    """Without the penalty this is least squares: add penalty·I to XᵀX."""
    return solved(X, y)


@ridge_fit.mistake("hand X and y to np.linalg.lstsq or np.linalg.pinv without the penalty")
def _(X, y, penalty):
    """Those functions use no penalty. Either change the equations, or give them extra rows
    that contain it.
    """
    return smallest(X, y)


@ridge_fit.mistake("add the penalty to every element of XᵀX")
def _(X, y, penalty):
    """`penalty·‖w‖²` has squares of single weights and no products of two: in the matrix it stands
    on the diagonal alone."""
    return solved(X, y, penalty)


@ridge_fit.mistake("subtract the penalty")
def _(X, y, penalty):
    """The penalty keeps the weights small and the matrix far from singular: it is added."""
    return solved(X, y, -penalty * np.eye(X.shape[1]))


@ridge_fit.mistake("square the penalty")
def _(X, y, penalty):
    """The price is `penalty·‖w‖²`: only the weights are squared. (Where you put extra rows under X,
    they are squared with everything else.)"""
    return solved(X, y, penalty**2 * np.eye(X.shape[1]))


@ridge_fit.mistake("multiply the penalty by the number of samples")
def _(X, y, penalty):
    """The squared errors are summed here, not averaged: n is not used."""
    return solved(X, y, penalty * len(X) * np.eye(X.shape[1]))


@ridge_fit.mistake("lose the 2 in the derivative of the penalty")
def _(X, y, penalty):
    """The derivative of `penalty·‖w‖²` has a factor 2, as that of the squared errors has. They
    cancel only together."""
    return solved(X, y, penalty / 2 * np.eye(X.shape[1]))


@ridge_fit.mistake("lose the 2 in the derivative of the squared errors")
def _(X, y, penalty):
    """The derivative of `‖Xw − y‖²` has a factor 2, as that of the penalty has. They cancel only
    together."""
    return solved(X, y, 2 * penalty * np.eye(X.shape[1]))


@ridge_fit.mistake("let the first weight go free")
def _(X, y, penalty):
    """An intercept is often not penalised, but here there is none: every weight is penalised."""
    price = penalty * np.eye(X.shape[1])
    price[0, 0] = 0.0
    return solved(X, y, price)


@ridge_fit.mistake("let the first weight go free (one more fault is left: the size of the penalty)")
def _(X, y, penalty):
    """An intercept is often not penalised, but here there is none: every weight is penalised."""
    price = penalty * len(X) * np.eye(X.shape[1])
    price[0, 0] = 0.0
    return solved(X, y, price)


@ridge_fit.mistake("give the fit an intercept of its own")
def _(X, y, penalty):
    """There is no intercept here: the data are used as they are, not less their means."""
    return solved(X - X.mean(0), y - y.mean(), penalty * np.eye(X.shape[1]))


@ridge_fit.mistake("shrink all least-squares weights by one factor")
def _(X, y, penalty):
    """Dividing by 1 + penalty is right only where the columns of X have length 1 and stand at right
    angles. In general the penalty belongs into the equations."""
    return solved(X, y) / (1 + penalty)


@ridge_fit.mistake("return the predictions")
def _(X, y, penalty):
    """`X @ w` is what the model predicts. The function returns what it has learnt."""
    return X @ solved(X, y, penalty * np.eye(X.shape[1]))


@ridge_fit.variant("the inverse")
def _(X, y, penalty):
    return np.linalg.inv(X.T @ X + penalty * np.identity(X.shape[1])) @ X.T @ y


@ridge_fit.variant("least squares with the root of the penalty in extra rows")
def _(X, y, penalty):
    d = X.shape[1]
    rows = np.vstack([X, np.sqrt(penalty) * np.eye(d)])
    return np.linalg.lstsq(rows, np.concatenate([y, np.zeros(d)]), rcond=None)[0]


@ridge_fit.variant("singular values")
def _(X, y, penalty):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt.T @ (s / (s**2 + penalty) * (U.T @ y))


@ridge_fit.variant("a sum over the samples")
def _(X, y, penalty):
    A, b = np.zeros((X.shape[1],) * 2), np.zeros(X.shape[1])
    for k in range(X.shape[1]):
        A[k, k] = penalty
    for row, target in zip(X, y, strict=True):
        A += np.outer(row, row)
        b += row * target
    return list(np.linalg.solve(A, b))


@ridge_fit.variant("both sides divided by the number of samples")
def _(X, y, penalty):
    n = len(X)
    return solved(X / np.sqrt(n), y / np.sqrt(n), penalty / n * np.eye(X.shape[1]))


@ridge_fit.variant("PyTorch tensors")
def _(X, y, penalty):
    import torch

    X, y = torch.as_tensor(X), torch.as_tensor(y)
    return torch.linalg.solve(X.T @ X + penalty * torch.eye(X.shape[1]).double(), X.T @ y)
