"""A page runs again when the library has changed.

jupyter-cache knows a page's code, but not what that code imports: after a change in `steepest` it
would go on showing old outputs. Therefore the cache lies in a folder named after the library's
digest, and Sphinx reads every page again when that name, or this extension, changes.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

HERE = Path(__file__).parent
LIBRARY = HERE.parents[2] / "steepest"
CACHE = ".jupyter_cache"


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of the files' names and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


def library_files() -> list[Path]:
    """Return the files of the library that can change a page's outputs: code and data.

    Bundles can't, nor can the cases that `check` reads: pages call no `check`.
    """
    found = (path for kind in ("py", "json", "svg") for path in LIBRARY.rglob(f"*.{kind}"))
    return [path for path in found if path.parent.name != "cases"]


def name_cache(app: Sphinx, config: Config) -> None:
    """Set the cache to a folder that belongs to this state of the library."""
    caches = Path(app.outdir).parent / CACHE
    cache = caches / digest(library_files())
    config.nb_execution_cache_path = str(cache)
    for old in caches.glob("*"):
        if old != cache:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    config.steepest_site_digest = digest(HERE.rglob("*.py"))


def setup(app: Sphinx) -> None:
    """Connect to Sphinx; a changed value of an "env" setting makes Sphinx read every page again."""
    app.add_config_value("steepest_site_digest", "", "env")
    app.connect("config-inited", name_cache)
