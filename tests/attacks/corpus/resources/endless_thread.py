"""A thread that never ends

tries: to go on when its cell is over, and slow down what comes after
stopped by: threads end with their process, and functions are called in a fork without them
deserves: all
"""

# %% after setup
import threading
import time


def spin():
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(0)


threading.Thread(target=spin).start()
threading.Thread(target=spin, daemon=True).start()
