"""Each reference against an oracle that nobody here wrote, on its own inputs and at the edges."""

import ast
from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.audit import in_float32
from autograder.checks.formula import chapters, formula, load, names
from autograder.checks.source import answer_source
from autograder.formulas.optimizers import States
from steepest.checks.calls import Case, run_case
from steepest.checks.compare import leaves
from steepest.checks.forms import formed
from tests.touched import seeds

FEW, STATES = 100, range(1000)


def agree(formula, calls):
    """They give the same, to 1e-6 of each array's largest value, or both raise the same."""
    case = Case("values", tuple(calls))
    both = [
        formed(formula.form, case, run_case(function, case))
        for function in (formula.reference, formula.oracle)
    ]
    for got, want in zip(*both, strict=True):
        assert not any((got.unusable, got.warnings, got.changed, want.unusable)), (got, want)
        if got.raised or want.raised:
            assert got.raised, want
            assert want.raised, got
            assert got.raised.kinds[0] == want.raised.kinds[0]
            continue
        for name, a, b in leaves(got.value, want.value, formula.returns, formula.kinds):
            odd = ~np.isfinite(b)
            assert np.array_equal(a[odd], b[odd]), name
            a, b = a[~odd], b[~odd]
            scale = max(1.0, np.abs(b).max(initial=0.0))
            assert np.abs(a - b).max(initial=0.0) <= 1e-6 * scale, name


@pytest.mark.parametrize("name", names())
def test_the_reference_agrees_with_its_oracle_on_random_states(name):
    """Many, where a change touches the formula."""
    on_random_states(name, len(seeds(name, FEW, STATES)))


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_the_reference_agrees_with_its_oracle_on_many_random_states(name):
    on_random_states(name, len(STATES))


def on_random_states(name, states):
    formula = load(name)
    rng = np.random.default_rng(7)
    done = 0
    while done < states:
        calls = formula.inputs.values(rng)
        agree(formula, calls)
        done += len(calls)


@pytest.mark.parametrize("name", names())
def test_the_reference_agrees_with_its_oracle_at_the_edges(name):
    """Drawn more often, where a change touches the formula."""
    at_the_edges(name, len(seeds(name, 3, range(20))))


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_the_reference_agrees_with_its_oracle_at_many_edges(name):
    at_the_edges(name, 20)


def at_the_edges(name, times):
    formula = load(name)
    rng = np.random.default_rng(8)
    for _ in range(times):
        for make in formula.inputs.edges(rng, formula.reference).values():
            agree(formula, make())


@pytest.mark.parametrize("name", names())
def test_a_formula_has_five_mistakes_and_four_variants(name):
    formula = load(name)
    assert len(formula.mistakes) >= 5
    assert len([*formula.variants, *in_float32(formula)]) >= 4
    assert all(way.hint.endswith((".", ")")) for way in formula.mistakes)


@formula(inputs=States({}, {"lr": (0.1, 1.0)}), oracle=None, returns=("w",))
def walk(w, g, lr):
    return w - lr * g


def uphill(w, g, lr):
    """The gradient points uphill: subtract
    the step.

    Only a maximum is found by adding it."""

    def one(a, b):
        return a + lr * b

    return one(w, g)


def test_a_mistakes_docstring_is_its_hint_a_line_for_each_paragraph():
    mistakes = replace(walk, mistakes=[])
    assert mistakes.mistake("go uphill")(uphill) is uphill
    assert mistakes.mistakes[0].hint == (
        "The gradient points uphill: subtract the step.\n\nOnly a maximum is found by adding it."
    )


@pytest.mark.parametrize("docstring", [None, "", "\n    "])
def test_a_mistake_without_a_docstring_is_refused(docstring):
    def bare(w, g, lr):
        return w

    bare.__doc__ = docstring
    with pytest.raises(ValueError, match="walk's mistake 'stay' has no docstring: its hint"):
        walk.mistake("stay")(bare)


def test_no_hint_is_in_the_answer_that_a_mistake_would_be():
    mistakes = replace(walk, mistakes=[])
    mistakes.mistake("go uphill")(uphill)
    assert answer_source(mistakes, uphill) == (
        "def walk(w, g, lr):\n"
        "    def one(a, b):\n"
        "        return a + lr * b\n\n"
        "    return one(w, g)\n"
    )
    assert "Only a maximum" in answer_source(walk, uphill)


@pytest.mark.parametrize("name", names())
def test_no_answer_of_the_course_holds_a_hint(name):
    formula = load(name)
    for way in formula.mistakes:
        for node in ast.walk(ast.parse(answer_source(formula, way.function))):
            if isinstance(node, ast.FunctionDef):
                told = " ".join((ast.get_docstring(node) or "").split())
                assert told != way.hint


STEPS = [name for name in names("optimizers") if isinstance(load(name).inputs, States)]


@pytest.mark.parametrize("name", STEPS)
def test_the_place_of_a_tiny_eps_cannot_matter(name):
    """Every root is at least 0.1 where eps ≤ 1e-9, or else the step's numerator is exactly 0."""
    inputs = load(name).inputs
    rng = np.random.default_rng(9)
    for _ in range(300):
        for call in inputs.values(rng):
            for memory, kind in inputs.memory.items():
                assert kind == "signed" or np.sqrt(call[memory]).min() >= 0.1
            assert call.get("eps", 0) <= 1e-9 or name == "adadelta_step"


def test_every_function_of_the_chapter_is_there():
    assert "optimizers" in chapters()
    assert set(names("optimizers")) == {
        "sgd_step",
        "momentum_step",
        "nesterov_step",
        "adagrad_step",
        "adadelta_step",
        "rmsprop_step",
        "adam_step",
        "amsgrad_step",
        "best_momentum",
    }


@pytest.mark.parametrize("name", ["no_such_step", "..", "adam_step.py", ""])
def test_an_unknown_formula_is_a_key_error(name):
    with pytest.raises(KeyError):
        load(name)
