"""The optimizer race: update rules run down a surface side by side."""

import json
import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real

import traitlets

from steepest.checks.words import listed
from steepest.widgets.base import HERE, Widget, choose, read_still, without_series

DATA = json.loads((HERE / "optimizer_race.json").read_text(encoding="utf-8"))
SURFACES = tuple(DATA["surfaces"])
RULES = tuple(DATA["rules"])


class OptimizerRace(Widget):
    """The paths of up to seven update rules over a surface, and the loss at each step.

    >>> OptimizerRace(surface="ravine", rules=("sgd", "adam"), settings={"adam": {"lr": 0.2}})

    Drag the start point, move the sliders, play. In JupyterLab whatever the reader changes can be
    read from the traits below, and what is set there is shown at once.
    """

    _name = "optimizer_race"
    _esm = HERE / "static" / "optimizer_race.js"

    surface = traitlets.Unicode(
        DATA["defaults"]["surface"],
        help="ravine, rosenbrock, beale, saddle or many_minima. Choosing one brings its own "
        "start and settings.",
    ).tag(sync=True, state=True)
    rules = traitlets.List(
        help="Which rules race: sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam."
    ).tag(sync=True, state=True)
    start = traitlets.List(help="The point (x, y), within the picture, from which all start.").tag(
        sync=True, state=True
    )
    settings = traitlets.Dict(
        help="The constants of each rule: {'adam': {'lr': 0.1, 'beta1': 0.9}}. What is left out "
        "keeps the value that suits the surface."
    ).tag(sync=True, state=True)
    steps = traitlets.Int(DATA["defaults"]["steps"], help="How many steps, 1 to 1000.").tag(
        sync=True, state=True
    )
    step = traitlets.Int(help="The step that is shown, 0 to `steps`; the last at first.").tag(
        sync=True, state=True
    )

    def __init__(self, surface=None, rules=None, start=None, settings=None, steps=None, step=None):
        state = resolve(
            surface=surface, rules=rules, start=start, settings=settings, steps=steps, step=step
        )
        with self._as_given():
            super().__init__(**state)

    @traitlets.observe("surface")
    def _bring_own_start(self, change):
        if self._given:
            return
        own = DATA["surfaces"][change["new"]]
        with self.hold_trait_notifications():
            self.start, self.settings = own["start"], own["settings"]

    @traitlets.observe("steps")
    def _stay_at_the_end(self, change):
        if not self._given and (self.step == change["old"] or self.step > change["new"]):
            self.step = change["new"]

    @traitlets.validate("surface")
    def _check_surface(self, proposal):
        return choose("surface", proposal["value"], SURFACES)

    @traitlets.validate("rules")
    def _check_rules(self, proposal):
        return _rules(proposal["value"])

    @traitlets.validate("start")
    def _check_start(self, proposal):
        return _start(proposal["value"], self.surface)

    @traitlets.validate("settings")
    def _check_settings(self, proposal):
        return _settings(proposal["value"], self.surface)

    @traitlets.validate("steps")
    def _check_steps(self, proposal):
        return _whole("steps", proposal["value"], 1, DATA["limits"]["steps"])

    @traitlets.validate("step")
    def _check_step(self, proposal):
        return _whole("step", proposal["value"], 0, self.steps)

    def still(self):
        return without_series(
            read_still(f"optimizer_race.{self.surface}"), set(RULES) - set(self.rules)
        )

    def sentence(self):
        names = [DATA["rules"][rule]["title"] for rule in self.rules]
        surface = DATA["surfaces"][self.surface]
        return (
            f"{listed(names) or 'No rule'} over the surface {surface['title']}, "
            f"{surface['formula']}: the paths, and loss against step, with the surface's "
            "own settings."
        )


def resolve(surface=None, rules=None, start=None, settings=None, steps=None, step=None):
    """A whole state from what is given of it, as plain values; an error names what is wrong."""
    defaults = DATA["defaults"]
    surface = choose("surface", _or(surface, defaults["surface"]), SURFACES)
    steps = _whole("steps", _or(steps, defaults["steps"]), 1, DATA["limits"]["steps"])
    return {
        "surface": surface,
        "rules": _rules(_or(rules, defaults["rules"])),
        "start": _start(_or(start, DATA["surfaces"][surface]["start"]), surface),
        "settings": _settings(_or(settings, {}), surface),
        "steps": steps,
        "step": _whole("step", _or(step, steps), 0, steps),
    }


def _or(value, default):
    return default if value is None else value


def _rules(value):
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, Iterable):
        raise traitlets.TraitError(
            f"rules is a list of names such as ['sgd', 'adam'], not {value!r}"
        )
    chosen = [choose("rule", rule, RULES) for rule in names]
    return [rule for rule in RULES if rule in chosen]


def _start(value, surface):
    try:
        x, y = (float(number) for number in value)
    except (TypeError, ValueError):
        raise traitlets.TraitError(f"start is a point (x, y), not {value!r}") from None
    x_low, x_high, y_low, y_high = DATA["surfaces"][surface]["window"]
    if not (x_low <= x <= x_high and y_low <= y <= y_high):
        raise traitlets.TraitError(
            f"start ({x:g}, {y:g}) is outside the picture of {surface}: "
            f"x from {x_low:g} to {x_high:g}, y from {y_low:g} to {y_high:g}"
        )
    return [x, y]


def _settings(value, surface):
    whole = {rule: dict(own) for rule, own in DATA["surfaces"][surface]["settings"].items()}
    for rule, constants in _mapping("settings", value).items():
        choose("rule", rule, RULES)
        for name, number in _mapping(f"settings[{rule!r}]", constants).items():
            choose(f"constant of {rule}", name, DATA["rules"][rule]["constants"])
            whole[rule][name] = _constant(rule, name, number)
    return whole


def _mapping(what, value):
    if isinstance(value, Mapping):
        return value
    raise traitlets.TraitError(f"{what} is {value!r}; settings look like {{'adam': {{'lr': 0.1}}}}")


def _constant(rule, name, number):
    decay = DATA["constants"][name]["kind"] == "complement"
    good = isinstance(number, Real) and math.isfinite(number)
    if good and (0 <= number < 1 if decay else number > 0):
        return float(number)
    wanted = "from 0 to below 1" if decay else "above 0"
    raise traitlets.TraitError(f"{name} of {rule} is {number!r}; it is a number {wanted}")


def _whole(what, value, low, high):
    if isinstance(value, Integral) and low <= value <= high:
        return int(value)
    raise traitlets.TraitError(f"{what} is {value!r}; it is a whole number from {low} to {high}")
