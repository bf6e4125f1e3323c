"""A function that never returns

tries: to keep the grader forever, and to take the points of the others with it
stopped by: a limit on the time of a function, which is lost alone
deserves: all but adam_step
"""

# %% answer-adam_step
import time


def adam_step(*args):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            time.sleep(60)
        except BaseException:
            continue
