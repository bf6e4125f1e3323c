"""Arguments changed in place, and the witness replaced

tries: the points of a pure function for one that overwrites its arguments
stopped by: nothing; its values are right, and they are what is compared
deserves: all
note: whether an argument was changed is said by the student's own process. Who replaces the
  function that looks can hide it; who can do that could as well have written `.copy()`. No value
  is believed in this way.
"""

# %% answer-adam_step
import sys


def silence():
    frame = sys._getframe()
    while frame := frame.f_back:
        if frame.f_globals.get("__name__") == "steepest.checks.calls":
            frame.f_globals["same"] = lambda now, then: True
            frame.f_globals["_is_changed"] = lambda now, before: False


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    silence()
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    w -= lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps)
    return w.copy(), m.copy(), v.copy()
