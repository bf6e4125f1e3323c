"""100 MB written below Python

tries: to go around the limit on what is printed
stopped by: what is written to the descriptor is cut at the same limit
deserves: all
"""

# %% after setup
import os
import subprocess

os.set_blocking(1, True)
for _ in range(1000):
    try:
        os.write(1, b"x" * 100_000)
    except BlockingIOError:
        continue
subprocess.run(["sh", "-c", "head -c 50000000 /dev/urandom >&2"], timeout=4)
