"""Detection: how far two boxes overlap, and the average precision of a list of detections."""

import json
import math
from numbers import Integral, Real

import traitlets

from steepest.widgets.base import HERE, Widget, choose, read_still

DATA = json.loads((HERE / "detection.json").read_text(encoding="utf-8"))
FIRST = DATA["defaults"]
VIEWS, CATEGORIES, MATCHINGS = (tuple(DATA[name]) for name in ("views", "categories", "matchings"))
CHOICES = {"view": VIEWS, "category": CATEGORIES, "matching": MATCHINGS}
BOXES = ("truth", "detection")

STILLS = {
    "overlap": "A dahlia in a photograph with two boxes: the truth, and a detection that is too "
    "high and too far to the left. Their intersection is 37,632 square pixels, their union 51,423, "
    "so their IoU is 0.73. Photograph: flower.jpg of scikit-learn, CC BY 2.0, cut and shrunk; its "
    "README names danielbuechele and links to flickr.com/photos/vultilion.",
    "precision": "Thirteen detections of nine flowers in four pictures, by falling score: eight "
    "are true positives by COCO's rule at an overlap of at least 0.50. Precision against recall "
    "goes up and down like a saw; the area under its envelope is 0.636 in eleven points, 0.666 in "
    "all points and 0.663 in 101 points.",
}


class Detection(Widget):
    """Two boxes over a photograph with their IoU, and average precision step by step.

    >>> Detection(view="precision", category="flower", matching="voc", threshold=0.5, step=6)

    Boxes are (left, top, right, bottom) in whole pixels of the photograph, 480 wide and 320 high.
    In JupyterLab whatever the reader changes can be read from the traits below, and what is set
    there is shown at once.
    """

    _name = "detection"
    _esm = HERE / "static" / "detection.js"

    view = traitlets.Unicode(
        FIRST["view"], help="overlap (two boxes and their IoU) or precision (average precision)."
    ).tag(sync=True, state=True)
    truth = traitlets.List(help="The true box (left, top, right, bottom).").tag(
        sync=True, state=True
    )
    detection = traitlets.List(help="The detected box (left, top, right, bottom).").tag(
        sync=True, state=True
    )
    category = traitlets.Unicode(
        FIRST["category"],
        help="The class that is looked at: flower, leaf or butterfly. Choosing one shows all of "
        "its detections.",
    ).tag(sync=True, state=True)
    threshold = traitlets.Float(
        FIRST["threshold"], help="The least IoU of a true positive: 0.5, 0.55 … 0.95."
    ).tag(sync=True, state=True)
    matching = traitlets.Unicode(
        FIRST["matching"],
        help="Which truth a detection may take: coco (the best that is free) or voc (the best of "
        "all, if it is free).",
    ).tag(sync=True, state=True)
    step = traitlets.Int(help="How many detections have been judged; all at first.").tag(
        sync=True, state=True
    )

    def __init__(
        self,
        view=None,
        truth=None,
        detection=None,
        category=None,
        threshold=None,
        matching=None,
        step=None,
    ):
        given = {name: value for name, value in locals().items() if name in {*FIRST, "step"}}
        with self._as_given():
            super().__init__(**resolve({k: v for k, v in given.items() if v is not None}))

    @traitlets.observe("category")
    def _show_all(self, change):
        if not self._given:
            self.step = count(change["new"])

    @traitlets.validate(*FIRST, "step")
    def _check(self, proposal):
        return checked(proposal["trait"].name, proposal["value"], self.category)

    def still(self):
        return read_still(f"detection.{self.view}")

    def sentence(self):
        return STILLS[self.view]


def count(category):
    """How many detections a class has."""
    return len(DATA["categories"][category]["detections"])


def resolve(given):
    """A whole state from what is given of it; an error names what is wrong."""
    category = checked("category", given.get("category", FIRST["category"]), None)
    whole = FIRST | {"step": count(category)} | given
    return {name: checked(name, value, category) for name, value in whole.items()}


def checked(name, value, category):
    """The value that a trait is given, as a plain one, where it may have it."""
    if name in CHOICES:
        return choose(name, value, CHOICES[name])
    if name in BOXES:
        return _box(name, value)
    if name == "threshold":
        return _threshold(value)
    last = count(category)
    if isinstance(value, Integral) and 0 <= value <= last:
        return int(value)
    raise traitlets.TraitError(f"step is {value!r}; it is a whole number from 0 to {last}")


def _threshold(value):
    for allowed in DATA["thresholds"]:
        if isinstance(value, Real) and math.isclose(value, allowed, abs_tol=1e-9):
            return allowed
    raise traitlets.TraitError(f"threshold is {value!r}; it is one of 0.5, 0.55 … 0.95")


def _box(name, value):
    try:
        left, top, right, bottom = (float(number) for number in value)
        corners = [round(number) for number in (left, top, right, bottom)]
    except (TypeError, ValueError, OverflowError):
        raise traitlets.TraitError(
            f"{name} is a box (left, top, right, bottom), not {value!r}"
        ) from None
    left, top, right, bottom = corners
    width, height = DATA["photo"]["width"], DATA["photo"]["height"]
    if left < 0 or top < 0 or right > width or bottom > height:
        raise traitlets.TraitError(
            f"{name} {tuple(corners)} is not within the photograph, {width} wide and {height} high"
        )
    if min(right - left, bottom - top) < DATA["side"]:
        raise traitlets.TraitError(
            f"{name} {tuple(corners)} is too small; each side is at least {DATA['side']} pixels"
        )
    return corners
