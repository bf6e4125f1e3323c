"""An object that becomes an array when it is asked, and a different one each time

tries: to hand over what it is compared with, found in the frame that asks
stopped by: it is asked in a process that holds nothing to compare with
deserves: all but adam_step
"""

# %% answer-adam_step
import sys

import numpy as np


class Later:
    def __array__(self, dtype=None, copy=None):
        frame = sys._getframe(1)
        while frame is not None:
            for name in ("want", "wanted", "expected", "reference", "desired", "answer"):
                if name in frame.f_locals:
                    return np.asarray(frame.f_locals[name], dtype=float)
            frame = frame.f_back
        return np.zeros(3)


def adam_step(*args):
    return Later(), Later(), Later()
