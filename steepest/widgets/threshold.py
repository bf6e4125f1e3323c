"""The threshold: what one cut through scores does to every measure; and the errors of a line."""

from steepest.widgets.base import Widget


class Threshold(Widget):
    """Two pages of measures: a threshold through scores, and predictions beside true values.

    >>> Threshold(threshold=0.7, positives=20)
    >>> Threshold(tab="regression", outlier=True, bias=2)

    Drag the threshold, or the true values. In JupyterLab whatever the reader changes can be read
    from the traits below, and what is set there is shown at once.
    """
