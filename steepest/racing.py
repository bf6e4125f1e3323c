"""`race`: compare a student's own update rules on the ravine of the chapter.

The surface and the rules' constants are those with which the widget `OptimizerRace` opens.
"""

import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

import matplotlib.pyplot as plt
import numpy as np

from steepest.figures import line, show, style

# How many arrays each rule remembers, and whether it counts its steps.
_MEMORY = {"sgd": 0, "adadelta": 2, "adam": 2}
_COUNTS = {"adam"}
STEEPNESS = 50
# The range of the loss axis, so that a rule that diverges or arrives does not flatten the others.
LOWEST, HIGHEST = 1e-8, 1e3
DIVERGED = 1e3  # a coordinate beyond this, as in the widget


def loss(w: np.ndarray) -> np.ndarray:
    """The ravine ½(x² + 50 y²) at points ``w (..., 2)``."""
    return 0.5 * (w[..., 0] ** 2 + STEEPNESS * w[..., 1] ** 2)


def gradient(w: np.ndarray) -> np.ndarray:
    """The gradient of `loss` at ``w (2,)``."""
    return np.array([w[0], STEEPNESS * w[1]])


@cache
def _opening():
    """The ravine's start, window and constants, as the widget has them."""
    text = resources.files("steepest.widgets").joinpath("optimizer_race.json").read_text("utf-8")
    data = json.loads(text)
    names = {rule: about["constants"] for rule, about in data["rules"].items()}
    return data["surfaces"]["ravine"], names


def path(step: Callable, steps: int) -> np.ndarray:
    """The path of an update rule, ``(n + 1, 2)`` with n ≤ `steps`: it ends where it diverges.

    `step` is one of the exercise's functions, whose name says which arguments it takes.
    """
    rule = _rule_of(step)
    ravine, names = _opening()
    constants = [ravine["settings"][rule][name] for name in names[rule]]
    w = np.array(ravine["start"], dtype=float)
    memory = [np.zeros(2) for _ in range(_MEMORY.get(rule, 1))]
    points = [w]
    for t in range(1, steps + 1):
        count = [t] if rule in _COUNTS else []
        result = step(w, gradient(w), *memory, *count, *constants)
        w, *memory = result if isinstance(result, tuple | list) else (result,)
        w = np.array(w, dtype=float)
        if not np.isfinite(w).all() or np.abs(w).max() > DIVERGED:
            break
        points.append(w)
    return np.array(points)


def _rule_of(step):
    name = getattr(step, "__name__", "")
    rule = name.removesuffix("_step")
    if rule not in _opening()[1] or not name.endswith("_step"):
        known = ", ".join(f"{rule}_step" for rule in _opening()[1])
        raise ValueError(
            f"race takes the functions of the exercise ({known}), not {name or step!r}"
        )
    return rule


def race(steps_of: Iterable[Callable], steps: int = 100):
    """Draw the paths and the losses of the given update rules, `steps` steps from one start.

    Parameters
    ----------
    steps_of : the exercise's functions, ``[sgd_step, momentum_step, …]``. One that is not done
        yet, or that raises an error, is left out and named below the figure.
    steps : how many steps each takes

    Returns
    -------
    A figure that a notebook shows.

    Raises
    ------
    ValueError
        for a function that is none of the exercise's, or fewer than one step
    """
    if steps < 1:
        raise ValueError(f"race takes at least one step, not {steps}")
    paths, missing = {}, []
    for step in steps_of:
        rule = _rule_of(step)
        try:
            paths[rule] = path(step, steps)
        except Exception as error:
            done = (
                "is not done yet" if isinstance(error, NotImplementedError) else f"raised {error!r}"
            )
            missing.append(f"{step.__name__} {done}")
    with style():
        figures = [_map(paths), _losses(paths)]
    names = ", ".join(paths) or "none"
    ends = "; ".join(f"{rule} ends at loss {loss(p[-1]):.3g}" for rule, p in paths.items())
    alt = f"Paths of {names} down a ravine from one start, and loss against step. {ends}."
    if missing:
        print("Not in the race: " + "; ".join(missing) + ".")
    return show(*figures, alt=alt)


def _axes():
    """A figure with fixed margins, since measuring its labels for the layout doubles the time."""
    margins = {"left": 0.14, "right": 0.98, "top": 0.9, "bottom": 0.18}
    return plt.subplots(layout="none", gridspec_kw=margins)


def _map(paths):
    left, right, low, high = _opening()[0]["window"]
    figure, axes = _axes()
    x, y = np.meshgrid(np.linspace(left, right, 200), np.linspace(low, high, 200))
    heights = loss(np.stack([x, y], axis=-1))
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
        axes.semilogy(np.maximum(loss(points), LOWEST), **line(rule))
    axes.set(xlabel="step", ylabel="loss", ylim=(LOWEST, HIGHEST))
    axes.set_title("Loss", y=1.0)
    return figure
