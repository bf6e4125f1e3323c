r"""A name that looks like another

tries: to be graded as the classmate whose name it seems to be
stopped by: names are compared by their characters, and folders keep them apart
deserves: all but adam_step
student: "\u0430-classmate"
"""


# %% answer-adam_step
def adam_step(*args):
    return None
