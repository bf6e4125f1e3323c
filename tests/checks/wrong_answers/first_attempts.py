"""First attempts at 25 functions: what a student writes before anything has been looked up.

Written from the statements alone, when the lists of mistakes of these chapters were done.
"""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}


def add(name, *functions):
    of_name = answers(ANSWERS, name)
    for function in functions:
        of_name[f"first attempt {len(of_name) + 1}"] = function


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _one_hot(labels, classes):
    return np.eye(classes)[np.asarray(labels)]


add(
    "affine",
    lambda x, W, b: x @ W - b,
    lambda x, W, b: x @ W,
    lambda x, W, b: x @ W * b,
    lambda x, W, b: x @ W + b.sum(),
    lambda x, W, b: np.maximum(0, x @ W + b),
)
add(
    "mlp_forward",
    lambda x, Ws, bs: _forward(x, Ws, bs, last=True),
    lambda x, Ws, bs: _forward(x, Ws, bs, act=np.tanh),
    lambda x, Ws, bs: _forward(x, Ws, bs, act=lambda h: h),
    lambda x, Ws, bs: _forward(x, Ws, [0 * b for b in bs]),
    lambda x, Ws, bs: _forward(x, Ws, bs, act=np.abs),
)


def _forward(x, Ws, bs, act=lambda h: np.maximum(0, h), last=False):
    for i, (W, b) in enumerate(zip(Ws, bs, strict=True)):
        x = x @ W + b
        if last or i < len(Ws) - 1:
            x = act(x)
    return x


add(
    "hinge_weights",
    lambda k, v: np.diff(v) / np.diff(k),
    lambda k, v: np.diff(v, prepend=0),
    lambda k, v: np.diff(np.diff(v) / np.diff(k), prepend=1),
    lambda k, v: np.diff(np.diff(v) / np.diff(k), prepend=0, append=0),
    lambda k, v: np.diff(np.diff(v), prepend=0),
)
add(
    "softmax",
    lambda z: np.exp(z) / np.exp(z).sum(),
    lambda z: np.exp(z) / np.exp(z).sum(axis=0),
    lambda z: z / z.sum(axis=1, keepdims=True),
    lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=1, keepdims=True),
    lambda z: np.log(_softmax(z)),
    lambda z: (_softmax(z) == _softmax(z).max(axis=1, keepdims=True)).astype(float),
)
add(
    "cross_entropy",
    lambda z, t: -np.sum(t * np.log(_softmax(z))),
    lambda z, t: -np.mean(t * np.log(_softmax(z))),
    lambda z, t: np.mean(np.sum(t * np.log(_softmax(z)), axis=1)),
    lambda z, t: -np.mean(np.sum(t * np.log2(_softmax(z)), axis=1)),
    lambda z, t: -np.mean(np.sum(t * np.log(z**2 + 1e-12), axis=1)),
    lambda z, t: -np.mean(np.log(np.max(_softmax(z), axis=1))),
)
add(
    "cross_entropy_grad",
    lambda z, t: _softmax(z) - t,
    lambda z, t: (t - _softmax(z)) / len(z),
    lambda z, t: (_softmax(z) - t) / z.size,
    lambda z, t: -t / _softmax(z) / len(z),
    lambda z, t: (z - t) / len(z),
)
add(
    "binary_cross_entropy",
    lambda z, t: -np.mean(t * np.log(_sigmoid(z))),
    lambda z, t: -np.sum(t * np.log(_sigmoid(z)) + (1 - t) * np.log(1 - _sigmoid(z))),
    lambda z, t: np.mean(t * np.log(_sigmoid(z)) + (1 - t) * np.log(1 - _sigmoid(z))),
    lambda z, t: np.mean((_sigmoid(z) - t) ** 2),
    lambda z, t: -np.mean((1 - t) * np.log(_sigmoid(z)) + t * np.log(1 - _sigmoid(z))),
    lambda z, t: np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(np.abs(z)))),
)


def _focal(z, t, gamma, alpha, power=None, weight=None):
    p = _sigmoid(z)
    right = np.where(t == 1, p, 1 - p)
    weigh = np.where(t == 1, alpha, 1 - alpha) if weight is None else weight
    return -np.mean(weigh * (1 - right if power is None else power(right)) ** gamma * np.log(right))


