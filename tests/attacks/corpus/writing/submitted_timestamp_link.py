"""A time stamp that is a link to a secret

tries: to have the grader copy a file into what it hands back
stopped by: only a time is taken from the file, and no link is followed
deserves: all
"""

# %% edit
links["timestamp.txt"] = "{CANARY}"
