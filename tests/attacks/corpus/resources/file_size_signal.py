r"""The signal for files that grow too large, left as it is

tries: to die of it in a way that takes the grader along
stopped by: it costs the cell, or the function, and nothing else
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with open("/tmp/large", "wb") as file:
        for _ in range(600):
            file.write(b"x" * 1_000_000)
