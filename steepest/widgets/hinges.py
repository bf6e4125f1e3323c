"""A curve drawn by a network of one hidden layer, hinge by hinge."""

from steepest.widgets.base import Widget


class Hinges(Widget):
    """A curve, what each unit of a network adds to it, and their sum.

    >>> Hinges(units=3)

    The reader chooses the curve and the number of units, takes the bend out of them, and lets
    gradient descent find the weights in place of points of the curve. In JupyterLab whatever the
    reader changes can be read from the traits below, and what is set there is shown at once.
    """
