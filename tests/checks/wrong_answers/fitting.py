"""Wrong answers to chapter 02, written without a look at its named mistakes."""

import itertools

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}
pf = answers(ANSWERS, "polynomial_features")
pf["falling"] = lambda x, d: np.vander(x, d + 1)
pf["no ones"] = lambda x, d: np.stack([x**k for k in range(1, d + 1)], axis=1)
pf["one short"] = lambda x, d: np.stack([x**k for k in range(d)], axis=1)
pf["one more"] = lambda x, d: np.vander(x, d + 2, increasing=True)
pf["rows"] = lambda x, d: np.stack([x**k for k in range(d + 1)])
pf["multiplied"] = lambda x, d: np.stack([x * k for k in range(d + 1)], axis=1)
pf["powers of k"] = lambda x, d: np.stack(
    [np.float64(k) ** np.abs(x) for k in range(d + 1)], axis=1
)
pf["zeros first"] = lambda x, d: np.stack(
    [np.zeros_like(x)] + [x**k for k in range(1, d + 1)], axis=1
)
pf["last alone"] = lambda x, d: x**d
pf["summed"] = lambda x, d: np.cumsum(np.vander(x, d + 1, increasing=True), axis=1)
pf["scaled"] = lambda x, d: np.vander(x / np.abs(x).max(), d + 1, increasing=True)
pf["abs"] = lambda x, d: np.vander(np.abs(x), d + 1, increasing=True)
pf["no 0"] = lambda x, d: np.stack(
    [np.ones_like(x)] + [x ** (k + 1) for k in range(1, d + 1)], axis=1
)
pf["xor"] = lambda x, d: np.stack([x ^ k for k in range(d + 1)], axis=1)

ls = answers(ANSWERS, "least_squares_fit")
ls["tuple"] = lambda X, y: np.linalg.lstsq(X, y, rcond=None)
ls["no inverse"] = lambda X, y: X.T @ y
ls["inverse of X"] = lambda X, y: np.linalg.inv(X) @ y
ls["other order"] = lambda X, y: np.linalg.inv(X @ X.T) @ X.T @ y
ls["no transpose"] = lambda X, y: np.linalg.inv(X.T @ X) @ X @ y
ls["intercept"] = lambda X, y: np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
ls["centred"] = lambda X, y: np.linalg.lstsq(X - X.mean(0), y - y.mean(), rcond=None)[0]
ls["prediction"] = lambda X, y: X @ np.linalg.lstsq(X, y, rcond=None)[0]
ls["residuals"] = lambda X, y: y - X @ np.linalg.lstsq(X, y, rcond=None)[0]
ls["ridge"] = lambda X, y: np.linalg.solve(X.T @ X + np.eye(X.shape[1]), X.T @ y)
ls["elementwise"] = lambda X, y: (X * y[:, None]).sum(0) / (X**2).sum(0)
ls["column"] = lambda X, y: np.linalg.lstsq(X, y[:, None], rcond=None)[0]
ls["plus"] = lambda X, y: np.linalg.inv(X.T @ X) + X.T @ y
ls["reversed"] = lambda X, y: np.linalg.lstsq(X, y, rcond=None)[0][::-1]
ls["first rows"] = lambda X, y: np.linalg.solve(X[: X.shape[1]], y[: X.shape[1]])
ls["minus"] = lambda X, y: -np.linalg.lstsq(X, y, rcond=None)[0]

rf = answers(ANSWERS, "ridge_fit")


def ridge(X, y, a):
    return np.linalg.solve(X.T @ X + a * np.eye(X.shape[1]), X.T @ y)


rf["no penalty"] = lambda X, y, a: ridge(X, y, 0)
rf["scaled by n"] = lambda X, y, a: ridge(X, y, a * len(y))
rf["divided by n"] = lambda X, y, a: ridge(X, y, a / len(y))
rf["all ones"] = lambda X, y, a: np.linalg.solve(X.T @ X + a, X.T @ y)
rf["minus"] = lambda X, y, a: ridge(X, y, -a)
rf["first spared"] = lambda X, y, a: np.linalg.solve(
    X.T @ X + a * np.diag(np.r_[0, np.ones(X.shape[1] - 1)]), X.T @ y
)
rf["squared"] = lambda X, y, a: ridge(X, y, a**2)
rf["doubled"] = lambda X, y, a: ridge(X, y, 2 * a)
rf["half"] = lambda X, y, a: ridge(X, y, a / 2)
rf["root"] = lambda X, y, a: ridge(X, y, np.sqrt(a))
rf["centred"] = lambda X, y, a: ridge(X - X.mean(0), y - y.mean(), a)
rf["shrunk after"] = lambda X, y, a: ridge(X, y, 0) / (1 + a)
rf["identity of n"] = lambda X, y, a: np.linalg.solve(X.T @ X + a * np.eye(len(y)), X.T @ y)
rf["on both sides"] = lambda X, y, a: np.linalg.solve(X.T @ X + a * np.eye(X.shape[1]), X.T @ y + a)
rf["one always"] = lambda X, y, a: ridge(X, y, 1.0)
rf["prediction"] = lambda X, y, a: X @ ridge(X, y, a)

