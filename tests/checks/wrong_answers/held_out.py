"""A second set, of rarer slips, written once all lists were done: none was made to fit it."""

import math

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}


def add(name, function):
    of_name = answers(ANSWERS, name)
    of_name[f"held out {len(of_name) + 1}"] = function


add("sgd_step", lambda w, g, lr: w - lr * np.abs(g))
add("sgd_step", lambda w, g, lr: (1 - lr) * w - lr * g)
add("sgd_step", lambda w, g, lr: w - lr * g**2)
add("momentum_step", lambda w, g, a, lr, beta: (w - lr * beta * a, beta * a + g))
add("momentum_step", lambda w, g, a, lr, beta: (w - lr * (beta * a + g), beta * a + lr * g))
add(
    "nesterov_step",
    lambda w, g, a, lr, beta: (w - lr * (g + beta * (beta * a + g)), beta * (beta * a + g)),
)
add("adagrad_step", lambda w, g, G, lr, eps: (w - lr * g / (G + g**2) ** 0.25, G + g**2))
add("adagrad_step", lambda w, g, G, lr, eps: (w - lr * g / np.sqrt(G + g**2), g**2))
add(
    "rmsprop_step",
    lambda w, g, G, lr, gamma, eps: (
        w - lr * g / (np.sqrt(gamma * G + (1 - gamma) * g**2)),
        (1 - gamma) * G + (1 - gamma) * g**2,
    ),
)
add(
    "rmsprop_step",
    lambda w, g, G, lr, gamma, eps: (
        w - lr * (1 - gamma) * g / np.sqrt(gamma * G + (1 - gamma) * g**2),
        gamma * G + (1 - gamma) * g**2,
    ),
)


def adam(w, g, m, v, t, lr, b1, b2, eps):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b1**t)) + eps), m, v


add("adam_step", adam)


def adam2(w, g, m, v, t, lr, b1, b2, eps):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return (
        w - lr * m / (1 - b1 ** (t - 1) + 1e-9) / (np.sqrt(v / (1 - b2 ** (t - 1) + 1e-9)) + eps),
        m,
        v,
    )


add("adam_step", adam2)


def adam3(w, g, m, v, t, lr, b1, b2, eps):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * m**2
    return w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps), m, v


