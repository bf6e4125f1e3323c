"""One file of 600 MB

tries: to fill the instructor's disk with one file that has no end
stopped by: a limit on the size of a file
deserves: all
"""

# %% after setup
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for name in ("large", "/dev/shm/large"):
    with open(name, "wb", buffering=0) as file:
        try:
            for _ in range(600):
                file.write(b"x" * 1_000_000)
        except OSError as error:
            print(error)
        print("{WON}-filled" if file.tell() > 100_000_000 else "small")
