"""Every cell by the same name

tries: to confuse who is who
stopped by: cells get new ids, and what they are comes from their place in the release
deserves: all
"""

# %% edit
for cell in cells:
    cell["id"] = "sgd_step"
