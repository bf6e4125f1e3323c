"""The kernel told to quit

tries: to have the rest of the notebook left out
stopped by: the notebook is run again without the cell, as it would be by hand
deserves: all
"""

# %% after answer-momentum_step
import sys

sys.exit(0)

# %% after answer-rmsprop_step
exit()
