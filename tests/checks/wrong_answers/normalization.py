"""Wrong answers to chapter 08, written without a look at its named mistakes."""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}
wh = answers(ANSWERS, "whiten")


def parts(X, ddof=0):
    C = X - X.mean(0)
    values, vectors = np.linalg.eigh(C.T @ C / (len(X) - ddof))
    return C, values, vectors


wh["standardised"] = lambda X, e: (X - X.mean(0)) / np.sqrt(X.var(0) + e)
wh["rotated alone"] = lambda X, e: parts(X)[0] @ parts(X)[2]
wh["no root"] = lambda X, e: (lambda C, v, V: C @ V / (v + e))(*parts(X))
wh["times"] = lambda X, e: (lambda C, v, V: C @ V * np.sqrt(v + e))(*parts(X))
wh["not centred"] = lambda X, e: (lambda C, v, V: X @ V / np.sqrt(v + e))(*parts(X))
wh["centred alone"] = lambda X, e: X - X.mean(0)
wh["transposed vectors"] = lambda X, e: (lambda C, v, V: C @ V.T / np.sqrt(v + e))(*parts(X))
wh["second moment"] = lambda X, e: (lambda v, V: (X - X.mean(0)) @ V / np.sqrt(v + e))(
    *np.linalg.eigh(X.T @ X / len(X))
)
wh["no n"] = lambda X, e: (lambda C, v, V: C @ V / np.sqrt(len(X) * v + e))(*parts(X))
wh["result transposed"] = lambda X, e: (lambda C, v, V: (C @ V / np.sqrt(v + e)).T)(*parts(X))
wh["grand mean"] = lambda X, e: (lambda C, v, V: (X - X.mean()) @ V / np.sqrt(v + e))(*parts(X))
wh["rows"] = lambda X, e: (X - X.mean(1, keepdims=True)) / X.std(1, keepdims=True)
wh["standard deviation twice"] = lambda X, e: (lambda C, v, V: C / C.std(0) @ V / np.sqrt(v + e))(
    *parts(X)
)
wh["large eps"] = lambda X, e: (lambda C, v, V: C @ V / np.sqrt(v + 0.1))(*parts(X))
wh["mean left in"] = lambda X, e: (lambda C, v, V: C @ V / np.sqrt(v + e) + X.mean(0))(*parts(X))

bt = answers(ANSWERS, "batch_norm_train")


def norm(x, gamma, beta, eps, axis=0, var=None, mean=None):
    mean = x.mean(axis) if mean is None else mean
    var = x.var(axis) if var is None else var
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


bt["unbiased"] = lambda x, g, b, e: norm(x, g, b, e, var=x.var(0, ddof=1))
bt["unbiased returned"] = lambda x, g, b, e: (*norm(x, g, b, e)[:2], x.var(0, ddof=1))
bt["by variance"] = lambda x, g, b, e: (
    g * (x - x.mean(0)) / (x.var(0) + e) + b,
    x.mean(0),
    x.var(0),
)
bt["std returned"] = lambda x, g, b, e: (*norm(x, g, b, e)[:2], x.std(0))
bt["no gamma"] = lambda x, g, b, e: norm(x, 1, b, e)
bt["no beta"] = lambda x, g, b, e: norm(x, g, 0, e)
bt["neither"] = lambda x, g, b, e: norm(x, 1, 0, e)
bt["swapped"] = lambda x, g, b, e: norm(x, b, g, e)
bt["rows"] = lambda x, g, b, e: (
    (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + e) * g + b,
    x.mean(0),
    x.var(0),
)
bt["all"] = lambda x, g, b, e: (g * (x - x.mean()) / np.sqrt(x.var() + e) + b, x.mean(0), x.var(0))
bt["not centred"] = lambda x, g, b, e: (g * x / np.sqrt(x.var(0) + e) + b, x.mean(0), x.var(0))
bt["brackets"] = lambda x, g, b, e: (
    g * ((x - x.mean(0)) / np.sqrt(x.var(0) + e) + b),
    x.mean(0),
    x.var(0),
)
bt["var before mean"] = lambda x, g, b, e: (norm(x, g, b, e)[0], x.var(0), x.mean(0))
bt["y alone"] = lambda x, g, b, e: norm(x, g, b, e)[0]
bt["eps to the mean"] = lambda x, g, b, e: (
    g * (x - x.mean(0) + e) / np.sqrt(x.var(0)) + b,
    x.mean(0),
    x.var(0),
)
bt["var plus eps"] = lambda x, g, b, e: (*norm(x, g, b, e)[:2], x.var(0) + 1e-2)
bt["mean square"] = lambda x, g, b, e: norm(x, g, b, e, var=(x**2).mean(0))

