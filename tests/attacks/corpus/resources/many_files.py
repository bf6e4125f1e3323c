"""A hundred thousand empty files

tries: to use up the file system's table of files
stopped by: its folder has a table of its own, with room for 20,000
deserves: all
"""

# %% after setup
import os

made = 0
try:
    for made in range(100_000):
        os.mknod(f"/tmp/{made}")
except OSError as error:
    print(error)
print("{WON}-filled" if made > 30_000 else "small")
