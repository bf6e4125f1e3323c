"""Files everywhere

tries: to leave something where the instructor, or the next submission, will find it
stopped by: only its own temporary folder can be written, and it is gone with the process
deserves: all
"""

# %% after setup
import os
import site
import sys

import numpy
import steepest

places = [
    "{COURSE}", "{OUTSIDE}", "{HOME}", "{CHECKOUT}", "/", "/tmp", "/var/tmp", "/dev/shm", "/etc",
    "/usr/lib", "/proc", "/dev", "..", "../..", sys.prefix, *site.getsitepackages(),
    os.path.dirname(steepest.__file__), os.path.dirname(numpy.__file__),
]  # fmt: skip
for place in places:
    for write in (lambda path: open(path, "w").close(), os.mkdir, os.mkfifo):
        try:
            write(f"{place}/{MARK}-written.pth")
            print(place)
            break
        except OSError as error:
            print(error)
for path in {SECRET}:
    for change in (os.unlink, os.utime, lambda path: os.chmod(path, 0o777)):
        try:
            change(path)
            print("{WON} changed", path)
        except OSError as error:
            print(error)
    try:
        os.link(path, "linked")
        os.rename(path, "renamed")
    except OSError as error:
        print(error)
