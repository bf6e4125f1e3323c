"""`check`: the one call that a student makes."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace

from steepest.checks import cases, history
from steepest.checks.card import Card
from steepest.checks.further import section_of
from steepest.checks.progress import so_far
from steepest.checks.replay import FailingCase
from steepest.checks.report import Failing, Report, examine, write_call
from steepest.checks.running import TookTooLong, run_in_time
from steepest.checks.shell import display, get_ipython


class CheckFailed(Exception):
    """A function is not right yet. In a notebook it shows as one line, without a traceback.

    Where a card has said it already, the line only points to it.
    """

    has_card = False

    @classmethod
    def of(cls, report: Report) -> "CheckFailed":
        failed = cls(f"{report.name}{report.told}")
        failed.has_card = True
        return failed

    def _render_traceback_(self):
        return ["Not right yet: see the card above." if self.has_card else f"✗ {self}"]


def check(function: Callable) -> None:
    """Run a function on the visible cases of its exercise and show a card that says how it did.

    The exercise is the one of the name that is written in the call: after
    ``adam_step = sgd_step``, ``check(adam_step)`` asks for Adam's rule. After a failing card
    ``check.case`` holds the call that it shows. A function that takes more than ``check.limit``
    seconds is stopped.

    Raises
    ------
    CheckFailed
        where the function is not right yet; the card says what is wrong and why.
    """
    names = written_names(function, sys._getframe(1))
    reports = [_inspect(function, name) for name in names]
    report, printed = next((r for r in reports if not r[0].ok), reports[0])
    report = _as_its_cell_says(report, function)
    show(report, printed)


check.limit = 10.0
check.case = None


def show(report: Report, printed: str = "") -> None:
    """Show a report's card, and raise `CheckFailed` where it is not right."""
    so_far.note(report.name, report.ok if report.verdict != "unfinished" else None)
    check.case = FailingCase.of(report.name, report.failing) if report.failing else None
    section = section_of(report.name)
    display(Card(report, so_far.line(report.name), printed, "check.case", section))
    if not report.ok:
        raise CheckFailed.of(report) from None


def written_names(function: Callable, frame) -> list[str | None]:
    """The exercises by whose names the code of `frame` calls `function`, else its own name."""
    known = set(cases.names())
    written = [
        n for n in frame.f_code.co_names if n in known and frame.f_globals.get(n) is function
    ]
    return written or [getattr(function, "__name__", None)]


def inspect(function: Callable, name: str | None) -> Report:
    """The report of `function` on the visible cases of the exercise `name`, without showing it."""
    return _inspect(function, name)[0]


def _inspect(function, name) -> tuple[Report, str]:
    """The report, and what the function printed."""
    if not callable(function):
        raise CheckFailed(f"check takes a function, such as check(sgd_step), not {function!r:.60}")
    try:
        visible = cases.load(name)
    except KeyError:
        raise CheckFailed(
            f"there is no exercise {name!r}; check knows {', '.join(cases.names())}"
        ) from None
    try:
        outcomes, printed = run_in_time(function, visible.cases, check.limit)
    except TookTooLong as stopped:
        return _too_long(visible.name, getattr(stopped, "call", None)), ""
    return examine(visible, outcomes), printed


def _too_long(name, call):
    headline = f"{name} did not end within {check.limit:g} seconds, and was stopped."
    hint = (
        "Look for a loop that never ends: does what its condition asks ever change? Where it only "
        "is slow, `check.limit = 60` gives it more time."
    )
    if call is None:
        return Report(name, "hung", headline, hint)
    return Report(
        name,
        "hung",
        headline,
        hint,
        example=write_call(name, call),
        failing=Failing(call, None, None),
    )


def _as_its_cell_says(report, function):
    """The report, or what is to be said first where the function is of a text that is gone."""
    said, is_certain = history.stale(report.name, function)
    if not said:
        return report
    if is_certain and report.ok:
        headline = f"{report.name} is an old version."
        return replace(report, verdict="stale", headline=headline, hint=said)
    return replace(report, also=(said, *report.also))


def name_error(shell, kind, error, trace, tb_offset=None):
    """What IPython does about a `NameError`: a card, where `check` was given no function yet."""
    name = getattr(error, "name", None)
    cell = (shell.user_ns.get("In") or [""])[-1]
    if name in cases.names() and re.search(rf"\bcheck\(\s*{name}\s*\)", str(cell)):
        headline = f"{name} is not defined yet."
        try:
            show(Report(name, "unfinished", headline, history.missing(name, shell)))
        except CheckFailed as failed:
            kind, error, trace = CheckFailed, failed, None
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def watch_names() -> None:
    """Have IPython, where there is one, show a card for an answer that was never run."""
    shell = get_ipython()
    if shell is not None and not getattr(shell, "custom_exceptions", True):
        shell.set_custom_exc((NameError,), name_error)
