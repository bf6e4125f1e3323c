"""The fit: polynomials through noisy points, and what is wrong with too many weights."""

from steepest.widgets.base import Widget


class Fit(Widget):
    """A polynomial fitted to noisy points of a true function, and its errors at every degree.

    >>> Fit(mode="many", degree=9, samples=25, penalty=1e-3)

    In JupyterLab whatever the reader changes can be read from the traits below, and what is set
    there is shown at once. The points of one fit and of the folds are, with n for `samples`:

    >>> rng = numpy.random.RandomState(seed)
    >>> x = -1 + 2 * (numpy.arange(n) + rng.random_sample(60)[:n]) / n
    >>> y = truth(x) + noise * rng.standard_normal(60)[:n]

    Fifty fresh points follow in the same way, then the next sample of many fits. The folds are
    contiguous parts of the points as they lie, or as `RandomState(1000 + seed).permutation(n)`
    shuffles them.
    """
