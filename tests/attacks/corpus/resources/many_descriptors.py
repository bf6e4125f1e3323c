"""As many open files as there can be

tries: to leave nobody else a descriptor
stopped by: a limit on open files
deserves: all
"""

# %% after setup
import os

held = []
try:
    while len(held) < 100_000:
        held.append(os.dup(0))
except OSError as error:
    print(error)
print("{WON}-filled" if len(held) > 1000 else "few")
