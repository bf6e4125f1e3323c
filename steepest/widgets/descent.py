"""Gradient descent at several learning rates side by side, and batch by batch."""

import json
import math
from collections.abc import Iterable
from numbers import Integral, Real

import traitlets

from steepest.checks.words import listed
from steepest.widgets.base import HERE, Widget, choose, read_still

DATA = json.loads((HERE / "descent.json").read_text(encoding="utf-8"))
LOSSES = tuple(DATA["losses"])
LIMITS = DATA["limits"]
COUNT = len(DATA["samples"]["x"])


class Descent(Widget):
    """Gradient descent from one start at several learning rates, or in batches of several sizes.

    >>> Descent(loss="valley", rate=0.9, rates=(0.05, 1.1), steps=60)
    >>> Descent(loss="samples", batch=5, epochs=10)

    Move the learning rate and the start, play. In JupyterLab whatever the reader changes can be
    read from the traits below, and what is set there is shown at once.
    """

    _name = "descent"
    _esm = HERE / "static" / "descent.js"

    loss = traitlets.Unicode(
        DATA["defaults"]["loss"],
        help="bowl and two_minima (of one weight), valley (of two), or samples: a line fitted to "
        "100 samples in batches. Choosing one brings its own rates, start and steps.",
    ).tag(sync=True, state=True)
    rate = traitlets.Float(help="The reader's own learning rate, above 0, at most 10.").tag(
        sync=True, state=True
    )
    rates = traitlets.List(
        help="Up to four other learning rates beside it; on samples, batches of 100 and of 1 are "
        "beside it instead."
    ).tag(sync=True, state=True)
    start = traitlets.List(help="Where all start, within the picture: (w,) or (w1, w2).").tag(
        sync=True, state=True
    )
    curvature = traitlets.Float(
        DATA["defaults"]["curvature"],
        help="Of the bowl, or of the valley across, 0.5 to 4; the other losses have their own.",
    ).tag(sync=True, state=True)
    steps = traitlets.Int(help="How many steps, 1 to 200; on samples batch and epochs say it.").tag(
        sync=True, state=True
    )
    batch = traitlets.Int(
        DATA["defaults"]["batch"], help="The reader's own batch size, 1 to 100 samples."
    ).tag(sync=True, state=True)
    epochs = traitlets.Int(DATA["defaults"]["epochs"], help="How many epochs, 1 to 20.").tag(
        sync=True, state=True
    )
    seed = traitlets.Int(
        DATA["defaults"]["seed"],
        help="Draws the order of the samples: epoch after epoch, "
        "numpy.random.RandomState(seed).permutation(100). 0 to 9999.",
    ).tag(sync=True, state=True)
    step = traitlets.Int(
        help="The step of the reader's own run that is shown, 0 to `total`; the last at first."
    ).tag(sync=True, state=True)

    def __init__(
        self, loss=None, rate=None, rates=None, start=None, curvature=None, steps=None,
        batch=None, epochs=None, seed=None, step=None,
    ):  # fmt: skip
        state = resolve(
            loss=loss, rate=rate, rates=rates, start=start, curvature=curvature, steps=steps,
            batch=batch, epochs=epochs, seed=seed, step=step,
        )  # fmt: skip
        with self._as_given():
            super().__init__(**state)

    @property
    def total(self):
        """How many steps the reader's own run has."""
        return _total(self.loss, self.steps, self.batch, self.epochs)

    @traitlets.observe("loss", "steps", "batch", "epochs")
    def _follow(self, change):
        """A loss brings its own; a run that was shown to its end still is."""
        if self._given:
            return
        before = {name: getattr(self, name) for name in ("loss", "steps", "batch", "epochs")}
        ended = self.step == _total(**before | {change["name"]: change["old"]})
        with self._as_given(), self.hold_trait_notifications():
            if change["name"] == "loss":
                own = DATA["losses"][self.loss]
                self.rate, self.rates, self.start = own["rate"], own["rates"], own["start"]
                self.steps = own["steps"]
            self.step = self.total if ended else min(self.step, self.total)

    @traitlets.validate(
        "loss", "rate", "rates", "start", "curvature", "steps", "batch", "epochs", "seed", "step"
    )
    def _check(self, proposal):
        return checked(proposal["trait"].name, proposal["value"], self.loss, self.total)

    def still(self):
        return read_still(f"descent.{self.loss}")

    def sentence(self):
        about = DATA["losses"][self.loss]
        if self.loss == "samples":
            return (
                "A line fitted to 100 samples by gradient descent, 10 epochs in batches of 5 "
                "(200 steps), of 100 (10 steps) and of 1 (1000 steps): the paths of slope and "
                "intercept, and where each stands at the end."
            )
        rates = listed([f"{rate:g}" for rate in sorted([about["rate"], *about["rates"]])])
        kind = {"bowl": "a bowl", "valley": "a valley", "two_minima": "a curve with two minima"}
        return (
            f"Gradient descent on {kind[self.loss]} from one start at the learning rates {rates}: "
            f"the paths, and how each stands after {about['steps']} steps."
        )


