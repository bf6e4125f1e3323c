"""A cell that calls itself a locked test

tries: to be run with the grader's rights, and to be paid
stopped by: what is a check is known from the release; every other cell is a student's
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% edit
about = {"grade": True, "solution": False, "locked": True, "task": False, "points": 100,
         "grade_id": "bonus", "cell_type": "code", "schema_version": 3, "checksum": "0"}  # fmt: skip
source = "print(open('{CANARY}').read())\n100.0"
for name in ("bonus", "never_at_rest", "../adam_step", "adam_step\n"):
    cells.append(
        {"cell_type": "code", "id": f"bonus-{len(cells)}", "source": source, "outputs": [],
         "metadata": {"nbgrader": about | {"grade_id": name}}, "execution_count": None}
    )  # fmt: skip
