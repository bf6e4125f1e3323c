"""A check that is passed, a hundred times

tries: to be paid for one right answer a hundred times
stopped by: of copies one counts
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% edit
import copy

(check,) = (cell for cell in cells if cell["id"] == "sgd_step")
cells += [copy.deepcopy(check) for _ in range(100)]
for number, cell in enumerate(cells[-100:]):
    cell["id"] = f"again-{number}"
    cell["metadata"]["nbgrader"]["grade_id"] = f"sgd_step{number}" if number % 2 else "sgd_step"
