r"""A notebook under a name that leads elsewhere

tries: to be written outside its folder
stopped by: the graded notebook has the assignment's name
deserves: all
file: "..%2f..%2f\\..\\gradebook.db\u2024.ipynb"
"""
