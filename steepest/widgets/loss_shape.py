"""The pull of a loss: what a wrong answer costs, and how hard each loss pulls at it."""

from steepest.widgets.base import Widget


class LossShape(Widget):
    """Three losses on one logit, or the cross-entropy of three logits with its gradient.

    >>> LossShape(z=-3, guess="focal")

    Drag the logit along the axis, guess which loss pulls hardest, and see; or move three logits
    and watch the gradient p − t. In JupyterLab whatever the reader changes can be read from the
    traits below, and what is set there is shown at once.
    """
