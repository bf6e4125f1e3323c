"""Hooks that see every call

tries: to see expected values pass by while its function is graded
stopped by: expected values never pass through its process
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(w, g, m, v, *args):
    return found.get("expected") or (w, m, v)


# %% after answer-adam_step
import sys
import threading

found = {}


def look(frame, event, argument):
    for name in ("expected", "want", "wanted", "reference"):
        if name in frame.f_locals:
            found["expected"] = frame.f_locals[name]
    return look


sys.addaudithook(lambda event, arguments: None)
threading.settrace(look)
threading.setprofile(look)
sys.setprofile(look)
