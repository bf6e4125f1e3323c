"""Steepest: live figures, and checks that name the mistake, for a course on training deep networks.

`check(function)` tells a student whether a function of an exercise is right, and if not, why.
`progress()` tells how many functions of the notebook are right so far.
The widgets (`OptimizerRace`, …) are the live figures of the chapters. Each is imported when it is
first used, so an exercise that draws nothing does not import them.
"""

from importlib import import_module
from pathlib import Path

from steepest.checks.check import CheckFailed, check, watch_names
from steepest.checks.progress import progress

__version__ = "0.1.0"

# A widget is NAME.py and NAME.json in steepest/widgets/; its class is NAME in one word.
_WIDGETS = {
    path.stem.title().replace("_", ""): f"steepest.widgets.{path.stem}"
    for path in sorted((Path(__file__).parent / "widgets").glob("*.json"))
}

__all__ = ["CheckFailed", "check", "progress", *_WIDGETS]

watch_names()


def __getattr__(name):
    if name in _WIDGETS:
        return getattr(import_module(_WIDGETS[name]), name)
    raise AttributeError(f"module 'steepest' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *_WIDGETS])
