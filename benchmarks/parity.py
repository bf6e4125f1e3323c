"""The same grades as stock nbgrader: `python -m benchmarks.parity`.

Every honest submission of the demo class goes through nbgrader as it ships and through our
engine. Exit status 1 where their points differ, but for the submissions that stock is known to
mis-score. It takes some minutes: stock needs a kernel a submission.
"""

import sys
import tempfile
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.demo import ASSIGNMENT, students
from autograder.engine.pool import open_pool
from autograder.gradebook.course import Course
from autograder.grading.grade import grade
from benchmarks import stock

# Submission → why stock gives it other points.
MISSCORED = {
    "right-3": "its right answers warn, and stock takes any text on stderr for a failure",
}


def honest() -> dict:
    """The honest part of the demo class: name → what is handed in."""
    found = {student.name: student for student in students(Repository())}
    return {n: s for n, s in found.items() if n.startswith(("right", "mistakes", "unfinished"))}


def differences(folder: Path, names: list[str]) -> dict[str, tuple[dict, dict]]:
    """The submissions whose points differ: name → (stock's, ours)."""
    for side in ("stock", "ours"):
        for name in names:
            path = folder / side / "submitted" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(honest()[name].data)
    stock.grade(folder / "stock", feedback=False)
    with open_pool() as pool:
        grade(Course(folder / "ours", Repository()), ASSIGNMENT, pool=pool)
    theirs, ours = stock.points(folder / "stock"), stock.points(folder / "ours")
    return {name: (theirs[name], ours[name]) for name in names if theirs[name] != ours[name]}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        names = list(honest())
        found = differences(Path(folder), names)
    for name, (theirs, ours) in found.items():
        print(f"{name}: {MISSCORED.get(name, 'NOT EXPECTED')}\n  stock {theirs}\n  ours  {ours}")
    print(f"{len(names) - len(found)} of {len(names)} the same")
    return 0 if found.keys() == MISSCORED.keys() else 1


if __name__ == "__main__":
    sys.exit(main())
