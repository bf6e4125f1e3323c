"""Noise on the pipe

tries: to crash whoever reads it
stopped by: what is no message costs the cell that sent it
deserves: all
"""

# %% after answer-adam_step
import os
import random
import socket
import stat
import struct

noise = random.Random(0).randbytes(10_000)
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.sendall(struct.pack("!I", len(noise)) + noise)
            one.sendall(noise)
    except OSError:
        continue
