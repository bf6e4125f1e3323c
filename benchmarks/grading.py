"""Grading beside stock nbgrader: `python -m benchmarks.grading`.

The same honest submissions of assignment 05 go through `nbgrader autograde`, as nbgrader ships
it, and through `autograder grade`, in one run; feedback pages are timed by themselves, with
`nbgrader generate_feedback` beside `autograder feedback`. The bars: grading at least 20 times as
fast, and at most 100 ms a submission (median) beyond the student's own cells.

    python -m benchmarks.grading --scale 1000    # time a submission and memory, at 100 and 1000
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.course import ROOT, Repository
from autograder.demo import ASSIGNMENT
from autograder.nbgrader_config import init
from benchmarks import classes

STOCK = """\
c = get_config()
c.CourseDirectory.course_id = "steepest"
c.CourseDirectory.root = {root!r}
c.CourseDirectory.source_directory = {source!r}
c.CourseDirectory.release_directory = {release!r}
c.Execute.timeout = 30
c.Execute.shutdown_kernel = "immediate"
"""


def timed(*command, cwd: Path) -> float:
    """Wall seconds of a command, which must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=_environment())
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr[-2000:]}")
    return seconds


def _environment():
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def stock(folder: Path, number: int) -> tuple[float, float, float]:
    """Seconds that stock nbgrader takes: its imports, to autograde, and to write feedback."""
    repository = Repository()
    repository.build_sources()
    root, release = str(folder), str(folder / "release")
    text = STOCK.format(root=root, source=str(repository.build), release=release)
    (folder / "nbgrader_config.py").write_text(text)
    classes.write(folder, number)
    nbgrader = (sys.executable, "-m", "nbgrader")
    timed(*nbgrader, "generate_assignment", ASSIGNMENT, cwd=folder)
    imports = timed(*nbgrader, "autograde", "--help", cwd=folder)
    grading = timed(*nbgrader, "autograde", ASSIGNMENT, cwd=folder)
    feedback = timed(*nbgrader, "generate_feedback", ASSIGNMENT, cwd=folder)
    return imports, grading, feedback


def ours(folder: Path, number: int, jobs: int) -> tuple[float, float, float]:
    """Seconds that our commands take: imports, to grade, and to write feedback."""
    classes.write(folder, number)
    init(folder)
    autograder = (sys.executable, "-m", "autograder")
    about = (ASSIGNMENT, "--course", str(folder))
    imports = timed(*autograder, "grade", "--help", cwd=folder)
    grading = timed(*autograder, "grade", *about, "--jobs", str(jobs), cwd=folder)
    return imports, grading, timed(*autograder, "feedback", *about, cwd=folder)


def reports(folder: Path) -> list[dict]:
    paths = (folder / "reports" / ASSIGNMENT).glob("*.json")
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def points(folder: Path) -> dict[str, dict[str, float]]:
    """Each student's points by function, as the gradebook has them."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "steepest") as gradebook:
        return {
            submitted.student.id: {g.name: g.auto_score for g in submitted.notebooks[0].grades}
            for submitted in gradebook.assignment_submissions(ASSIGNMENT)
        }


def beside(number: int, jobs: int) -> None:
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as folder:
        there, here = stock(Path(theirs), number), ours(Path(folder), number, jobs)
        say(f"{number} submissions, seconds a submission", "stock", "ours", "times")
        for name, a, b in zip(("imports, once", "grading", "feedback"), there, here, strict=True):
            share = 1 if name == "imports, once" else number
            say(name, f"{a / share:.3f}", f"{b / share:.3f}", f"{a / b:.1f}")
        stages(reports(Path(folder)))
        same = points(Path(theirs)) == points(Path(folder))
        print("the same points" if same else "DIFFERENT POINTS")


def stages(found: list[dict]) -> None:
    print("\nours, ms a submission, median of each stage")
    for name in found[0]["stages"]:
        print(f"  {name:10} {1000 * statistics.median(r['stages'][name] for r in found):7.1f}")
    own = [
        1000 * sum(r["stages"].get(name, 0) for name in r["stages"] if name != "cells")
        for r in found
    ]
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
        env=_environment(),
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
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grading",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--submissions", type=int, default=24, help="beside stock nbgrader (24)")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks at a time (2)")
    parser.add_argument("--scale", type=int, metavar="N", help="instead: 100 and N submissions")
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
          f"Python {platform.python_version()}")  # fmt: skip
    if options.scale:
        scale(options.scale, options.jobs)
    else:
        beside(options.submissions, options.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
