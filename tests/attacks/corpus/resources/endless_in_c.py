"""A computation in C that looks at no signal

tries: to keep the grader forever
stopped by: what can't be interrupted is killed, and the notebook is run again without it
deserves: all
"""

# %% after setup
import re

re.match(r"(a|aa)+$", "a" * 60 + "b")
