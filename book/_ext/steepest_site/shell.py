"""The page around the text: our templates replace the theme's.

The theme's own shell loads 2 MB of styles and scripts for menus that this course does not
have. Ours is `templates/layout.html`; the theme still makes the contents lists, the edit
links and the code colours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.chapters import chapter_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

TEMPLATES = Path(__file__).parent / "templates"


def chapter_number(pagename: str) -> str | None:
    """Return "05" for `book/05_optimizers` and for its exercises, None for other pages."""
    chapter = chapter_of(pagename)
    return chapter.label if chapter else None


def put_templates_first(app: Sphinx, config: Config) -> None:
    """Put our templates before the theme's."""
    config.templates_path.insert(0, str(TEMPLATES))


def describe_page(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Tell the templates what kind of page this is."""
    context["is_landing"] = pagename == app.config.root_doc
    context["is_exercise"] = pagename.startswith("exercises/")
    context["chapter_number"] = chapter_number(pagename)
    context["repository_url"] = app.config.html_theme_options.get("repository_url", "")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", put_templates_first)
    app.connect("html-page-context", describe_page, priority=510)
