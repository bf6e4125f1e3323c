"""Steepest: live figures, and checks that name the mistake, for a course on training deep networks.

`check(function)` tells a student whether a function of an exercise is right, and if not, why;
`progress()` how many of the notebook's are right so far.
The widgets (`OptimizerRace`, …) are the figures of the chapters; each is loaded when it is
first asked for, so that an exercise that draws nothing imports nothing to draw with.
"""

from importlib import import_module

from steepest.checks.check import CheckFailed, check, watch_names
from steepest.checks.progress import progress

__version__ = "0.1.0"

_WIDGETS = {
    "Activations": "steepest.widgets.activations",
    "Descent": "steepest.widgets.descent",
    "Detection": "steepest.widgets.detection",
    "Fit": "steepest.widgets.fit",
    "Normalization": "steepest.widgets.normalization",
    "OptimizerRace": "steepest.widgets.optimizer_race",
    "Threshold": "steepest.widgets.threshold",
}

__all__ = ["CheckFailed", "check", "progress", *_WIDGETS]

watch_names()


def __getattr__(name):
    if name in _WIDGETS:
        return getattr(import_module(_WIDGETS[name]), name)
    raise AttributeError(f"module 'steepest' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *_WIDGETS])
