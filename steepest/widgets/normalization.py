"""Normalisation: a batch through a layer, train against eval, and which cells are averaged."""

import json
import math
from numbers import Integral, Real

import traitlets

from steepest.widgets.base import HERE, Widget, choose, read_still

DATA = json.loads((HERE / "normalization.json").read_text(encoding="utf-8"))
VIEWS = tuple(DATA["views"])
NORMS = tuple(DATA["norms"])
DEFAULTS = {**DATA["defaults"], "step": DATA["steps"]}
CUBE = tuple(DATA["cube"][name] for name in ("samples", "channels", "places"))


class Normalization(Widget):
    """What batch norm does to a batch, what it keeps of many, and what its relatives average.

    >>> Normalization(view="running", batch=2, momentum=0.3)

    In JupyterLab whatever the reader changes can be read from the traits below, and what is set
    there is shown at once.
    """

    _name = "normalization"
    _esm = HERE / "static" / "normalization.js"

    view = traitlets.Unicode(
        help="layer (one batch, stage by stage), running (train against eval) or cells (what "
        "batch, layer, instance and group norm average together)."
    ).tag(sync=True, state=True)
    batch = traitlets.Int(help="Samples in a batch, 2 to 64.").tag(sync=True, state=True)
    shift = traitlets.Float(
        help="Mean of the values that arrive at the unit, -3 to 3, over all samples there are."
    ).tag(sync=True, state=True)
    spread = traitlets.Float(help="Their standard deviation, 0.2 to 3.").tag(sync=True, state=True)
    batch_norm = traitlets.Bool(help="Whether batch norm is on the way to ReLU.").tag(
        sync=True, state=True
    )
    gamma = traitlets.Float(help="Batch norm's scale γ, -3 to 3.").tag(sync=True, state=True)
    beta = traitlets.Float(help="Batch norm's shift β, -3 to 3.").tag(sync=True, state=True)
    momentum = traitlets.Float(
        help="How much of each batch goes into the running statistics, 0.01 to 1 (PyTorch's 0.1)."
    ).tag(sync=True, state=True)
    seed = traitlets.Int(
        help="Which samples and cells are drawn, 0 to 9999: those of numpy's RandomState(seed)."
    ).tag(sync=True, state=True)
    norm = traitlets.Unicode(help="batch, layer, instance or group.").tag(sync=True, state=True)
    groups = traitlets.Int(help="Groups of group norm; divides the 6 channels.").tag(
        sync=True, state=True
    )
    cell = traitlets.List(
        help="The chosen cell [sample, channel, position], each counted from 0."
    ).tag(sync=True, state=True)
    normalized = traitlets.Bool(help="Whether cells are shaded by their normalised value.").tag(
        sync=True, state=True
    )
    step = traitlets.Int(help="How many batches have arrived, 0 to 100; 100 at first.").tag(
        sync=True, state=True
    )

    def __init__(
        self, view=None, batch=None, shift=None, spread=None, batch_norm=None, gamma=None,
        beta=None, momentum=None, seed=None, norm=None, groups=None, cell=None, normalized=None,
        step=None,
    ):  # fmt: skip
        given = {name: value for name, value in locals().items() if name in DEFAULTS}
        super().__init__(
            **{name: _checked(name, _or(given[name], DEFAULTS[name])) for name in DEFAULTS}
        )

    @traitlets.validate(*DEFAULTS)
    def _check(self, proposal):
        return _checked(proposal["trait"].name, proposal["value"])

    def still(self):
        norm = f".{self.norm}" if self.view == "cells" else ""
        return read_still(f"normalization.{self.view}{norm}")

    def sentence(self):
        return {
            "layer": "A batch of samples at four stages of a layer, on one axis: as it arrives, "
            "normalised to mean 0 and standard deviation 1, scaled by γ and shifted by β, and "
            "after ReLU, which sets to zero what is below zero.",
            "running": "Batches arrive one at a time: the mean and variance of each, the running "
            "averages of both, and the output of one sample. In train mode the output strays with "
            "the batch; in eval mode, once training ends, it is fixed.",
            "cells": "The cells of a tensor of 4 samples, 6 channels and 4 positions. Batch norm "
            "averages a channel over all samples, layer norm a whole sample, instance norm one "
            "channel of one sample, group norm some channels of one sample. In colour: "
            f"{self.norm} norm.",
        }[self.view]


def _or(value, default):
    return default if value is None else value


def _checked(name, value):
    """The value as the state has it, or an error that says what it should be."""
    if name == "view":
        return choose("view", value, VIEWS)
    if name == "norm":
        return choose("norm", value, NORMS)
    if name in ("batch_norm", "normalized"):
        return _flag(name, value)
    if name == "groups":
        return _groups(value)
    if name == "cell":
        return _cell(value)
    low, high = DATA["limits"].get(name, (0, DATA["steps"]))
    whole = name in ("batch", "seed", "step")
    return _number(name, value, low, high, whole)


def _flag(name, value):
    if isinstance(value, bool):
        return value
    raise traitlets.TraitError(f"{name} is {value!r}; it is True or False")


def _number(name, value, low, high, whole):
    kind = Integral if whole else Real
    if isinstance(value, kind) and math.isfinite(value) and low <= value <= high:
        return int(value) if whole else float(value)
    what = "whole number" if whole else "number"
    raise traitlets.TraitError(f"{name} is {value!r}; it is a {what} from {low:g} to {high:g}")


def _groups(value):
    channels = CUBE[1]
    if isinstance(value, Integral) and 1 <= value <= channels and channels % value == 0:
        return int(value)
    divisors = ", ".join(str(n) for n in range(1, channels + 1) if channels % n == 0)
    raise traitlets.TraitError(
        f"groups is {value!r}; of {channels} channels there can be {divisors}"
    )


def _cell(value):
    try:
        cell = [int(number) for number in value if isinstance(number, Integral)]
        good = len(cell) == len(value) == 3
    except TypeError:
        cell, good = [], False
    if good and all(0 <= at < size for at, size in zip(cell, CUBE, strict=True)):
        return cell
    last = ", ".join(str(size - 1) for size in CUBE)
    raise traitlets.TraitError(
        f"cell is {value!r}; it is [sample, channel, position], from [0, 0, 0] to [{last}]"
    )
