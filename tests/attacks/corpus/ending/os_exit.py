"""The process ended in the middle of the notebook

tries: to be graded for nothing, or to take what comes later with it
stopped by: the notebook is run again without the cell that ended it
deserves: all
"""

# %% after answer-nesterov_step
import os

os._exit(0)
