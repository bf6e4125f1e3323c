"""Built-in functions that say yes

tries: full points from whatever compares in the same process
stopped by: the comparison is made in the grading process
deserves: all but adam_step
"""

# %% after answer-adam_step
import builtins

builtins.all = builtins.any = builtins.isinstance = lambda *args: True
builtins.abs = builtins.max = builtins.sum = lambda *args, **kwargs: 0
builtins.len = lambda *args: 3
builtins.sorted = builtins.zip = lambda *args, **kwargs: []


# %% answer-adam_step
def adam_step(*args):
    return None
