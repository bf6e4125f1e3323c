"""A link to a classmate's notebook, handed in as one's own

tries: the points of somebody else's work
stopped by: a link is not a notebook
deserves: nothing graded
"""

# %% edit
links["05_optimizers.ipynb"] = "{COURSE}/submitted/a-classmate/05_optimizers/05_optimizers.ipynb"
