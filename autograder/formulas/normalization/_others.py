"""Other ways to normalise, which are handed in where one of the chapter's was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def unweighted_sum(running, batch_value, momentum):
    """add the two with no weights

    The two weights add up to 1."""
    return running + batch_value


def same_weight(running, batch_value, momentum):
    """give both the weight 1 − momentum

    The two weights add up to 1."""
    return (1 - momentum) * running + (1 - momentum) * batch_value


def multiplied(running, batch_value, momentum):
    """multiply the two parts

    They are added."""
    return (1 - momentum) * running * momentum * batch_value


def only_centred(X, eps):
    """subtract the mean and go no further

    Whitened data has the covariance 1 in each direction, and 0 between them."""
    return X - X.mean(0)


def one_mean(X, eps):
    """subtract one mean of all numbers

    Each column has its own mean."""
    values, vectors = np.linalg.eigh(np.cov(X.T, bias=True).reshape(X.shape[1], -1))
    return (X - X.mean()) @ vectors / np.sqrt(values + eps)


def scaled_twice(X, eps):
    """standardise the columns, and then scale by the eigenvalues of the data before that

    The eigenvalues are to be those of the very data that is turned."""
    C = X - X.mean(0)
    values, vectors = np.linalg.eigh(C.T @ C / len(X))
    return C / C.std(0) @ vectors / np.sqrt(values + eps)


def mean_put_back(X, eps):
    """add the mean again at the end

    Whitened data has the mean 0."""
    C = X - X.mean(0)
    values, vectors = np.linalg.eigh(C.T @ C / len(X))
    return C @ vectors / np.sqrt(values + eps) + X.mean(0)


def statistics_exchanged(x, gamma, beta, mean, var, eps):
    """exchange mean and variance

    Subtract the mean, divide by the root of the variance."""
    return gamma * (x - var) / np.sqrt(np.abs(mean) + eps) + beta


def squared_divisor(x, gamma, beta, mean, var, eps):
    """square the variance where its root is meant

    Divide by the standard deviation: the root of the variance."""
    return gamma * (x - mean) / (var + eps) ** 2 + beta


def shifted_before_scaled(x, groups, gamma, beta, eps):
    """multiply beta by gamma too

    First scale, then shift: mind the brackets."""
    n, _c, _h, _w = x.shape
    z = x.reshape(n, groups, -1)
    z = (z - z.mean(2, keepdims=True)) / np.sqrt(z.var(2, keepdims=True) + eps)
    return (z.reshape(x.shape) + beta[:, None, None]) * gamma[:, None, None]


def one_group_of_all(x, groups, gamma, beta, eps):
    """take mean and variance over the whole batch

    Each image has statistics of its own, one for each group of its channels."""
    z = (x - x.mean()) / np.sqrt(x.var() + eps)
    return z * gamma[:, None, None] + beta[:, None, None]
