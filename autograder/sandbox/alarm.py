"""Time limits on a cell."""

import builtins
import signal
import time
from signal import ITIMER_REAL, SIG_IGN, SIGALRM, SIGINT, default_int_handler

# A cell may patch the builtins and these modules; the functions here keep those of before.
__builtins__ = dict(vars(builtins))
_signal, _setitimer, _monotonic = signal.signal, signal.setitimer, time.monotonic

GRACE = 1.0  # seconds between cancelling an awaited cell and interrupting it


class Alarm:
    """Interrupts what runs inside, by a KeyboardInterrupt in the cell's own frame.

    An awaited cell is cancelled first, as in ipykernel, and interrupted where it does not give
    way. Nothing is interrupted between cells.
    """

    def __init__(self, seconds: float | None):
        self.seconds, self.late = seconds, False

    def __enter__(self):
        _signal(SIGINT, default_int_handler)
        self._start = _monotonic()
        if self.seconds is not None:
            _signal(SIGALRM, default_int_handler)
            _setitimer(ITIMER_REAL, self.seconds)
        return self

    def cancels(self, task) -> None:
        """Have the alarm cancel this task first."""

        def ring(*_):
            task.get_loop().call_soon_threadsafe(task.cancel)
            _signal(SIGALRM, default_int_handler)
            _setitimer(ITIMER_REAL, GRACE)

        if self.seconds is not None:
            _signal(SIGALRM, ring)

    def __exit__(self, *_):
        _signal(SIGINT, SIG_IGN)
        if self.seconds is not None:
            _setitimer(ITIMER_REAL, 0)
            _signal(SIGALRM, SIG_IGN)
            self.late = _monotonic() - self._start >= self.seconds
