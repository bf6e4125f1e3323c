"""The standard streams of a notebook: Python's, and the file descriptors below them."""

import builtins
import codecs
import contextlib
import fcntl
import os
import select
from collections.abc import Callable
from io import TextIOBase

from .outputs import Outputs

# A cell may patch the builtins and `os`; the functions of this module keep those of before.
__builtins__ = dict(vars(builtins))
_close, _dup, _dup2, _getpid, _read, _write = (
    os.close, os.dup, os.dup2, os.getpid, os.read, os.write,
)  # fmt: skip

PIPE_BYTES = 1 << 20


class Descriptor:
    """File descriptor 1 or 2, led into a pipe that is read from time to time.

    Nobody reads while a program writes to it, so it holds at most a megabyte; what does not fit
    is refused to the writer, who never waits.
    """

    def __init__(self, number: int):
        self._number, self._before = number, _dup(number)
        self._out, entry = os.pipe()
        with contextlib.suppress(OSError):  # where pipes have used up their memory: 64 kB, then
            fcntl.fcntl(entry, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        os.set_blocking(self._out, False)
        os.set_blocking(entry, False)
        _dup2(entry, number)
        _close(entry)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._poll = select.poll()
        self._poll.register(self._out, select.POLLIN)

    def read(self) -> str:
        """What was written since the last time, a megabyte at most."""
        try:
            if self._poll.poll(0):
                return self._decode(_read(self._out, PIPE_BYTES))
        except OSError:  # a cell has closed it
            pass
        return ""

    def restore(self) -> None:
        _dup2(self._before, self._number)
        _close(self._before)
        _close(self._out)


class OutStream(TextIOBase):
    """`sys.stdout` or `sys.stderr`: what is written goes to the cell that runs.

    What forks write, and what is written while no cell runs, goes to the file descriptor. What
    programs and C wrote there is taken up first, so that all keeps its order. The class bears
    the name of ipykernel's, which shows when a student asks for ``sys.stdout.buffer``.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, cell: Callable[[], Outputs | None]):
        self.name, self._cell = name, cell
        self._number = {"stdout": 1, "stderr": 2}[name]
        self._descriptor, self._pid = None, 0

    def attach(self) -> None:
        self._descriptor, self._pid = Descriptor(self._number), _getpid()

    def detach(self) -> None:
        self._descriptor.restore()
        self._descriptor = None

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        text = str.__str__(text)
        if self.collect():
            self._cell().write(self.name, text)
        else:
            with contextlib.suppress(OSError):
                _write(self._number, text.encode("utf-8", "replace"))
        return len(text)

    def collect(self) -> bool:
        """Give the cell what came from below; False where this process has no cell."""
        cell = self._cell()
        if cell is None or _getpid() != self._pid:
            return False
        cell.write(self.name, self._descriptor.read())
        return True

    def flush(self) -> None:
        if self.collect():
            self._cell().flush(self.name)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number
