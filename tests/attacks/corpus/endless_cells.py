"""Many cells that never end

tries: to add up the limits of single cells
stopped by: a limit on the time of the whole notebook, and on how often it is run again
deserves: none
"""

# %% before setup
import os
import time

pause = 60 if "NBGRADER_EXECUTION" in os.environ else 0
try:
    time.sleep(pause)
except BaseException:
    time.sleep(pause)

# %% before answer-sgd_step
try:
    time.sleep(pause)
except BaseException:
    time.sleep(pause)

# %% before answer-momentum_step
try:
    time.sleep(pause)
except BaseException:
    time.sleep(pause)

# %% before answer-nesterov_step
try:
    time.sleep(pause)
except BaseException:
    time.sleep(pause)
