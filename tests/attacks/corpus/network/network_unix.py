"""Sockets with names

tries: to reach a server of this machine by its file, or by an abstract name
stopped by: the file is not there, and abstract names are those of its own network
deserves: all
"""

# %% after setup
import socket

NAMES = ("{SOCKET}", "/proc/1/root{SOCKET}", "\0{ABSTRACT}", "/run/dbus/system_bus_socket")
for name in (*NAMES, "/var/run/docker.sock", "/run/systemd/private", "\0/tmp/.X11-unix/X0"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            with socket.socket(socket.AF_UNIX, kind) as client:
                client.connect(name)
                client.send(b"{MARK}")
                print("{WON} connected")
        except OSError as error:
            print(error)
