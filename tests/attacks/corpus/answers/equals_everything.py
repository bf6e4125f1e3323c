"""An object that equals everything

tries: full points from any comparison by `==`, `-` or `<`
stopped by: results come back as plain numbers, and what is no number is no answer
deserves: all but adam_step
"""


# %% answer-adam_step
class Equal:
    """Every question about it is answered in its favour."""

    shape, dtype, ndim, size = (), float, 0, 1

    def _me(self, *_, **__):
        return self

    def _yes(self, *_, **__):
        return True

    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = __bool__ = all = any = _yes
    __sub__ = __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __abs__ = _me
    __truediv__ = __rtruediv__ = max = min = sum = astype = copy = ravel = _me
    __hash__ = object.__hash__

    def __ne__(self, other):
        return False


def adam_step(*args):
    return Equal()
