"""What dropout, cutout, mixup and CutMix make of a picture, and of its label."""

from steepest.widgets.base import Widget


class Mixer(Widget):
    """A 3 and a 6 of 8 × 8 pixels, and the picture that a network is shown instead of the 3.

    >>> Mixer(method="cutmix", amount=0.75)

    Choose a method, move its strength, and drag the box over the border. In JupyterLab whatever the
    reader changes can be read from the traits below, and what is set there is shown at once.
    """
