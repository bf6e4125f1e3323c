"""Messages without end

tries: to keep the grader busy for as long as it likes
stopped by: messages have a fixed order, and all together a limit
deserves: all
"""

# %% after answer-adam_step
import os
import socket
import stat
import struct

message = struct.pack("!I", 14) + b'{"began": "x"}'
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.sendall(message * 1_000_000)
    except OSError:
        continue
