"""Interfaces of the kernel that are large and new

tries: to go around the filter, or to find a bug that nobody has found
stopped by: what a notebook never needs is refused
deserves: all
"""

# %% after setup
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
CALLS = {"io_uring_setup": 425, "io_uring_enter": 426, "userfaultfd": 323, "bpf": 321,
         "perf_event_open": 298, "keyctl": 250, "add_key": 248, "request_key": 249,
         "memfd_secret": 447, "memfd_create": 319, "kcmp": 312, "personality": 135,
         "name_to_handle_at": 303, "quotactl": 179, "syslog": 103, "vmsplice": 278,
         "fanotify_init": 300, "process_madvise": 440, "clone3": 435, "init_module": 175,
         "kexec_load": 246, "swapon": 167, "acct": 163, "iopl": 172}  # fmt: skip
if platform.machine() == "x86_64":
    for name, number in CALLS.items():
        ctypes.set_errno(0)
        if libc.syscall(number, 0, 0, 0, 0, 0, 0) >= 0:
            print("{WON}", name)
        print(name, os.strerror(ctypes.get_errno()))
