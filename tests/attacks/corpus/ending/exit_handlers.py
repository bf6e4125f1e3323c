"""An exit that is registered

tries: to run code when everything is over, and never to end
stopped by: its process is ended from outside
deserves: all
"""

# %% after setup
import atexit
import sys
import threading
import time
import weakref


def later(*args):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass


class Dying:
    __del__ = later


atexit.register(later)
weakref.finalize(sys, later)
threading._register_atexit(later)
sys.dying = Dying()
