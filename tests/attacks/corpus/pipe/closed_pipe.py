"""The pipe closed

tries: to have the grader wait, or fail, for want of anyone to talk to
stopped by: a process that is silent is ended, and the notebook is run without that cell
deserves: all
"""

# %% after answer-adam_step
import os
import stat

for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            os.close(number)
    except OSError:
        continue
