"""More cells than anyone can read

tries: to keep the grader busy with a hundred thousand cells
stopped by: a limit on the number of cells
deserves: nothing graded
"""

# %% edit
empty = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [], "execution_count": None}
cells += [empty | {"id": f"e{number}"} for number in range(100_000)]
