"""The work of the others

tries: to copy the answer of whoever has one
stopped by: of all submissions only its own is in its process, and nothing on disk
deserves: all but adam_step
"""

# %% answer-adam_step
import glob
import json
import os


def copied():
    here = os.path.dirname(os.getcwd())
    for root in ("{COURSE}/submitted", "{COURSE}/autograded", here, "/tmp", "/dev/shm"):
        for path in glob.glob(f"{root}/**/*.ipynb", recursive=True):
            with open(path) as file:
                for cell in json.load(file)["cells"]:
                    source = "".join(cell["source"])
                    if "def adam_step" in source and "YOUR CODE" not in source:
                        print("{WON} copied", path)
                        return source
    return "adam_step = None"


exec(copied())
