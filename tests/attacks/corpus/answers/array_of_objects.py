"""An array whose elements equal everything

tries: full points by an array of dtype object that is compared element by element
stopped by: an array that holds no real numbers is no answer
deserves: all but adam_step
"""

# %% answer-adam_step
import numpy as np


class Equal:
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    def __float__(self):
        raise RuntimeError("no")

    __rsub__ = __abs__ = __sub__


def adam_step(w, g, m, v, *args):
    return tuple(np.array([Equal()] * np.size(part), dtype=object) for part in (w, m, v))
