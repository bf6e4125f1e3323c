"""Detection: how far two boxes overlap, and the average precision of a list of detections."""

from typing import ClassVar

from traitlets import TraitError

from steepest.widgets.base import Widget


def _box(name, value, state, data):
    try:
        corners = [round(float(number)) for number in value]
        left, top, right, bottom = corners
    except (TypeError, ValueError, OverflowError):
        raise TraitError(f"{name} is {value!r}; it is a box (left, top, right, bottom)") from None
    width, height = data["photo"]["width"], data["photo"]["height"]
    if left < 0 or top < 0 or right > width or bottom > height:
        raise TraitError(
            f"{name} is {tuple(corners)}; it is within the photograph, {width} wide, {height} high"
        )
    if min(right - left, bottom - top) < data["side"]:
        raise TraitError(f"{name} is {tuple(corners)}; each side is at least {data['side']} pixels")
    return corners


class Detection(Widget):
    """Two boxes over a photograph with their IoU, and average precision step by step.

    >>> Detection(view="precision", category="flower", matching="voc", threshold=0.5, step=6)

    Boxes are (left, top, right, bottom) in whole pixels of the photograph, 480 wide and 320 high.
    In JupyterLab whatever the reader changes can be read from the traits below, and what is set
    there is shown at once.
    """

    kinds: ClassVar = {"box": _box}

    @classmethod
    def bounds(cls, state):
        """How many detections the class has."""
        return {"detections": len(cls.data["categories"][state["category"]]["detections"])}


DATA = Detection.data
