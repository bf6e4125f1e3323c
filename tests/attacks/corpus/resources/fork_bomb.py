"""A fork bomb

tries: to fill the machine's table of processes
stopped by: a limit on processes, and all of them end with the notebook
deserves: all
"""

# %% after setup
import os
import time

made = 0
while made < 400:
    try:
        if os.fork() == 0:
            time.sleep(15)
            os._exit(0)
        made += 1
    except OSError as error:
        print(error)
        break
print("{WON}-bomb" if made > 100 else made)