bv = answers(ANSWERS, "bias_variance")
bv["not squared"] = lambda P, t: (np.mean(P.mean(0) - t), P.var(0).mean())
bv["square of mean"] = lambda P, t: (np.mean(P.mean(0) - t) ** 2, P.var(0).mean())
bv["mse"] = lambda P, t: (np.mean((P - t) ** 2), P.var(0).mean())
bv["ddof"] = lambda P, t: (np.mean((P.mean(0) - t) ** 2), P.var(0, ddof=1).mean())
bv["variance of all"] = lambda P, t: (np.mean((P.mean(0) - t) ** 2), P.var())
bv["other axis"] = lambda P, t: (np.mean((P.mean(0) - t) ** 2), P.var(1).mean())
bv["swapped"] = lambda P, t: (P.var(0).mean(), np.mean((P.mean(0) - t) ** 2))
bv["std"] = lambda P, t: (np.mean((P.mean(0) - t) ** 2), P.std(0).mean())
bv["around truth"] = lambda P, t: (np.mean((P.mean(0) - t) ** 2), np.mean((P - t) ** 2))
bv["sums"] = lambda P, t: (np.sum((P.mean(0) - t) ** 2), P.var(0).sum())
bv["each point"] = lambda P, t: ((P.mean(0) - t) ** 2, P.var(0))
bv["abs"] = lambda P, t: (np.mean(np.abs(P.mean(0) - t)), P.var(0).mean())
bv["lecture"] = lambda P, t: (np.mean((t - (P**2).mean(0)) ** 2), P.var(0).mean())
bv["of means"] = lambda P, t: (np.mean((P.mean(0) - t) ** 2), P.mean(0).var())
bv["median"] = lambda P, t: (np.mean((np.median(P, 0) - t) ** 2), P.var(0).mean())
bv["grand mean"] = lambda P, t: ((P.mean() - t.mean()) ** 2, P.var(0).mean())
bv["bias of one model"] = lambda P, t: (np.mean((P[0] - t) ** 2), P.var(0).mean())
bv["not rooted"] = lambda P, t: (np.sqrt(np.mean((P.mean(0) - t) ** 2)), P.var(0).mean())

kf = answers(ANSWERS, "k_fold_indices")


def folds_of(parts, n):
    return [(np.setdiff1d(np.arange(n), p), np.asarray(p, int)) for p in parts]


kf["rest dropped"] = lambda n, k: folds_of(
    [np.arange(i * (n // k), (i + 1) * (n // k)) for i in range(k)], n
)
kf["rest in the last"] = lambda n, k: folds_of(
    [np.arange(i * (n // k), n if i == k - 1 else (i + 1) * (n // k)) for i in range(k)], n
)
kf["strided"] = lambda n, k: folds_of([np.arange(i, n, k) for i in range(k)], n)
kf["valid first"] = lambda n, k: [(v, t) for t, v in folds_of(np.array_split(np.arange(n), k), n)]
kf["all in train"] = lambda n, k: [(np.arange(n), v) for v in np.array_split(np.arange(n), k)]
kf["shuffled"] = lambda n, k: folds_of(
    np.array_split(np.random.default_rng(0).permutation(n), k), n
)
kf["valid alone"] = lambda n, k: list(np.array_split(np.arange(n), k))
kf["k - 1 folds"] = lambda n, k: folds_of(np.array_split(np.arange(n), k), n)[:-1]
kf["from one"] = lambda n, k: [
    (t + 1, v + 1) for t, v in folds_of(np.array_split(np.arange(n), k), n)
]
kf["folds of size k"] = lambda n, k: folds_of(
    [np.arange(i, min(i + k, n)) for i in range(0, n, k)], n
)
kf["past alone"] = lambda n, k: [(np.arange(v[0]), v) for v in np.array_split(np.arange(n), k)]
kf["overlap"] = lambda n, k: folds_of(
    [np.arange(i * (n // k), min(n, (i + 1) * (n // k) + 1)) for i in range(k)], n
)
kf["ceil"] = lambda n, k: folds_of(
    [np.arange(i, min(i + -(-n // k), n)) for i in range(0, n, -(-n // k))], n
)
kf["last longer"] = lambda n, k: folds_of(last_longer(n, k), n)
kf["masks"] = lambda n, k: [
    (np.isin(np.arange(n), t), np.isin(np.arange(n), v))
    for t, v in folds_of(np.array_split(np.arange(n), k), n)
]


def last_longer(n, k):
    sizes = [n // k + (i >= k - n % k) for i in range(k)]
    ends = np.cumsum([0, *sizes])
    return [np.arange(a, b) for a, b in itertools.pairwise(ends)]
