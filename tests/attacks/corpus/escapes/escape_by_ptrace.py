"""Another process, steered

tries: to read and change the memory of a sibling or of the grader
stopped by: there is no sibling in its namespace, and the calls are refused
deserves: all
"""

# %% after setup
import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
child = os.fork()
if child == 0:
    time.sleep(5)
    os._exit(0)
buffer = ctypes.create_string_buffer(64)
local = (ctypes.c_uint64 * 2)(ctypes.addressof(buffer), 64)
for pid in ({VICTIM}, child):
    for request in (16, 0x4206):  # attach, seize
        if libc.ptrace(request, pid, 0, 0) == 0:
            print("{WON} traced", pid)
            libc.ptrace(17, pid, 0, 0)
    for name in ("process_vm_readv", "process_vm_writev"):
        if getattr(libc, name)(pid, local, 1, local, 1, 0) > 0:
            print("{WON}", name, pid)
        print(name, os.strerror(ctypes.get_errno()))
    if libc.syscall(438, libc.syscall(434, pid, 0), 0, 0) >= 0:  # pidfd_getfd
        print("{WON} took a descriptor of", pid)
try:
    with open("/proc/{VICTIM}/mem", "r+b"):
        print("{WON} memory")
except OSError as error:
    print(error)
os.kill(child, 9)
os.waitpid(child, 0)
