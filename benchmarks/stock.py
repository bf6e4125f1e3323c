"""Stock nbgrader on the same assignment, with which our grading is compared.

The released notebook's hidden tests grade in the kernel, with the hidden cases of one seed.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.demo import ASSIGNMENT
from autograder.paths import ROOT

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "steepest"
c.CourseDirectory.root = {root!r}
c.CourseDirectory.source_directory = {source!r}
c.CourseDirectory.release_directory = {release!r}
c.Execute.timeout = 30
c.Execute.shutdown_kernel = "immediate"  # else each submission waits two seconds longer
"""


def timed(*command, cwd: Path) -> float:
    """Wall seconds of a command; ends the program where it can't be run."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment())
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr[-2000:]}")
    return seconds


def environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def grade(folder: Path, feedback: bool = True) -> tuple[float, float, float]:
    """Grade what lies in `submitted/`: seconds of the imports, of autograde, and of feedback."""
    repository = Repository()
    repository.build_sources()
    root, release = str(folder), str(folder / "release")
    text = CONFIG.format(root=root, source=str(repository.build), release=release)
    (folder / "nbgrader_config.py").write_text(text)
    nbgrader = (sys.executable, "-m", "nbgrader")
    timed(*nbgrader, "generate_assignment", ASSIGNMENT, cwd=folder)
    imports = timed(*nbgrader, "autograde", "--help", cwd=folder)
    grading = timed(*nbgrader, "autograde", ASSIGNMENT, cwd=folder)
    if not feedback:
        return imports, grading, 0.0
    return imports, grading, timed(*nbgrader, "generate_feedback", ASSIGNMENT, cwd=folder)


def points(folder: Path) -> dict[str, dict[str, float]]:
    """Each student's points by function, as the gradebook of a course folder has them."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "steepest") as gradebook:
        return {
            submitted.student.id: {g.name: g.auto_score for g in submitted.notebooks[0].grades}
            for submitted in gradebook.assignment_submissions(ASSIGNMENT)
        }
