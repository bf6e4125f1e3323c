"""The fit: polynomials through noisy points, and what is wrong with too many weights."""

import json
import math
from numbers import Integral, Real

import traitlets

from steepest.widgets.base import HERE, Widget, choose, read_still

DATA = json.loads((HERE / "fit.json").read_text(encoding="utf-8"))
FIRST = DATA["defaults"]
LIMITS = DATA["limits"]
MODES, TRUTHS, ORDERS = (tuple(DATA[name]) for name in ("modes", "truths", "orders"))

STILLS = {
    "one": "{samples} noisy points of {formula}, the true curve (dashed) and the polynomials of "
    "degree 1, 5 and 12 that are fitted to them. Beside it, training and validation error against "
    "degree: the training error only falls, the validation error rises again.",
    "many": "{fits} polynomials of degree {degree}, each fitted to {samples} noisy points of "
    "{formula} of its own, with their mean and a band of one standard deviation. Beside it, what "
    "the expected error is made of, against degree: bias², variance and noise.",
    "folds": "{folds} folds of {samples} noisy points of {formula}: which points each holds out, "
    "and the polynomial of degree {degree} fitted to the others. Beside it, the mean error on "
    "held-out points against degree.",
}


class Fit(Widget):
    """A polynomial fitted to noisy points of a true function, and its errors at every degree.

    >>> Fit(mode="many", degree=9, samples=25, penalty=1e-3)

    In JupyterLab whatever the reader changes can be read from the traits below, and what is set
    there is shown at once. The points of one fit and of the folds are, with n for `samples`:

    >>> rng = numpy.random.RandomState(seed)
    >>> x = -1 + 2 * (numpy.arange(n) + rng.random_sample(60)[:n]) / n
    >>> y = truth(x) + noise * rng.standard_normal(60)[:n]

    Fifty fresh points follow in the same way, then the next sample of many fits. The folds are
    contiguous parts of the points as they lie, or as `RandomState(1000 + seed).permutation(n)`
    shuffles them.
    """

    _name = "fit"
    _esm = HERE / "static" / "fit.js"

    mode = traitlets.Unicode(
        FIRST["mode"],
        help="one (a fit with its training and validation error), many (fits to many samples, "
        "with bias² and variance) or folds (k-fold cross-validation).",
    ).tag(sync=True, state=True)
    truth = traitlets.Unicode(FIRST["truth"], help="sine, cubic, bump or step.").tag(
        sync=True, state=True
    )
    degree = traitlets.Int(FIRST["degree"], help="Of the polynomial, 0 to 12.").tag(
        sync=True, state=True
    )
    samples = traitlets.Int(FIRST["samples"], help="How many points, 10 to 60.").tag(
        sync=True, state=True
    )
    noise = traitlets.Float(FIRST["noise"], help="The noise's standard deviation, 0 to 0.5.").tag(
        sync=True, state=True
    )
    penalty = traitlets.Float(
        FIRST["penalty"], help="Ridge penalty on every weight: 0, or 1e-6 to 10."
    ).tag(sync=True, state=True)
    seed = traitlets.Int(FIRST["seed"], help="Of the points, 1 to 999.").tag(sync=True, state=True)
    fits = traitlets.Int(FIRST["fits"], help="How many of many fits are shown, 1 to 100.").tag(
        sync=True, state=True
    )
    folds = traitlets.Int(FIRST["folds"], help="How many folds, 2 to 10.").tag(
        sync=True, state=True
    )
    fold = traitlets.Int(FIRST["fold"], help="The fold that is shown, 1 to `folds`.").tag(
        sync=True, state=True
    )
    order = traitlets.Unicode(
        FIRST["order"],
        help="How the points stand in line before they are cut into folds: shuffled, or sorted "
        "(from left to right).",
    ).tag(sync=True, state=True)

    def __init__(
        self,
        mode=None,
        truth=None,
        degree=None,
        samples=None,
        noise=None,
        penalty=None,
        seed=None,
        fits=None,
        folds=None,
        fold=None,
        order=None,
    ):
        given = {name: value for name, value in locals().items() if name in FIRST}
        super().__init__(**resolve({k: v for k, v in given.items() if v is not None}))

    @traitlets.observe("folds")
    def _keep_a_fold(self, change):
        self.fold = min(self.fold, change["new"])

    @traitlets.validate(*FIRST)
    def _check(self, proposal):
        return checked(proposal["trait"].name, proposal["value"], self.folds)

    def still(self):
        return read_still(f"fit.{self.mode}")

    def sentence(self):
        formula = DATA["truths"][FIRST["truth"]]["formula"]
        return STILLS[self.mode].format(**FIRST | {"formula": formula})


def resolve(given):
    """A whole state from what is given of it; an error names what is wrong."""
    folds = checked("folds", given.get("folds", FIRST["folds"]))
    return {name: checked(name, given.get(name, FIRST[name]), folds) for name in FIRST}


def checked(name, value, folds=None):
    """The value that a trait is given, as a plain one, where it may have it."""
    if name in CHOICES:
        return choose(name, value, CHOICES[name])
    if name == "fold":
        return _number(name, value, Integral, [1, folds])
    if name == "penalty":
        return _penalty(value)
    return _number(name, value, Real if name == "noise" else Integral, LIMITS[name])


CHOICES = {"mode": MODES, "truth": TRUTHS, "order": ORDERS}


def _number(name, value, kind, limits):
    low, high = limits
    if isinstance(value, kind) and not isinstance(value, bool) and low <= value <= high:
        return int(value) if kind is Integral else float(value)
    what = "whole number" if kind is Integral else "number"
    raise traitlets.TraitError(f"{name} is {value!r}; it is a {what} from {low:g} to {high:g}")


def _penalty(value):
    low, high = LIMITS["penalty"]
    good = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if good and (value == 0 or low <= value <= high):
        return float(value)
    raise traitlets.TraitError(
        f"penalty is {value!r}; it is 0, or a number from {low:g} to {high:g}"
    )
