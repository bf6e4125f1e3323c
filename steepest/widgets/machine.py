"""A learning machine in four parts, each of which can be swapped while a sample runs round."""

from steepest.widgets.base import Widget


class Machine(Widget):
    """Data, model, loss and algorithm of a small network, in the loop in which it is trained.

    >>> Machine(model="straight", moment=198)

    The network has two inputs, eight hidden units and a score for each of two classes. It sees one
    sample a step. The reader plays the loop or goes through it moment by moment, and swaps any
    part. In JupyterLab whatever the reader changes can be read from the traits below, and what is
    set there is shown at once.
    """
