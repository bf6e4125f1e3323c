"""Nothing at all

tries: full points, since `all` of an empty comparison is true
stopped by: shapes are compared before values
deserves: all but sgd_step, adam_step
"""

# %% answer-sgd_step
import numpy as np


def sgd_step(w, g, lr):
    return np.empty((0, *np.shape(w)))


# %% answer-adam_step
def adam_step(*args):
    return ()
