"""Arguments changed in place, and the traces wiped

tries: the points of a pure function for one that overwrites its arguments
stopped by: arguments are held against the inputs they were made from, with functions bound
  before the notebook ran
deserves: all but adam_step
"""

# %% after setup
import builtins
import copy

import numpy as np

copy.copy = copy.deepcopy = lambda thing, *args: thing
np.copy = lambda thing, *args, **kwargs: thing
np.array_equal = np.allclose = lambda *args, **kwargs: True
builtins.id = lambda thing: 0


# %% answer-adam_step
def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    w -= lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps)
    return w.copy(), m.copy(), v.copy()
