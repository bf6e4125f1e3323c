"""FILL: the figure in a sentence."""

from steepest.widgets.base import Widget


class Skeleton(Widget):
    """FILL: what it shows.

    >>> Skeleton(slope=2)

    FILL: what the reader moves. In JupyterLab whatever the reader changes can be read from the
    traits below, and what is set there is shown at once.
    """
