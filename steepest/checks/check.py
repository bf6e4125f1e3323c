"""`check`: the one call that a student makes."""

import sys
from collections.abc import Callable

from IPython.display import display

from steepest.checks import cases
from steepest.checks.calls import run_case
from steepest.checks.card import Card
from steepest.checks.report import Report, examine


class CheckFailed(Exception):
    """A function is not right yet. In a notebook it shows as its one line, without a traceback."""

    def _render_traceback_(self):
        return [f"✗ {self}"]


def check(function: Callable) -> None:
    """Run a function on the visible cases of its exercise and show a card that says how it did.

    The exercise is the one of the name that is written in the call: after
    ``adam_step = sgd_step``, ``check(adam_step)`` asks for Adam's rule.

    Raises
    ------
    CheckFailed
        where the function is not right yet; the card says what is wrong and why.
    """
    reports = [inspect(function, name) for name in written_names(function, sys._getframe(1))]
    report = next((r for r in reports if not r.ok), reports[0])
    display(Card(report))
    if not report.ok:
        raise CheckFailed(f"{report.name}{report.told}") from None


def written_names(function: Callable, frame) -> list[str | None]:
    """The exercises by whose names the code of `frame` calls `function`, else its own name."""
    known = set(cases.names())
    written = [
        n for n in frame.f_code.co_names if n in known and frame.f_globals.get(n) is function
    ]
    return written or [getattr(function, "__name__", None)]


def inspect(function: Callable, name: str | None) -> Report:
    """The report of `function` on the visible cases of the exercise `name`, without showing it."""
    if not callable(function):
        raise CheckFailed(f"check takes a function, such as check(sgd_step), not {function!r:.60}")
    try:
        visible = cases.load(name)
    except KeyError:
        raise CheckFailed(
            f"there is no exercise {name!r}; check knows {', '.join(cases.names())}"
        ) from None
    return examine(visible, [run_case(function, case) for case in visible.cases])
