"""A page loads only the styles and scripts that it uses.

Other extensions register theirs for every page of the site, some from other hosts. The
templates ignore those lists and draw `page_styles` and `page_scripts`, which are made here
from what the page's HTML really holds. A library that is used by a page but not named in
`ASSETS` is not loaded: add a line.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

log = logging.getLogger(__name__)

BOOK = Path(__file__).parents[2]
STATIC = BOOK / "_static"
WIDGETS = BOOK.parent / "steepest" / "widgets" / "static"
# Our style sheets, joined in this order into one file.
STYLES = ("tokens", "shell", "prose", "notebook", "landing", "find", "search", "print")

WIDGET = re.compile(r'data-widget="([a-z0-9_]+)"')


class Asset(NamedTuple):
    """A style sheet or script under `_static/`, and what in a page asks for it."""

    path: str
    wanted_by: str


ASSETS = (
    Asset("vendored/katex/katex.min.css", 'class="math'),
    Asset("vendored/katex/katex.min.js", 'class="math'),
    Asset("js/math.js", 'class="math'),
    Asset("sphinx-design.min.css", 'class="sd-'),
    Asset("design-tabs.js", 'class="sd-tab-set'),
    Asset("togglebutton.css", "toggle admonition|dropdown admonition"),
    Asset("togglebutton.js", "toggle admonition|dropdown admonition"),
    Asset("js/copy.js", '<div class="highlight'),
)


def needed(body: str) -> list[str]:
    """Return the paths of the assets that a page with this body needs, in order."""
    paths = [asset.path for asset in ASSETS if re.search(asset.wanted_by, body)]
    widgets = dict.fromkeys(WIDGET.findall(body))
    return paths + [f"widgets/{name}.site.js" for name in widgets]


def site_style() -> str:
    """Return our style sheets as one."""
    return "\n".join((STATIC / "css" / f"{name}.css").read_text("utf8") for name in STYLES)


@lru_cache(maxsize=64)
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def _stamped(path: str, source: Path) -> str:
    """Add a digest, so that a browser's cache never keeps an old version."""
    if not source.exists():
        return path
    return f"{path}?v={_digest(source, source.stat().st_mtime_ns)}"


def _source(path: str) -> Path:
    return WIDGETS / Path(path).name if path.startswith("widgets/") else STATIC / path


def add_static_folder(app: Sphinx, config: Config) -> None:
    """Ship `book/_static`, here rather than by name: by name, every file loads everywhere."""
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def choose_assets(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put what this page needs into its template context."""
    paths = needed(context.get("body", ""))
    for path in paths:
        if path.startswith("widgets/") and not _source(path).exists():
            log.warning("no script for the widget %s: %s", path, _source(path), location=pagename)
    digest = hashlib.sha256(site_style().encode()).hexdigest()[:8]
    context["page_styles"] = [f"site.css?v={digest}"] + [
        _stamped(path, _source(path)) for path in paths if path.endswith(".css")
    ]
    context["page_scripts"] = [_stamped("js/site.js", STATIC / "js" / "site.js")] + [
        _stamped(path, _source(path)) for path in paths if path.endswith(".js")
    ]


def write_assets(app: Sphinx, error: Exception | None) -> None:
    """Write the joined style sheet and the widgets' scripts into the built site."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    (static / "site.css").write_text(site_style(), "utf8")
    shutil.rmtree(static / "css", ignore_errors=True)
    (static / "widgets").mkdir(exist_ok=True)
    for script in sorted(WIDGETS.glob("*.site.js")):
        shutil.copyfile(script, static / "widgets" / script.name)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", add_static_folder)
    app.connect("html-page-context", choose_assets, priority=900)
    app.connect("build-finished", write_assets)
