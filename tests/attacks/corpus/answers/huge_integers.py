"""Integers of a million digits

tries: to keep the grader busy with turning digits into numbers
stopped by: an integer of more than 64 bits is refused
deserves: all but sgd_step, momentum_step, adam_step
"""


# %% answer-sgd_step
def sgd_step(w, g, lr):
    return 1 << 4_000_000


# %% answer-momentum_step
def momentum_step(*args):
    return [10**20, -(2**64)], True


# %% answer-adam_step
class Big(int):
    def __int__(self):
        return 1 << 4_000_000

    __index__ = __int__


def adam_step(*args):
    return Big(0), Big(0), Big(0)
