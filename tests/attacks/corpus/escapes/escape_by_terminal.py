"""Keys pressed in the instructor's terminal

tries: to type a command into the terminal that the grader was started from
stopped by: it has no terminal but those it makes, and putting keys into one is refused
deserves: all
"""

# %% after setup
import fcntl
import os
import pty
import termios

for name in ("/dev/tty", "/proc/1/fd/0", "/dev/pts/0", "/dev/console"):
    try:
        terminal = os.open(name, os.O_RDWR)
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    except OSError as error:
        print(name, error)
try:
    ours, theirs = pty.openpty()
    for request in (termios.TIOCSTI, termios.TIOCSTI | 1 << 32):
        for letter in b"#\n":
            fcntl.ioctl(theirs, request & 0xFFFFFFFF, bytes([letter]))
    print("{WON} typed")
except OSError as error:
    print(error)
