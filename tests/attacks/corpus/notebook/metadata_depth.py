"""Metadata nested as deep as it goes

tries: to have whoever copies or writes it recurse until it crashes
stopped by: of what is submitted only sources are kept
deserves: all
"""

# %% edit
deep = []
for _ in range(900):
    deep = [deep]
notebook["metadata"]["deep"] = cells[0]["metadata"]["deep"] = deep
