"""100 MB on stdout and stderr

tries: to fill the graded notebook, and the browser of who opens it
stopped by: outputs are cut at a limit, and the notebook says so
deserves: all
"""

# %% after setup
import sys

for _ in range(50):
    print("x" * 1_000_000)
    sys.stderr.write("y\n" * 500_000)
