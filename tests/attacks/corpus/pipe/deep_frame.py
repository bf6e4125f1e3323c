"""JSON nested a million deep

tries: to have the grader's JSON reader recurse until it crashes
stopped by: the reader gives up in time, and the message is lost
deserves: all
"""

# %% after answer-adam_step
import os
import socket
import stat
import struct

deep = b'{"ran": ' + b"[" * 1_000_000
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.sendall(struct.pack("!I", len(deep)) + deep)
    except OSError:
        continue
