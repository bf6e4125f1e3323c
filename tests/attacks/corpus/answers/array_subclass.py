"""An array whose operators lie

tries: full points by differences that are always 0 and comparisons that are always true
stopped by: only the bytes of an array come back, and are compared as a plain array
deserves: all but adam_step
"""

# %% answer-adam_step
import numpy as np


class Right(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.ones(self.shape, bool) if "equal" in ufunc.__name__ else np.zeros(self.shape)

    def __array_function__(self, func, types, args, kwargs):
        return True

    def tobytes(self, *args):
        return b""

    def __sub__(self, other):
        return np.zeros(self.shape)

    __rsub__ = __abs__ = __sub__


def adam_step(w, g, m, v, *args):
    return tuple(np.zeros_like(part, dtype=float).view(Right) for part in (w, m, v))
