"""A function that needs three gigabytes

tries: to have the machine run out of memory while it is graded
stopped by: a limit on the memory of a process
deserves: all but adam_step
"""

# %% answer-adam_step
import numpy as np


def adam_step(*args):
    held = []
    while len(held) < 60:
        held.append(np.ones(6_250_000))
    return 0.0
