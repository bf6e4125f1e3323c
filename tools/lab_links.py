"""On a site that is served beside a JupyterLab, its links open notebooks in that JupyterLab.

The pages are built for the public site, where the same links lead to a server elsewhere that
starts a JupyterLab first.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

# A link of the built page to a notebook in some JupyterLab: Binder's, or a class's JupyterHub.
_LINK = re.compile(r'href="https?://[^"]*?urlpath=lab%2Ftree%2F([^"&]+)"')
_COURSE = re.compile(r"^.*?(?=(?:notebooks|exercises)/)")


def localized(page: str, lab: str, token: str) -> str:
    """A page's text whose notebooks open at the address of this machine's JupyterLab."""

    def local(found: re.Match) -> str:
        path = _COURSE.sub("", unquote(found[1]))
        return f'href="{lab}/lab/tree/{path}?token={token}"'

    return _LINK.sub(local, page)
