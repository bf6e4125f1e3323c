"""A page runs again when the library has changed.

jupyter-cache knows a page's code and not what the code imports: after a change in `steepest`
it would go on showing outputs of the old one. The cache lies in a folder named after the
library's digest, and Sphinx reads everything anew when that name, or this extension, changes.
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
    """Return what of the library can change a page's outputs: code and data.

    Bundles can't, nor can the cases that `check` reads: pages call no `check`.
    """
    found = (path for kind in ("py", "json", "svg") for path in LIBRARY.rglob(f"*.{kind}"))
    return [path for path in found if path.parent.name != "cases"]


def name_cache(app: Sphinx, config: Config) -> None:
    """Put the cache where only this state of the library finds it."""
    caches = Path(app.outdir).parent / CACHE
    cache = caches / digest(library_files())
    config.nb_execution_cache_path = str(cache)
    for old in caches.glob("*"):
        if old != cache:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    config.steepest_site_digest = digest(HERE.rglob("*.py"))


def setup(app: Sphinx) -> None:
    """Connect to Sphinx; a changed value of an "env" setting reads every page anew."""
    app.add_config_value("steepest_site_digest", "", "env")
    app.connect("config-inited", name_cache)
