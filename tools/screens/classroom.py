"""A small made-up class that follows the guide: it hands in, and its work is collected and graded.

Each of the six students shows one line of the table: all correct, a named mistake, deleted cells,
a function that never ends, a file that is no notebook, and no answers at all.
"""

import copy
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.checks.formula import load
from autograder.checks.source import answer_source
from tools.errors import ToolError

ASSIGNMENT = "05_optimizers"
MISTAKEN, MISTAKE = "adam_step", "leave out the bias correction"
ROSTER = """\
id,first_name,last_name,email,lms_user_id
ada,Ada,Ahn,ada@example.org,101
bo,Bo,Bae,bo@example.org,102
cy,Cy,Choi,cy@example.org,103
dee,Dee,Do,dee@example.org,104
eun,Eun,Eom,eun@example.org,105
fay,Fay,Foo,fay@example.org,106
"""
# A try that is half right, so that the pictures give no answer away.
WORDS = (
    "Near the minimum the gradients get small, so Adam's steps should get small as well. I think "
    "that it hops because the learning rate is too large for this network. AdaGrad's shrinks."
)


@dataclass(frozen=True)
class Classroom:
    """A course folder and the commands on it, as a person types them in the folder above."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "course"

    def set_up(self) -> None:
        """A course folder with a class list, and what Moodle gave to download, collected."""
        self.run("init", "course")
        (self.folder / "students.csv").write_text(ROSTER, encoding="utf-8")
        with zipfile.ZipFile(self.home / "submissions.zip", "w") as archive:
            for number, (name, data) in enumerate(submissions(), 5001):
                place = f"{name}_{number}_assignsubmission_file"
                archive.writestr(f"{place}/{ASSIGNMENT}.ipynb", data)
        self.run("collect", ASSIGNMENT, "submissions.zip", "--course", "course")

    def run(self, *arguments: str, expected: int = 0, width: int = 0) -> str:
        """What a command prints; with a width, in the colours of a terminal that wide."""
        colours = {"FORCE_COLOR": "1", "COLUMNS": str(width)} if width else {}
        done = subprocess.run(
            [sys.executable, "-m", "autograder", *arguments],
            cwd=self.home, env={**os.environ, **colours}, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode != expected:
            raise ToolError(f"autograder {' '.join(arguments)} ended badly:\n{done.stderr}")
        return done.stdout


def mistaken() -> str:
    """The source of a function with a named mistake in it."""
    formula = load(MISTAKEN)
    mistake = next(m for m in formula.mistakes if m.name == MISTAKE)
    return answer_source(formula, mistake.function)


def submissions() -> Iterator[tuple[str, bytes]]:
    """Each student's whole name, and the file that they hand in."""
    path = Repository().exercises / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    release = json.loads(path.read_text(encoding="utf-8"))
    checks = [c["id"] for c in release["cells"] if _about(c).get("grade") and not _written(c)]
    formulas = [load(name) for name in checks]
    right = {
        f"answer-{formula.name}": answer_source(formula, formula.reference) for formula in formulas
    }
    endless = f"def {checks[3]}(*args):\n    while True:\n        pass\n"
    yield "Ada Ahn", _notebook(release, right)
    yield "Bo Bae", _notebook(release, right | {f"answer-{MISTAKEN}": mistaken()})
    yield "Cy Choi", _notebook(release, right, without={checks[1], checks[2]})
    yield "Dee Do", _notebook(release, right | {f"answer-{checks[3]}": endless})
    yield "Eun Eom", _notebook(release, right)[:-3000]
    yield "Fay Foo", _notebook(release, {})


def _notebook(release, sources, without=frozenset()):
    notebook = copy.deepcopy(release)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in without]
    for cell in notebook["cells"]:
        cell["source"] = sources.get(cell["id"], cell["source"])
        if sources and _written(cell):
            cell["source"] = WORDS
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode()


def _about(cell):
    return cell["metadata"].get("nbgrader", {})


def _written(cell):
    return cell["cell_type"] == "markdown" and bool(_about(cell).get("grade"))
