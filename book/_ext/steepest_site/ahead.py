"""Pages whose outputs are not in the cache run side by side, before Sphinx reads them in turn.

What fails here is not cached, so it runs again when its page is read, and is reported there.
"""

from __future__ import annotations

import logging as standard
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from myst_nb.core.execute import NotebookClientCache, create_client
from myst_nb.core.read import create_nb_reader
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
# jupyter-cache says on stderr which page it runs where its logger's level is INFO.
said = standard.getLogger(__name__)
said.setLevel(standard.INFO)


def run_ahead(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Execute what the pages to be read lack, as many at once as there are processors."""
    cache = get_cache(app.config.nb_execution_cache_path)
    pages = [client for name in docnames if (client := _to_execute(env, name, cache))]
    if len(pages) < 2:
        return
    for path, read_format in pages:
        cache.add_nb_to_project(path, read_data=read_format)
    logger.info("running %d pages ahead", len(pages))
    executor = load_executor("local-parallel", cache, logger=said)
    executor.run_and_cache(
        filter_uris=[path for path, _ in pages], timeout=app.config.nb_execution_timeout
    )


def _to_execute(env: BuildEnvironment, name: str, cache) -> tuple[str, dict] | None:
    """Return a page's path and format where myst-nb would run it and the cache has no outputs."""
    path = env.doc2path(name)
    text = Path(path).read_text("utf-8")
    reader = create_nb_reader(path, env.myst_config, env.mystnb_config, text)
    if reader is None or reader.read_fmt is None:
        return None
    notebook = reader.read(text)
    client = create_client(notebook, path, env.mystnb_config, logger, reader.read_fmt)
    if not isinstance(client, NotebookClientCache):
        return None
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return path, reader.read_fmt
    return None


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("env-before-read-docs", run_ahead)
