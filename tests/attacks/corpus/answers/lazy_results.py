"""Results that are still to be computed

tries: to have its own code run where results are compared
stopped by: results are read in the student's process; what is no data stays there
deserves: all but sgd_step, momentum_step, adam_step
"""


# %% answer-sgd_step
def sgd_step(w, g, lr):
    yield w


# %% answer-momentum_step
def momentum_step(w, *args):
    return map(float, w), (x for x in w)


# %% answer-adam_step
class Lazy(dict):
    def items(self):
        while True:
            yield "w", Lazy()


async def later():
    return 0.0


def adam_step(*args):
    return Lazy(w=1), later, lambda: 0.0
