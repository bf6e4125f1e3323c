"""Check that our grades are those of stock nbgrader.

    python -m benchmarks.parity

Every honest submission of the demo class is graded by stock nbgrader and by our engine. The exit
status is 1 if their points differ, except for submissions that stock is known to score wrongly.
This takes some minutes, because stock starts a kernel for each submission.
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
from tools.errors import command_line

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
    command_line("benchmarks.parity", __doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        names = list(honest())
        found = differences(Path(folder), names)
    for name, (theirs, ours) in found.items():
        print(f"{name}: {MISSCORED.get(name, 'NOT EXPECTED')}\n  stock {theirs}\n  ours  {ours}")
    print(f"{len(names) - len(found)} of {len(names)} the same")
    return 0 if found.keys() == MISSCORED.keys() else 1


if __name__ == "__main__":
    sys.exit(main())
