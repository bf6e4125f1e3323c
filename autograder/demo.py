"""A class of 24 to try grading on: right, wrong, unfinished, broken and hostile submissions.

All of it is made from the release and from the formulas: each named mistake occurs, and each
right way to write a function. For every student it is known what grading must give.
"""

import copy
import inspect
import json
import shlex
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.assignments.repository import Repository
from autograder.checks.formula import load
from autograder.checks.source import answer_source
from autograder.errors import NotWritable
from autograder.files import make_folder, write_if_changed
from autograder.gradebook.generate import make_release
from autograder.nbgrader_config import init
from autograder.sandbox.limits import Limits

ASSIGNMENT = "05_optimizers"
LIMITS = Limits(cell_seconds=20, seconds=120)
MISTAKES = 12  # students with a mistake in each function that has so many


@dataclass(frozen=True)
class DemoStudent:
    """A notebook and the points that its checks must get; None where it can't be graded."""

    name: str
    data: bytes
    expected: dict[str, float] | None


def students(repository: Repository, assignment: str = ASSIGNMENT) -> Iterator[DemoStudent]:
    """Make the class and its notebooks for an assignment."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_release(repository, assignment, into=Path(folder))
        release = json.loads(path.read_text(encoding="utf-8"))
    points = {c["id"]: _about(c)["points"] for c in release["cells"] if _is_check(c)}
    formulas = {name: load(name) for name in points}
    right = {name: answer_source(f, f.reference) for name, f in formulas.items()}

    def student(name, answers, lost=(), edit: Callable[[list], None] = lambda cells: None):
        notebook = copy.deepcopy(release)
        cells = notebook["cells"]
        for cell in cells:
            function = cell["id"].removeprefix("answer-")
            if cell["id"] != function and function in answers:
                cell["source"] = answers[function]
            if answers and cell["cell_type"] == "markdown" and _about(cell):
                cell["source"] = "That depends on the scale of what comes in."
        edit(cells)
        data = json.dumps(notebook, indent=1, ensure_ascii=False).encode()
        return DemoStudent(name, data, {f: 0.0 if f in lost else p for f, p in points.items()})

    for number in range(3):
        ways = {n: answer_source(f, f.variants[number].function) for n, f in formulas.items()}
        if number == 2:  # a right answer that warns is right
            ways = {n: _wrapped(f, f.reference, _WARNS) for n, f in formulas.items()}
        yield student(f"right-{number + 1}", ways)
    for number in range(MISTAKES):
        answers, lost = {}, set()
        for name, formula in formulas.items():
            answers[name], is_right = _slot(formula, number)
            lost |= set() if is_right else {name}
        yield student(f"mistakes-{number + 1:02d}", answers, lost)
    first, *_, last = points
    yield student("unfinished", {}, lost=points)
    slip = answer_source(formulas[last], formulas[last].mistakes[-1].function)
    yield student("tampers", right | {last: slip}, (last,), _tamper)
    crash = "import os\n\n\ndef {0}(*args):\n    os._exit(1)\n".format
    yield student("crashes", right | {n: crash(n) for n in (first, last)}, (first, last))
    endless = f"def {last}(*args):\n    while True:\n        pass\n"
    yield student("endless", right | {last: endless}, (last,))
    flood = right[last] + '\n\nprint("50 MB of this. " * 3_400_000)\n'
    yield student("floods", right | {last: flood})
    yield student("deleted-check", right, edit=lambda cells: _delete(cells, {"setup", first, last}))
    yield student("copied-cell", right, edit=lambda cells: _copy(cells, f"answer-{last}", last))
    yield DemoStudent("malformed", student("", right).data[:-4000], None)
    yield DemoStudent("empty", b"", None)


def _about(cell):
    return cell["metadata"].get("nbgrader", {})


def _is_check(cell):
    return _about(cell).get("grade") and not _about(cell).get("solution")


# A function that has no more named mistakes is wrong in these ways, and then right.
_IN_PLACE = "{0} += 1.0\nreturn result"
_WRONG = ("return [result, result, result, result]", "return float('nan')")
_WARNS = """\
import sys, warnings

