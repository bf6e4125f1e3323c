"""The cases of a seed stay what they are, and every submission's own are drawn fast."""

import hashlib
import math

import numpy as np
import pytest

from autograder.checks.cases import UnclearInputs, draw
from autograder.checks.formula import formula, load, names
from steepest.checks.calls import run_case
from steepest.checks.compare import Ruler, distance
from steepest.checks.forms import formed
from steepest.checks.report import clean
from steepest.checks.wire import Raised

# Seed → formula → digest: a change here changes what graded work was graded on.
PINNED = {
    0: {
        "adadelta_step": "4583f15a6d16",
        "adagrad_step": "f911afece43e",
        "adam_step": "61256798b5ac",
        "amsgrad_step": "f0b8acb48d98",
        "best_momentum": "0ba90354ade5",
        "momentum_step": "acc4fafd5174",
        "nesterov_step": "51fb61b6b494",
        "rmsprop_step": "2eb0e28101dd",
        "sgd_step": "c740e2716662",
    },
    7: {
        "adadelta_step": "89263ef8e775",
        "adagrad_step": "d2b3773a7ebe",
        "adam_step": "0f6c0ba5a2ac",
        "amsgrad_step": "18563ef41340",
        "best_momentum": "bfda71154eac",
        "momentum_step": "4f101af579df",
        "nesterov_step": "55eda0b262c5",
        "rmsprop_step": "0986427b40ca",
        "sgd_step": "f5265ea6304b",
    },
    20240229: {
        "adadelta_step": "732c361bd9cb",
        "adagrad_step": "9dae8d283141",
        "adam_step": "5a1e4698bdbf",
        "amsgrad_step": "d4d0354ab12d",
        "best_momentum": "360e653f5ba3",
        "momentum_step": "5f414c57d645",
        "nesterov_step": "35f92cca7aad",
        "rmsprop_step": "db591318b440",
        "sgd_step": "465ad7465f29",
    },
}


def digest(cases):
    """Of all inputs and expected results, numbers to nine digits, since BLAS and libm differ."""
    told = hashlib.sha256()

    def take(value):
        if isinstance(value, np.ndarray | float):
            told.update(" ".join(f"{x:.9g}" for x in np.ravel(value)).encode())
        elif isinstance(value, list | tuple):
            for item in value:
                take(item)
        elif isinstance(value, dict):
            take(list(value.items()))
        else:
            told.update(repr(value).encode())

    take([(case.kind, case.calls) for case in cases.cases])
    take(cases.expected)
    return told.hexdigest()[:12]


@pytest.mark.parametrize("name", names("optimizers"))
@pytest.mark.parametrize("seed", PINNED)
def test_the_cases_of_a_seed_are_pinned(name, seed):
    assert digest(draw(load(name), seed)) == PINNED[seed][name]


@pytest.mark.parametrize("name", names())
def test_a_mistakes_outcomes_are_what_it_gives_by_itself(name):
    """Though the draw gives up early, and watches NumPy's state and the warnings only once."""
    cases = draw(load(name), 5)
    for way, mistake in zip(load(name).mistakes, cases.mistakes, strict=True):
        assert (way.name, way.hint) == (mistake.name, mistake.hint)
        for case, row in zip(cases.cases, mistake.outcomes, strict=True):
            alone = formed(cases.form, case, run_case(way.function, case))
            assert [o.changed for o in row] == [o.changed for o in alone]
            for kept, other in zip(row, alone, strict=True):
                assert distance(kept.raised or kept.value, other.raised or other.value) == 0
                assert not kept.raised or (kept.raised.message, kept.raised.line) == ("", "")


