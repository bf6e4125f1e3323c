"""Other measures of an error, which are handed in where one of the chapter's was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def median_error(truth, prediction):
    """take the median of the errors' magnitudes

    The largest errors count in a mean, and not in a median."""
    return np.median(np.abs(truth - prediction))


def largest_error(truth, prediction):
    """take the largest error

    All errors count, not just one."""
    return np.abs(truth - prediction).max()


def norm_of_errors(truth, prediction):
    """take the length of the errors as a vector: the root of their summed squares

    It grows with the number of samples: a mean does not."""
    return np.linalg.norm(truth - prediction)


def root_of_mean_error(truth, prediction):
    """take the root of the mean error's magnitude, with no squares

    First square each error, then the mean, then the root."""
    return np.sqrt(abs((truth - prediction).mean()))


def relative_rmse(truth, prediction):
    """divide the root mean squared error by the mean of the truth

    Do not divide by a number of the truth."""
    return np.sqrt(((truth - prediction) ** 2).mean()) / truth.mean()


def relative_mae(truth, prediction):
    """divide the mean error by the mean of the truth, in percent

    Divide each error by its own true value, before the mean."""
    return 100 * np.abs(truth - prediction).mean() / truth.mean()


def rounded_mae(truth, prediction):
    """round the mean of the errors' magnitudes to a whole number

    Leave it unrounded."""
    return float(round(float(np.abs(truth - prediction).mean())))


def log_error(truth, prediction):
    """take the errors of the logarithms

    The errors are differences of the values themselves."""
    difference = np.log1p(np.abs(truth)) - np.log1p(np.abs(prediction))
    return np.sqrt((difference**2).mean())


def mean_error(truth, prediction):
    """take the mean of the errors with their signs

    Errors above and below cancel each other."""
    return (truth - prediction).mean()


def correlation(truth, prediction):
    """take the correlation of truth and prediction

    It is not changed by predictions that are all too high, or twice as large."""
    return np.corrcoef(truth, prediction)[0, 1]


def slope(truth, prediction):
    """divide the covariance of truth and prediction by the variance of the truth

    That is the slope of a line through them. Look at the errors."""
    return np.cov(truth, prediction)[0, 1] / np.var(truth, ddof=1)


def difference_of_variances(truth, prediction):
    """hold the difference of the two variances against the truth's

    How much predictions vary does not say whether they are right. Look at the errors."""
    return 1 - (np.var(truth) - np.var(prediction)) / np.var(truth)


def error_over_range(truth, prediction):
    """divide the root mean squared error by the range of the truth

    Do not divide by a number of the truth."""
    return np.sqrt(((truth - prediction) ** 2).mean()) / np.ptp(truth)


def mean_cubed_error(truth, prediction):
    """cube the errors

    It is the square that is asked for."""
    return (np.abs(truth - prediction) ** 3).mean()
