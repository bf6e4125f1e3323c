"""Checks deleted

tries: to have no check that could fail
stopped by: a check that is missing is put back
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% edit
cells[:] = [cell for cell in cells if cell["id"] not in ("adam_step", "sgd_step", "setup")]
