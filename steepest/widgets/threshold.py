"""The threshold: what one cut through scores does to every measure; and the errors of a line."""

import json
import math
from numbers import Integral, Real

import traitlets

from steepest.widgets.base import HERE, Widget, choose, read_still

DATA = json.loads((HERE / "threshold.json").read_text(encoding="utf-8"))
DEFAULTS = DATA["defaults"]
TABS = tuple(DATA["tabs"])
ERRORS = tuple(DATA["errors"])


class Threshold(Widget):
    """Two pages of measures: a threshold through scores, and predictions beside true values.

    >>> Threshold(threshold=0.7, positives=20)
    >>> Threshold(tab="regression", outlier=True, bias=2)

    Drag the threshold, or the true values. In JupyterLab whatever the reader changes can be read
    from the traits below, and what is set there is shown at once.
    """

    _name = "threshold"
    _esm = HERE / "static" / "threshold.js"

    tab = traitlets.Unicode(
        DEFAULTS["tab"], help="Which page is shown: classification or regression."
    ).tag(sync=True, state=True)
    threshold = traitlets.Float(
        DEFAULTS["threshold"],
        help="The score, 0 to 1, from which a sample is predicted positive.",
    ).tag(sync=True, state=True)
    separation = traitlets.Float(
        DEFAULTS["separation"],
        help="How far apart the means of the two classes are before the sigmoid, 0 to 4; the "
        "standard deviation of each class is 1.",
    ).tag(sync=True, state=True)
    positives = traitlets.Int(
        DEFAULTS["positives"], help="How many of the 200 samples are positive, 2 to 198."
    ).tag(sync=True, state=True)
    seed = traitlets.Int(
        DEFAULTS["seed"],
        help="Which sample is drawn: the seed of numpy's RandomState, 0 to 9999.",
    ).tag(sync=True, state=True)
    truth = traitlets.List(
        help="The nine true values, 0 to 12, at x = 1, 2, … 8 and, last, the outlier's."
    ).tag(sync=True, state=True)
    outlier = traitlets.Bool(
        DEFAULTS["outlier"], help="Whether the last true value, the outlier, counts."
    ).tag(sync=True, state=True)
    bias = traitlets.Float(
        DEFAULTS["bias"], help="What is added to every prediction, -3 to 3."
    ).tag(sync=True, state=True)
    errors = traitlets.Unicode(
        DEFAULTS["errors"], help="How the errors are drawn: lengths, squares or percent."
    ).tag(sync=True, state=True)

    def __init__(self, **state):
        unknown = sorted(set(state) - set(DEFAULTS))
        if unknown:
            raise traitlets.TraitError(
                f"Threshold has no {unknown[0]!r}; it has {', '.join(DEFAULTS)}"
            )
        given = {name: value for name, value in state.items() if value is not None}
        super().__init__(**{"truth": DEFAULTS["truth"], **given})

    @traitlets.validate("tab")
    def _check_tab(self, proposal):
        return choose("tab", proposal["value"], TABS)

    @traitlets.validate("errors")
    def _check_errors(self, proposal):
        return choose("way to draw errors", proposal["value"], ERRORS)

    @traitlets.validate("threshold", "separation", "bias")
    def _check_number(self, proposal):
        return _number(proposal["trait"].name, proposal["value"])

    @traitlets.validate("positives", "seed")
    def _check_whole(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        low, high = DATA["limits"][name]
        if isinstance(value, Integral) and low <= value <= high:
            return int(value)
        raise traitlets.TraitError(
            f"{name} is {value!r}; it is a whole number from {low} to {high}"
        )

    @traitlets.validate("truth")
    def _check_truth(self, proposal):
        return _truth(proposal["value"])

    def still(self):
        return read_still(f"threshold.{self.tab}")

    def sentence(self):
        return DATA["sentences"][self.tab]


def _truth(value):
    wanted = len(DATA["x"])
    if len(value) != wanted:
        raise traitlets.TraitError(
            f"truth is a list of {wanted} numbers, the last the outlier's, not {value!r}"
        )
    return [_number("truth", number, f"truth[{at}]") for at, number in enumerate(value)]


def _number(name, value, said=None):
    low, high = DATA["limits"][name]
    if isinstance(value, Real) and math.isfinite(value) and low <= value <= high:
        return float(value)
    raise traitlets.TraitError(
        f"{said or name} is {value!r}; it is a number from {low:g} to {high:g}"
    )
