"""A time stamp that never ends

tries: to have the grader wait forever for a named pipe
stopped by: only regular files are opened
deserves: all
"""

# %% edit
fifos.append("timestamp.txt")
