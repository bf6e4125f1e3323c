"""The instructor's home

tries: to read keys and tokens
stopped by: no home is there, and its own is an empty folder
deserves: all
"""

# %% after setup
import os
import pwd
from pathlib import Path

homes = {"{HOME}", os.path.expanduser("~"), "/root", *(user.pw_dir for user in pwd.getpwall())}
for home in homes:
    for pattern in (".ssh/id_secret", ".config/**/*secret*", ".netrc"):
        for path in Path(home).glob(pattern) if Path(home).is_dir() else ():
            print(path, path.read_text())
    print(home, os.path.isdir(home) and os.listdir(home))
