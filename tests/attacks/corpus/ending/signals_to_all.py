"""Signals to every process in reach

tries: to kill the grader, its workers and its classmates
stopped by: in its namespace there is only itself, and the first process takes no such signal
deserves: all
"""

# %% after setup
import os
import signal

KINDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGSTOP, signal.SIGKILL)
for number in KINDS:
    targets = [{VICTIM}]
    if os.getpid() == 1:  # else there is no wall, and only the canary is aimed at
        targets += [1, 0, -1, os.getppid()]
    for pid in targets:
        try:
            if number in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
                signal.signal(number, signal.SIG_IGN)
            os.kill(pid, number)
            print(pid, number)
        except OSError as error:
            print(error)
    try:
        signal.pidfd_send_signal(os.pidfd_open({VICTIM}), number)
    except OSError as error:
        print(error)
