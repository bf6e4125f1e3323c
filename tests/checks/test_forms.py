"""Results that may differ and be right, and kinds that a result must have."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.model_selection import KFold

from autograder.checks.formula import Formula
from steepest.checks.calls import Case, run_case
from steepest.checks.compare import ShapeProblem, leaves
from steepest.checks.forms import batches, formed
from steepest.checks.report import CaseSet, examine
from steepest.checks.wire import Rng, dumps, loads


def judged(form, returns, calls, reference, answer, kinds=None):
    """The report on an answer, beside the results of a reference."""
    case = Case("values", tuple(calls))
    wanted = [o.value for o in formed(form, case, run_case(reference, case))]
    cases = CaseSet("f", returns, [case], [wanted], [], kinds or {}, form)
    return examine(cases, [run_case(answer, case)])


X = np.random.default_rng(0).normal(size=(8, 3)) @ [[2.0, 1, 0], [0, 1, 0.5], [0, 0, 3]] + 4
WHITE = ("mean", "covariance", "what is not affine in X")


def pca(X):
    return PCA(whiten=True).fit_transform(X)


def zca(X):
    centred = X - X.mean(0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    return centred @ vectors / np.sqrt(values) @ vectors.T


def cholesky(X):
    centred = (X - X.mean(0)).astype(np.float32)
    root = np.linalg.cholesky(np.cov(centred.T, bias=True).astype(np.float32))
    return np.linalg.solve(root, centred.T).T


@pytest.mark.parametrize("answer", [pca, zca, cholesky])
def test_whitened_data_may_be_turned(answer):
    assert judged("whitened", WHITE, [{"X": X}], zca, answer).ok


@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        (lambda X: zca(X) + 1, "value", "mean is wrong."),
        (lambda X: 2 * zca(X), "value", "covariance is wrong"),
        (lambda X: (X - X.mean(0)) / X.std(0), "value", "covariance is wrong"),
        (lambda X: zca(X)[::-1], "value", "what is not affine in X is wrong."),
        (lambda X: zca(X) * np.nan, "not finite", "mean holds NaN"),
        (lambda X: zca(X).T, "shape", "where an array of shape (8, 3) was asked for."),
        (lambda X: "white", "shape", "the text 'white', where an array of shape (8, 3)"),
    ],
)
def test_what_is_not_white_is_told(answer, verdict, said):
    report = judged("whitened", WHITE, [{"X": X}], zca, answer)
    assert report.verdict == verdict
    assert said in report.headline


def cut(n, size, rng):
    order = rng.permutation(n)
    return [order[at : at + size] for at in range(0, n, size)]


CUTS = [{"n": 11, "batch_size": 4, "rng": rng} for rng in (Rng(1), Rng(1), Rng(1, "again"))]
PARTS = ("the sizes", "the indices", "the call that they repeat", "the mixing")


def shuffled(n, size, rng):
    order = list(range(n))
    rng.shuffle(order)
    return tuple(order[at : at + size] for at in range(0, n, size))


def rolled(n, size, rng):
    order = np.roll(np.arange(n), int(rng.integers(n)))
    return [order[at : at + size] for at in range(0, n, size)]


def within(n, size, rng):
    return [rng.permutation(batch) for batch in in_order(n, size, rng)]


@pytest.mark.parametrize("answer", [rolled, within])
@pytest.mark.parametrize(("n", "size", "times"), [(14, 4, 4), (4, 2, 40)])
def test_batches_that_are_not_mixed_are_told(answer, n, size, times):
    calls = [{"n": n, "batch_size": size, "rng": Rng(3)}] * times
    assert "the mixing is wrong." in judged("batches", PARTS, calls, cut, answer).headline
    assert judged("batches", PARTS, calls, cut, shuffled).ok


@pytest.mark.parametrize("value", [[], [np.zeros(0, dtype=int)], [np.zeros(0, int), np.arange(12)]])
def test_batches_that_are_none_are_no_runs_of_neighbours(value):
    """An answer may return nothing, at the first call or at all: the form takes it as it is."""
    call = {"n": 12, "batch_size": 4, "rng": None}
    for earlier in ([], [value] * 3):
        assert batches(call, value, earlier)[-1] == 0


@pytest.mark.parametrize("answer", [cut, shuffled])
def test_batches_come_in_any_order(answer):
    assert judged("batches", PARTS, CUTS, cut, answer).ok


def in_order(n, size, rng):
    return [np.arange(n)[at : at + size] for at in range(0, n, size)]


def own_seed(n, size, rng):
    return cut(n, size, np.random.default_rng())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (in_order, "the call that they repeat is wrong."),
        (own_seed, "the call that they repeat is wrong."),
        (lambda n, size, rng: cut(n, size, rng)[:-1], "the sizes should be an array of shape (3,)"),
        (
            lambda n, size, rng: [b * 0 for b in cut(n, size, rng)],
            "the indices is 0 on every input.",
        ),
        (lambda n, size, rng: [b + 0.5 for b in cut(n, size, rng)], "whole indices was asked for."),
        (lambda n, size, rng: cut(n, size, rng)[0], "shape (4,), not a list of index arrays."),
        (lambda n, size, rng: 3, "not a list of index arrays."),
    ],
)
def test_what_are_no_batches_is_told(answer, said):
    assert said in judged("batches", PARTS, CUTS, cut, answer).headline


def k_fold(n, folds):
    return [(train, valid) for train, valid in KFold(folds).split(np.zeros(n))]


FOLDS = ("the sizes of train", "the sizes of valid", "train", "valid")


def test_folds_train_in_any_order():
    def backwards(n, folds):
        return [[list(train[::-1]), list(valid)] for train, valid in k_fold(n, folds)]

    assert judged("folds", FOLDS, [{"n": 7, "folds": 3}], k_fold, backwards).ok


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            lambda n, folds: [(t, v[::-1]) for t, v in k_fold(n, folds)],
            "valid has the right numbers in another order.",
        ),
        (lambda n, folds: [(v, t) for t, v in k_fold(n, folds)], "train should be an array"),
        (lambda n, folds: [v for _, v in k_fold(n, folds)], "not of (train, valid) pairs."),
        (lambda n, folds: np.eye(3), "not a list of (train, valid) pairs."),
    ],
)
def test_what_are_no_folds_is_told(answer, said):
    report = judged("folds", FOLDS, [{"n": 7, "folds": 3}], k_fold, answer)
    assert said in report.headline


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "said"),
    [
        ("int", 3, 3.0, "the result should be of type int, but is of type float."),
        ("int", np.int64(3), True, "the result should be of type int, but is of type bool."),
        ("bool", np.array([True, False]), np.array([1, 0]), "should be True or False, but is an"),
    ],
)
def test_a_kind_is_demanded(kind, right, wrong, said):
    def report(answer):
        kinds = {"the result": kind}
        return judged("", ("the result",), [{"n": 1}], lambda n: right, lambda n: answer, kinds)

    assert report(right).ok
    assert report(wrong).verdict == "shape"
    assert said in report(wrong).headline


def test_what_is_formed_travels():
    case = Case("values", ({"X": X},))
    [outcome] = formed("whitened", case, run_case(zca, case))
    mean, covariance, left = loads(dumps(outcome.value))
    assert (mean == 0).all()
    assert (covariance == np.eye(3)).all()
    assert left == 0
    assert Formula.__dataclass_fields__["form"].default == ""


@pytest.mark.parametrize("got", [(3, 4), [3, 4], np.array([3, 4])])
def test_counts_may_come_as_tuple_list_or_array(got):
    pairs = leaves(got, (3, 4), ("fan_in", "fan_out"), {"fan_in": "int", "fan_out": "int"})
    assert [(name, float(a), float(b)) for name, a, b in pairs] == [
        ("fan_in", 3, 3),
        ("fan_out", 4, 4),
    ]


def test_an_array_of_floats_is_no_pair_of_counts():
    with pytest.raises(ShapeProblem):
        leaves(np.array([3.0, 4.0]), (3, 4), ("fan_in", "fan_out"))
