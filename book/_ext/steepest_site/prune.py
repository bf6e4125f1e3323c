"""Remove what no page uses from the built folder.

Themes and extensions copy megabytes that no page loads, and Sphinx keeps the pages of deleted
files. Readers can download the site as a zip, so it holds only what it uses.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Template

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Of `_static/`, what other extensions put there and a page can ask for (see assets.py).
KEEP = {
    "site.css", "js", "vendored", "widgets", "pictures", "in_page",
    "design-tabs.js",
    "favicon.svg",
}  # fmt: skip

FRONT = Template("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ title }}</title>
<meta http-equiv="refresh" content="0; url={{ page }}">
<link rel="canonical" href="{{ page }}">
<main><h1>{{ title }}</h1><p><a href="{{ page }}">To the course</a></p></main>
</html>
""")


def remove(path: Path) -> None:
    """Remove a file or a folder."""
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def prune(app: Sphinx, error: Exception | None) -> None:
    """Remove files that no page uses, and pages whose source is gone."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for path in (out / "_static").iterdir():
        if path.name not in KEEP:
            remove(path)
    pages = {f"{name}.html" for name in [*app.env.found_docs, "index", "search"]}
    for path in out.rglob("*.html"):
        if path.relative_to(out).as_posix() not in pages:
            path.unlink()
    front = out / "index.html"
    front.write_text(
        FRONT.render(title=app.config.html_title, page=f"{app.config.root_doc}.html"), "utf8"
    )


def setup(app: Sphinx) -> None:
    """Connect to Sphinx, after all other handlers."""
    app.connect("build-finished", prune, priority=900)
