"""Exercises in the page: what a page is told, and the files that its Python is made of.

`book/in_page/` holds the scripts; `tools/runtime.py` brings Python itself. A page is told only
where the manifest of its exercise lies, and asks for it at the first press. The manifest has the
exercise's cells and the sha256 of every file, so that nothing else is run. Where the runtime is
not at hand, or `steepest_in_page` in `_config.yml` is false, the pages say nothing of it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.chapters import Chapter, chapter_of
from tools.library import functions, packed
from tools.runtime import found, manifest

from .launch import DOWNLOADS, colab_url, repository_of
from .lists import chapters
from .survey import pages

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

FOLDER = "in_page"
SCRIPTS = ("worker.js", "editor.js", "clean.js")
LICENCES = Path(__file__).parents[2] / FOLDER / "licences"


def is_on(app: Sphinx) -> bool:
    """Whether the pages run their exercises."""
    return app.config.steepest_in_page_ready


def look(app: Sphinx, config: Config) -> None:
    """Note whether the pages can run Python; pages are written anew where that has changed."""
    config.steepest_in_page_ready = bool(config.steepest_in_page and found())


def asked_in(chapter: Chapter, root: Path) -> list[str]:
    """Return the functions that an exercise asks for and a page can check."""
    return functions(chapter.slug, root) if (root / chapter.exercise).exists() else []


def settings(app: Sphinx, page: str, chapter: Chapter, pathto: Any) -> dict[str, Any]:
    """Return what a page is told of its exercise."""
    repository, branch = repository_of(app)
    launch = app.config.html_theme_options.get("launch_buttons", {})
    at, has_colab = f"_static/{FOLDER}", launch.get("colab_url") and repository
    return {
        "exercise": chapter.name,
        "isExercise": page == chapter.exercise_page,
        "functions": asked_in(chapter, Path(app.srcdir)),
        "files": pathto(f"{at}/", 1),
        "manifest": pathto(f"{at}/{chapter.name}.json", 1),
        "notebook": pathto(f"{DOWNLOADS}/{chapter.name}.ipynb", 1),
        "colab": colab_url(launch["colab_url"], repository, branch, chapter.exercise)
        if has_colab
        else "",
    }


def tell_page(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put into a page what its script needs to know."""
    chapter = chapter_of(pagename)
    if not is_on(app) or chapter is None or not asked_in(chapter, Path(app.srcdir)):
        return
    told = json.dumps(settings(app, pagename, chapter, context["pathto"]))
    told = told.replace("</", "<\\/")
    context["body"] += f'\n<script type="application/json" id="in-page">{told}</script>\n'


def cells(notebook: Path, names: list[str]) -> list[tuple[str, str, str]]:
    """Return `(id, kind, source)` of the cells that a page runs, in order.

    These are the set-up, the answers and the checks; what installs the library and what draws at
    the end is left to the notebook.
    """
    kept = []
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        kind = "setup" if name == "setup" else "check" if name in names else "answer"
        is_answer = name.startswith("answer-")
        if cell["cell_type"] == "code" and (kind != "answer" or is_answer):
            kept.append((name, kind, "".join(cell["source"])))
    return kept


def digest(content: bytes) -> str:
    """Return the digest of a file as a browser wants it: `sha256-…`."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write Python, its library and the manifests into the built site; nothing where it is off."""
    if error or app.builder.format != "html":
        return
    target, root = Path(app.outdir) / "_static" / FOLDER, Path(app.srcdir)
    if not is_on(app):
        shutil.rmtree(target, ignore_errors=True)
        return
    folder = f"pyodide-{manifest()['pyodide']}/"
    shared = {name: (target / name).read_bytes() for name in SCRIPTS}
    for name in manifest()["files"]:
        shared[folder + name] = (found() / name).read_bytes()
    (target / folder).mkdir(exist_ok=True)
    for name, content in shared.items():
        _write(target / name, content)
    _write_licences(target / folder, found())
    hashes = {name: digest(content) for name, content in shared.items()}
    for chapter in chapters(app.env).values():
        if names := asked_in(chapter, root):
            library = packed(chapter.slug)
            _write(target / f"{chapter.name}.zip", library)
            turns = pages(app.env)[chapter.page].turns
            told = {
                "cells": cells(root / chapter.exercise, names),
                "sections": {
                    name: f"../../{chapter.page}.html#{turns[name].section}"
                    for name in names
                    if name in turns
                },
                "hashes": {**hashes, f"{chapter.name}.zip": digest(library)},
                "library": f"{chapter.name}.zip",
                "runtime": folder,
                "lock": json.dumps(manifest()["lock"]),
            }
            _write(target / f"{chapter.name}.json", json.dumps(told, ensure_ascii=False).encode())


def _write_licences(target: Path, runtime: Path) -> None:
    """Write the licences of Pyodide, Python and NumPy beside them."""
    for path in LICENCES.iterdir():
        _write(target / "licences" / path.name, path.read_bytes())
    for wheel in runtime.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith(".dist-info/licenses/LICENSE.txt"):
                    place = target / "licences" / f"{wheel.name.split('-')[0]}.txt"
                    _write(place, archive.read(name))


def _write(path: Path, content: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == content):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx, after the static files are there and before they are pruned."""
    app.add_config_value("steepest_in_page", True, "html", types=[bool])
    app.add_config_value("steepest_in_page_ready", False, "html", types=[bool])
    app.connect("config-inited", look)
    app.connect("html-page-context", tell_page, priority=530)
    app.connect("build-finished", write_files, priority=850)
