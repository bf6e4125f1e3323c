"""Classes of honest submissions of assignment 05, of any size."""

import copy
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from autograder.assignments.repository import Repository
from autograder.checks.formula import load
from autograder.checks.source import answer_source
from autograder.demo import ASSIGNMENT
from autograder.gradebook.generate import make_release

RIGHT = 0.7  # how many of an honest class's functions are right


def honest(number: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Names and notebooks of `number` students, whose answers are partly right."""
    rng = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = make_release(Repository(), ASSIGNMENT, into=Path(folder))
        release = json.loads(path.read_text(encoding="utf-8"))
    names = [c["id"].removeprefix("answer-") for c in release["cells"] if _is_answer(c)]
    for student in range(1, number + 1):
        notebook = copy.deepcopy(release)
        answers = {name: _answer(name, rng) for name in names}
        for cell in notebook["cells"]:
            if _is_answer(cell):
                cell["source"] = answers[cell["id"].removeprefix("answer-")]
            elif cell["metadata"].get("nbgrader", {}).get("solution"):
                cell["source"] = "Where a rule divides by the gradient's size, 1000 cancels."
        yield f"student-{student:04d}", json.dumps(notebook, indent=1).encode()


def _is_answer(cell):
    return cell["id"].startswith("answer-")


def _answer(name, rng):
    formula = load(name)
    ways = formula.variants if rng.random() < RIGHT else formula.mistakes
    return answer_source(formula, ways[rng.integers(len(ways))].function)


def write(course: Path, number: int, seed: int = 0) -> None:
    """Write a class's submissions into a course folder, as students hand them in."""
    for name, data in honest(number, seed):
        path = course / "submitted" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
