"""What writes to the pipe, replaced

tries: to change the messages that leave its process
stopped by: a message can only say what its functions return; what is not well formed is lost
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return 0.0


# %% after answer-adam_step
import base64
import json
import socket

real = json.dumps


def better(message, *args, **kwargs):
    if isinstance(message, dict) and message.get("answer") == "adam_step":
        message |= {"points": 100, "fraction": 1.0, "verdict": "right", "ok": True}
    return real(message, *args, **kwargs)


json.dumps = better
base64.b64encode = lambda data, *args: b"AAAAAAAA8D8="
socket.socket.shutdown = lambda *args: None
