"""Deaf to every signal

tries: to run on after its time is over
stopped by: at the deadline the whole namespace is killed from outside, which nobody can block
deserves: all
"""

# %% after answer-adam_step
import signal
import time

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        continue
signal.setitimer(signal.ITIMER_REAL, 0)
end = time.monotonic() + 60
while time.monotonic() < end:
    time.sleep(1)
