"""Arrays of giant shapes that take no room

tries: to have the grader allocate what the shape says
stopped by: a result of more than a million elements is refused where it was made
deserves: all but sgd_step, momentum_step, rmsprop_step, adam_step
"""

# %% answer-sgd_step
import numpy as np


def sgd_step(w, g, lr):
    return np.broadcast_to(np.float64(0), (10**6, 10**6, 10**6))


# %% answer-momentum_step
import numpy as np


def momentum_step(w, g, a, lr, beta):
    return np.empty((0, 10**15)), np.empty((10**9, 0, 10**9))


# %% answer-rmsprop_step
import numpy as np


def rmsprop_step(w, g, G, lr, gamma, eps):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (10**12,), (0,)), G


# %% answer-adam_step
import numpy as np


def adam_step(*args):
    return np.zeros((1,) * 60), np.zeros((1,) * 30), np.empty((0,) * 32)