print("a note on stderr", file=sys.stderr)
warnings.warn("only a warning", stacklevel=1)
return result
"""


def _wrapped(formula, function, ending):
    """A right way to write a formula, and something else after it."""
    signature = inspect.signature(formula.reference)
    first, *_ = parameters = list(signature.parameters)
    right = f"_right_{formula.name}"  # its own: the answers share one notebook
    called = f"result = {right}({', '.join(parameters)})"
    body = textwrap.indent(f"{called}\n{ending.format(first)}", "    ")
    return f"{answer_source(formula, function, right)}\n\ndef {formula.name}{signature}:\n{body}"


def _slot(formula, number) -> tuple[str, bool]:
    """The source of one function for the student of this number, and whether it is right."""
    if number < len(formula.mistakes):
        return answer_source(formula, formula.mistakes[number].function), False
    number -= len(formula.mistakes)
    first = next(iter(formula.inputs.values(np.random.default_rng(0))[0].values()))
    floats = isinstance(first, np.ndarray) and first.dtype == float
    wrong = (_IN_PLACE, *_WRONG) if floats else _WRONG
    if number < len(wrong):
        return _wrapped(formula, formula.reference, wrong[number]), False
    number -= len(wrong)
    variant = formula.variants[-1 - number % len(formula.variants)]
    return answer_source(formula, variant.function), True


def _tamper(cells):
    """Change all that a submission says of itself: points, ids, locked cells, what is a check."""
    for cell in cells:
        if _is_check(cell):
            cell["metadata"]["nbgrader"]["points"] = 100
            cell["source"] = "None  # nothing to see here"
        if cell["id"] == "setup":
            cell["source"] = "import numpy as np\n\n\ndef check(function):\n    return 100.0\n"
    last = [cell for cell in cells if _is_check(cell)][-1]
    cells.append(copy.deepcopy(last) | {"id": "mine", "source": "100.0"})


def _delete(cells, ids):
    cells[:] = [cell for cell in cells if cell["id"] not in ids]


def _copy(cells, *ids):
    """A first try of an answer, and its check, left standing above the second."""
    place = [cell["id"] for cell in cells].index(ids[0])
    for number, cell in enumerate([cell for cell in cells if cell["id"] in ids]):
        earlier = copy.deepcopy(cell) | {"id": f"copy-{number}"}
        if number == 0:
            earlier["source"] = f"def {ids[1]}(*args):\n    return None\n"
        cells.insert(place + number, earlier)


def make_class(folder: Path, repository: Repository, assignment: str = ASSIGNMENT):
    """Write the class into a course folder; files of it that exist already are kept."""
    from autograder.gradebook.course import Course

    folder = folder.resolve()
    make_folder(folder)
    course = Course(folder, repository)
    there = {path.name for path in course.submitted.glob("[!.]*")}
    made = list(students(repository, assignment))
    if others := there - {student.name for student in made}:
        raise NotWritable(
            f"{course.submitted} has work of others ({min(others)}); choose another folder"
        )
    for student in made:
        path = course.submitted / student.name / assignment / f"{assignment}.ipynb"
        write_if_changed(path, student.data)
    init(folder)
    return course


def surprises(results, repository: Repository, assignment: str = ASSIGNMENT) -> list[str]:
    """Return a line for each student who did not get the planned points."""
    got = {result.student: result.scores for result in results}
    lines = []
    for student in students(repository, assignment):
        scores = got.get(student.name, {})
        points = {name: scores[name].points for name in student.expected or () if name in scores}
        if points != (student.expected or {}) or (student.expected is None and scores):
            lines.append(f"{student.name}: got {points}, should get {student.expected}")
    return lines


def next_steps(folder: Path, assignment: str = ASSIGNMENT) -> str:
    """The commands that an instructor may run next, ready to paste."""
    there = shlex.quote(str(folder))
    return f"""
Next:
  write the students' pages    python -m autograder feedback {assignment} --course {there}
  grade the written answers    cd {there} && jupyter lab    (menu Nbgrader, Formgrader)
  grade it all again           python -m autograder grade {assignment} --course {there} --force
"""
