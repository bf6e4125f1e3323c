"""How links to other sites are checked, for `python -m tools.links`.

Most publishers refuse requests by programs, so the registry of DOIs is asked whether a DOI exists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")


def ask_the_registry(app: Sphinx, uri: str) -> str | None:
    """Return the registry's address for a DOI, and None for other links."""
    found = DOI.match(uri)
    return f"https://doi.org/api/handles/{found[1]}" if found else None


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("linkcheck-process-uri", ask_the_registry)
