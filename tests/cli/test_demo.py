"""The demo class: planned, and graded to the plan."""

import ast
import html
import inspect
import json
import os
import re

import nbformat
import numpy as np
import pytest

from autograder import demo
from autograder.assignments.repository import Repository
from autograder.checks.formula import load, names
from autograder.checks.source import answer_source
from autograder.grading.grade import Result
from steepest.checks.calls import Case, run_case
from steepest.checks.compare import distance
from steepest.checks.forms import formed
from tests.classes import course as a_course

BROKEN = {
    "malformed": "not graded: the file is not a notebook: malformed JSON",
    "empty": "not graded: the file is empty",
    "crashes": "ended the process; sgd_step",
    "endless": "amsgrad_step took too long",
    "floods": "answer-amsgrad_step printed too much",
    "deleted-check": "missing, put back",
    "copied-cell": "copied, the last one counts",
    "tampers": "changed, put back",
}


@pytest.fixture(scope="module")
def students():
    return {student.name: student for student in demo.students(Repository())}


def answers(student):
    cells = json.loads(student.data)["cells"]
    return {c["id"].removeprefix("answer-"): c["source"] for c in cells if "answer-" in c["id"]}


def test_there_are_24_of_every_kind(students):
    assert len(students) == 24
    kinds = {re.sub(r"-?\d+$", "", name) for name in students}
    assert kinds == {"right", "mistakes", "unfinished", *BROKEN}


def test_every_named_mistake_and_many_right_ways_occur(students):
    written = {name: set() for name in names("optimizers")}
    for student in students.values():
        if student.expected is not None:
            for name, source in answers(student).items():
                written[name].add("".join(source))
    for name, sources in written.items():
        formula = load(name)
        for way in formula.mistakes[: demo.MISTAKES]:  # one for each student who has them
            assert answer_source(formula, way.function) in sources, (name, way.name)
        used = [answer_source(formula, way.function) in sources for way in formula.variants]
        assert sum(used) >= 2, name


@pytest.mark.parametrize("name", names())
def test_an_answer_cell_stands_alone(name):
    """It defines the function, from nothing but numpy, and does what the way does."""
    formula = load(name)
    case = Case("values", tuple(formula.inputs.values(np.random.default_rng(0))))
    for way in [*formula.mistakes, *formula.variants]:
        source = answer_source(formula, way.function)
        ast.parse(source)
        space = {"np": np}
        exec(compile(source, way.name, "exec"), space)
        both = [
            formed(formula.form, case, run_case(function, case))
            for function in (space[name], way.function)
        ]
        for got, want in zip(*both, strict=True):
            if got.unusable or want.unusable:  # as of a mistake that returns no batches
                assert bool(got.unusable) == bool(want.unusable)
                continue
            assert got.raised == want.raised
            assert got.raised or distance(got.value, want.value) < 1e-6, way.name


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The whole class, made and graded by the command."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, a_course.autograder.__wrapped__()("demo", folder)


@pytest.mark.xdist_group("engine")
class TestGraded:
    def test_all_get_the_points_of_the_plan(self, graded):
        _, done = graded
        assert (done.returncode, done.stderr) == (0, "")
        assert "24 of 24 as the class was planned." in done.stdout
        assert "22 graded · 2 not graded" in done.stdout

    def test_every_broken_one_has_its_line(self, graded):
        lines = {x.split()[0]: x for x in graded[1].stdout.splitlines() if x.strip()}
        for name, says in BROKEN.items():
            assert says in lines[name]

    def test_each_mistake_is_told_in_its_own_words(self, graded, students):
        told = set()
        for name in [n for n in students if n.startswith("mistakes")]:
            path = graded[0] / "autograded" / name / demo.ASSIGNMENT / f"{demo.ASSIGNMENT}.ipynb"
            cells = {c.id: c for c in nbformat.read(path, as_version=4).cells}
            for function, source in answers(students[name]).items():
                formula = load(function)
                for way in formula.mistakes:
                    if answer_source(formula, way.function) == source:
                        outputs = json.dumps(cells[function].outputs, ensure_ascii=False)
                        said = f"It is what you get when you {way.name}"
                        assert said in html.unescape(outputs), (function, way.name)
                        told.add((function, way.name))
        every = {(n, way.name) for n in names("optimizers") for way in load(n).mistakes}
        # The class has so many students with mistakes; Adam's last one is in `tampers`.
        late = {
            (n, way.name) for n in names("optimizers") for way in load(n).mistakes[demo.MISTAKES :]
        }
        assert every - told == late

    def test_a_course_folder_is_all_that_is_made(self, graded):
        assert sorted(os.listdir(graded[0])) == [
            ".grading.lock",
            "autograded",
            "gradebook.db",
            "nbgrader_config.py",
            "reports",
            "seed.txt",
            "submitted",
        ]


@pytest.mark.parametrize("name", names())
def test_a_right_answer_with_more_after_it_takes_the_same_arguments(name):
    space = {"np": np}
    exec(demo._wrapped(load(name), load(name).reference, "return result"), space)
    assert inspect.signature(space[name]) == inspect.signature(load(name).reference)


def test_what_is_not_as_planned_is_said():
    lines = demo.surprises([Result("empty", "not graded")], Repository())
    assert len(lines) == 22  # all but the two that can't be graded
    assert lines[0].startswith("right-1: got {}, should get {'sgd_step': 1")


def test_next_steps_can_be_pasted(tmp_path):
    steps = demo.next_steps(tmp_path / "my class")
    assert steps.count(f"'{tmp_path / 'my class'}'") == 3
