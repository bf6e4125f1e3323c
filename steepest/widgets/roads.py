"""Three roads to small weights: an L2 penalty, an L1 penalty, and descent that is stopped early."""

from steepest.widgets.base import Widget


class Roads(Widget):
    """A linear regression with two weights, and what three ways to keep them small make of it.

    >>> Roads(price=0.2, correlation=0.4)
    >>> Roads(view="stop", patience=5)

    Drag the lowest point of the loss, where the data want the weights to be, and raise the price.
    The second view draws validation losses by hand, and shows which epoch early stopping keeps. In
    JupyterLab whatever the reader changes can be read from the traits below, and what is set there
    is shown at once.
    """
