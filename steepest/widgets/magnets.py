"""Magnets: points in the plane that the triplet loss or the center loss moves."""

from steepest.widgets.base import Widget


class Magnets(Widget):
    """Twelve points of three classes, pulled by the exact gradient of a loss.

    >>> Magnets("triplet", hard=True, margin=2)

    Drag a point, or press play; switch between all triplets and the hardest ones. In JupyterLab
    whatever the reader changes can be read from the traits below, and what is set there is shown
    at once.
    """
