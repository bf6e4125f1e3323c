"""Repair a submitted notebook, and list what was repaired.

Nothing that a submission says of itself is believed: what a cell is (an answer, a check, a
given cell), what it is worth, and what a check runs come from the release, as it stands in
the gradebook. Only sources, cell order and the pictures of written answers are the student's.
"""

import json
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.assignments.release import Release

MAX_BYTES = 100_000_000
MAX_CELLS = 2_000
KINDS = ("code", "markdown", "raw")


class Unreadable(Exception):
    """A submission of which nothing can be graded; the message says why, for the table."""


@dataclass
class Repaired:
    """A notebook fit to be run, and a line for each thing that was put right."""

    notebook: nbformat.NotebookNode
    notes: list[str] = field(default_factory=list)


def read(data: bytes) -> tuple[nbformat.NotebookNode, list[str]]:
    """The notebook in a file that a student handed in, brought to today's format."""
    notes = []
    if len(data) > MAX_BYTES:
        raise Unreadable(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip():
        raise Unreadable("the file is empty")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("the file is not text") from None
    try:
        raw, end = json.JSONDecoder().raw_decode(text.strip())
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"the file is not a notebook: malformed JSON{where}") from None
    if text.strip()[end:].strip():
        notes.append("text after the notebook's end left out")
    if not isinstance(raw, dict) or not isinstance(raw.get("nbformat"), int):
        raise Unreadable("the file is JSON, but not a notebook")
    if raw["nbformat"] != 4:
        try:
            notes.append(f"brought from notebook format {raw['nbformat']} to 4")
            raw = nbformat.convert(nbformat.from_dict(raw), 4)
        except Exception:
            raise Unreadable(f"notebook format {raw['nbformat']} can't be read") from None
    cells = raw.get("cells")
    if not isinstance(cells, list) or not cells:
        raise Unreadable("the notebook has no cells")
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"the notebook has more than {MAX_CELLS:,} cells")
    kept = [_plain(cell) for cell in cells]
    if lost := kept.count(None):
        notes.append(f"{lost} malformed cell{'s' * (lost > 1)} left out")
    return NotebookNode(cells=[cell for cell in kept if cell is not None]), notes


def _new(kind, source):
    """A cell as nbformat makes it, which validates each; here the whole notebook is, at the end."""
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return NotebookNode(cell_type=kind, metadata=NotebookNode(), source=source, **code)


def _plain(cell):
    """A cell with only what counts: its type, source, and what nbgrader calls it."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in KINDS:
        return None
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    # A lone surrogate is valid JSON, and no file or pipe can hold it.
    source = source.encode("utf-8", "replace").decode()
    new = _new(cell["cell_type"], source)
    attachments = cell.get("attachments")
    if cell["cell_type"] == "markdown" and _is_pictures(attachments):
        new["attachments"] = nbformat.from_dict(attachments)
    if grade_id := _grade_id(cell):
        new.metadata["nbgrader"] = {"grade_id": grade_id}
    return new


def _is_pictures(attachments):
    return isinstance(attachments, dict) and all(
        isinstance(bundle, dict)
        and all(
            kind in ("image/png", "image/jpeg") and isinstance(data, str)
            for kind, data in bundle.items()
        )
        for bundle in attachments.values()
    )


def _grade_id(cell):
    meta = cell.get("metadata")
    nbgrader = meta.get("nbgrader") if isinstance(meta, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def repair(notebook: nbformat.NotebookNode, release: Release) -> Repaired:
    """Restore what the release has: cells that are missing, changed, copied or renamed."""
    known = {cell.grade_id: cell for cell in release.cells}
    changed: dict[str, list[str]] = {}

    def note(what, grade_id):
        changed.setdefault(what, []).append(grade_id)

    cells, seen = [], set()
    for cell in reversed(notebook.cells):  # of copies the last one counts: it runs last
        grade_id = _grade_id(cell)
        cell.metadata = nbformat.from_dict({})
        source = known.get(grade_id)
        if source and grade_id in seen:
            note("copied, the last one counts", grade_id)
        elif source:
            seen.add(grade_id)
            if cell.cell_type != source.cell_type:
                note("type put back", grade_id)
                cell = _new(source.cell_type, cell.source)
            if source.locked and cell.source.strip() != _released(source).strip():
                note("changed, put back", grade_id)
            if source.locked:
                cell.source = source.source
            cell.metadata = nbformat.from_dict(source.metadata)
        cells.append(cell)
    cells.reverse()
    for source in release.cells:
        if source.grade_id not in seen and (source.locked or source.points is not None):
            written = source.solution and source.points is not None
            where = "; its answer may stand in another cell" if written else ""
            note(f"missing, put back{where}", source.grade_id)
            _put_back(cells, source)
        elif source.grade_id not in seen:
            note("missing", source.grade_id)
    for number, cell in enumerate(cells):
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id") or f"cell-{number}"
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    out = new_notebook(cells=cells, metadata={"kernelspec": release.kernelspec})
    out.nbformat_minor = 5
    return Repaired(out, [f"{_names(ids)} {what}" for what, ids in changed.items()])


def _released(source):
    """A check's source as students have it: without the hidden tests."""
    lines, hidden = [], False
    for line in source.source.split("\n"):
        hidden = hidden or "BEGIN HIDDEN TESTS" in line
        if not hidden:
            lines.append(line)
        hidden = hidden and "END HIDDEN TESTS" not in line
    return "\n".join(lines)


def _put_back(cells, source):
    """A missing check goes after its answer, a given cell to the top, all else to the end.

    At the end every function is defined, so that a check never runs before its answer.
    """
    new = _new(source.cell_type, source.source)
    new.metadata = nbformat.from_dict(source.metadata)
    answer = f"answer-{source.grade_id}"
    places = [i for i, cell in enumerate(cells) if _grade_id(cell) == answer]
    if source.points is None:
        cells.insert(0, new)
    elif places:
        cells.insert(places[0] + 1, new)
    else:
        cells.append(new)


def _names(ids):
    shown = sorted(ids)
    return (
        ", ".join(shown) if len(shown) <= 3 else f"{', '.join(shown[:2])} and {len(ids) - 2} more"
    )
