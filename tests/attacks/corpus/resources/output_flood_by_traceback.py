"""An exception that says 100 MB

tries: to fill the graded notebook with an error
stopped by: errors are cut at the limit on outputs too
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    raise ValueError("x" * 20_000_000)


# %% after setup
def down(depth):
    if depth:
        return down(depth - 1)
    error = ValueError("x" * 20_000_000)
    for number in range(100):
        error.add_note("y" * 100_000)
    raise error


down(500)
