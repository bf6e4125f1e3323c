"""A loss forged on the pipe

tries: to be asked again and again, by claiming that its functions were lost
stopped by: each function is asked for at most once a run, and a run has its deadline
deserves: none
"""

# %% after code-afda0e45
import json
import os
import socket
import stat
import struct

NAMES = ["sgd_step", "momentum_step", "nesterov_step", "adagrad_step"]
MESSAGES = [
    {"ran": "code-afda0e45", "outputs": []},
    {"done": True},
    *({"lost": name, "why": "hung"} for name in NAMES),
    *({"lost": name, "why": ["hung"], "answer": {}} for name in NAMES),
    {"ended": 0, "why": "all right"},
]
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            for message in MESSAGES:
                data = json.dumps(message).encode()
                one.sendall(struct.pack("!I", len(data)) + data)
    except OSError:
        continue
