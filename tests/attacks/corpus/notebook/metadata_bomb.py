"""Thirty megabytes of metadata

tries: to have it copied, validated and kept with every step
stopped by: of what is submitted only sources are kept
deserves: all
"""

# %% edit
notebook["metadata"]["widgets"] = {"x" * 100: ["y" * 1000] * 15_000}
cells[0]["metadata"]["collapsed"] = {str(number): [number] for number in range(300_000)}
