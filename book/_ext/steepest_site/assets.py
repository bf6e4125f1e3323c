"""A page loads one style sheet, and only the scripts that it uses.

Other extensions register their files for every page of the site, some from other hosts. Our
templates ignore those lists. They load `page_style`, all style sheets joined into one, and
`page_scripts`, which are chosen here by what the page's HTML holds. A library that a page uses is
loaded only if it is named in `STYLES` or `SCRIPTS`.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx_design
from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

log = logging.getLogger(__name__)

BOOK = Path(__file__).parents[2]
STATIC = BOOK / "_static"
WIDGETS = BOOK.parent / "steepest" / "widgets" / "static"
SPHINX_DESIGN = Path(sphinx_design.__file__).parent / "static"
# Joined in this order into one file, because a second one would delay the page on a slow line.
# The first is the theme's, which writes it into the built folder.
STYLES = (
    "pygments.css",
    *(f"css/{name}.css" for name in (
        "tokens", "shell", "prose", "notebook", "in_page", "landing", "find", "dock", "search",
        "print",
    )),
    "vendored/katex/katex.min.css",
    "sphinx-design.min.css",
)  # fmt: skip
ADDRESS = re.compile(r"url\(['\"]?(?!data:|#)([^'\")]+)['\"]?\)")

WIDGET = re.compile(r'data-widget="([a-z0-9_]+)"')


class Script(NamedTuple):
    """A script under `_static/`, and a pattern of the HTML that needs it."""

    path: str
    wanted_by: str


SCRIPTS = (
    Script("vendored/katex/katex.min.js", 'class="math'),
    Script("js/math.js", 'class="math'),
    Script("design-tabs.js", 'class="sd-tab-set'),
    Script("js/dock.js", 'class="steepest-try'),
    Script("js/quiz.js", 'class="(?:quiz-count|[^"]*quiz-right)'),
    Script("js/terms.js", r'<a [^>]*#term-[^>]* title="'),
    Script("js/copy.js", '<div class="highlight'),
    Script("in_page/page.js", 'id="in-page"|class="written-count'),
)


def needed(body: str) -> list[str]:
    """Return the paths of the scripts that a page with this body needs, in order."""
    paths = [script.path for script in SCRIPTS if re.search(script.wanted_by, body)]
    widgets = dict.fromkeys(WIDGET.findall(body))
    return paths + [f"widgets/{name}.site.js" for name in widgets]


def joined(*folders: Path) -> str:
    """Return all style sheets as one, each from the first of the folders that has it.

    Addresses in them become relative to the joined file, at the top of the static folder.
    """
    sheets = []
    for name in STYLES:
        text = next(at / name for at in folders if (at / name).exists()).read_text("utf8")

        def seen(found: re.Match[str], sheet: str = name) -> str:
            return f"url({posixpath.normpath(posixpath.join(posixpath.dirname(sheet), found[1]))})"

        sheets.append(ADDRESS.sub(seen, text))
    return "\n".join(sheets)


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
    """Add `book/_static`. If the configuration named it, every file would load on every page."""
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def _style_digest() -> str:
    """Return a digest of our own style sheets and KaTeX's."""
    paths = [STATIC / name for name in STYLES if (STATIC / name).exists()]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:8]


def choose_assets(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put what this page needs into its template context."""
    paths = needed(context.get("body", ""))
    for path in paths:
        if path.startswith("widgets/") and not _source(path).exists():
            log.warning("no script for the widget %s: %s", path, _source(path), location=pagename)
    context["page_style"] = f"site.css?v={_style_digest()}"
    context["page_scripts"] = [_stamped(path, _source(path)) for path in ["js/site.js", *paths]]


def write_assets(app: Sphinx, error: Exception | None) -> None:
    """Write the joined style sheet and the widgets' scripts into the built site."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    style = joined(STATIC, SPHINX_DESIGN, static)
    # Sphinx copies nothing where no page has changed.
    shutil.copytree(STATIC, static, dirs_exist_ok=True)
    (static / "site.css").write_text(style, "utf8")
    for name in STYLES:
        (static / name).unlink(missing_ok=True)
    shutil.rmtree(static / "css")
    (static / "widgets").mkdir(exist_ok=True)
    for script in sorted(WIDGETS.glob("*.site.js")):
        shutil.copyfile(script, static / "widgets" / script.name)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", add_static_folder)
    app.connect("html-page-context", choose_assets, priority=900)
    app.connect("build-finished", write_assets, priority=800)  # the theme writes some then, too
