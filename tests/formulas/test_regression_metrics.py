"""Chapter 16's references beyond their own inputs: against scikit-learn, and against each other."""

import numpy as np
import pytest
from sklearn import metrics

from autograder.checks.cases import draw
from autograder.checks.formula import load, names
from steepest.checks.calls import run_cases
from steepest.checks.report import examine

rng = np.random.default_rng(16)

ORACLES = {
    "mae": metrics.mean_absolute_error,
    "mse": metrics.mean_squared_error,
    "rmse": metrics.root_mean_squared_error,
    "mape": lambda *pair: 100 * metrics.mean_absolute_percentage_error(*pair),
    "r2_score": metrics.r2_score,
    "explained_variance": metrics.explained_variance_score,
}


def pair(n):
    """True values and predictions of any scale, far from zero or not."""
    scale, center = 10 ** rng.uniform(-3, 3), rng.uniform(-20, 20)
    truth = scale * (rng.standard_normal(n) + center)
    return truth, truth + scale * (rng.standard_normal(n) + rng.uniform(-2, 2))


def test_every_function_of_the_chapter_is_there():
    assert set(names("regression_metrics")) == {*ORACLES, "pinball_loss", "weighted_median"}


@pytest.mark.parametrize("name", ORACLES)
def test_it_agrees_with_scikit_learn_on_a_thousand_pairs(name):
    few = 2 if name in ("r2_score", "explained_variance") else 1
    for _ in range(1000):
        truth, prediction = pair(int(rng.integers(few, 40)))
        want = ORACLES[name](truth, prediction)
        assert load(name)(truth, prediction) == pytest.approx(want, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("truth", [[0.0], [-0.0], [1.0, 0.0], [0.0, 0.0], [2.0, -0.0, 1.0]])
@pytest.mark.parametrize("right", [True, False])
def test_there_is_no_percentage_of_zero(truth, right):
    truth = np.array(truth)
    with pytest.raises(ValueError, match="0"):
        load("mape")(truth, truth.copy() if right else truth + 1)


def test_a_predicted_zero_is_an_error_of_100_percent():
    assert load("mape")(np.array([2.0, -0.5]), np.zeros(2)) == 100


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, -1e6])
@pytest.mark.parametrize("n", [2, 3, 7, 10])
def test_a_constant_truth_is_constant_however_its_mean_is_rounded(value, n):
    """Ten times 0.1 has a mean that is not 0.1; scikit-learn divides by what rounding leaves."""
    truth = np.full(n, value)
    r2, explained = load("r2_score"), load("explained_variance")
    assert r2(truth, truth.copy()) == explained(truth, truth.copy()) == 1
    assert (r2(truth, truth + 0.7), explained(truth, truth + 0.7)) == (0, 1)
    other = truth + np.arange(n)
    assert r2(truth, other) == explained(truth, other) == 0


def test_the_mean_squared_error_is_variance_and_squared_bias():
    for _ in range(100):
        truth, prediction = pair(9)
        error = truth - prediction
        assert load("mse")(truth, prediction) == pytest.approx(error.var() + error.mean() ** 2)


def test_r2_and_explained_variance_part_by_the_squared_mean_error():
    for _ in range(100):
        truth, prediction = pair(9)
        lean = (truth - prediction).mean() ** 2 / truth.var()
        apart = load("explained_variance")(truth, prediction) - load("r2_score")(truth, prediction)
        assert apart == pytest.approx(lean, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("test", ["r2_score", "explained_variance"])
@pytest.mark.parametrize("is_constant", [np.ptp, np.std, lambda y: (y**2).mean() - y.mean() ** 2])
def test_however_a_constant_truth_is_found_the_answer_is_right(test, is_constant):
    """In float32 and by a difference of squares too: rounding plays no part on graded inputs."""

    def of(kind):
        def answer(truth, prediction):
            y, p = truth.astype(kind), prediction.astype(kind)
            error = y - p
            left = (error**2).mean() - (error.mean() ** 2 if test == "explained_variance" else 0)
            if is_constant(y) == 0:
                return float(left == 0)
            return 1 - left / y.var()

        return answer

    for seed in range(20):
        cases = draw(load(test), seed)
        for kind in (np.float32, np.float64):
            report = examine(cases, run_cases(of(kind), cases.cases))
            assert report.ok, (seed, kind, report.headline)


def test_who_forgets_the_zeros_of_mape_loses_the_edges_alone():
    def answer(truth, prediction):
        with np.errstate(all="ignore"):
            return 100 * np.abs((truth - prediction) / truth).mean()

    cases = draw(load("mape"), 3)
    report = examine(cases, run_cases(answer, cases.cases))
    assert report.sound == {"values": True, "edges": False, "purity": True}
    assert report.headline.startswith("It should raise ValueError here, but returned")


@pytest.mark.parametrize("name", ["r2_score", "explained_variance"])
def test_who_forgets_a_constant_truth_loses_the_edges_alone(name):
    def answer(truth, prediction):
        error = truth - prediction
        left = (error**2).mean() if name == "r2_score" else error.var()
        with np.errstate(all="ignore"):
            return 1 - left / truth.var()

    cases = draw(load(name), 3)
    report = examine(cases, run_cases(answer, cases.cases))
    assert report.sound == {"values": True, "edges": False, "purity": True}
