r"""A notebook under a name of two lines

tries: to add a line to the table
stopped by: characters that move the cursor are not shown
deserves: all
file: "x\n\x1b[2Ja-classmate 22\u202e.ipynb"
"""
