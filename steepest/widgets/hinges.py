"""A curve drawn by a network of one hidden layer, hinge by hinge."""

from steepest.widgets.base import Widget


class Hinges(Widget):
    """A curve, what each unit of a network adds to it, and their sum.

    >>> Hinges(units=3)

    The reader chooses the curve and the number of units, drags the points that the hinges are set
    through, takes the bend out of the units, and lets gradient descent find the weights instead. In
    JupyterLab whatever the reader changes can be read from the traits below, and what is set there
    is shown at once.
    """

    @staticmethod
    def given(patch, before):
        """Another curve brings its own points."""
        return {"points": [], **patch} if before and "target" in patch else patch
