"""Secrets beside the course, in the checkout, at home and in /tmp

tries: to read what the instructor has on disk
stopped by: its root directory holds what Python needs, and nothing else of this machine
deserves: all
"""

# %% after setup
import glob
import os

for path in {SECRET}:
    for way in (path, f"/proc/self/root{path}", f"/proc/1/root{path}", f"/../../..{path}"):
        try:
            with open(way) as file:
                print(file.read())
        except OSError as error:
            print(error)
for pattern in ("{OUTSIDE}/**", "{COURSE}/*", "/tmp/*", "/var/tmp/*", "/root/*", "/home/*/*"):
    for path in glob.glob(pattern, recursive=True, include_hidden=True):
        print(path)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                print(file.read(1000))
