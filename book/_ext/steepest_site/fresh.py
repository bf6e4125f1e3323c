"""A page runs again when something that it used has changed, and only then.

While a page runs, its kernel notes every file of the repository that it reads: the modules of
`steepest`, its widget with data, still pictures and bundle (`watch.py`). The outputs are kept
beside the digests of those files, of the page's own code, and of Python and the libraries that
`steepest` stands on; where all of these are the same, they are the outputs of today. Several
generations of each page are kept, so that to go back, or to another branch, runs nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.config import Config

HERE = Path(__file__).parent
PROJECT = HERE.parents[2] / "pyproject.toml"
STORE = ".executed"
GENERATIONS = 5
MOST_BYTES = 500_000_000
# What is built, or is of the environment, is no source of a page.
APART = {"_build", "build", "dist", "node_modules", "site-packages"}


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of the files' names and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


@cache
def libraries() -> str:
    """Return a digest of the versions of Python and of all that a page's code stands on."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    imported = [*project["dependencies"], *extras["data"], *extras["chapters"]]
    ahead = ["ipykernel", *(line for line in imported if not line.startswith("steepest["))]
    found = {"python": sys.version}
    while ahead:
        wanted = Requirement(ahead.pop())
        if wanted.name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            library = metadata.distribution(wanted.name)
        except metadata.PackageNotFoundError:
            continue
        found[wanted.name] = library.version
        ahead += library.requires or ()
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def code(notebook: NotebookNode) -> str:
    """Return a digest of what runs: the code, the kernel, and which cells may fail or are left."""
    runs = [
        (cell.source, sorted({"raises-exception", "skip-execution"}.intersection(_tags(cell))))
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    about = {key: notebook.metadata.get(key) for key in ("kernelspec", "execution")}
    return hashlib.sha256(json.dumps([runs, about], sort_keys=True).encode()).hexdigest()


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


class Store:
    """The outputs of pages, each beside what it was made from."""

    def __init__(self, folder: Path, root: Path) -> None:
        """Keep them in `folder`; what they were made from lies below `root`."""
        self.folder, self.root = folder, root
        self._digests: dict[str, str] = {}

    def find(self, page: str, notebook: NotebookNode) -> Path | None:
        """Return the file of a page's outputs, if they are those of its sources as they are."""
        own = code(notebook)
        for path in sorted((self.folder / page).glob("*.json"), key=_age):
            try:
                made = json.loads(path.read_text("utf-8"))
                same = (made["code"], made["libraries"]) == (own, libraries())
                files = made["files"].items()
            except (ValueError, LookupError, TypeError, AttributeError):
                continue
            outputs = path.with_suffix(".ipynb")
            if same and outputs.exists() and all(self._now(f) == was for f, was in files):
                path.touch()
                return outputs
        return None

    def put(
        self, page: str, notebook: NotebookNode, read: Iterable[str], since: float
    ) -> Path | None:
        """Keep a page's outputs, and return their file; None where a source changed meanwhile."""
        files = sorted(set(filter(None, map(self._source, read))))
        self._digests.clear()
        if any((self.root / file).stat().st_mtime > since for file in files):
            return None
        made = {
            "code": code(notebook),
            "libraries": libraries(),
            "files": {file: self._now(file) for file in files},
        }
        text = json.dumps(made, indent=1)
        path = self.folder / page / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(nbformat.writes(notebook), "utf-8")
        path.with_suffix(".json").write_text(text, "utf-8")
        return path

    def prune(self, pages: Iterable[str]) -> None:
        """Forget pages that are no more, old generations, and the oldest where all is too much."""
        kept, known = [], set(pages)
        for folder in {path.parent for path in self.folder.rglob("*.json")}:
            made = sorted(folder.glob("*.json"), key=_age)
            gone = 0 if folder.relative_to(self.folder).as_posix() not in known else GENERATIONS
            kept += made[:gone]
            for old in made[gone:]:
                _remove(old)
        total = 0
        for path in sorted(kept, key=_age):
            total += path.with_suffix(".ipynb").stat().st_size
            if total > MOST_BYTES:
                _remove(path)

    def _now(self, file: str) -> str:
        """Return the digest of a source as it is, "" where there is none."""
        if file not in self._digests:
            path = self.root / file
            text = path.read_bytes() if path.is_file() else None
            self._digests[file] = "" if text is None else hashlib.sha256(text).hexdigest()
        return self._digests[file]

    def _source(self, read: str) -> str | None:
        """Return a file that was read as a source's path below the root, if it is one."""
        path = Path(read)
        if not path.is_relative_to(self.root) or not path.is_file():
            return None
        parts = path.relative_to(self.root).parts
        apart = any(part in APART or part.startswith(".") for part in parts)
        return None if apart else "/".join(parts)


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def _remove(path: Path) -> None:
    path.unlink()
    path.with_suffix(".ipynb").unlink(missing_ok=True)


def name_cache(app: Sphinx, config: Config) -> None:
    """Give jupyter-cache a folder of this build alone: `ahead` puts in it what is of today."""
    built = Path(app.outdir).parent
    cache = built / ".jupyter_cache"
    shutil.rmtree(cache, ignore_errors=True)
    config.nb_execution_cache_path = str(cache)
    config.steepest_site_digest = digest(HERE.rglob("*.py"))


def setup(app: Sphinx) -> None:
    """Connect to Sphinx; a changed value of an "env" setting reads every page anew."""
    app.add_config_value("steepest_site_digest", "", "env")
    app.connect("config-inited", name_cache)
