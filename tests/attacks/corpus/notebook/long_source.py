"""A cell of a hundred thousand characters

tries: to have the parser, the highlighter and the browser choke
stopped by: the notebook's time has a limit, and so has its page
deserves: all
"""

# %% before setup
x = 1

# %% edit
for cell in cells:
    if cell["source"] == "x = 1\n":
        cell["source"] = "x = [" + "1, " * 30_000 + "]\n" + "(" * 150 + ")" * 150
