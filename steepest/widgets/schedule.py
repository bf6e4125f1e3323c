"""A schedule drawn by hand and where it leads; the plateau rule on losses drawn by hand."""

from steepest.widgets.base import Widget


class Schedule(Widget):
    """The learning rate of 60 steps, and the expected loss of the noisy descent that it drives.

    >>> Schedule(preset="cosine", noise=2)
    >>> Schedule(view="plateau", patience=0)

    The reader draws the rate, or the losses, with pointer, finger or arrow keys. The loss is exact:
    a bowl of two directions, in each of which the mean squared distance v becomes
    (1 − rate·curvature)²·v + rate²·noise at every step. In JupyterLab whatever the reader changes
    can be read from the traits below, and what is set there is shown at once.
    """
