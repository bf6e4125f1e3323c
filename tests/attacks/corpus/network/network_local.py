"""Connections to this machine

tries: to talk to servers that listen on localhost only
stopped by: an empty network of its own
deserves: all
"""

# %% after setup
import socket

for address in ("127.0.0.1", "localhost", "0.0.0.0", "10.0.0.1", "169.254.169.254"):
    try:
        with socket.create_connection((address, {TCP}), timeout=0.5) as client:
            client.sendall(b"{MARK}")
        print("{WON} connected")
    except OSError as error:
        print(error)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.sendto(b"{MARK}", (address, {UDP}))
    except OSError as error:
        print(error)
try:
    socket.create_connection(("::1", {TCP}), timeout=0.5)
except OSError as error:
    print(error)
