"""Functions that never return

tries: to keep the grader forever, and to take the points of the others with it
stopped by: a limit on the time of a function, which is lost alone
deserves: all but sgd_step, adam_step
"""

# %% answer-sgd_step
import time


def sgd_step(*args):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass


# %% answer-adam_step
def adam_step(*args):
    time.sleep(60)
