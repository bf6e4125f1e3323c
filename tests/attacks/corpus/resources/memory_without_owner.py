"""Memory that belongs to no process

tries: to hold three gigabytes in shared memory, pipes and files of memory, where no limit counts
stopped by: such memory is refused, or bounded by the size of its folder
deserves: all
"""

# %% after setup
import ctypes
import mmap
import os

got = {}


def attempt(name, step):
    try:
        for _ in range(60):
            got[name] = got.get(name, 0) + step()
    except (OSError, ValueError, AttributeError) as error:
        print(name, error)


def shared():
    held = mmap.mmap(-1, 50_000_000)
    for page in range(0, len(held), 4096):
        held[page] = 1
    held.madvise(mmap.MADV_DONTNEED)  # no longer resident, and still there
    kept.append(held)
    return len(held)


def zero():
    with open("/dev/zero", "r+b") as file:
        kept.append(mmap.mmap(file.fileno(), 50_000_000))
    return 50_000_000


def file_of_memory():
    file = os.memfd_create("x")
    os.truncate(file, 50_000_000)
    kept.append(file)
    return 50_000_000


def system_v():
    if ctypes.CDLL(None).shmget(0, 50_000_000, 0o1600) < 0:
        raise OSError("shmget")
    return 50_000_000


def folder():
    with open(f"/dev/shm/{len(kept)}", "wb") as file:
        kept.append(file.write(b"x" * 10_000_000))
    return 10_000_000


kept = []
for step in (shared, zero, file_of_memory, system_v, folder):
    attempt(step.__name__, step)
print(got, "{WON}" if sum(got.values()) > 300_000_000 else "")
