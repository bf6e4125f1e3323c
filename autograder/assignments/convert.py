"""From an assignment's source to a full nbgrader notebook.

`solutions/NN_slug/NN_slug.md` is a MyST notebook whose cells say in one word what they are:

    :answer: adam_step                the student writes this function, or mends a given one
    :check: adam_step                 its check, with `:points: 3`; the cell is empty otherwise
    :locked: setup                    given, and put back if a student changes it
    +++ {"written": "why", "points": 4}     a question that a person grades
"""

import hashlib
import re

import nbformat

from autograder.assignments.address import Address
from autograder.assignments.install import install_cell
from autograder.assignments.markers import BEGIN, END, is_well_placed
from autograder.errors import BadAssignment

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def convert(text: str, address: Address) -> tuple[nbformat.NotebookNode, list[str]]:
    """The nbgrader notebook that an assignment's MyST text stands for, and its data files.

    Cell ids come from the grade ids, headings and contents, so that the same text always
    makes the same notebook, and a change in one cell leaves the ids of the others alone.
    """
    import jupytext

    source = jupytext.reads(text, fmt="md:myst")
    code = [cell.source for cell in source.cells if cell.cell_type == "code"]
    cells = [nbformat.v4.new_code_cell(install_cell(address, code), id="install")]
    cells += [_expand(cell, address.source("")) for cell in source.cells]
    _require_pairs(cells)
    _name_cells(cells)
    notebook = nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return notebook, list(source.metadata.get("files", []))


_WORDS = ("answer", "check", "written", "locked")
# What a check cell runs; our engine judges the answer itself, and never runs the hidden part.
_CHECK = """\
check({name})
### BEGIN HIDDEN TESTS
from autograder import grade_here
grade_here("{name}", {name})
### END HIDDEN TESTS"""
_RAW = re.compile(r"^\s*(?:`{3,}|:{3,}|~{3,})\{|\{[a-z][\w:+-]*\}`|^\(.+\)=\s*$", re.MULTILINE)


def _expand(cell, base):
    """One cell with its one word written out as nbgrader's metadata."""
    meta = dict(cell.metadata)
    words = [word for word in _WORDS if word in meta]
    if len(words) > 1:
        raise BadAssignment(f"a cell is either {' or '.join(words)}: {_first_line(cell)}")
    if "points" in meta and words not in (["check"], ["written"]):
        raise BadAssignment(f"only a check or a written question has points: {_first_line(cell)}")
    source = cell.source
    if cell.cell_type == "markdown":
        if raw := _RAW.search(source):
            raise BadAssignment(
                f"{raw.group().strip()!r} would show raw in Jupyter; write it as plain Markdown"
            )
        source = source.replace("](/", f"]({base}")
    if words:
        word = words[0]
        name = str(meta.pop(word))
        meta |= _graded(word, name, meta.pop("points", None), cell)
        if word == "check":
            meta["tags"] = [*meta.get("tags", []), "raises-exception"]
            source = _CHECK.format(name=name)
    make = getattr(nbformat.v4, f"new_{cell.cell_type}_cell")
    return make(source, metadata=meta)


def _graded(word, name, points, cell):
    wanted = "markdown" if word == "written" else "code"
    if word != "locked" and cell.cell_type != wanted:
        raise BadAssignment(f"`{word}: {name}` stands on a {cell.cell_type} cell")
    if not re.fullmatch(r"[A-Za-z_]\w{0,50}", name):
        raise BadAssignment(f"`{word}: {name}` is not a name")
    if word in ("check", "written") and not isinstance(points, (int, float)):
        raise BadAssignment(f"`{word}: {name}` needs its points")
    if word == "answer" and "### BEGIN SOLUTION" not in cell.source:
        raise BadAssignment(f"`answer: {name}` has no ### BEGIN SOLUTION … ### END SOLUTION")
    if word == "answer" and not is_well_placed(cell.source):
        raise BadAssignment(
            f"`answer: {name}`: code to repair stands once, right after ### END SOLUTION, between "
            f"{BEGIN} and {END}"
        )
    if word == "check" and cell.source.strip():
        raise BadAssignment(
            f"`check: {name}` has code of its own: leave its cell empty, and release writes the "
            f"check of {name} into it"
        )
    grade = word in ("check", "written")
    nbgrader = {
        "cell_type": cell.cell_type,
        "grade": grade,
        "grade_id": f"answer-{name}" if word == "answer" else name,
        "locked": word in ("check", "locked"),
        "schema_version": 3,
        "solution": word in ("answer", "written"),
        "task": False,
    }
    return {"nbgrader": nbgrader | ({"points": points} if grade else {})}


def _require_pairs(cells):
    ids = [c.metadata.nbgrader.grade_id for c in cells if "nbgrader" in c.metadata]
    if twice := {i for i in ids if ids.count(i) > 1}:
        raise BadAssignment(f"the grade id {min(twice)!r} stands on more than one cell")
    checks = [c.metadata.nbgrader.grade_id for c in cells if is_check(c)]
    answers = [i.removeprefix("answer-") for i in ids if i.startswith("answer-")]
    if odd := sorted(set(answers) ^ set(checks)):
        missing = "check" if odd[0] in answers else "answer"
        raise BadAssignment(f"{odd[0]!r} has no {missing} cell")
    if late := [n for n in checks if ids.index(n) < ids.index(f"answer-{n}")]:
        raise BadAssignment(f"the check of {late[0]!r} stands before its answer")


def is_check(cell) -> bool:
    """Whether a converted cell is a check: graded by running it."""
    meta = cell.metadata.get("nbgrader", {})
    return bool(meta.get("grade")) and not meta.get("solution")


def _name_cells(cells):
    """Give each cell an id that its own contents decide."""
    taken = set()
    for cell in cells:
        if "nbgrader" in cell.metadata:
            name = cell.metadata.nbgrader.grade_id
        elif cell is cells[0]:
            name = "install"
        elif heading := re.match(r"#+\s+(.+)", cell.source):
            name = "text-" + re.sub(r"[^a-z0-9]+", "-", heading.group(1).lower()).strip("-")[:40]
        else:
            name = f"{cell.cell_type}-{hashlib.sha256(cell.source.encode()).hexdigest()[:8]}"
        numbered, n = name, 2
        while numbered in taken:
            numbered, n = f"{name}-{n}", n + 1
        taken.add(numbered)
        cell.id = numbered


def _first_line(cell):
    return cell.source.strip().split("\n")[0][:60]
