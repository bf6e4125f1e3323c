"""A message that never ends

tries: to have the grader wait forever for the rest
stopped by: a deadline holds for the whole message
deserves: all
"""

# %% after answer-adam_step
import os
import socket
import stat
import struct
import time

for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.sendall(struct.pack("!I", 1000))
            for _ in range(60):
                try:
                    one.sendall(b" ")
                    time.sleep(1)
                except KeyboardInterrupt:
                    continue
    except OSError:
        continue