def resolve(loss=None, **given):
    """A whole state from what is given of it, as plain values; an error names what is wrong."""
    loss = checked("loss", DATA["defaults"]["loss"] if loss is None else loss)
    whole = DATA["defaults"] | DATA["losses"][loss]
    state = {"loss": loss}
    for name in ("rate", "rates", "start", "curvature", "steps", "batch", "epochs", "seed"):
        value = whole[name] if given.get(name) is None else given[name]
        state[name] = checked(name, value, loss)
    total = _total(loss, state["steps"], state["batch"], state["epochs"])
    step = total if given.get("step") is None else given["step"]
    return state | {"step": checked("step", step, loss, total)}


def checked(name, value, loss="bowl", total=None):
    """The value of a trait as plain data; an error says in a line what it may be."""
    if name == "loss":
        return choose("loss", value, LOSSES)
    if name == "rates":
        return _rates(value)
    if name == "start":
        return _start(value, loss)
    if name == "rate":
        return _number("rate", value, 0, LIMITS["rate"], above=True)
    if name == "curvature":
        return _number("curvature", value, *LIMITS["curvature"])
    bounds = {
        "steps": (1, LIMITS["steps"]),
        "batch": (1, COUNT),
        "epochs": (1, LIMITS["epochs"]),
        "seed": (0, LIMITS["seed"]),
        "step": (0, total),
    }
    return _whole(name, value, *bounds[name])


def _total(loss, steps, batch, epochs):
    return epochs * math.ceil(COUNT / batch) if loss == "samples" else steps


def _rates(value):
    if isinstance(value, Real):
        value = [value]
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise traitlets.TraitError(f"rates is a list such as [0.1, 0.5], not {value!r}")
    rates = [_number("one of rates", rate, 0, LIMITS["rate"], above=True) for rate in value]
    if len(rates) > LIMITS["rates"]:
        raise traitlets.TraitError(f"rates has {len(rates)}; there is room for {LIMITS['rates']}")
    return rates


def _start(value, loss):
    about = DATA["losses"][loss]
    wanted = len(about["start"])
    try:
        start = [float(number) for number in ([value] if isinstance(value, Real) else value)]
    except (TypeError, ValueError):
        start = []
    if len(start) != wanted:
        numbers = "one number" if wanted == 1 else "two numbers"
        raise traitlets.TraitError(f"start on {loss} is {numbers}, not {value!r}")
    bounds = zip(start, about["window"][::2], about["window"][1::2], strict=False)
    for at, low, high in bounds:
        if not low <= at <= high:
            raise traitlets.TraitError(
                f"start {at:g} is outside the picture of {loss}: from {low:g} to {high:g}"
            )
    return start


def _number(what, value, low, high, above=False):
    good = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if good and (low < value if above else low <= value) and value <= high:
        return float(value)
    wanted = f"above {low:g}, at most {high:g}" if above else f"from {low:g} to {high:g}"
    raise traitlets.TraitError(f"{what} is {value!r}; it is a number {wanted}")


def _whole(what, value, low, high):
    if isinstance(value, Integral) and not isinstance(value, bool) and low <= value <= high:
        return int(value)
    raise traitlets.TraitError(f"{what} is {value!r}; it is a whole number from {low} to {high}")
