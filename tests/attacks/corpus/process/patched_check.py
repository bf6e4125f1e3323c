"""A check that is always content

tries: full points from the check cells of the notebook
stopped by: what a check cell does counts for nothing: the function is asked by the grader
deserves: all but adam_step
"""

# %% after setup
import steepest
import steepest.checks.report


def check(function):
    print("✓ all right")
    return 100.0


steepest.check = check
for name, thing in vars(steepest.checks.report).copy().items():
    if callable(thing) and not isinstance(thing, type):
        setattr(steepest.checks.report, name, lambda *args, **kwargs: 100.0)


# %% answer-adam_step
def adam_step(*args):
    return None
