"""JSON that is a hundred times larger in memory

tries: to fill the grader's memory with ten million empty objects
stopped by: a message may be little larger than the outputs that a cell may have
deserves: all
"""

# %% after answer-adam_step
import os
import socket
import stat
import struct

large = b'{"ran": 0, "outputs": [' + b"{}," * 10_000_000 + b"{}]}"
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.sendall(struct.pack("!I", len(large)) + large)
    except OSError:
        continue
