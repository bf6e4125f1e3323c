"""Kill the grader with kill -9 at ten random moments, and compare the results.

    python -m benchmarks.kills

One class is graded without interruption, and once more by a grader that is killed again and again
and then allowed to finish. With the same seed both must leave the same gradebook and reports,
apart from times. The exit status is 1 if they differ.
"""

import sys
import tempfile
import time
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.demo import ASSIGNMENT
from autograder.gradebook.course import Course
from autograder.paths import ROOT
from benchmarks import classes
from tests.classes.killing import Command, books, kill_at_random
from tools.errors import command_line

SEED = "20241122"


def course(folder: Path, number: int) -> Course:
    classes.write(folder, number)
    (folder / "seed.txt").write_text(f"{SEED}\n")
    return Course(folder, Repository())


def grader(at: Course) -> Command:
    about = ("grade", ASSIGNMENT, "--course", str(at.root))
    return Command([sys.executable, "-m", "autograder", *about], cwd=ROOT)


def main() -> int:
    parser = command_line("benchmarks.kills", __doc__)
    parser.add_argument("--submissions", type=int, default=100, help="in the class (100)")
    parser.add_argument("--kills", type=int, default=10, help="how often it is killed (10)")
    parser.add_argument("--longest", type=float, default=14.0,
                        help="seconds of grading before a kill, at most (14)")  # fmt: skip
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        whole, broken = (course(Path(f), options.submissions) for f in (one, other))
        start = time.perf_counter()
        grader(whole).join()
        print(f"unbroken: {time.perf_counter() - start:.0f} s")
        killed = kill_at_random(
            broken, lambda: grader(broken), options.kills, options.longest, seed=1
        )
        done = len(list((broken.reports / ASSIGNMENT).glob("*.json")))
        print(f"{killed} kills hit a grader at work; {done} of {options.submissions} were done")
        grader(broken).join()
        same = books(whole, ASSIGNMENT) == books(broken, ASSIGNMENT)
        print("the same gradebook and reports" if same else "DIFFERENT")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
