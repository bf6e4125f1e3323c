"""The library of the next submission

tries: to change NumPy and `steepest` on disk and in the warm process, for all that come later
stopped by: programs are read-only, and each submission is a fork of an untouched process
deserves: none
"""

# %% after code-afda0e45
import os
import sys

import numpy
import steepest

for module in (numpy, steepest, os):
    try:
        with open(module.__file__, "a") as file:
            file.write("\nraise SystemExit('{MARK}')\n")
        print("{WON} changed", module)
    except OSError as error:
        print(error)
numpy.ndarray, numpy.sqrt, numpy.asarray = None, None, None
sys.modules["numpy"] = sys.modules["steepest"] = None
os.environ["PYTHONSTARTUP"] = "/tmp/{MARK}"
