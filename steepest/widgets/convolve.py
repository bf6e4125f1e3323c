"""A window that slides, stamps that are laid down, and how far a stack of layers sees."""

from steepest.widgets.base import Widget


class Convolve(Widget):
    """A 7 of 8 × 8 pixels under a kernel of 3 × 3; stamps and their counts; a receptive field.

    >>> Convolve(preset="horizontal", padding=1)
    >>> Convolve(view="spread", stamp=4, step=2)
    >>> Convolve(view="reach", stack="dilated")

    The reader drags the window, changes weights, and chooses an input or an output. In JupyterLab
    whatever the reader changes can be read from the traits below, and what is set there is shown
    at once.
    """
