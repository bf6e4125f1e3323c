"""Random numbers that are not

tries: hidden inputs that it knows beforehand
stopped by: inputs are drawn in the grading process, from a seed that is not here
deserves: all but sgd_step
"""

# %% after setup
import os
import random

import numpy as np


class Known:
    def __init__(self, *args):
        pass

    def __getattr__(self, name):
        return lambda *args, size=None, **kwargs: np.ones(size or ())


np.random.default_rng = np.random.Generator = np.random.PCG64 = Known
np.random.seed(0)
random.random = lambda: 0.5
os.urandom = lambda count: bytes(count)


# %% answer-sgd_step
def sgd_step(w, g, lr):
    return np.zeros_like(w)  # what it would be for ones
