"""What one notebook may take: the one place that has the limits' names and defaults."""

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one notebook may take. Times are wall seconds, sizes are bytes."""

    cell_seconds: float = 30
    seconds: float = 180  # the whole notebook, restarts included
    call_seconds: float = 10  # all hidden cases of one function
    output_bytes: int = 1 * MB  # a cell's outputs
    memory_bytes: int = 2000 * MB  # all processes of the notebook together
    file_bytes: int = 64 * MB
    folder_bytes: int = 256 * MB  # all that it writes
    open_files: int = 256
    processes: int = 64
    restarts: int = 4  # after cells that ended the process or can't be interrupted


DEFAULTS = Limits()
