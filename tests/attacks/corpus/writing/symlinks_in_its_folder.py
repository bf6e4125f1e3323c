"""Links from its own folder to the grades

tries: to have the grader follow a link when it writes, copies or cleans up
stopped by: nothing that a notebook makes on disk is ever looked at
deserves: all
"""

# %% after setup
import os

for name in ("05_optimizers.ipynb", "gradebook.db", "timestamp.txt", "out", "seed.txt"):
    for target in ("{GRADEBOOK}", "{CANARY}", "{COURSE}/submitted", "{OUTSIDE}"):
        os.symlink(target, name)
        try:
            with open(name) as file:
                print(file.read(1000))
            with open(name, "w") as file:
                file.write("{MARK}")
        except (OSError, UnicodeDecodeError) as error:
            print(error)
        os.unlink(name)
    os.symlink("{CANARY}", name)
os.chdir("/")
