"""Every named mistake is caught and named, every correct variant accepted, no blank passes."""

import numpy as np
import pytest

from autograder.checks.audit import (
    audit,
    by_answers,
    by_wire,
    in_float32,
    narrow,
    on,
    precisions,
    right_ways,
)
from autograder.checks.cases import draw
from autograder.checks.formula import formula, load, names
from autograder.checks.judge import Exam
from steepest.checks import cases, compare
from steepest.checks.calls import Case, run_case
from steepest.checks.report import examine
from tests.touched import seeds

# `python -m autograder audit --seeds 200` goes through more.
FEW, SEEDS = 2, range(12)


@pytest.mark.parametrize("name", names())
def test_the_audit_finds_nothing_in_drawn_cases(name):
    """Many, where a change touches the formula."""
    audited(name, seeds(name, FEW, SEEDS))


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_the_audit_finds_nothing_in_many_drawn_cases(name):
    audited(name, SEEDS)


def audited(name, seeds):
    for seed in seeds:
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
    assert len(found) == len(sgd.mistakes) + len(right_ways(sgd))
    assert "judged 'crashed': sgd_step ended Python" in str(found[0])


@pytest.mark.parametrize("name", names())
def test_float32_is_float32_all_the_way(name):
    """On float32 arguments a reference gives float32, or its formula says why it does not."""
    formula = load(name)
    arguments, results = [], []

    def noted(*given):
        arguments.append(narrow(given))
        results.append(formula.reference(*arguments[-1]))
        return results[-1]

    rng = np.random.default_rng(3)
    for _ in range(20):
        run_case(noted, Case("values", tuple(formula.inputs.values(rng))))
    single = {np.dtype(np.float32)}
    assert precisions(arguments) <= single
    if precisions(arguments):  # of whole numbers NumPy makes float64
        assert bool(precisions(results) - single) == bool(formula.wide)
    assert not formula.wide or any("float32" in way.name for way in formula.variants)
    assert bool(in_float32(formula)) == bool(precisions([arguments, results]))


def test_a_tolerance_that_float32_cannot_meet_is_found_out(monkeypatch):
    adam = load("adam_step")
    shipped = cases.load("adam_step")
    assert list(audit(adam, on(shipped))) == []
    monkeypatch.setattr(compare, "RELATIVE", 1e-10)
    monkeypatch.setattr(compare, "ABSOLUTE", 1e-10)
    found = [misjudged.way for misjudged in audit(adam, on(shipped))]
    assert "the variant 'the reference in float32'" in found
    assert "the variant 'a loop, returned as a list'" not in found


def test_a_formula_that_rounding_spoils_is_found_out():
    @formula(inputs=load("sgd_step").inputs, oracle=None, returns=("w",))
    def far_away(w, g, lr):
        return (1e5 + w - lr * g) - 1e5

    (misjudged,) = audit(far_away, on(draw(far_away, 0)))
    assert misjudged.way == "the variant 'the reference in float32'"


def test_narrow_leaves_no_float64():
    def gradient(w):
        return 2.0 * w.astype(float)

    given = (0.5, np.float64(1), np.ones(2), [np.ones(1)], {"scores": np.zeros(3)}, gradient)
    number, scalar, array, listed, named, narrowed = narrow(given)
    parts = [number, scalar, array, listed, named, narrowed(array)]
    assert all(precisions(part) == {np.dtype(np.float32)} for part in parts)
    whole = (3, True, None, "mean", np.arange(3), np.array([True]))
    assert all(a is b for a, b in zip(narrow(whole), whole, strict=True))
    assert precisions(whole) == set()


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
