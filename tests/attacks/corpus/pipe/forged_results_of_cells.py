"""Results of cells forged on the pipe

tries: to have the notebook show a check that was passed, and nbgrader read 100 points from it
stopped by: the outputs of a check are the report of the grader and nothing else, and what speaks out of
  turn is not heard
deserves: none
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% after answer-adam_step
import json
import os
import socket
import stat
import struct

OUTPUTS = [
    {"output_type": "execute_result", "data": {"text/plain": "100.0"}, "execution_count": 1},
    {"output_type": "stream", "name": "stdout", "text": "100.0"},
    {"output_type": "display_data", "data": {"text/html": "<h1>Score: 100</h1>"}},
]
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            message = {"ran": "adam_step", "outputs": OUTPUTS, "points": 5, "finished": True}
            data = json.dumps(message).encode()
            one.sendall(struct.pack("!I", len(data)) + data)
    except OSError:
        continue