@pytest.mark.parametrize("name", names())
def test_every_mistake_is_clear_in_every_case(name):
    """Wrong by ten tolerances in each random case; at an edge so, or not to be seen at all."""
    for seed in range(5):
        cases = draw(load(name), seed)
        for mistake in cases.mistakes:
            for case, row, wanted in zip(
                cases.cases, mistake.outcomes, cases.expected, strict=True
            ):
                if not all(map(clean, row)) or not of_kind(cases, row):
                    continue  # it is known by what it changes, or by what it returns
                values = [o.raised or o.value for o in row]
                away = max(distance(got, want) for got, want in zip(values, wanted, strict=True))
                assert away > 10 or (case.kind != "values" and away <= 0.1)


def of_kind(cases, row):
    kinds = {"int": int | np.integer, "bool": bool | np.bool_}
    wanted = [kinds[kind] for kind in cases.kinds.values()]
    return all(isinstance(o.value, kind) for o in row for kind in wanted)


def in_place(w, g, lr):
    w -= lr * g
    return w


def one_mistake(function):
    @formula(inputs=load("sgd_step").inputs, oracle=None, returns=("w",))
    def stepping(w, g, lr):
        return w - lr * g

    function.__doc__ = "Don't."
    stepping.mistake("do that")(function)
    return stepping


def test_a_mistake_that_is_only_in_what_it_changes_is_seen():
    cases = draw(one_mistake(in_place), 0)
    for case, row in zip(cases.cases, cases.mistakes[0].outcomes, strict=True):
        moves = [("w",) if call["g"].any() else () for call in case.calls]
        assert [o.changed for o in row] == moves


def test_a_mistake_that_warns_or_raises_is_told_so():
    def warns(w, g, lr):
        return w - lr * g / np.zeros(1)

    def raises(w, g, lr):
        raise ValueError("no")

    (warned,) = draw(one_mistake(warns), 0).mistakes
    assert all("encountered in divide" in row[-1].warnings[0] for row in warned.outcomes)
    (raised,) = draw(one_mistake(raises), 0).mistakes
    assert all(o.raised.kinds[0] == "ValueError" for row in raised.outcomes for o in row)


def test_what_a_mistake_leaves_disturbed_is_put_back():
    def careless(w, g, lr):
        np.seterr(all="ignore")
        np.random.seed(0)
        return w + lr * g

    before, state = np.geterr(), np.random.get_state()[1].copy()
    draw(one_mistake(careless), 0)
    assert np.geterr() == before
    assert np.array_equal(np.random.get_state()[1], state)


def test_a_mistake_that_cannot_be_told_from_right_is_refused():
    nearly = one_mistake(lambda w, g, lr: (w - lr * g) * (1 + 1e-12))
    with pytest.raises(UnclearInputs, match="the mistake 'do that'"):
        draw(nearly, 0)


@pytest.mark.parametrize("name", names())
def test_cases_are_their_seeds(name):
    digests = [digest(draw(load(name), seed)) for seed in (3, 3, 4)]
    assert digests[0] == digests[1] != digests[2]


ONE, TWO = np.array([1.0, -2.0]), np.array([[3.0], [0.0]])
RESULTS = [
    (ONE, TWO),
    (ONE * 1.01, TWO),
    (ONE, TWO + 1e-5),
    (ONE * np.nan, TWO),
    (ONE * np.inf, TWO),
    [ONE, TWO],
    (TWO, ONE),
    (ONE.astype(np.float32), TWO),
    (ONE, [[3.0], [0.0]]),
    (ONE, TWO, ONE),
    (ONE, np.zeros((0, 3))),
    np.float64(2.0),
    2.0,
    None,
    "text",
    Raised(("ValueError",)),
]


@pytest.mark.parametrize("want", RESULTS, ids=str)
@pytest.mark.parametrize("got", RESULTS, ids=str)
def test_a_ruler_measures_as_distance_does(got, want):
    rows = [[got, (ONE, TWO)], [(ONE, TWO), got], [got]]
    for row, wanted in zip(rows, ([want, (ONE, TWO)], [(ONE, TWO), want], [want]), strict=True):
        expected = max(distance(g, w) for g, w in zip(row, wanted, strict=True))
        measured = Ruler(wanted).distance(row)
        assert measured == expected or math.isclose(measured, expected)
