"""600 MB in files

tries: to fill the instructor's disk
stopped by: its folder is a small file system of its own, in memory
deserves: all
"""

# %% after setup
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
written = 0
for number in range(60):
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "{OUTSIDE}"):
        try:
            with open(f"{folder}/{MARK}-{number}", "wb") as file:
                written += file.write(b"x" * 10_000_000)
        except OSError as error:
            print(folder, error) if number == 0 else None
    if written > 600_000_000:
        break
print("{WON}-filled" if written > 300_000_000 else "small")
