"""Repairs of small faults in the HTML of other extensions.

axe-core or the HTML standard names each of them. When an extension has repaired its fault, the
line here can go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

MENDS: tuple[tuple[re.Pattern[str], str], ...] = (
    # sphinxcontrib-bibtex: an entry's role is not allowed in a list, the list's item is.
    (re.compile(r'role="doc-biblioentry"'), 'role="listitem"'),
    # sphinx-thebe: what it would need on a page where it ran.
    (re.compile(r'<script type="text/x-thebe-config">.*?</script>', re.S), ""),
    (re.compile(r"<script>kernelName = '[^']*'</script>"), ""),
    # docutils: the empty corner of a table heads nothing.
    (re.compile(r'<th class="head[^"]*"><p></p></th>'), "<td></td>"),
    # myst-nb: a folded cell is no note; its label must be what it shows, and in a summary
    # there are no paragraphs.
    (re.compile(r'<details class="admonition hide'), '<details class="hide'),
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    (
        re.compile(r'<p class="(collapsed|expanded) admonition-title">(.*?)</p>'),
        r'<span class="\1">\2</span>',
    ),
)


def mend(body: str) -> str:
    """Return a page's body with every fault repaired."""
    for pattern, replacement in MENDS:
        body = pattern.sub(replacement, body)
    return body


def mend_page(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Repair the page that is about to be written."""
    if "body" in context:
        context["body"] = mend(context["body"])


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", mend_page, priority=520)
