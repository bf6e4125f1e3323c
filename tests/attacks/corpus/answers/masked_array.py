"""An array with every element masked

tries: full points, since a comparison with masked elements is masked and counts as true
stopped by: only plain arrays come back
deserves: all but adam_step
"""

# %% answer-adam_step
import numpy as np


def adam_step(w, g, m, v, *args):
    return tuple(np.ma.masked_all(np.shape(part)) for part in (w, m, v))
