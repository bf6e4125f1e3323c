"""Its own memory, rewritten

tries: to change code that is running, below Python
stopped by: it can, and it is its own process: what is compared is compared elsewhere
deserves: all but adam_step
"""

# %% answer-adam_step
import ctypes
import sys


def adam_step(*args):
    return 0.0, 0.0, 0.0


# %% after answer-adam_step
value = 1e-3  # some constant that a comparison might use
place = id(value) + sys.getsizeof(value) - 8
with open("/proc/self/mem", "r+b", buffering=0) as memory:
    memory.seek(place)
    memory.write(ctypes.c_double(1e300))
print(value)
for name, module in list(sys.modules.items()):
    if name.endswith("steepest.checks.compare"):
        module.RELATIVE = module.ABSOLUTE = 1e300
