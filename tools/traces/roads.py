"""What JavaScript must compute of the roads and of early stopping.

References: NumPy's solver for L2, scikit-learn's lasso for L1, PyTorch's SGD for the stopped
descent; and the course's own formulas: where `l2_step` and `l1_step` come to rest, what `l2_step`
without a penalty does in so many steps, and `early_stopping`.
"""

import numpy as np
import torch
from sklearn.linear_model import Lasso

from autograder.checks.formula import load
from steepest import Roads

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


def walked(name, A, best, price, count):
    """Where that many steps of the formula lead, from 0, at the rate 0.05."""
    step, w = load(name), np.zeros(2)
    for _ in range(count):
        w = step(w, A @ (w - best), 0.05, price)
    return w.tolist()


def stopping():
    """Curves drawn at random, and the figure's own, under several patiences."""
    rng = np.random.default_rng(9)
    own = Roads.data["traits"]["losses"]["default"]
    curves = [own, *(np.round(rng.uniform(0.05, 2, 24), 3).tolist() for _ in range(3))]
    curves.append(np.round(np.geomspace(2, 0.4, 24), 3).tolist())
    rule = load("early_stopping")
    for losses in curves:
        for patience, min_delta in ((1, 0.0), (3, 0.0), (3, 0.055), (6, 0.105), (12, 0.0)):
            best, stop = rule(np.array(losses), patience, min_delta)
            given = [losses, patience, min_delta]
            seen = [rule(np.array(losses[: e + 1]), patience, min_delta) for e in range(stop + 1)]
            yield "earlyStopping", given, [best, stop]
            yield "counted", given, [last for last, _ in seen]


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    calls = [
        {"call": ["simulation.js", name, given], "gives": gives}
        for name, given, gives in stopping()
    ]
    for best, correlation, spread, price in STATES[:3]:
        A = bowl(correlation, spread)
        hessian = [A[0, 0], A[0, 1], A[1, 1]]
        rest = {name: walked(name, A, best, price, 20_000) for name in ("l2_step", "l1_step")}
        few = walked("l2_step", A, best, 0.0, 40)
        calls += [
            {"call": ["simulation.js", "ridge", [hessian, best, price]], "gives": rest["l2_step"]},
            {"call": ["simulation.js", "lasso", [hessian, best, price]], "gives": rest["l1_step"]},
            {"call": ["simulation.js", "stopped", [hessian, best, 40]], "gives": few},
        ]
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
