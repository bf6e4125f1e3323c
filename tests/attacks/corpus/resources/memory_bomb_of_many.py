"""Three gigabytes, by ten processes

tries: to have more memory together than each may have alone
stopped by: the memory of all processes of a notebook is watched together
deserves: all
"""

# %% after setup
import mmap
import os
import time

if os.path.exists("/proc/self/status"):
    for _ in range(10):
        if os.fork() == 0:
            held = mmap.mmap(-1, 300_000_000, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            for page in range(0, 300_000_000, 4096):
                held[page] = 1
            time.sleep(10)
            os._exit(0)
time.sleep(10)
print("{WON}-bomb")
