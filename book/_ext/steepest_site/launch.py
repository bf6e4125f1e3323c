"""The links of a page: open it in Colab or JupyterLab, download it, edit it.

The theme's buttons point at the page's source, a `.md` that Colab can't open. A chapter opens
as its derived notebook, an exercise as itself; both can be downloaded from the site. JupyterLab
runs on Binder, and on the JupyterHub of a class where `_config.yml` names one.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from sphinx.util import logging

from tools.chapters import chapter_of

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
    """Return the notebook that a page opens as, by its path in the repository."""
    chapter = chapter_of(pagename)
    if chapter is None:
        return None
    return chapter.notebook if pagename == chapter.page else chapter.exercise


def repository_of(app: Sphinx) -> tuple[str, str]:
    """Return the repository's public address ("" if it has none) and its branch."""
    options = app.config.html_theme_options
    return options.get("repository_url", "").rstrip("/"), options.get("repository_branch") or "main"


def full_name(repository: str) -> str:
    """Return `owner/name` of a GitHub repository."""
    return repository.rstrip("/").split("github.com/")[-1].removesuffix(".git")


def colab_url(colab: str, repository: str, branch: str, path: str) -> str:
    """Return the address at which Colab opens a notebook of a GitHub repository."""
    return f"{colab.rstrip('/')}/github/{full_name(repository)}/blob/{branch}/{path}"


def binder_url(binder: str, repository: str, branch: str, path: str) -> str:
    """Return the address at which a BinderHub opens a notebook in JupyterLab."""
    place = f"{binder.rstrip('/')}/v2/gh/{full_name(repository)}/{quote(branch, safe='')}"
    return f"{place}?{urlencode({'urlpath': f'lab/tree/{path}'})}"


def hub_url(hub: str, repository: str, branch: str, path: str) -> str:
    """Return the address at which a JupyterHub copies the repository and opens a notebook.

    nbgitpuller makes the copy in the reader's home, in a folder named after the repository. It
    keeps the reader's changes when it updates the copy.
    """
    folder = repository.rstrip("/").split("/")[-1]
    wanted = {"repo": repository, "branch": branch, "urlpath": f"lab/tree/{folder}/{path}"}
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(wanted)}"


# Which setting of `launch_buttons` makes which button.
BUTTONS = (
    ("colab_url", "Open in Colab", "play", colab_url),
    ("binderhub_url", "Open in JupyterLab", "lab", binder_url),
    ("jupyterhub_url", "Open in JupyterHub", "lab", hub_url),
)


def launch_links(settings: dict[str, str], repository: str, branch: str, path: str) -> list[Link]:
    """Return a link for each place that can open a notebook."""
    return [
        Link(label, address(settings[key], repository, branch, path), icon)
        for key, label, icon, address in BUTTONS
        if settings.get(key) and repository
    ]


def add_links(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put the page's links into its template context."""
    repository, branch = repository_of(app)
    links = []
    notebook = notebook_of(pagename)
    if notebook and not (Path(app.srcdir) / notebook).exists():
        log.warning("%s is not made yet: run `make derived`", notebook, location=pagename)
    elif notebook:
        settings = app.config.html_theme_options.get("launch_buttons", {})
        links += launch_links(settings, repository, branch, notebook)
        target = Path(app.outdir) / DOWNLOADS / Path(notebook).name
        if not pagename.startswith("exercises/"):  # an exercise is handed in under its own name
            target = target.with_stem(target.stem + "_chapter")
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
