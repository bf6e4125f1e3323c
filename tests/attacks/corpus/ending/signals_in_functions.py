"""Signals to the parent while functions are graded

tries: to kill or stop the process that waits for its answers
stopped by: that process is the first of its namespace, which such signals don't reach, and a
  function that hangs is given up
deserves: all but sgd_step, rmsprop_step, adam_step
"""

# %% answer-sgd_step
import os
import signal


def sgd_step(*args):
    if os.getppid() == 1 and os.getsid(0) == 1:
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getppid(), signal.SIGSTOP)
        os.kill(os.getppid(), signal.SIGINT)


# %% answer-rmsprop_step
def rmsprop_step(*args):
    os.kill(os.getpid(), signal.SIGSTOP)


# %% answer-adam_step
def adam_step(*args):
    if os.getsid(0) == 1:
        os.kill(0, signal.SIGKILL)
