"""Threads by the thousand

tries: to fill the machine's table of processes, in which threads count
stopped by: a limit on processes, in which threads count too
deserves: all
"""

# %% after setup
import threading
import time

started = 0
try:
    while started < 2000:
        threading.Thread(target=time.sleep, args=(15,), daemon=True).start()
        started += 1
except RuntimeError as error:
    print(error)
print("{WON}-bomb" if started > 200 else started)
