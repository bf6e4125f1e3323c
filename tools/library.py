"""What a page's own Python needs of `steepest`: the checks, with the cases of one exercise.

It is a zip of the sources as they stand, made when the site is built. A page gets only the cases
of its own functions, which are most of the weight.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from autograder.paths import ROOT
from tools.archive import EARLIEST, Files

LIBRARY = "steepest"
CASES = f"{LIBRARY}/checks/cases"
CHAPTERS = "_chapters.json"


def functions(slug: str, root: Path = ROOT) -> list[str]:
    """Return the functions that a chapter's exercise checks, such as those of `optimizers`."""
    return json.loads((root / CASES / CHAPTERS).read_text("utf-8")).get(slug, [])


def library_files(slug: str, root: Path = ROOT) -> Files:
    """Return the files of the library that a chapter's exercise needs: contents by name."""
    code = [root / LIBRARY / "__init__.py", *(root / LIBRARY / "checks").rglob("*.py")]
    data = [root / LIBRARY / "checks" / "sections.json", root / CASES / CHAPTERS]
    cases = [root / CASES / f"{name}.json" for name in functions(slug, root)]
    paths = sorted(path.relative_to(root) for path in [*code, *data, *cases])
    return {path.as_posix(): (root / path).read_bytes() for path in paths}


def packed(slug: str, root: Path = ROOT) -> bytes:
    """Return the zip of a chapter's library; the same sources give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in library_files(slug, root).items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
