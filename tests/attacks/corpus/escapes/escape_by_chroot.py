"""The old way out of a root directory

tries: to climb out by a folder that is kept open while the root changes
stopped by: there is nothing above its root, and the call is refused
deserves: all
"""

# %% after setup
import os

os.makedirs("/tmp/jail", exist_ok=True)
outside = os.open("/", os.O_RDONLY)
try:
    os.chroot("/tmp/jail")
except OSError as error:
    print(error)
os.fchdir(outside)
for _ in range(100):
    os.chdir("..")
for path in {SECRET}:
    try:
        with open(path.lstrip("/")) as file:
            print(file.read())
    except OSError as error:
        print(error)
