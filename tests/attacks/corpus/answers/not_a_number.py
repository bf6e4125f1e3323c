"""NaN wherever a number belongs

tries: full points where a difference is held against a limit with `>`
stopped by: what is not finite is infinitely far from any number
deserves: all but adam_step, rmsprop_step
"""

# %% answer-adam_step
import numpy as np


def adam_step(w, g, m, v, *args):
    return tuple(np.full_like(part, np.nan, dtype=float) for part in (w, m, v))


# %% answer-rmsprop_step
import numpy as np


def rmsprop_step(w, g, G, *args):
    return np.full_like(w, np.inf, dtype=float), np.full_like(G, -np.inf, dtype=float)
