"""A student's folder of notebooks, which can be brought up to date without losing any work.

The notebooks of the repository stay as they are. What a student opens, runs and saves is a copy
in `work/`. A copy that was never changed is replaced by each new version. A copy that was changed
stays, and a new version of the repository is put beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from steepest.checks.further import section_of

SOURCES = ("notebooks", "exercises")
RECORD = ".laid_out.json"
_CHAPTER = re.compile(r"\]\(https?://[^)\s]*?/(notebooks/\w+\.ipynb)\)")


def sources(root: Path) -> Iterator[Path]:
    """Yield every notebook and exercise file that students get, relative to the repository."""
    for name in SOURCES:
        for path in sorted((root / name).rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in relative.parts):
                yield relative


def lay_out(root: Path, work: Path) -> list[str]:
    """Bring `work` up to date; return a line for each new version put beside a changed copy.

    A record in `work` has, for each file, the digest of the version that was copied last.
    """
    work.mkdir(parents=True, exist_ok=True)
    record = _read_record(work / RECORD)
    lines = []
    for relative in sources(root):
        new = localized((root / relative).read_bytes(), relative)
        known = record.get(relative.as_posix())
        target = work / relative
        mine = target.read_bytes() if target.exists() else None
        if mine is None or _digest(mine) == known:
            if mine != new:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(new)
        elif mine != new and _digest(new) != known:
            beside = _free_name(target)
            beside.write_bytes(new)
            lines.append(f"{relative} has a new version; yours stays, it is {beside.name}")
        record[relative.as_posix()] = _digest(new)
    text = json.dumps(record, indent=1, sort_keys=True) + "\n"
    if not (work / RECORD).exists() or (work / RECORD).read_text("utf-8") != text:
        (work / RECORD).write_text(text, "utf-8")
    return lines


def localized(data: bytes, relative: Path) -> bytes:
    """An exercise whose links to its chapter lead to the notebook beside it, to the very section.

    The section is the one that explains the next function to be written; above the first one, the
    link leads to the chapter's beginning. Every other file stays as it is.
    """
    if relative.parts[0] != "exercises" or not _CHAPTER.search(data.decode("utf-8", "replace")):
        return data
    notebook = json.loads(data)
    section = ""
    for cell in reversed(notebook["cells"]):
        if cell.get("id", "").startswith("answer-"):
            found = section_of(cell["id"].removeprefix("answer-"))
            section = f"#{quote(found.title.replace(' ', '-'))}" if found else ""
        elif cell["cell_type"] == "markdown":
            place = "" if cell.get("id", "").startswith("text-assignment") else section
            up = "../" * (len(relative.parts) - 1)
            link = f"]({up}\\g<1>{place})"
            text = _CHAPTER.sub(link, "".join(cell["source"]))
            cell["source"] = text.splitlines(keepends=True)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_record(path: Path) -> dict[str, str]:
    """Return the record; without a readable one, every copy counts as changed."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _free_name(path: Path) -> Path:
    """Return `05_optimizers.new.ipynb`, or that name with a number if it is taken."""
    number = 1
    while True:
        tail = ".new" if number == 1 else f".new{number}"
        beside = path.with_name(f"{path.stem}{tail}{path.suffix}")
        if not beside.exists():
            return beside
        number += 1
