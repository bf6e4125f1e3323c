"""Other processes, by /proc

tries: to read a process's memory, environment, files and folders
stopped by: in its namespace there is no other process
deserves: all
"""

# %% after setup
import os
import re

others = {name for name in os.listdir("/proc") if name.isdigit()} - {str(os.getpid())}
for pid in (*others, "{VICTIM}", "{GRADER}", str(os.getppid())):
    for name in ("environ", "cmdline", "status", "maps", "stack", "cwd/secret.txt"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as file:
                print("{WON}", pid, file.read(4000))
        except OSError as error:
            print(error)
    for name in ("fd", "root", "cwd", "task"):
        try:
            print("{WON}", pid, os.listdir(f"/proc/{pid}/{name}"))
        except OSError as error:
            print(error)
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
            for line in maps:
                if "[heap]" in line or "[stack]" in line:
                    start, end = (int(x, 16) for x in line.split()[0].split("-"))
                    memory.seek(start)
                    print(re.findall(rb"canary\w+", memory.read(end - start)))
    except OSError as error:
        print(error)
