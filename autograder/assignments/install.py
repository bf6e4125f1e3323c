"""A notebook's first cell, which brings what the notebook imports and does not find.

The library alone is light. What only some notebooks import (PyTorch is hundreds of megabytes)
belongs to an extra of it, and only their first cells ask for one.
"""

import re
from collections.abc import Iterable

from autograder.assignments.address import Address

# The extras of pyproject.toml, the smallest first, with what may be imported once one is there.
EXTRAS = {
    "data": {"sklearn"},
    "chapters": {"sklearn", "torch", "pycocotools"},
}
_IMPORTED = re.compile(r"^[ \t]*(?:import|from)[ \t]+(\w+)", re.MULTILINE)
_CELL = """\
# Brings the course's library where it is missing, as in Colab. Elsewhere it does nothing.
from importlib.util import find_spec

if {missing}:
    %pip install --quiet "{library}"\
"""


def install_cell(address: Address, code: Iterable[str]) -> str:
    """The first cell of a notebook with these code cells."""
    imported = {name for source in code for name in _IMPORTED.findall(source)}
    heavy = sorted(imported & set().union(*EXTRAS.values()))
    if not heavy:
        missing, extra = 'find_spec("steepest") is None', ""
    else:
        names = ", ".join(f'"{name}"' for name in ["steepest", *heavy])
        missing = f"not all(map(find_spec, [{names}]))"
        extra = next(extra for extra, brings in EXTRAS.items() if brings >= set(heavy))
    return _CELL.format(missing=missing, library=address.library(extra))
