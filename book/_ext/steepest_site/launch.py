"""The links of a page: open it in Colab, download it, edit it.

The theme's Colab button points at the page's source, a `.md` that Colab can't open. A chapter
opens as its derived notebook, an exercise as itself; both can be downloaded from the site.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging

from .shell import chapter_number

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)
DOWNLOADS = "_downloads"


class Link(NamedTuple):
    """One link above a page's title."""

    label: str
    url: str
    icon: str
    download: bool = False


def notebook_of(pagename: str) -> str | None:
    """Return the path in the repository of the notebook that a page opens as."""
    if chapter_number(pagename) is None:
        return None
    if pagename.startswith("book/"):
        return f"notebooks/{pagename.removeprefix('book/')}.ipynb"
    return f"{pagename}.ipynb"


def colab_url(colab: str, repository: str, branch: str, path: str) -> str:
    """Return the address at which Colab opens a notebook of a GitHub repository."""
    owner_and_name = repository.rstrip("/").split("github.com/")[-1]
    return f"{colab.rstrip('/')}/github/{owner_and_name}/blob/{branch}/{path}"


def add_links(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put the page's links into its template context."""
    options = app.config.html_theme_options
    repository = options.get("repository_url", "").rstrip("/")
    branch = options.get("repository_branch") or "main"
    links = []
    notebook = notebook_of(pagename)
    if notebook and not (Path(app.srcdir) / notebook).exists():
        log.warning("%s is not made yet: run `make derived`", notebook, location=pagename)
    elif notebook:
        colab = options.get("launch_buttons", {}).get("colab_url", "")
        if colab and repository:
            url = colab_url(colab, repository, branch, notebook)
            links.append(Link("Open in Colab", url, "play"))
        target = Path(app.outdir) / DOWNLOADS / Path(notebook).name
        if pagename.startswith("exercises/"):
            target = target.with_stem(target.stem + "_exercises")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(app.srcdir) / notebook, target)
        url = context["pathto"](f"{DOWNLOADS}/{target.name}", 1)
        links.append(Link("Download notebook", url, "download", download=True))
    if doctree is not None and repository and not pagename.startswith("exercises/"):
        source = Path(app.env.doc2path(pagename)).relative_to(app.srcdir).as_posix()
        links.append(Link("Edit this page", f"{repository}/edit/{branch}/{source}", "edit"))
    context["page_links"] = links


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", add_links, priority=510)
