"""A loop that never ends

tries: to keep the grader forever
stopped by: a limit on the time of a cell, which is interrupted
deserves: all
"""

# %% after setup
import time

end = time.monotonic() + 60
while time.monotonic() < end:
    pass
