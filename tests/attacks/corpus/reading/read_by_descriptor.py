"""Descriptors that somebody left open

tries: to leave its root by an open folder, or to find the grader's sockets and files
stopped by: all descriptors are closed but those of its own pipe and outputs
deserves: all
"""

# %% after setup
import os
import socket
import stat

for number in range(3, 1024):
    try:
        about = os.fstat(number)
    except OSError:
        continue
    print(number, stat.filemode(about.st_mode), os.readlink(f"/proc/self/fd/{number}"))
    if stat.S_ISDIR(about.st_mode):
        for path in {SECRET}:
            try:
                found = os.open("../" * 20 + path, os.O_RDONLY, dir_fd=number)
                print(os.read(found, 1000))
            except OSError as error:
                print(error)
    if stat.S_ISREG(about.st_mode):
        print("{WON}", os.pread(number, 1000, 0))
    if stat.S_ISSOCK(about.st_mode):
        try:
            one = socket.socket(fileno=os.dup(number))
            print(one.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        except OSError as error:
            print(error)