add("adam_step", adam3)
add("mae", lambda y, p: np.mean(np.abs(y - p)) ** 2)
add("mae", lambda y, p: np.mean(np.abs(np.abs(y) - np.abs(p))))
add("mse", lambda y, p: np.mean((y - p) ** 2) / np.var(y))
add("mse", lambda y, p: np.median((y - p) ** 2))
add("rmse", lambda y, p: np.sqrt(np.median((y - p) ** 2)))
add("rmse", lambda y, p: np.sqrt(np.mean((y - p) ** 2) / len(y)))
add("r2_score", lambda y, p: 1 - np.abs(y - p).mean() / y.std())
add("r2_score", lambda y, p: ((y - y.mean()) * (p - p.mean())).sum() / ((y - y.mean()) ** 2).sum())
add("explained_variance", lambda y, p: 1 - np.mean((y - p) ** 2) / np.var(p))
add("mape", lambda y, p: np.mean(np.abs(1 - p / y)))
add("accuracy", lambda t, p: (t * p).mean())
add("precision", lambda t, p: (t * p).sum() / len(p))
add("precision", lambda t, p: (t == p).sum() / max(1, p.sum()))
add("recall", lambda t, p: (t == p).sum() / max(1, t.sum()))
add("f1", lambda t, p: 2 * (t == p).sum() / max(1, (t.sum() + p.sum())))
add(
    "confusion_matrix",
    lambda t, p, c: np.array([[((t == i) & (p == j)).sum() for i in range(c)] for j in range(c)]),
)
add(
    "confusion_matrix",
    lambda t, p, c: np.array([[((t == i) | (p == j)).sum() for j in range(c)] for i in range(c)]),
)
add("roc_auc", lambda t, s: np.mean(s[t == 1]) - 0.0)
add("roc_auc", lambda t, s: np.median(s[t == 1]) > np.median(s[t == 0]))
add(
    "box_iou",
    lambda a, b: (
        np.maximum(
            0, np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2])
        ).sum(-1)
        / 1.0
    ),
)
add("match_detections", lambda i, s, t: (i.max(1) if i.shape[1] else s * 0) >= t)
add("match_detections", lambda i, s, t: (i == (i.max(0) if len(i) else 0)).any(1) & (i >= t).any(1))
add(
    "precision_recall",
    lambda tp, s, n: (np.cumsum(tp[np.argsort(-s)]) / n, np.cumsum(tp[np.argsort(-s)]) / n),
)
add(
    "average_precision", lambda p, r: np.maximum.accumulate(p[::-1])[::-1].mean() if len(p) else 0.0
)
add(
    "average_precision_11", lambda p, r: np.mean([p[r <= k / 10].max(initial=0) for k in range(11)])
)
add("polynomial_features", lambda x, d: np.stack([x ** (2 * k) for k in range(d + 1)], axis=1))
add(
    "polynomial_features",
    lambda x, d: np.stack([x**k / math.factorial(k) for k in range(d + 1)], axis=1),
)
add("least_squares_fit", lambda X, y: np.linalg.solve(X.T @ X, X.T @ (y - y.mean())))
add(
    "least_squares_fit",
    lambda X, y: np.linalg.lstsq(X / np.linalg.norm(X, axis=0), y, rcond=None)[0],
)
add("ridge_fit", lambda X, y, a: np.linalg.solve(X.T @ X + (a + 1) * np.eye(X.shape[1]), X.T @ y))
add(
    "ridge_fit",
    lambda X, y, a: np.linalg.solve(X.T @ X / len(y) + a * np.eye(X.shape[1]), X.T @ y / len(y)),
)
add("bias_variance", lambda P, t: (np.mean((P - t) ** 2) - P.var(0).mean() * 2, P.var(0).mean()))
add("mse_gradient", lambda X, y, w: 2 * X.T @ np.abs(X @ w - y) / len(y))
add("mse_gradient", lambda X, y, w: 2 * (X.T @ (X @ w - y) / len(y) + w))
add("largest_stable_lr", lambda H: 2 / np.linalg.svd(H)[1].sum())
add("largest_stable_lr", lambda H: 4 / np.linalg.eigvalsh(H)[-1])
add("steps_per_epoch", lambda n, b, drop_last=False: n // b + 1 if drop_last else math.ceil(n / b))
add("total_steps", lambda n, b, e: math.ceil(n * e / b) + 1)
add("sigmoid", lambda x: 0.5 * (1 + np.tanh(x)) / 1.0)
add("sigmoid", lambda x: 1 / (1 + np.exp(-np.clip(x, -30, 30))) ** 2)
add("tanh", lambda x: np.clip(x, -1, 1))
add("relu", lambda x: np.maximum(0, x) ** 2)
add("leaky_relu", lambda x, slope=0.1: np.maximum(0, x) - slope * np.minimum(0, x))
add("elu", lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(x - 1)))
add("elu_grad", lambda x, alpha=1.0: np.where(x > 0, 1.0, alpha * np.exp(x) + 1))
add("tanh_grad", lambda x: 1 - np.tanh(x**2))
add("sigmoid_grad", lambda x: (1 / (1 + np.exp(-x))) * (1 - x))
add("he_std", lambda i: np.sqrt(2 / (i + 1)))
add("xavier_std", lambda i, o: np.sqrt(1 / i) + np.sqrt(1 / o))
add("xavier_std", lambda i, o: np.sqrt(3 / (i + o)))
add("maxout", lambda x, w1, b1, w2, b2: np.maximum(x @ w1, x @ w2) + b1 + b2)
add(
    "clip_by_norm",
    lambda g, m: [x * min(1, m / (np.sqrt(np.mean([np.sum(y**2) for y in g])) + 1e-12)) for x in g],
)
add("running_average", lambda r, v, m: (1 - m) * r + m * v**2)
add("running_average", lambda r, v, m: (1 - m) * r + m * (v - r))
add("batch_norm_eval", lambda x, g, b, m, v, e: g * (x - m) / (np.sqrt(v) + 1) + b)
add(
    "batch_norm_train",
    lambda x, g, b, e: (
        g * (x - x.mean(0)) / np.sqrt(x.var(0) + e) + b,
        x.mean(0),
        x.var(0) * len(x),
    ),
)
add(
    "batch_norm_train",
    lambda x, g, b, e: (
        g * (x - x.mean(0)) / (np.sqrt(x.var(0)) + e) + b + x.mean(0),
        x.mean(0),
        x.var(0),
    ),
)
