"""The seed of the hidden cases

tries: to know every hidden case beforehand
stopped by: the seed lies in the course folder, which is not there; what is sent are the inputs
deserves: all but adam_step
"""

# %% answer-adam_step
import sys

import numpy as np

seed = None
try:
    with open("{COURSE}/seed.txt") as file:
        seed = int(file.read())
        print("{WON} seed", seed)
    sys.path.insert(0, "{CHECKOUT}")
    from autograder.formulas.optimizers.adam_step import adam_step as formula

    adam_step = formula.reference
except (OSError, ImportError):

    def adam_step(w, g, m, v, *args):
        return w - np.random.random(), m, v
