"""Locked cells rewritten

tries: to have its own code run in the place of the checks and of the setup
stopped by: locked cells are put back as they were given out, and the table says so
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% edit
for cell in cells:
    if cell["id"] in ("setup", "adam_step"):
        cell["source"] = "def check(function):\n    return 100.0\n\n\ncheck(None)"
        cell["metadata"]["nbgrader"] |= {"locked": False, "solution": True, "grade": True}
