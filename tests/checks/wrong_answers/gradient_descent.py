"""Wrong answers to chapter 04, written without a look at its named mistakes."""

import math

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}
gd = answers(ANSWERS, "gradient_descent")


def path(gradient, start, lr, steps, move=lambda w, g, lr, k: w - lr * g):
    ws = [np.array(start, float)]
    for k in range(steps):
        ws.append(move(ws[-1], np.array(gradient(ws[-1])), lr, k))
    return np.array(ws)


gd["uphill"] = lambda f, s, lr, n: path(f, s, -lr, n)
gd["no start"] = lambda f, s, lr, n: path(f, s, lr, n)[1:]
gd["one short"] = lambda f, s, lr, n: path(f, s, lr, n)[:-1]
gd["one more"] = lambda f, s, lr, n: path(f, s, lr, n + 1)
gd["end alone"] = lambda f, s, lr, n: path(f, s, lr, n)[-1]
gd["gradient at the start"] = lambda f, s, lr, n: path(lambda w: f(s), s, lr, n)
gd["no rate"] = lambda f, s, lr, n: path(f, s, 1.0, n)
gd["unit"] = lambda f, s, lr, n: path(
    f, s, lr, n, lambda w, g, lr, k: w - lr * g / np.linalg.norm(g)
)
gd["sign"] = lambda f, s, lr, n: path(f, s, lr, n, lambda w, g, lr, k: w - lr * np.sign(g))
gd["decay"] = lambda f, s, lr, n: path(f, s, lr, n, lambda w, g, lr, k: w - lr / (k + 1) * g)
gd["gradients"] = lambda f, s, lr, n: np.array([np.array(f(w)) for w in path(f, s, lr, n)])
gd["half"] = lambda f, s, lr, n: path(f, s, lr / 2, n)
gd["double"] = lambda f, s, lr, n: path(f, s, 2 * lr, n)


@gd.add
def same_array(gradient, start, lr, steps):
    w = start.copy()
    ws = [w]
    for _ in range(steps):
        w -= lr * gradient(w)
        ws.append(w)
    return np.array(ws)


@gd.add
def in_place(gradient, start, lr, steps):
    ws = [start.copy()]
    for _ in range(steps):
        start -= lr * gradient(start)
        ws.append(start.copy())
    return np.array(ws)


@gd.add
def stops_early(gradient, start, lr, steps):
    ws = [start]
    for _ in range(steps):
        g = gradient(ws[-1])
        if np.linalg.norm(g) < 0.1:
            break
        ws.append(ws[-1] - lr * g)
    return np.array(ws)


mg = answers(ANSWERS, "mse_gradient")
mg["no two"] = lambda X, y, w: X.T @ (X @ w - y) / len(y)
mg["no n"] = lambda X, y, w: 2 * X.T @ (X @ w - y)
mg["minus"] = lambda X, y, w: -2 * X.T @ (X @ w - y) / len(y)
mg["y minus"] = lambda X, y, w: 2 * X.T @ (y - X @ w) / len(y)
mg["neither"] = lambda X, y, w: X.T @ (X @ w - y)
mg["by features"] = lambda X, y, w: 2 * X.T @ (X @ w - y) / len(w)
mg["no transpose"] = lambda X, y, w: 2 * X @ (X @ w - y) / len(y)
mg["no X"] = lambda X, y, w: 2 * np.mean(X @ w - y)
mg["squares"] = lambda X, y, w: 2 * X.T @ (X @ w - y) ** 2 / len(y)
mg["by size"] = lambda X, y, w: 2 * X.T @ (X @ w - y) / X.size
mg["loss"] = lambda X, y, w: np.mean((X @ w - y) ** 2)
mg["means"] = lambda X, y, w: 2 * X.mean(0) * (X @ w - y).mean()
mg["plus"] = lambda X, y, w: 2 * X.T @ (X @ w + y) / len(y)
mg["no y"] = lambda X, y, w: 2 * X.T @ (X @ w) / len(y)
mg["n - 1"] = lambda X, y, w: 2 * X.T @ (X @ w - y) / (len(y) - 1)
mg["half"] = lambda X, y, w: X.T @ (X @ w - y) / (2 * len(y))
mg["signs"] = lambda X, y, w: X.T @ np.sign(X @ w - y) / len(y)

