"""Many cells that never end

tries: to add up the limits of single cells
stopped by: a limit on the time of the whole notebook, and on how often it is run again
deserves: none
"""

# %% before setup
import time

try:
    time.sleep(60)
except BaseException:
    time.sleep(60)

# %% before answer-sgd_step
import time

try:
    time.sleep(60)
except BaseException:
    time.sleep(60)

# %% before answer-momentum_step
import time

try:
    time.sleep(60)
except BaseException:
    time.sleep(60)
