"""Ends that are exceptions

tries: to end whatever catches only `Exception`
stopped by: an exception, of whatever class, costs what raised it
deserves: all but sgd_step, momentum_step, adam_step
"""

# %% answer-sgd_step
import sys


def sgd_step(*args):
    sys.exit(0)


# %% answer-momentum_step
def momentum_step(*args):
    raise KeyboardInterrupt


# %% answer-adam_step
class End(BaseException):
    def __str__(self):
        raise End

    __repr__ = __str__


def adam_step(*args):
    raise End(End) from End()


# %% after answer-adam_step
raise GeneratorExit