ra = answers(ANSWERS, "running_average")
ra["swapped"] = lambda r, v, m: m * r + (1 - m) * v
ra["no one minus"] = lambda r, v, m: r + m * v
ra["old"] = lambda r, v, m: r
ra["new"] = lambda r, v, m: v
ra["tenth"] = lambda r, v, m: 0.9 * r + 0.1 * v
ra["half"] = lambda r, v, m: 0.5 * (r + v)
ra["minus"] = lambda r, v, m: (1 - m) * r - m * v
ra["both one minus"] = lambda r, v, m: (1 - m) * r + (1 - m) * v
ra["both m"] = lambda r, v, m: m * r + m * v
ra["no momentum on new"] = lambda r, v, m: (1 - m) * r + v
ra["sum"] = lambda r, v, m: r + v
ra["difference"] = lambda r, v, m: r + m * (r - v)
ra["plus"] = lambda r, v, m: (1 + m) * r + m * v
ra["product"] = lambda r, v, m: (1 - m) * r * m * v

be = answers(ANSWERS, "batch_norm_eval")
be["batch statistics"] = lambda x, g, b, m, v, e: norm(x, g, b, e)[0]
be["batch mean"] = lambda x, g, b, m, v, e: norm(x, g, b, e, var=v)[0]
be["batch variance"] = lambda x, g, b, m, v, e: norm(x, g, b, e, mean=m)[0]
be["no root"] = lambda x, g, b, m, v, e: g * (x - m) / (v + e) + b
be["no gamma"] = lambda x, g, b, m, v, e: (x - m) / np.sqrt(v + e) + b
be["no beta"] = lambda x, g, b, m, v, e: g * (x - m) / np.sqrt(v + e)
be["swapped"] = lambda x, g, b, m, v, e: b * (x - m) / np.sqrt(v + e) + g
be["normalised alone"] = lambda x, g, b, m, v, e: (x - m) / np.sqrt(v + e)
be["plus mean"] = lambda x, g, b, m, v, e: g * (x + m) / np.sqrt(v + e) + b
be["no mean"] = lambda x, g, b, m, v, e: g * x / np.sqrt(v + e) + b
be["times"] = lambda x, g, b, m, v, e: g * (x - m) * np.sqrt(v + e) + b
be["brackets"] = lambda x, g, b, m, v, e: g * ((x - m) / np.sqrt(v + e) + b)
be["mean and variance swapped"] = lambda x, g, b, m, v, e: g * (x - v) / np.sqrt(np.abs(m) + e) + b
be["minus beta"] = lambda x, g, b, m, v, e: g * (x - m) / np.sqrt(v + e) - b
be["unbiased"] = lambda x, g, b, m, v, e: g * (x - m) / np.sqrt(v * 4 / 3 + e) + b
be["squared"] = lambda x, g, b, m, v, e: g * (x - m) / (v + e) ** 2 + b

bb = answers(ANSWERS, "batch_norm_backward")


def back(dy, x, gamma, eps):
    std = np.sqrt(x.var(0) + eps)
    h = (x - x.mean(0)) / std
    return std, h, dy * gamma, len(x)


def whole(dy, x, gamma, eps):
    std, h, d, _n = back(dy, x, gamma, eps)
    return (d - d.mean(0) - h * (d * h).mean(0)) / std, (dy * h).sum(0), dy.sum(0)


@bb.add
def statistics_constant(dy, x, gamma, eps):
    std, h, d, _n = back(dy, x, gamma, eps)
    return d / std, (dy * h).sum(0), dy.sum(0)


@bb.add
def mean_constant(dy, x, gamma, eps):
    std, h, d, _n = back(dy, x, gamma, eps)
    return (d - h * (d * h).mean(0)) / std, (dy * h).sum(0), dy.sum(0)


@bb.add
def variance_constant(dy, x, gamma, eps):
    std, h, d, _n = back(dy, x, gamma, eps)
    return (d - d.mean(0)) / std, (dy * h).sum(0), dy.sum(0)


@bb.add
def no_gamma(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, 1.0, eps)
    return dx, dg, db


@bb.add
def means(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, gamma, eps)
    return dx, dg / len(x), db / len(x)


@bb.add
def x_not_normalised(dy, x, gamma, eps):
    dx, _dg, db = whole(dy, x, gamma, eps)
    return dx, (dy * x).sum(0), db


@bb.add
def no_std(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, gamma, eps)
    return dx * np.sqrt(x.var(0) + eps), dg, db


