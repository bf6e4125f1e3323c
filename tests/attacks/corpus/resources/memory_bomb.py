"""Three gigabytes, by one process

tries: to have the machine run out of memory, and end other processes
stopped by: a limit on the memory of a process
deserves: all
"""

# %% after setup
held = []
try:
    while len(held) < 60:
        held.append(bytearray(b"x") * 50_000_000)
except MemoryError as error:
    print("no more", error)
size = sum(map(len, held))
del held
print("{WON}-bomb" if size > 1_500_000_000 else size)
