"""Run a student's function in their own kernel: within a time limit, and without its prints."""

import signal
from collections.abc import Callable, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO

from steepest.checks.calls import Case, Outcome, run_cases

MOST_PRINTED = 4_000  # characters that are kept


class TookTooLong(KeyboardInterrupt):
    """A function ran longer than it may. Its ``call`` is the one that did, where that is known."""


class _Short(StringIO):
    """Keeps the first characters that are written to it."""

    def write(self, text):
        room = MOST_PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


def run_in_time(
    function: Callable, cases: Sequence[Case], seconds: float
) -> tuple[list[list[Outcome]], str]:
    """The outcomes of all cases, and what was printed; `TookTooLong` after so many seconds."""
    printed = _Short()
    with redirect_stdout(printed), _alarm(seconds):
        outcomes = run_cases(function, cases)
    return outcomes, printed.getvalue()


@contextmanager
def _alarm(seconds):
    """Interrupt what runs inside, where this thread can be, and where nobody else has a timer."""

    def ring(*_):
        raise TookTooLong

    try:
        ring_after = signal.setitimer  # a browser's Python has its sister alone
        if signal.getitimer(signal.ITIMER_REAL)[0]:
            raise ValueError
        before = signal.signal(signal.SIGALRM, ring)
    except (AttributeError, ValueError):  # Windows, a browser, another thread
        yield
        return
    try:
        # Again and again, for a loop that catches everything.
        ring_after(signal.ITIMER_REAL, seconds, 1.0)
        yield
    finally:
        ring_after(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
