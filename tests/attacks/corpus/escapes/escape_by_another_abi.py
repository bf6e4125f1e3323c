"""System calls by the numbers of another machine

tries: to go around the filter with the 32-bit calls that a 64-bit kernel still takes
stopped by: a call by another convention ends the process
deserves: all
"""

# %% after setup
import ctypes
import mmap
import platform

if platform.machine() == "x86_64":
    CODE = bytes.fromhex("b8360100 00bb000002 10cd80c3".replace(" ", ""))  # unshare by int 0x80
    page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
    page.write(CODE)
    place = ctypes.addressof(ctypes.c_char.from_buffer(page))
    if ctypes.CFUNCTYPE(ctypes.c_int)(place)() == 0:
        print("{WON} a new user namespace")
