"""Messages over a socket: a length, then that many bytes of JSON. The reader sets the limit.

Each side takes the other for what it is: the grading process reads from one that runs a
stranger's code, so nothing here is ever pickled, and no length is believed beyond the limit.
"""

import json
import socket
import struct
import time

_HEAD = struct.Struct("!I")


class Closed(Exception):
    """The other side is gone."""


class TooLate(Exception):
    """Nothing came before the deadline."""


class BadFrame(Exception):
    """What came is no message, or longer than it may be."""


class Channel:
    """A socket on which messages go both ways; `left` is how many bytes may still come."""

    def __init__(self, sock: socket.socket, limit: int = 64_000_000, total: int = 10**15):
        self.sock, self.limit, self.left = sock, limit, total
        self._buffer = bytearray()

    def send(self, message) -> None:
        data = json.dumps(message, separators=(",", ":")).encode()
        try:
            self.sock.settimeout(None)
            self.sock.sendall(_HEAD.pack(len(data)) + data)
        except OSError as error:
            raise Closed(str(error)) from None

    def receive(self, seconds: float | None = None):
        """The next message, within `seconds`."""
        deadline = None if seconds is None else time.monotonic() + seconds
        (size,) = _HEAD.unpack(self._exactly(_HEAD.size, deadline))
        if size > min(self.limit, self.left):
            raise BadFrame(f"a message of {size:,} bytes")
        self.left -= size
        try:
            return json.loads(self._exactly(size, deadline))
        except (ValueError, RecursionError):
            raise BadFrame("a message that is no JSON") from None

    def _exactly(self, size, deadline):
        while len(self._buffer) < size:
            try:
                self.sock.settimeout(_left(deadline))
                part = self.sock.recv(max(65536, min(size - len(self._buffer), 1 << 20)))
            except TimeoutError:
                raise TooLate from None
            except OSError as error:
                raise Closed(str(error)) from None
            if not part:
                raise Closed("the other side is gone")
            self._buffer += part
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def close(self) -> None:
        self.sock.close()


def _left(deadline):
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TooLate
    return left