lsl = answers(ANSWERS, "largest_stable_lr")
lsl["one"] = lambda H: 1 / np.linalg.eigvalsh(H)[-1]
lsl["smallest"] = lambda H: 2 / np.linalg.eigvalsh(H)[0]
lsl["trace"] = lambda H: 2 / np.trace(H)
lsl["best"] = lambda H: 2 / (np.linalg.eigvalsh(H)[0] + np.linalg.eigvalsh(H)[-1])
lsl["inverse"] = lambda H: np.linalg.eigvalsh(H)[-1] / 2
lsl["largest entry"] = lambda H: 2 / H.max()
lsl["diagonal"] = lambda H: 2 / np.diag(H).max()
lsl["frobenius"] = lambda H: 2 / np.linalg.norm(H)
lsl["determinant"] = lambda H: 2 / np.linalg.det(H)
lsl["array"] = lambda H: 2 / np.linalg.eigvalsh(H)
lsl["first of eig"] = lambda H: 2 / np.linalg.eig(H)[0][0]
lsl["mean"] = lambda H: 2 / np.linalg.eigvalsh(H).mean()
lsl["max eig"] = lambda H: np.linalg.eigvalsh(H).max()
lsl["condition"] = lambda H: np.linalg.cond(H)
lsl["row sums"] = lambda H: 2 / np.abs(H).sum(1).max()
lsl["root"] = lambda H: 2 / np.sqrt(np.linalg.eigvalsh(H)[-1])

mb = answers(ANSWERS, "minibatches")


def cut(order, b):
    return [order[i : i + b] for i in range(0, len(order), b)]


mb["not shuffled"] = lambda n, b, rng: cut(np.arange(n), b)
mb["own generator"] = lambda n, b, rng: cut(np.random.default_rng(0).permutation(n), b)
mb["last dropped"] = lambda n, b, rng: cut(rng.permutation(n), b)[: n // b]
mb["with replacement"] = lambda n, b, rng: cut(rng.integers(0, n, n), b)
mb["each drawn"] = lambda n, b, rng: [
    rng.choice(n, min(b, n), replace=False) for _ in range(-(-n // b))
]
mb["from one"] = lambda n, b, rng: cut(rng.permutation(n) + 1, b)
mb["b batches"] = lambda n, b, rng: np.array_split(rng.permutation(n), b)
mb["even"] = lambda n, b, rng: np.array_split(rng.permutation(n), -(-n // b))
mb["filled up"] = lambda n, b, rng: cut(np.resize(rng.permutation(n), -(-n // b) * b), b)
mb["empty at the end"] = lambda n, b, rng: [
    rng.permutation(n)[i * b : (i + 1) * b] for i in range(n // b + 1)
]
mb["global"] = lambda n, b, rng: cut(np.random.permutation(n), b)
mb["sorted batches"] = lambda n, b, rng: [np.sort(x) for x in cut(np.arange(n), b)]
mb["flat"] = lambda n, b, rng: rng.permutation(n)
mb["generator"] = lambda n, b, rng: (x for x in cut(rng.permutation(n), b))
mb["batches shuffled"] = lambda n, b, rng: [
    cut(np.arange(n), b)[i] for i in rng.permutation(-(-n // b))
]
mb["floats"] = lambda n, b, rng: cut(rng.random(n), b)

spe = answers(ANSWERS, "steps_per_epoch")
spe["floor"] = lambda n, b, drop_last=False: n // b
spe["ceil"] = lambda n, b, drop_last=False: math.ceil(n / b)
spe["swapped"] = lambda n, b, drop_last=False: math.ceil(n / b) if drop_last else n // b
spe["float"] = lambda n, b, drop_last=False: n / b
spe["one more"] = lambda n, b, drop_last=False: n // b if drop_last else n // b + 1
spe["rounded"] = lambda n, b, drop_last=False: n // b if drop_last else round(n / b)
spe["at least one"] = lambda n, b, drop_last=False: (
    max(1, n // b) if drop_last else math.ceil(n / b)
)
spe["float ceil"] = lambda n, b, drop_last=False: n // b if drop_last else np.ceil(n / b)
spe["remainder"] = lambda n, b, drop_last=False: n % b
spe["minus one"] = lambda n, b, drop_last=False: (
    math.ceil(n / b) - 1 if drop_last else math.ceil(n / b)
)
spe["inverse"] = lambda n, b, drop_last=False: b // n if drop_last else math.ceil(b / n)
spe["n"] = lambda n, b, drop_last=False: n
spe["default"] = lambda n, b, drop_last=True: n // b if drop_last else math.ceil(n / b)
spe["ceil minus"] = lambda n, b, drop_last=False: n // b if drop_last else (n - 1) // b

ts = answers(ANSWERS, "total_steps")
ts["floor"] = lambda n, b, e: n // b * e
ts["ceil of all"] = lambda n, b, e: math.ceil(n * e / b)
ts["one epoch"] = lambda n, b, e: math.ceil(n / b)
ts["samples"] = lambda n, b, e: n * e
ts["float"] = lambda n, b, e: n / b * e
ts["floor of all"] = lambda n, b, e: n * e // b
ts["with batch"] = lambda n, b, e: n * b * e
ts["plus one"] = lambda n, b, e: (n // b + 1) * e
ts["sum"] = lambda n, b, e: math.ceil(n / b) + e
ts["one off"] = lambda n, b, e: math.ceil(n / b) * (e - 1)
ts["rounded"] = lambda n, b, e: round(n / b) * e
ts["float ceil"] = lambda n, b, e: np.ceil(n / b) * e
ts["last once"] = lambda n, b, e: n // b * e + (n % b > 0)
