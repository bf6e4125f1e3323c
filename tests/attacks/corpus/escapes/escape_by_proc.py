"""Settings of the kernel

tries: to change this machine by files in /proc and /sys
stopped by: they belong to root, who is nobody here
deserves: all
"""

# %% after setup
import os

# Where there is no wall, these concern this process alone.
for path in ("/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/setgroups"):
    try:
        with open(path, "w") as file:
            file.write("0 0 4294967295")
        print("{WON}", path)
    except OSError as error:
        print(error)
if os.getpid() == 1:  # in a namespace of its own: else it would be the machine's
    for path in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname",
                 "/proc/sys/vm/drop_caches", "/proc/sysrq-trigger",
                 "/proc/sys/fs/binfmt_misc/register"):  # fmt: skip
        print(path, os.access(path, os.W_OK) and "{WON}")
try:
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("-1000")
    print("{WON}")
except OSError as error:
    print(error)
print(os.path.exists("/sys/kernel"), os.path.exists("/sys/fs/cgroup"))
