"""Other answers to the chapter's questions, which are handed in where another was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def scaled_penalty(X, y, penalty):
    """divide the penalty by the number of samples

    The squared errors are summed here, and not averaged: the penalty stands beside their sum."""
    return np.linalg.solve(X.T @ X + penalty / len(y) * np.eye(X.shape[1]), X.T @ y)


def exponents_as_bases(x, degree):
    """raise the degrees to the power of x

    x is the base, and the degree its exponent."""
    return np.stack([np.float64(k) ** np.abs(x) for k in range(degree + 1)], axis=1)


def one_models_bias(predictions, truth):
    """take the first model's errors for the bias

    The bias is that of the models' mean."""
    return ((predictions[0] - truth) ** 2).mean(), predictions.var(0).mean()


def lecture_bias(predictions, truth):
    """square the predictions before their mean, as a slide has it

    The bias compares the mean of the predictions with the truth, and squares the difference."""
    return ((truth - (predictions**2).mean(0)) ** 2).mean(), predictions.var(0).mean()


def root_of_penalty(X, y, penalty):
    """take the root of the penalty

    The penalty stands before the squared weights as it is."""
    return np.linalg.solve(X.T @ X + np.sqrt(penalty) * np.eye(X.shape[1]), X.T @ y)
