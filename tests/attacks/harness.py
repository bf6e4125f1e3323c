"""One class with every attack in it, and honest classmates between them, graded once."""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from autograder.assignments.repository import Repository
from autograder.checks.formula import load
from autograder.checks.source import answer_source
from autograder.engine.engine import Engine
from autograder.engine.pool import open_pool
from autograder.feedback.write import write_feedback
from autograder.gradebook.course import Course
from autograder.grading.grade import grade
from autograder.grading.writer import Result
from autograder.nbgrader_config import init
from autograder.sandbox.limits import MB, Limits

from .attack import ASSIGNMENT, Attack, points, released, right
from .canaries import Canaries
from .probe import open_walls

LIMITS = Limits(
    cell_seconds=3,
    seconds=14,
    call_seconds=3,
    output_bytes=200_000,
    memory_bytes=600 * MB,
    file_bytes=16 * MB,
    folder_bytes=64 * MB,
)
JOBS = 2
WORKER_BYTES = 900 * MB  # what a process that grades may grow to, NumPy and nbformat included
SEED = 20_250_807_314_159


class WallsOpen(Exception):
    """A wall is missing, and no attack is run; the message says what a notebook may do."""


@dataclass
class Classmate:
    """An honest student, and the functions that are wrong."""

    name: str
    notebook: dict
    lost: frozenset[str] = frozenset()


def classmates() -> list[Classmate]:
    """Several that are right, each in its own way, and two with a mistake in each of two."""

    def ways(number):
        return {name: right(name, number % len(load(name).variants)) for name in points()}

    def slip(name):
        formula = load(name)
        return answer_source(formula, formula.mistakes[0].function)

    made = [Classmate("a-classmate", released())]
    made += [
        Classmate(f"{letter}-classmate", released(**ways(n))) for n, letter in enumerate("xyz")
    ]
    for letter, names in (("m", ("adam_step", "sgd_step")), ("x-m", ("nesterov_step",))):
        notebook = released(**{name: slip(name) for name in names})
        made.append(Classmate(f"{letter}-classmate", notebook, frozenset(names)))
    return made


@dataclass
class GradedClass:
    """What became of the class, and all that was watched meanwhile."""

    course: Course
    canaries: Canaries
    alone: dict[str, dict]  # the classmates' reports before the attacks were handed in
    results: dict[str, Result] = field(default_factory=dict)
    pages: dict[str, Path] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    schema: set[str] = field(default_factory=set)  # of the gradebook, before
    largest: int = 0  # bytes of the largest process that graded
    grown: int = 0  # bytes that this process grew by
    seconds: float = 0.0

    def report(self, student: str) -> dict:
        path = self.course.reports / ASSIGNMENT / f"{student}.json"
        return json.loads(path.read_text(encoding="utf-8"))

    def notebook(self, student: str) -> str:
        path = self.course.autograded / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        return path.read_text(encoding="utf-8")

    def points(self, student: str) -> dict[str, float]:
        """What the gradebook has for each function."""
        return {n: s.points for n, s in self.results[student].scores.items() if n in points()}


def grade_class(folder: Path, attacks: tuple[Attack, ...]) -> Iterator[GradedClass]:
    """Probe the walls, grade the honest, then all together, and write everyone's page.

    Raises
    ------
    WallsOpen
        where a wall is missing; then no attack was run.
    """
    course = Course(folder, Repository())
    init(folder)
    with Canaries(course) as canaries:
        with Engine() as engine:
            found = open_walls(canaries.values, LIMITS, engine)
        if found:
            told = "; ".join(f"{name}: {got}" for name, got in found.items())
            raise WallsOpen(f"no attack is run, since a notebook can do too much here: {told}")
        for classmate in classmates():
            place = course.submitted / classmate.name / ASSIGNMENT
            place.mkdir(parents=True)
            text = json.dumps(classmate.notebook)
            (place / f"{ASSIGNMENT}.ipynb").write_text(text, encoding="utf-8")
        watch = _Watch()
        with open_pool(jobs=JOBS) as pool:
            grade(course, ASSIGNMENT, pool=pool, seed=SEED, limits=LIMITS)
            graded = GradedClass(course, canaries, {})
            graded.alone = {c.name: graded.report(c.name) for c in classmates()}
            graded.schema = schema(course)
            for attack in attacks:
                attack.hand_in(course.submitted, canaries.values)
            start = time.monotonic()
            with watch:
                results, _ = grade(course, ASSIGNMENT, pool=pool, force=True, limits=LIMITS)
            graded.seconds = time.monotonic() - start
        graded.largest, graded.grown = watch.largest, watch.grown
        graded.results = {result.student: result for result in results}
        written, graded.troubles = write_feedback(course, ASSIGNMENT)
        graded.pages = {path.parent.parent.name: path for path in written}
        yield graded


def schema(course: Course) -> set[str]:
    """All tables, indices and triggers of the gradebook."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return {str(row) for row in database.execute("select type, name, sql from sqlite_master")}


class _Watch:
    """Looks at the memory of this process and of its workers while it is used with `with`."""

    def __init__(self):
        self.largest = self.grown = 0
        self._over = threading.Event()

    def __enter__(self):
        self._before = psutil.Process().memory_info().rss
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def _run(self):
        me = psutil.Process()
        while not self._over.wait(0.1):
            self.grown = max(self.grown, me.memory_info().rss - self._before)
            for child in me.children():
                try:
                    if child.pid != os.getpid() and "spawn_main" in " ".join(child.cmdline()):
                        self.largest = max(self.largest, child.memory_info().rss)
                except psutil.Error:
                    continue

    def __exit__(self, *error):
        self._over.set()
        self._thread.join()
