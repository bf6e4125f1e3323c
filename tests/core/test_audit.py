"""Every named mistake is caught and named, every correct variant accepted, no blank passes."""

import numpy as np
import pytest

from autograder.checks.audit import audit, by_answers, by_wire, on
from autograder.checks.cases import draw
from autograder.checks.formula import load, names
from autograder.checks.judge import Exam
from steepest.checks import cases
from steepest.checks.calls import run_case
from steepest.checks.report import examine

SEEDS = range(12)  # `python -m autograder audit --seeds 200` goes through more


@pytest.mark.parametrize("name", names())
def test_the_audit_finds_nothing_in_drawn_cases(name):
    for seed in SEEDS:
        exam = Exam((name,), seed)
        assert [str(f) for f in audit(load(name), on(exam.cases(name)))] == [], f"seed {seed}"
        assert [str(f) for f in audit(load(name), by_wire(exam, name))] == [], f"{seed}, by wire"


@pytest.mark.parametrize("name", names())
def test_the_audit_finds_nothing_in_the_cases_that_students_get(name):
    assert [str(f) for f in audit(load(name), on(cases.load(name)))] == []


def test_the_audit_can_fail():
    """A check that takes every answer, and one that takes none, are both found out."""
    adam = load("adam_step")
    drawn = draw(adam, 0)
    blind = type(drawn)(drawn.name, drawn.returns, drawn.cases[:0], drawn.expected[:0], [])
    assert len(list(audit(adam, on(blind)))) >= len(adam.mistakes)
    shifted = [[tuple(part + 1 for part in result) for result in row] for row in drawn.expected]
    harsh = type(drawn)(drawn.name, drawn.returns, drawn.cases, shifted, drawn.mistakes)
    assert any("variant" in finding.way for finding in audit(adam, on(harsh)))


def test_who_gives_no_answer_is_found_out():
    """A way that crashes loses, right or wrong, so that every mistake's name is missing too."""
    sgd = load("sgd_step")
    exam = Exam(("sgd_step",), 0)
    none = by_answers(exam, "sgd_step", lambda ways, asked: [None] * len(ways))
    found = list(audit(sgd, none))
    assert len(found) == len(sgd.mistakes) + len(sgd.variants) + 1
    assert "judged 'crashed': sgd_step ended Python" in str(found[0])


def test_two_ways_of_one_name_are_refused():
    adam = load("adam_step")
    with pytest.raises(ValueError, match="two ways named 'go uphill'"):
        adam.mistake("go uphill")


@pytest.mark.parametrize("name", names())
def test_a_mistake_is_named_though_a_warning_comes_with_it(name):
    mistake = load(name).mistakes[0]

    def noisy(*args):
        np.float64(1) / np.float64(0)
        return mistake.function(*args)

    shipped = cases.load(name)
    report = examine(shipped, [run_case(noisy, case) for case in shipped.cases])
    assert report.mistake == mistake.name
    assert report.notes
