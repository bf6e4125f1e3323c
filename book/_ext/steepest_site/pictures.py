"""Photographs and style sheets are taken out of the figures in a page's text.

A figure's SVG holds its photographs as text, which is a third longer and delays the page. Each
becomes a file named after its contents. In a notebook each figure needs its own style sheet; on a
page each sheet stands once, in the head.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = "_static/pictures"
EMBEDDED = re.compile(r"data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/\s]+=*)")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
OURS = re.compile(r"[0-9a-f]{16}\.(png|jpeg|webp)")


def take_out(body: str, to: str) -> tuple[str, dict[str, bytes]]:
    """Return a page's body with links to files in the folder `to`, and the files."""
    files = {}

    def link(found: re.Match[str]) -> str:
        content = b64decode(found[2])
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{found[1]}"
        files[name] = content
        return f"{to}/{name}"

    return EMBEDDED.sub(link, body), files


def take_styles(body: str) -> tuple[str, list[str]]:
    """Return a page's body without style sheets, and a list of them without repeats."""
    return STYLE.sub("", body), list(dict.fromkeys(STYLE.findall(body)))


def write_pictures(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Write the pictures of a page, and pass its style sheets to the template."""
    if "body" not in context:
        return
    context["body"], files = take_out(context["body"], context["pathto"](FOLDER, 1))
    context["body"], context["figure_styles"] = take_styles(context["body"])
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def remove_stale(app: Sphinx, error: Exception | None) -> None:
    """Remove pictures of earlier builds that no page shows any longer."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    shown = {
        found[0] for page in out.rglob("*.html") for found in OURS.finditer(page.read_text("utf8"))
    }
    for path in (out / FOLDER).iterdir():
        if OURS.fullmatch(path.name) and path.name not in shown:
            path.unlink()


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", write_pictures, priority=530)
    app.connect("build-finished", remove_stale, priority=950)
