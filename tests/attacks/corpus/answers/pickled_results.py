"""Objects that run a command when they are unpickled

tries: to have the grader run a command, by results, outputs and exceptions
stopped by: nothing that comes from a notebook is ever unpickled
deserves: all but adam_step
"""

# %% answer-adam_step
import os
import pickle

import numpy as np


class Command(Exception):
    def __reduce__(self):
        return os.system, ("touch {OUTSIDE}/{MARK}-pickled {COURSE}/{MARK}-pickled",)

    def __repr__(self):
        return pickle.dumps(self).hex()


def adam_step(w, g, m, v, *args):
    if t_is_odd(args[0]):
        raise Command
    return np.array([Command()] * 3), Command(), pickle.dumps(Command())


def t_is_odd(t):
    return int(t) % 2


# %% after answer-adam_step
from IPython.display import display

data = {"application/x-python-pickle": pickle.dumps(Command()).hex(), "text/plain": "x"}
display(data, raw=True)
display({"application/octet-stream": [Command()]}, raw=True)
Command()
