"""The process ended while its functions are graded

tries: to look like success by ending with status 0
stopped by: functions are called in a fork; without a result there are no points
deserves: all but sgd_step, rmsprop_step, adam_step
"""

# %% answer-sgd_step
import os


def sgd_step(*args):
    os._exit(0)


# %% answer-rmsprop_step
def rmsprop_step(*args):
    os.kill(os.getpid(), 9)


# %% answer-adam_step
def adam_step(*args):
    os.abort()
