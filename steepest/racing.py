"""`race`: a student's own update rules in the live figure, beside the course's.

The figure draws what its page computes; the paths of functions in the kernel are computed here and
sent to it, and computed again when the reader moves the start, a constant or the surface.
"""

from collections.abc import Callable, Iterable
from math import pi, sin

import matplotlib.pyplot as plt
import numpy as np

from steepest.figures import line, show, style
from steepest.widgets.optimizer_race import OptimizerRace

RULES = OptimizerRace.data["rules"]
# How many arrays each rule remembers, and whether it counts its steps.
_MEMORY = {"sgd": 0, "adadelta": 2, "adam": 2}
_COUNTS = {"adam"}
# The range of the loss axis, so that a rule that diverges or arrives does not flatten the others.
LOWEST, HIGHEST = 1e-8, 1e3
DIVERGED = 1e3  # a coordinate beyond this, as in the widget
# What decides a path: the parts of the figure's state to which the paths of own functions belong.
DECISIVE = ("surface", "start", "settings", "steps")


def ravine(w: np.ndarray) -> np.ndarray:
    """The loss ½(x² + 50 y²) at points ``w (..., 2)``."""
    return 0.5 * (w[..., 0] ** 2 + 50 * w[..., 1] ** 2)


def _beale(x, y):
    a, b, c = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
    across = 2 * (a * (y - 1) + b * (y**2 - 1) + c * (y**3 - 1))
    return across, 2 * x * (a + 2 * b * y + 3 * c * y**2)


# The gradient of each surface of the figure at a point (x, y).
GRADIENTS = {
    "ravine": lambda x, y: (x, 50 * y),
    "rosenbrock": lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
    "beale": _beale,
    "saddle": lambda x, y: (x, y * (y**2 - 1)),
    "many_minima": lambda x, y: (
        2 * x + 2 * pi * sin(2 * pi * x),
        2 * y + 2 * pi * sin(2 * pi * y),
    ),
}


def path(step: Callable, race: OptimizerRace) -> np.ndarray:
    """The path of an update rule in a race, ``(n + 1, 2)`` with n at most the race's steps.

    `step` is one of the exercise's functions, whose name says which arguments it takes. The path
    ends where it diverges.
    """
    rule = rule_of(step)
    constants = [race.settings[rule][name] for name in RULES[rule]["constants"]]
    gradient = GRADIENTS[race.surface]
    w = np.array(race.start, dtype=float)
    memory = [np.zeros(2) for _ in range(_MEMORY.get(rule, 1))]
    points = [w]
    for t in range(1, race.steps + 1):
        count = [t] if rule in _COUNTS else []
        result = step(w, np.array(gradient(*w.tolist())), *memory, *count, *constants)
        w, *memory = result if isinstance(result, tuple | list) else (result,)
        w = np.array(w, dtype=float)
        if not np.isfinite(w).all() or np.abs(w).max() > DIVERGED:
            break
        points.append(w)
    return np.array(points)


def rule_of(step: Callable) -> str:
    """The rule that a function of the exercise is, by its name: ``adam`` for ``adam_step``."""
    name = getattr(step, "__name__", "")
    rule = name.removesuffix("_step")
    if rule not in RULES or not name.endswith("_step"):
        known = ", ".join(f"{rule}_step" for rule in RULES)
        raise ValueError(
            f"race takes the functions of the exercise ({known}), not {name or step!r}"
        )
    return rule


class Race(OptimizerRace):
    """The optimizer race with paths of functions in the kernel; where no script runs, a picture."""

    def __init__(self, functions: dict[str, Callable], steps: int):
        self._functions = functions
        super().__init__(rules=list(functions), steps=steps)
        self._run()
        self.observe(self._run, names=list(DECISIVE))

    def _run(self, change=None):
        """Compute the paths for the state as it is; a function that fails is left out."""
        paths, self.missing = {}, {}
        for rule, step in self._functions.items():
            try:
                paths[rule] = path(step, self).round(9).tolist()
            except NotImplementedError:
                self.missing[rule] = f"{step.__name__} is not done yet"
            except Exception as error:
                self.missing[rule] = f"{step.__name__} raised {error!r}"
        self.own = {"of": {name: getattr(self, name) for name in DECISIVE}, "paths": paths}

    def figure(self):
        """The figure as HTML, with a picture of the own paths for where no script runs."""
        paths = {rule: np.array(points) for rule, points in self.own["paths"].items()}
        names = ", ".join(paths) or "none"
        ends = "; ".join(f"{rule} ends at loss {ravine(p[-1]):.3g}" for rule, p in paths.items())
        alt = f"Paths of {names} down a ravine from one start, and loss against step. {ends}."
        with style():
            picture = show(_map(paths), _losses(paths), alt=alt)
        return self._stub(picture.html(), alt)


def race(steps_of: Iterable[Callable], steps: int = 100) -> Race:
    """The live race, with the given update rules as broad bands beside the course's lines.

    Parameters
    ----------
    steps_of : the exercise's functions, ``[sgd_step, momentum_step, …]``. One that is not done
        yet, or that raises an error, is left out and named below the figure.
    steps : how many steps each takes, from 1 to 1000

    Returns
    -------
    A figure that a notebook shows: drag the start, move the constants, play.

    Raises
    ------
    ValueError
        for a function that is none of the exercise's, or a number of steps that is none
    """
    if not 1 <= steps <= 1000:
        raise ValueError(f"race takes from 1 to 1000 steps, not {steps}")
    shown = Race({rule_of(step): step for step in steps_of}, steps)
    if shown.missing:
        print("Not in the race: " + "; ".join(shown.missing.values()) + ".")
    return shown


def _axes():
    """A figure with fixed margins, since measuring its labels for the layout doubles the time."""
    margins = {"left": 0.14, "right": 0.98, "top": 0.9, "bottom": 0.18}
    return plt.subplots(layout="none", gridspec_kw=margins)


def _map(paths):
    left, right, low, high = OptimizerRace.data["surfaces"]["ravine"]["window"]
    figure, axes = _axes()
    x, y = np.meshgrid(np.linspace(left, right, 200), np.linspace(low, high, 200))
    heights = ravine(np.stack([x, y], axis=-1))
    levels = np.geomspace(heights.max() / 1000, heights.max(), 9)
    axes.contour(x, y, heights, levels=levels, colors="#8a94a0", linewidths=0.6)
    for rule, points in paths.items():
        axes.plot(*points.T, **line(rule), clip_on=True)
        axes.plot(*points[-1], "o", color=line(rule)["color"], markersize=5)
    axes.set(xlim=(left, right), ylim=(low, high), xlabel="w₁", ylabel="w₂")
    axes.set_title("Path", y=1.0)  # at a given height: no label is measured for it
    if paths:
        axes.legend(loc="lower center", ncols=3, fontsize=9, columnspacing=1.2)
    return figure


def _losses(paths):
    figure, axes = _axes()
    for rule, points in paths.items():
        axes.semilogy(np.maximum(ravine(points), LOWEST), **line(rule))
    axes.set(xlabel="step", ylabel="loss", ylim=(LOWEST, HIGHEST))
    axes.set_title("Loss", y=1.0)
    return figure
