"""A daemon that outlives its notebook

tries: to be there when the next submission is graded
stopped by: all processes of its namespace die with the first
deserves: all
"""

# %% after setup
import os
import subprocess
import sys
import time

PROGRAM = """
import socket, time
for _ in range(60):
    time.sleep(1)
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"{MARK}", ("127.0.0.1", {UDP}))
"""
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, "-S", "-c", PROGRAM, "{MARK}-daemon"])
    os._exit(0)
subprocess.Popen(["sh", "-c", "trap '' TERM HUP; sleep 60; : {MARK}"], start_new_session=True)
subprocess.Popen(["nohup", "setsid", "sh", "-c", "sleep 60; : {MARK}"])
time.sleep(0.2)
