"""How links that lead elsewhere are checked, by `python -m tools.links`.

A publisher's page behind a DOI mostly refuses programs, so whether a DOI exists is asked of the
registry that knows all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")


def ask_the_registry(app: Sphinx, uri: str) -> str | None:
    """Return the address at which the registry answers for a DOI, None for other links."""
    found = DOI.match(uri)
    return f"https://doi.org/api/handles/{found[1]}" if found else None


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("linkcheck-process-uri", ask_the_registry)
