"""Outputs beyond the limit, sent by its own hand

tries: to fill the instructor's disk and browser with a graded notebook of 100 MB
stopped by: the limit on outputs is kept by the grader too
deserves: all
"""

# %% after answer-adam_step
import json
import os
import socket
import stat
import struct

outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * 28_000_000}]
nested = {"text/plain": "x", "application/json": {"x" * 30: [float("nan"), float("inf"), 1e308]}}
more = [{"output_type": "display_data", "data": nested, "metadata": {"a": float("nan")}}] * 9
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            for message in (
                {"ran": "x", "outputs": outputs + more, "execution_count": 10**4000},
                {"began": "code-afda0e45"},
                {"ran": "code-afda0e45", "outputs": outputs, "execution_count": -1},
                {"done": True},
            ):
                data = json.dumps(message).encode()
                one.sendall(struct.pack("!I", len(data)) + data)
    except OSError:
        continue
