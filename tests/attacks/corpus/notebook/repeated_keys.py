"""Two notebooks in one file

tries: to show one notebook to a person and another to the grader
stopped by: a file is read once, in one way, and that is what is graded and shown
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% edit
import json

honest = json.dumps(cells)
text = json.dumps(notebook)
text = '{"cells": [], ' + text[1:] + "\n" + json.dumps({**notebook, "cells": []}) + honest
