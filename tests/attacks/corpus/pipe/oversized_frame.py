"""A message of four gigabytes announced

tries: to have the grader allocate what it says
stopped by: no length is believed beyond the limit
deserves: all
"""

# %% after answer-adam_step
import os
import socket
import stat

for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.sendall(b"\xff\xff\xff\xff" + b"[" * 100_000)
    except OSError:
        continue
