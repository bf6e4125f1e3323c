"""Activations: a function with its slope, and a stack of layers that it makes learn or not."""

import json
import math
from numbers import Integral, Real

import traitlets

from steepest.widgets.base import HERE, Widget, choose, read_still

DATA = json.loads((HERE / "activations.json").read_text(encoding="utf-8"))
FUNCTIONS = tuple(DATA["functions"])
INITS = (*DATA["inits"], "custom")
LIMITS = DATA["limits"]


class Activations(Widget):
    """An activation function with its slope, beside what it does to a stack of layers.

    >>> Activations("relu", init="he", depth=20)

    Move the point along the function; choose the depth and the initialisation, and see the
    outputs and gradients of each layer, which are computed for real. In JupyterLab whatever the
    reader changes can be read from the traits below, and what is set there is shown at once.
    """

    _name = "activations"
    _esm = HERE / "static" / "activations.js"

    activation = traitlets.Unicode(
        DATA["defaults"]["activation"],
        help="sigmoid, tanh, relu, leaky_relu, elu or maxout, in the picture and in every layer.",
    ).tag(sync=True, state=True)
    x = traitlets.Float(
        DATA["defaults"]["x"], help="Where the function's point stands, -5 to 5."
    ).tag(sync=True, state=True)
    depth = traitlets.Int(DATA["defaults"]["depth"], help="How many layers, 1 to 30.").tag(
        sync=True, state=True
    )
    init = traitlets.Unicode(
        DATA["defaults"]["init"],
        help="How weights are drawn: too_small, xavier, he, too_large, or custom. Choosing one "
        "brings its own `std`.",
    ).tag(sync=True, state=True)
    std = traitlets.Float(
        help="Standard deviation of the weights, 0.01 to 1. Setting it makes `init` custom."
    ).tag(sync=True, state=True)
    layer = traitlets.Int(
        DATA["defaults"]["layer"], help="The layer that is told in numbers, 1 to `depth`."
    ).tag(sync=True, state=True)
    clip = traitlets.Bool(
        DATA["defaults"]["clip"], help="Whether gradients are clipped by their global norm."
    ).tag(sync=True, state=True)
    max_norm = traitlets.Float(
        DATA["defaults"]["max_norm"], help="The largest global norm, 0.001 to 1000."
    ).tag(sync=True, state=True)
    seed = traitlets.Int(
        DATA["defaults"]["seed"], help="Which random weights and samples, 0 to 999."
    ).tag(sync=True, state=True)

    def __init__(
        self, activation=None, x=None, depth=None, init=None, std=None, layer=None, clip=None,
        max_norm=None, seed=None,
    ):  # fmt: skip
        given = {
            "activation": activation, "x": x, "depth": depth, "init": init, "std": std,
            "layer": layer, "clip": clip, "max_norm": max_norm, "seed": seed,
        }  # fmt: skip
        state = resolve(**{name: value for name, value in given.items() if value is not None})
        with self._as_given():
            super().__init__(**state)

    @traitlets.observe("init")
    def _bring_own_std(self, change):
        if not self._given and change["new"] != "custom":
            with self._as_given():
                self.std = DATA["inits"][change["new"]]["std"]

    @traitlets.observe("std")
    def _become_custom(self, change):
        if not self._given:
            with self._as_given():
                self.init = "custom"

    @traitlets.observe("depth")
    def _stay_within(self, change):
        if not self._given and self.layer > change["new"]:
            self.layer = change["new"]

    @traitlets.validate("activation")
    def _check_activation(self, proposal):
        return choose("activation", proposal["value"], FUNCTIONS)

    @traitlets.validate("init")
    def _check_init(self, proposal):
        return choose("init", proposal["value"], INITS)

    @traitlets.validate("x", "std", "max_norm")
    def _check_number(self, proposal):
        return _number(proposal["trait"].name, proposal["value"])

    @traitlets.validate("depth", "seed")
    def _check_whole(self, proposal):
        name = proposal["trait"].name
        return _whole(name, proposal["value"], *LIMITS[name])

    @traitlets.validate("layer")
    def _check_layer(self, proposal):
        return _whole("layer", proposal["value"], 1, self.depth)

    def still(self):
        return read_still(f"activations.{self.activation}")

    def sentence(self):
        title = DATA["functions"][self.activation]["title"]
        return (
            f"{title} and its slope; beside them the outputs and gradients of "
            f"{DATA['defaults']['depth']} layers of it, {DATA['width']} units each, with weights "
            "drawn by Xavier's rule."
        )


def resolve(**given):
    """A whole state from what is given of it, as plain values; an error names what is wrong."""
    defaults = DATA["defaults"]
    custom = "std" in given and "init" not in given
    init = choose("init", given.get("init", "custom" if custom else defaults["init"]), INITS)
    own = DATA["inits"].get(init, {"std": DATA["inits"][defaults["init"]]["std"]})["std"]
    std = _number("std", given.get("std", own))
    if init != "custom" and std != own:
        raise traitlets.TraitError(
            f"std is {std:g}, but init {init!r} brings {own:.3g}; give one of the two"
        )
    depth = _whole("depth", given.get("depth", defaults["depth"]), *LIMITS["depth"])
    clip = given.get("clip", defaults["clip"])
    if not isinstance(clip, bool):
        raise traitlets.TraitError(f"clip is {clip!r}; it is True or False")
    return {
        "activation": choose(
            "activation", given.get("activation", defaults["activation"]), FUNCTIONS
        ),
        "x": _number("x", given.get("x", defaults["x"])),
        "depth": depth,
        "init": init,
        "std": std,
        "layer": _whole("layer", given.get("layer", min(defaults["layer"], depth)), 1, depth),
        "clip": clip,
        "max_norm": _number("max_norm", given.get("max_norm", defaults["max_norm"])),
        "seed": _whole("seed", given.get("seed", defaults["seed"]), *LIMITS["seed"]),
    }


def _number(what, value):
    low, high = LIMITS[what]
    good = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if good and low <= value <= high:
        return float(value)
    raise traitlets.TraitError(f"{what} is {value!r}; it is a number from {low:g} to {high:g}")


def _whole(what, value, low, high):
    if isinstance(value, Integral) and not isinstance(value, bool) and low <= value <= high:
        return int(value)
    raise traitlets.TraitError(f"{what} is {value!r}; it is a whole number from {low} to {high}")
