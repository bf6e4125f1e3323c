"""Pictures that stand within a page's text: what they carry with them is put where it belongs.

A figure's SVG carries its photographs as text, a third longer than they are and in the way of
what is read first. Each becomes a file named by its contents. And in a notebook each figure has
to bring its own style sheet; here each sheet is once in the page's head.
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
    """Return a page's body without style sheets, and each of them once."""
    return STYLE.sub("", body), list(dict.fromkeys(STYLE.findall(body)))


def write_pictures(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Write the pictures of the page that is about to be written, and say its style sheets."""
    if "body" not in context:
        return
    context["body"], files = take_out(context["body"], context["pathto"](FOLDER, 1))
    context["body"], context["figure_styles"] = take_styles(context["body"])
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def remove_stale(app: Sphinx, error: Exception | None) -> None:
    """Remove the pictures of earlier builds that no page shows any more."""
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
