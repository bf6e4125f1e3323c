"""NumPy's solver for L2, scikit-learn's lasso for L1, and PyTorch's SGD for the stopped descent."""

import numpy as np
import torch
from sklearn.linear_model import Lasso

STATES = [
    ([1.6, 0.6], 0.6, 0.7, 0.2),
    ([1.6, 0.6], 0.6, 0.7, 0.6),
    ([-1.2, 1.5], -0.6, 0.3, 1.3),
    ([0.3, -2.0], 0.9, 1.0, 0.05),
    ([1.0, 1.0], 0.0, 0.5, 0.4),
    ([0.0, 0.0], 0.3, 0.7, 0.1),
    ([-2.0, -0.4], 0.7, 0.2, 5.0),
]


def bowl(correlation, spread):
    covariance = np.array([[1.0, correlation], [correlation, 1.0]])
    return covariance * np.outer([1, spread], [1, spread])


def lasso(A, best, price):
    """Two samples whose mean squares are the bowl."""
    X = np.sqrt(2) * np.linalg.cholesky(A).T
    model = Lasso(alpha=price, fit_intercept=False, tol=1e-15, max_iter=10**6)
    return model.fit(X, X @ best).coef_.tolist()


def descent(A, best, steps):
    A, best = torch.tensor(A), torch.tensor(best, dtype=torch.float64)
    w = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    rule = torch.optim.SGD([w], lr=0.05)
    for _ in range(steps):
        w.grad = A @ (w.detach() - best)
        rule.step()
    return w.tolist()


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    calls = []
    for best, correlation, spread, price in STATES:
        A = bowl(correlation, spread)
        hessian = [A[0, 0], A[0, 1], A[1, 1]]
        steps = round(1 / (0.05 * price))
        w = np.linalg.solve(A + price * np.eye(2), A @ best).tolist()
        named = {
            "hessian": ([correlation, spread], hessian),
            "ridge": ([hessian, best, price], w),
            "lasso": ([hessian, best, price], lasso(A, best, price)),
            "stopped": ([hessian, best, steps], descent(A, best, steps)),
        }
        calls += [
            {"call": ["simulation.js", name, given], "gives": gives}
            for name, (given, gives) in named.items()
        ]
    return calls
