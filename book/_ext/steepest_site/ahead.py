"""Pages whose outputs are not of today run side by side, before Sphinx reads them in turn.

What fails here is not kept, so it runs again when its page is read, and is reported there.
"""

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.execute import NotebookClientCache, create_client
from myst_nb.core.read import create_nb_reader
from sphinx.util import logging

from .fresh import STORE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_cache.executors.utils import ExecutionResult
    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Page:
    """A page that has code: its name, its file, and its cells."""

    name: str
    path: Path
    notebook: NotebookNode


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that were last read with other outputs than those of today."""
    store = _store(app)
    store.prune(env.found_docs)
    shown = getattr(env, "steepest_outputs", {})
    return [
        page.name
        for page in _pages(env, sorted(env.found_docs))
        if _name(store.find(page.name, page.notebook)) != shown.get(page.name)
    ]


def run_ahead(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Lay out the outputs of the pages to be read; run what lacks them, on all processors."""
    store, shown = _store(app), {**getattr(env, "steepest_outputs", {})}
    found = {page: store.find(page.name, page.notebook) for page in _pages(env, docnames)}
    lacking = sorted((page for page, outputs in found.items() if not outputs), key=_length)
    if lacking:
        logger.info("running %d pages ahead", len(lacking))
        found |= _run(app, store, lacking)
    cache = get_cache(app.config.nb_execution_cache_path)
    for page, outputs in found.items():
        shown[page.name] = _name(outputs)
        if outputs:
            notebook = nbformat.read(outputs, as_version=4)
            bundle = CacheBundleIn(notebook, str(page.path), data={})
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    env.steepest_outputs = shown


def _run(app: Sphinx, store: Store, pages: list[Page]) -> dict[Page, Path | None]:
    """Run each page in a kernel of its own, and return where its outputs are."""
    found: dict[Page, Path | None] = dict.fromkeys(pages)
    processors = os.cpu_count() or 1
    workers = min(len(pages), processors)
    # Kernels that each take all processors for themselves keep one another waiting.
    os.environ.setdefault("OMP_NUM_THREADS", str(processors // workers))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        at_work = {}
        for number, page in enumerate(pages):
            notes = Path(folder) / str(number)
            at_work[pool.submit(_execute, app, page, notes)] = page, notes
        for done in as_completed(at_work):
            page, notes = at_work[done]
            try:
                begun, result = done.result()
            except RuntimeError:  # its kernel died
                result = None
            if result is None or result.err is not None:
                logger.info("Execution Failed: %s", page.name)
                continue
            logger.info("Execution Successful: %s, %.1f s", page.name, result.time)
            read = notes.read_text("utf-8").splitlines()
            found[page] = store.put(page.name, result.nb, read, begun)
    return found


def _execute(app: Sphinx, page: Page, notes: Path) -> tuple[float, ExecutionResult]:
    """Run a page where it lies, and return when it began and what came of it."""
    script = Path(__file__).with_name("watch.py")
    call = f"run_path({str(script)!r})['watch']({str(app.srcdir)!r}, {str(notes)!r})"
    line = f"import runpy; runpy.{call}"
    begun = time.time()
    return begun, single_nb_execution(
        nbformat.from_dict(page.notebook),
        cwd=str(page.path.parent),
        timeout=app.config.nb_execution_timeout,
        allow_errors=app.config.nb_execution_allow_errors,
        extra_arguments=[f"--IPKernelApp.exec_lines={line}"],
    )


def _pages(env: BuildEnvironment, names: list[str]) -> Iterator[Page]:
    """Yield those pages that myst-nb would run."""
    for name in names:
        path = env.doc2path(name)
        text = Path(path).read_text("utf-8")
        reader = create_nb_reader(path, env.myst_config, env.mystnb_config, text)
        if reader is None or reader.read_fmt is None:
            continue
        notebook = reader.read(text)
        client = create_client(notebook, path, env.mystnb_config, logger, reader.read_fmt)
        if isinstance(client, NotebookClientCache):
            yield Page(name, Path(path), notebook)


def _store(app: Sphinx) -> Store:
    return Store(Path(app.outdir).parent / STORE, Path(app.srcdir).resolve())


def _name(outputs: Path | None) -> str | None:
    return outputs and outputs.stem


def _length(page: Page) -> int:
    """The longest first: then no processor waits for the last of them."""
    return -sum(len(cell.source) for cell in page.notebook.cells if cell.cell_type == "code")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", run_ahead)
