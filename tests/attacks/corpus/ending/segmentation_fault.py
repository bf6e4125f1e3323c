"""Python crashed

tries: to take the grader down with a crash in C
stopped by: what crashes is a fork
deserves: all but sgd_step, adam_step
"""

# %% after setup
import ctypes

ctypes.string_at(0)

# %% answer-sgd_step
import ctypes


def sgd_step(*args):
    return ctypes.string_at(1)


# %% answer-adam_step
import sys


def adam_step(*args):
    sys.setrecursionlimit(10**9)
    return type("T", (), {"__repr__": lambda self: repr(self)})().__repr__()
