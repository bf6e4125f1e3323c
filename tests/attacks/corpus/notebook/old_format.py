"""A notebook of format 3 with surprises

tries: to have the converter trip over types that it does not expect
stopped by: what can't be converted is reported, and nobody else is kept waiting
deserves: nothing graded
"""

# %% edit
import json

text = json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [3, None, "x"]}],
                   "metadata": [], "cells": {"a": 1}})  # fmt: skip
