"""A loop that swallows its interruption

tries: to keep the grader forever
stopped by: what can't be interrupted is killed, and the notebook is run again without it
deserves: all
"""

# %% after setup
import time

end = time.monotonic() + 60
while time.monotonic() < end:
    try:
        while time.monotonic() < end:
            pass
    except BaseException:
        continue
