"""The optimizer race: update rules run down a surface side by side."""

import math
from collections.abc import Mapping
from numbers import Real
from typing import ClassVar

from traitlets import TraitError

from steepest.checks.words import listed
from steepest.widgets.base import Widget, without_series
from steepest.widgets.table import choose


def _settings(name, value, state, data):
    """The constants of every rule: those that suit the surface, but for the ones that are given."""
    own = data["surfaces"][state["surface"]]["settings"]
    whole = {rule: dict(constants) for rule, constants in own.items()}
    for rule, constants in _mapping(name, value).items():
        choose(f"a rule of {name}", rule, list(data["rules"]))
        for constant, number in _mapping(f"{name}[{rule!r}]", constants).items():
            choose(f"a constant of {rule}", constant, data["rules"][rule]["constants"])
            whole[rule][constant] = _constant(rule, constant, number, data)
    return whole


def _mapping(what, value):
    if isinstance(value, Mapping):
        return value
    raise TraitError(f"{what} is {value!r}; settings look like {{'adam': {{'lr': 0.1}}}}")


def _constant(rule, name, number, data):
    decay = data["constants"][name]["kind"] == "complement"
    good = isinstance(number, Real) and math.isfinite(number)
    if good and (0 <= number < 1 if decay else number > 0):
        return float(number)
    wanted = "from 0 to below 1" if decay else "above 0"
    raise TraitError(f"{name} of {rule} is {number!r}; it is a number {wanted}")


def _own(name, value, state, data):
    """Paths by rule, and the state that they belong to; or nothing."""
    if not isinstance(value, Mapping):
        raise TraitError(f"{name} is {value!r}; it is what steepest.racing computes")
    own = dict(value)
    for rule, points in own.get("paths", {}).items():
        choose(f"a rule of {name}", rule, list(data["rules"]))
        if not all(len(point) == 2 and all(map(math.isfinite, point)) for point in points):
            raise TraitError(f"{name}[{rule!r}] is a list of points (x, y)")
    return own


class OptimizerRace(Widget):
    """The paths of up to seven update rules over a surface, and the loss at each step.

    >>> OptimizerRace(surface="ravine", rules=("sgd", "adam"), settings={"adam": {"lr": 0.2}})

    Drag the start point, move the sliders, play. In JupyterLab whatever the reader changes can be
    read from the traits below, and what is set there is shown at once.
    """

    kinds: ClassVar = {"settings": _settings, "own": _own}

    def still(self):
        return without_series(super().still(), set(self.data["rules"]) - set(self.rules))

    def sentence(self):
        names = [self.data["rules"][rule]["title"] for rule in self.rules]
        surface = self.data["surfaces"][self.surface]
        return (
            f"{listed(names) or 'No rule'} over the surface {surface['title']}, "
            f"{surface['formula']}: the paths, and loss against step, with the surface's "
            "own settings."
        )
