"""Compare grading with stock nbgrader.

    python -m benchmarks.grading                 # the same class, by both
    python -m benchmarks.grading --scale 1000    # time a submission and memory, at 100 and 1000

The same honest submissions of assignment 05 are graded by stock `nbgrader autograde` and by
`autograder grade`. Feedback pages are timed separately, with `nbgrader generate_feedback` and
`autograder feedback`. The limits: grading at least 20 times as fast, and at most 100 ms a
submission (median) beyond the student's own cells.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.assignments.repository import Repository
from autograder.demo import ASSIGNMENT
from autograder.gradebook.course import Course
from autograder.nbgrader_config import init
from benchmarks import classes, stock
from benchmarks.machine import machine
from benchmarks.stock import timed
from tools.errors import command_line


def ours(folder: Path, number: int, jobs: int) -> tuple[float, float, float]:
    """Seconds that our commands take: imports, to grade, and to write feedback."""
    classes.write(folder, number)
    init(folder)
    with Course(folder, Repository()).gradebook():
        pass  # made before, as nbgrader's is by its generate_assignment
    autograder = (sys.executable, "-m", "autograder")
    about = (ASSIGNMENT, "--course", str(folder))
    imports = timed(*autograder, "grade", "--help", cwd=folder)
    grading = timed(*autograder, "grade", *about, "--jobs", str(jobs), cwd=folder)
    return imports, grading, timed(*autograder, "feedback", *about, cwd=folder)


def reports(folder: Path) -> list[dict]:
    paths = (folder / "reports" / ASSIGNMENT).glob("*.json")
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def beside(number: int, jobs: int) -> None:
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as folder:
        classes.write(Path(theirs), number)
        there, here = stock.grade(Path(theirs)), ours(Path(folder), number, jobs)
        say(f"{number} submissions, seconds a submission", "stock", "ours", "times")
        for name, a, b in zip(("imports, once", "grading", "feedback"), there, here, strict=True):
            share = 1 if name == "imports, once" else number
            say(name, f"{a / share:.3f}", f"{b / share:.3f}", f"{a / b:.1f}")
        stages(reports(Path(folder)))
        same = stock.points(Path(theirs)) == stock.points(Path(folder))
        print("the same points" if same else "DIFFERENT POINTS")


def stages(found: list[dict]) -> None:
    print("\nours, ms a submission, median of each stage (draw goes on while the cells run)")
    for name in found[0]["stages"]:
        print(f"  {name:10} {1000 * statistics.median(r['stages'][name] for r in found):7.1f}")
    own = [1000 * (r["seconds"] - r["stages"]["cells"]) for r in found]
    print(f"  {'all but the cells':20} {statistics.median(own):7.1f}")


def scale(number: int, jobs: int) -> None:
    """Time a submission and memory of the grading process, at 100 and at `number`."""
    say("submissions", "s each", "MB at most", "")
    for size in (100, number):
        with tempfile.TemporaryDirectory() as folder:
            classes.write(Path(folder), size)
            init(Path(folder))
            seconds, peak = watched(Path(folder), jobs)
            say(str(size), f"{seconds / size:.3f}", f"{peak / 1e6:.0f}", "")


def watched(folder: Path, jobs: int) -> tuple[float, int]:
    """Wall seconds of `autograder grade`, and the most memory that its own process held."""
    command = ("-m", "autograder", "grade", ASSIGNMENT, "--course", str(folder))
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen(
        [sys.executable, *command, "--jobs", str(jobs)],
        cwd=folder,
        env=stock.environment(),
        stdout=subprocess.DEVNULL,
    )
    about = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            peak = max(peak, about.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.2)
    if process.wait():
        sys.exit(f"grade: exit status {process.returncode}")
    return time.perf_counter() - start, peak


def say(what, *numbers):
    print(f"{what:40}", *(f"{number:>10}" for number in numbers), flush=True)


def main() -> int:
    parser = command_line("benchmarks.grading", __doc__)
    parser.add_argument("--submissions", type=int, default=24, help="beside stock nbgrader (24)")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks at a time (2)")
    parser.add_argument("--scale", type=int, metavar="N", help="instead: 100 and N submissions")
    options = parser.parse_args()
    print(machine())
    if options.scale:
        scale(options.scale, options.jobs)
    else:
        beside(options.submissions, options.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