add(
    "focal_loss",
    lambda z, t, gamma=2.0, alpha=0.25: _focal(z, t, gamma, alpha, weight=1),
    lambda z, t, gamma=2.0, alpha=0.25: _focal(z, t, gamma, alpha, weight=alpha),
    lambda z, t, gamma=2.0, alpha=0.25: _focal(z, t, gamma, 1 - alpha),
    lambda z, t, gamma=2.0, alpha=0.25: _focal(z, t, gamma, alpha, power=lambda p: p),
    lambda z, t, gamma=2.0, alpha=0.25: _focal(z, t, 0, alpha),
    lambda z, t, gamma=2.0, alpha=0.25: _focal(z, t, gamma, alpha) * np.size(z),
)


def _apart(a, b):
    return np.sqrt(((a - b) ** 2).sum(axis=1))


add(
    "triplet_loss",
    lambda a, p, n, margin=1.0: np.mean(_apart(a, p) - _apart(a, n) + margin),
    lambda a, p, n, margin=1.0: np.mean(np.maximum(0, _apart(a, n) - _apart(a, p) + margin)),
    lambda a, p, n, margin=1.0: np.mean(
        np.maximum(0, _apart(a, p) ** 2 - _apart(a, n) ** 2 + margin)
    ),
    lambda a, p, n, margin=1.0: np.sum(np.maximum(0, _apart(a, p) - _apart(a, n) + margin)),
    lambda a, p, n, margin=1.0: np.mean(np.maximum(0, _apart(a, p) - _apart(a, n) - margin)),
    lambda a, p, n, margin=1.0: np.mean(np.maximum(0, _apart(a, p) - _apart(p, n) + margin)),
)
add(
    "smooth_labels",
    lambda y, k, s: (1 - s) * _one_hot(y, k) + s / (k - 1) * (1 - _one_hot(y, k)),
    lambda y, k, s: (1 - s) * _one_hot(y, k),
    lambda y, k, s: _one_hot(y, k) + s / k,
    lambda y, k, s: (1 - s) * _one_hot(y, k) + s,
    lambda y, k, s: s * _one_hot(y, k) + (1 - s) / k,
)
add(
    "gaussian_nll",
    lambda m, v, t: np.mean((t - m) ** 2 / (2 * v)),
    lambda m, v, t: np.mean(0.5 * np.log(v) + (t - m) ** 2 / (2 * v)),
    lambda m, v, t: np.mean(0.5 * np.log(2 * np.pi * v) + (t - m) ** 2 / (2 * v**2)),
    lambda m, v, t: np.mean(0.5 * np.log(2 * np.pi * v**2) + (t - m) ** 2 / (2 * v**2)),
    lambda m, v, t: np.mean(np.log(2 * np.pi * v) + (t - m) ** 2 / v),
    lambda m, v, t: np.sum(0.5 * np.log(2 * np.pi * v) + (t - m) ** 2 / (2 * v)),
)
add(
    "cosine_annealing",
    lambda k, b, n, m=0.0: m + (b - m) * (1 + np.cos(np.pi * k / n)),
    lambda k, b, n, m=0.0: m + 0.5 * (b - m) * np.cos(np.pi * k / n),
    lambda k, b, n, m=0.0: 0.5 * b * (1 + np.cos(np.pi * k / n)),
    lambda k, b, n, m=0.0: m + 0.5 * (b - m) * (1 + np.cos(np.pi * k / (n - 1))),
    lambda k, b, n, m=0.0: m + 0.5 * (b - m) * (1 - np.cos(np.pi * k / n)),
    lambda k, b, n, m=0.0: m + (b - m) * (1 - k / n),
)
add(
    "linear_warmup",
    lambda k, b, n: b * min(1, k / n) if n else b,
    lambda k, b, n: b * (k + 1) / n if n else b,
    lambda k, b, n: b * min(1, (k + 1) / (n + 1)),
    lambda k, b, n: min(1, (k + 1) / n) if n else 1.0,
    lambda k, b, n: b * max(1, (k + 1) / n) if n else b,
)
add(
    "step_lr",
    lambda k, b, n, gamma=0.1: b * gamma ** (k / n),
    lambda k, b, n, gamma=0.1: b * gamma ** ((k + 1) // n),
    lambda k, b, n, gamma=0.1: b * gamma**k,
    lambda k, b, n, gamma=0.1: b * gamma if k >= n else b,
    lambda k, b, n, gamma=0.1: b * (1 - gamma) ** (k // n),
)
add(
    "warmup_cosine",
    lambda k, b, w, n, m=0.0: (
        b * (k + 1) / w if k < w else m + 0.5 * (b - m) * (1 + np.cos(np.pi * k / n))
    ),
    lambda k, b, w, n, m=0.0: (
        b * k / w if k < w else m + 0.5 * (b - m) * (1 + np.cos(np.pi * (k - w) / (n - w)))
    ),
    lambda k, b, w, n, m=0.0: (
        b * (k + 1) / w if k < w else m + 0.5 * (b - m) * (1 + np.cos(np.pi * (k - w) / n))
    ),
    lambda k, b, w, n, m=0.0: (
        b * (k + 1) / w if k < w else 0.5 * b * (1 + np.cos(np.pi * (k - w) / (n - w)))
    ),
    lambda k, b, w, n, m=0.0: m + 0.5 * (b - m) * (1 + np.cos(np.pi * k / n)),
)


def _path(rates, v, factor, noise):
    path = [v]
    for r in rates:
        path.append(factor(r) * path[-1] + noise(r))
    return path


add(
    "variance_path",
    lambda rs, v, c, s: _path(rs, v, lambda r: 1 - r * c, lambda r: r**2 * s),
    lambda rs, v, c, s: _path(rs, v, lambda r: (1 - r * c) ** 2, lambda r: r * s),
    lambda rs, v, c, s: _path(rs, v, lambda r: (1 - r * c) ** 2, lambda r: r**2 * s)[1:],
    lambda rs, v, c, s: _path(rs, v, lambda r: (1 - r) ** 2, lambda r: r**2 * s),
    lambda rs, v, c, s: _path(rs, v, lambda r: (1 - r * c) ** 2, lambda r: 0),
    lambda rs, v, c, s: _path(rs, v, lambda r: (1 - r * c) ** 2, lambda r: r**2 * s**2),
)
add(
    "l2_step",
    lambda w, g, lr, p: w - lr * g - p * w,
    lambda w, g, lr, p: w - lr * (g + 2 * p * w),
    lambda w, g, lr, p: w - lr * (g + p * w**2),
    lambda w, g, lr, p: w - lr * (g - p * w),
    lambda w, g, lr, p: w - lr * (g + p * np.sign(w)),
    lambda w, g, lr, p: w - lr * (g + p),
)
add(
    "l1_step",
    lambda w, g, lr, p: w - lr * (g + p * np.sign(w)),
    lambda w, g, lr, p: w - lr * (g + p * w),
    lambda w, g, lr, p: np.sign(w - lr * g) * (np.abs(w - lr * g) - lr * p),
    lambda w, g, lr, p: np.sign(w - lr * g) * np.maximum(np.abs(w - lr * g) - p, 0),
    lambda w, g, lr, p: np.maximum(np.abs(w - lr * g) - lr * p, 0),
    lambda w, g, lr, p: np.sign(w) * np.maximum(np.abs(w - lr * g) - lr * p, 0),
)
add(
    "dropout",
    lambda x, p, u, training=True: np.where(u < p, 0, x) if training else x,
    lambda x, p, u, training=True: np.where(u < p, 0, x / (1 - p)),
    lambda x, p, u, training=True: np.where(u > p, 0, x / (1 - p)) if training else x,
    lambda x, p, u, training=True: np.where(u < p, 0, x / p) if training else x,
    lambda x, p, u, training=True: np.where(u < p, 0, x) if training else x * (1 - p),
    lambda x, p, u, training=True: np.where(u < p, 0, x * (1 - p)) if training else x,
)
add(
    "mixup",
    lambda x, y, lam, o: (x * lam.mean() + x[o] * (1 - lam.mean()), y),
    lambda x, y, lam, o: (_mix(x, lam, o), y),
    lambda x, y, lam, o: (_mix(x, 1 - lam, o), _mix(y, 1 - lam, o)),
    lambda x, y, lam, o: (_mix(x, lam, o), _mix(y, 1 - lam, o)),
    lambda x, y, lam, o: (_mix(x, lam, np.argsort(o)), _mix(y, lam, np.argsort(o))),
    lambda x, y, lam, o: (_mix(x, lam, o), y[o]),
)


def _mix(x, lam, o):
    lam = lam.reshape(-1, *[1] * (x.ndim - 1))
    return lam * x + (1 - lam) * x[o]


def _adamw(w, g, m, v, t, lr, b1, b2, eps, decay, how):
    if how == "l2":
        g = g + decay * w
    m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
    one, two = (m, v) if how == "raw" else (m / (1 - b1**t), v / (1 - b2**t))
    step = lr * one / (np.sqrt(two) + eps)
    shrunk = {
        "l2": w, "no lr": w - decay * w, "plus": w + lr * decay * w, "none": w,
        "after": w, "raw": w - lr * decay * w,
    }[how]  # fmt: skip
    new = shrunk - step
    return (new * (1 - decay) if how == "after" else new), m, v


add(
    "adamw_step",
    *(
        lambda w, g, m, v, t, lr, beta1, beta2, eps, decay, how=how: _adamw(
            w, g, m, v, t, lr, beta1, beta2, eps, decay, how
        )
        for how in ("l2", "no lr", "plus", "none", "after", "raw")
    ),
)


def _stop(losses, patience, delta, better=None, over=False, last=False):
    best, at, bad = np.inf, -1, 0
    for epoch, loss in enumerate(losses):
        if (better or (lambda a, b: a < b - delta))(loss, best):
            best, at, bad = loss, epoch, 0
        else:
            bad += 1
        if bad > patience if over else bad >= patience:
            return at, epoch
    return at, len(losses) - 1


add(
    "early_stopping",
    lambda ls, patience, min_delta=0.0: _stop(ls, patience, 0),
    lambda ls, patience, min_delta=0.0: _stop(ls, patience, min_delta, over=True),
    lambda ls, patience, min_delta=0.0: _stop(ls, patience, min_delta, lambda a, b: a <= b),
    lambda ls, patience, min_delta=0.0: (int(np.argmin(ls)), len(ls) - 1),
    lambda ls, patience, min_delta=0.0: _stop(ls, patience, min_delta)[::-1],
)
add(
    "box_iou",
    lambda a, b: _inter(a, b) / (_area(a)[:, None] + _area(b)[None]),
    lambda a, b: _inter(a, b) / np.maximum(_area(a)[:, None], _area(b)[None]),
    lambda a, b: _inter(a, b),
    lambda a, b: _inter(a, b, more=1) / (_area(a)[:, None] + _area(b)[None] - _inter(a, b, more=1)),
    lambda a, b: _iou(a, b).T,
    lambda a, b: _iou(a, b).diagonal(),
)


def _area(a):
    return (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])


def _inter(a, b, more=0):
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    return np.clip(high - low + more, 0, None).prod(axis=2)


def _iou(a, b):
    return _inter(a, b) / (_area(a)[:, None] + _area(b)[None] - _inter(a, b))


add(
    "polynomial_features",
    lambda x, d: np.stack([x**i for i in range(d)], axis=1),
    lambda x, d: np.stack([x**i for i in range(1, d + 1)], axis=1),
    lambda x, d: np.stack([x**i for i in range(d, -1, -1)], axis=1),
    lambda x, d: np.stack([x**i for i in range(d + 1)]),
    lambda x, d: np.stack([x * i for i in range(d + 1)], axis=1),
)
add(
    "ridge_fit",
    lambda X, y, lam: np.linalg.solve(X.T @ X, X.T @ y),
    lambda X, y, lam: np.linalg.solve(X.T @ X + lam, X.T @ y),
    lambda X, y, lam: np.linalg.solve(X.T @ X + lam**2 * np.eye(X.shape[1]), X.T @ y),
    lambda X, y, lam: np.linalg.solve(X.T @ X - lam * np.eye(X.shape[1]), X.T @ y),
    lambda X, y, lam: np.linalg.solve(X.T @ X + 2 * lam * np.eye(X.shape[1]), X.T @ y),
)
