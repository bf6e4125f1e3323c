"""The machine on which the figures were measured."""

import os
import platform
import re
from pathlib import Path


def machine() -> str:
    """The processor, its cores, and Python's version, in a line."""
    found = None
    if (about := Path("/proc/cpuinfo")).exists():
        found = re.search(r"^model name\s*:\s*(.+)$", about.read_text(), re.MULTILINE)
    processor = found[1] if found else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}"
