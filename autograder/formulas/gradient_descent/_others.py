"""Other answers to the chapter's questions, which are handed in where another was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def rounded_epoch(n, batch_size, drop_last=False):
    """round to the nearest whole number

    A short last batch is a step too, however short it is."""
    return n // batch_size if drop_last else round(n / batch_size)


def remainder(n, batch_size, drop_last=False):
    """take the remainder of the division

    It is how many samples the short last batch has."""
    return n % batch_size


def always_one_more(n, batch_size, drop_last=False):
    """add a step, also where the batches come out even

    Where n is a multiple of the batch size there is no short batch."""
    return n // batch_size if drop_last else n // batch_size + 1


def rounded_total(n, batch_size, epochs):
    """round the steps of an epoch to the nearest whole number

    A short last batch is a step too, however short it is."""
    return round(n / batch_size) * epochs


def neither_factor(X, y, w):
    """leave out both the 2 and the division by n

    The mean of squares is asked for, and its derivative."""
    return X.T @ (X @ w - y)


def product_of_means(X, y, w):
    """multiply the means where the mean of the products is meant

    Each sample's error meets that sample's features, before the mean."""
    return 2 * X.mean(0) * (X @ w - y).mean()


def first_eigenvalue(hessian):
    """take the first eigenvalue that comes

    Eigenvalues come in no order: take the largest."""
    return 2 / np.linalg.eig(hessian)[0][0]


def path_of_gradients(gradient, start, lr, steps):
    """collect the gradients, not the points

    The path is made of the weights, the start first."""
    w, found = np.array(start, dtype=float), []
    for _ in range(steps + 1):
        g = np.array(gradient(w))
        found.append(g)
        w = w - lr * g
    return np.array(found)
