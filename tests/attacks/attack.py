"""An attack: a file of `corpus/KIND/`, as what it tries for and as a notebook to hand in.

    \"\"\"Title

    tries: the effect that it wants
    stopped by: what keeps it from it
    deserves: all | none | all but NAME, … | nothing graded
    note: where the truth needs another word (optional)
    student: "a name" (optional; a Python literal, as is `file`)
    file: "what the notebook is called.ipynb" (optional)
    \"\"\"

    # %% answer-adam_step        replaces the answer's cell
    # %% before setup            a cell of its own before that one, or after it
    # %% after answer-adam_step
    # %% edit                    run by the tests when it is handed in: changes `cells`, `notebook`,
                                 `files` (name → bytes beside the notebook), `links`, `fifos`

Functions that it does not replace are right.
"""

import ast
import json
import os
import re
import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.checks.formula import load
from autograder.checks.source import answer_source

ASSIGNMENT = "05_optimizers"
CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Attack:
    """One attack; `lost` are the functions that earn nothing, None where nothing is graded."""

    name: str
    kind: str
    title: str
    tries: str
    stopped_by: str
    lost: frozenset[str] | None
    note: str = ""
    student: str = ""
    file: str = f"{ASSIGNMENT}.ipynb"
    parts: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def read(cls, path: Path) -> "Attack":
        text = path.read_text(encoding="utf-8")
        head, *parts = re.split(r"^# %% (.+)\n", text, flags=re.MULTILINE)
        title, _, about = ast.literal_eval(head).strip().partition("\n")
        fields = dict(re.findall(r"^([a-z ]+): (.*(?:\n[ ]{2,}.*)*)", about, flags=re.MULTILINE))
        said = {key: " ".join(value.split()) for key, value in fields.items()}
        unknown = said.keys() - {"tries", "stopped by", "deserves", "note", "student", "file"}
        if unknown:
            raise ValueError(f"{path.name}: {', '.join(unknown)} in the docstring")
        return cls(
            path.stem,
            path.parent.name,
            title,
            said["tries"],
            said["stopped by"],
            _lost(said["deserves"]),
            said.get("note", ""),
            ast.literal_eval(said["student"]) if "student" in said else f"x-{path.stem}",
            ast.literal_eval(said["file"]) if "file" in said else f"{ASSIGNMENT}.ipynb",
            tuple(zip(parts[::2], (part.strip("\n") + "\n" for part in parts[1::2]), strict=True)),
        )

    def hand_in(self, folder: Path, values: dict[str, str]) -> None:
        """Put it into `submitted/`, with the canaries of this run filled in."""
        sources = [(place, fill(source, values)) for place, source in self.parts]
        notebook = released()
        for place, source in sources:
            if place != "edit":
                _put(notebook["cells"], place, source)
        beside = {"files": {}, "links": {}, "fifos": []}
        scope = {"notebook": notebook, "cells": notebook["cells"], **beside}
        for place, source in sources:
            if place == "edit":
                exec(compile(source, f"{self.name}.py", "exec"), scope)
        place = folder / self.student / ASSIGNMENT
        place.mkdir(parents=True)
        text = scope.get("text") or json.dumps(notebook, ensure_ascii=False)
        (place / self.file).write_text(text, encoding="utf-8")
        for name, data in scope["files"].items():
            (place / name).write_bytes(data)
        for name, target in scope["links"].items():
            (place / name).unlink(missing_ok=True)
            (place / name).symlink_to(target)
        for name in scope["fifos"]:
            os.mkfifo(place / name)


def _lost(deserves):
    if deserves == "nothing graded":
        return None
    if deserves == "none":
        return frozenset(points())
    if deserves == "all":
        return frozenset()
    names = frozenset(re.split(r",\s*", deserves.removeprefix("all but ")))
    if not deserves.startswith("all but ") or not names <= points().keys():
        raise ValueError(f"deserves: {deserves}")
    return names


def fill(source: str, values: dict[str, str]) -> str:
    """A source with the placeholders `{NAME}` of this run filled in."""
    return re.sub(r"\{([A-Z]{3,})\}", lambda m: values.get(m.group(1), m.group()), source)


def _put(cells, place, source):
    where, _, anchor = place.rpartition(" ")
    number = [cell["id"] for cell in cells].index(anchor)
    if not where:
        cells[number]["source"] = source
        return
    new = {"cell_type": "code", "id": f"more-{len(cells)}", "metadata": {}, "source": source}
    new |= {"outputs": [], "execution_count": None}
    following = [cell["id"].startswith("more-") for cell in cells[number + 1 :]]
    while where == "after" and following and following.pop(0):
        number += 1
    cells.insert(number + (where == "after"), new)


@cache
def corpus() -> tuple[Attack, ...]:
    """All attacks, kind by kind."""
    return tuple(Attack.read(path) for path in sorted(CORPUS.glob("*/*.py")))


@cache
def _release():
    path = Repository().exercises / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return path.read_text(encoding="utf-8")


@cache
def points() -> dict[str, float]:
    """What each function is worth."""
    about = [cell["metadata"].get("nbgrader", {}) for cell in json.loads(_release())["cells"]]
    return {
        cell["grade_id"]: cell["points"]
        for cell in about
        if cell.get("grade") and not cell["solution"]
    }


@cache
def right(name: str, way: int | None = None) -> str:
    """A right answer, the reference or one of the other ways."""
    formula = load(name)
    return answer_source(
        formula, formula.reference if way is None else formula.variants[way].function
    )


def released(**answers: str) -> dict:
    """The assignment with right answers, but for those given."""
    notebook = json.loads(_release())
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix("answer-")
        if name != cell["id"]:
            cell["source"] = textwrap.dedent(answers.get(name) or right(name))
    return notebook
