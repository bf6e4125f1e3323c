"""`check`: the one call that a student makes."""

from collections.abc import Callable

from IPython.display import display

from steepest import cases
from steepest.calls import run_case
from steepest.card import Card
from steepest.report import Report, examine


class CheckFailed(Exception):
    """A function is not right yet. In a notebook it shows as its one line, without a traceback."""

    def _render_traceback_(self):
        return [f"✗ {self}"]


def check(function: Callable) -> None:
    """Run a function on the visible cases of the exercise and show a card that says how it did.

    Raises
    ------
    CheckFailed
        where the function is not right yet; the card says what is wrong and why.
    """
    report = inspect(function)
    display(Card(report))
    if not report.ok:
        raise CheckFailed(f"{report.name}: {report.headline}") from None


def inspect(function: Callable) -> Report:
    """The report of `function` on its visible cases, without showing it."""
    name = getattr(function, "__name__", None)
    if not callable(function) or name is None:
        raise CheckFailed(f"check takes a function, such as check(sgd_step), not {function!r:.60}")
    try:
        visible = cases.load(name)
    except KeyError:
        raise CheckFailed(
            f"there is no exercise {name!r}; check knows {', '.join(cases.names())}"
        ) from None
    return examine(visible, [run_case(function, case) for case in visible.cases])
