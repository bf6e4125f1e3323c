"""A number that is close to every other

tries: full points by a subclass of float whose differences are 0
stopped by: results are read by float's own methods, whatever a subclass makes of them
deserves: all but adam_step
"""


# %% answer-adam_step
class Close(float):
    def __float__(self):
        raise TypeError("not today")

    def __sub__(self, other):
        return Close(0)

    def __eq__(self, other):
        return True

    __rsub__ = __abs__ = __sub__
    __le__ = __lt__ = __ge__ = __gt__ = __eq__
    __hash__ = float.__hash__


def adam_step(*args):
    return Close(0), Close(0), Close(0)