@bb.add
def swapped_order(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, gamma, eps)
    return dx, db, dg


@bb.add
def not_summed(dy, x, gamma, eps):
    _std, h, _d, _n = back(dy, x, gamma, eps)
    return whole(dy, x, gamma, eps)[0], dy * h, dy


@bb.add
def sums_not_means(dy, x, gamma, eps):
    std, h, d, _n = back(dy, x, gamma, eps)
    return (d - d.sum(0) - h * (d * h).sum(0)) / std, (dy * h).sum(0), dy.sum(0)


@bb.add
def gamma_in_dgamma(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, gamma, eps)
    return dx, dg * gamma, db


@bb.add
def gamma_in_dbeta(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, gamma, eps)
    return dx, dg, db * gamma


@bb.add
def times_n(dy, x, gamma, eps):
    dx, dg, db = whole(dy, x, gamma, eps)
    return dx * len(x), dg, db


@bb.add
def unbiased_back(dy, x, gamma, eps):
    std = np.sqrt(x.var(0, ddof=1) + eps)
    h = (x - x.mean(0)) / std
    d = dy * gamma
    return (d - d.mean(0) - h * (d * h).mean(0)) / std, (dy * h).sum(0), dy.sum(0)


@bb.add
def plus_sign(dy, x, gamma, eps):
    std, h, d, _n = back(dy, x, gamma, eps)
    return (d - d.mean(0) + h * (d * h).mean(0)) / std, (dy * h).sum(0), dy.sum(0)


gn = answers(ANSWERS, "group_norm")


def grouped(x, groups, gamma, beta, eps, axes=(2, 3, 4), per=True, ddof=0, order="C"):
    n, c, h, w = x.shape
    z = x.reshape(n, groups, c // groups, h, w)
    z = (z - z.mean(axes, keepdims=True)) / np.sqrt(z.var(axes, keepdims=True, ddof=ddof) + eps)
    z = z.reshape(x.shape)
    if not per:
        return z
    return z * gamma[:, None, None] + beta[:, None, None]


gn["batch norm"] = lambda x, k, g, b, e: grouped(x, k, g, b, e, axes=(0, 2, 3, 4))
gn["instance norm"] = lambda x, k, g, b, e: grouped(x, x.shape[1], g, b, e)
gn["layer norm"] = lambda x, k, g, b, e: grouped(x, 1, g, b, e)
gn["no gamma"] = lambda x, k, g, b, e: grouped(x, k, np.ones_like(g), b, e)
gn["no beta"] = lambda x, k, g, b, e: grouped(x, k, g, np.zeros_like(b), e)
gn["neither"] = lambda x, k, g, b, e: grouped(x, k, g, b, e, per=False)
gn["pixels alone"] = lambda x, k, g, b, e: grouped(x, k, g, b, e, axes=(3, 4))
gn["channels alone"] = lambda x, k, g, b, e: grouped(x, k, g, b, e, axes=(2,))
gn["unbiased"] = lambda x, k, g, b, e: grouped(x, k, g, b, e, ddof=1)
gn["group size"] = lambda x, k, g, b, e: grouped(x, x.shape[1] // k, g, b, e)
gn["swapped"] = lambda x, k, g, b, e: grouped(x, k, b, g, e)
gn["strided"] = lambda x, k, g, b, e: strided(x, k, g, b, e)
gn["broadcast"] = lambda x, k, g, b, e: grouped(x, k, g, b, e, per=False) * g + b
gn["brackets"] = lambda x, k, g, b, e: (
    (grouped(x, k, g, b, e, per=False) + b[:, None, None]) * g[:, None, None]
)
gn["batch of all"] = lambda x, k, g, b, e: (
    (x - x.mean()) / np.sqrt(x.var() + e) * g[:, None, None] + b[:, None, None]
)
gn["no root"] = lambda x, k, g, b, e: no_root(x, k, g, b, e)


def strided(x, k, g, b, e):
    n, c, h, w = x.shape
    z = x.reshape(n, c // k, k, h, w)
    z = (z - z.mean((1, 3, 4), keepdims=True)) / np.sqrt(z.var((1, 3, 4), keepdims=True) + e)
    return z.reshape(x.shape) * g[:, None, None] + b[:, None, None]


def no_root(x, k, g, b, e):
    n, _c, _h, _w = x.shape
    z = x.reshape(n, k, -1)
    z = (z - z.mean(2, keepdims=True)) / (z.var(2, keepdims=True) + e)
    return z.reshape(x.shape) * g[:, None, None] + b[:, None, None]
