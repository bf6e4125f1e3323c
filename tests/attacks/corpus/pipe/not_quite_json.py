"""Numbers that are no JSON, and half characters

tries: to have the graded notebook be a file that no program can open
stopped by: what is written is made of what any reader understands
deserves: none
"""

# %% after answer-adam_step
import json
import math
import os
import socket
import stat
import struct

half = "\ud800 \udfff \x00 \x1b[2J \u2028"
bundle = {"text/plain": half, half: half, "application/json": [math.nan, math.inf, {half: -0.0}]}
OUTPUTS = [
    {"output_type": "display_data", "data": bundle, "metadata": {"x": math.nan, half: half}},
    {"output_type": "error", "ename": half, "evalue": half, "traceback": [half, 3, None]},
    {"output_type": "stream", "name": half, "text": [half, 1]},
    {"output_type": "update_display_data", "data": 3},
    {"output_type": ["stream"], "text": None},
    None, 3, [], {},
]  # fmt: skip
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            message = {"ran": "x", "outputs": OUTPUTS, "execution_count": True}
            data = json.dumps(message).encode()
            one.sendall(struct.pack("!I", len(data)) + data)
            os._exit(0)
    except OSError:
        continue
