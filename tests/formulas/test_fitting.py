"""Chapter 02's references by what they mean, beyond what the oracles say."""

import numpy as np
import pytest

from autograder.checks.formula import load, names

rng = np.random.default_rng(2)


def test_every_function_of_the_chapter_is_there():
    assert set(names("fitting")) == {
        "polynomial_features",
        "least_squares_fit",
        "ridge_fit",
        "bias_variance",
        "k_fold_indices",
        "cross_validate",
    }


def test_no_weights_near_the_fitted_ones_cost_less():
    X, y = rng.standard_normal((8, 3)), rng.standard_normal(8)
    fits = {0.0: load("least_squares_fit")(X, y), 0.7: load("ridge_fit")(X, y, 0.7)}
    for penalty, w in fits.items():

        def cost(w, penalty=penalty):
            return ((X @ w - y) ** 2).sum() + penalty * (w**2).sum()

        assert all(cost(w) < cost(w + 1e-3 * rng.standard_normal(3)) for _ in range(100))


def test_ridge_without_a_penalty_is_least_squares_and_shrinks_as_it_grows():
    X, y = rng.standard_normal((8, 3)), rng.standard_normal(8)
    np.testing.assert_allclose(load("ridge_fit")(X, y, 0.0), load("least_squares_fit")(X, y))
    sizes = [np.linalg.norm(load("ridge_fit")(X, y, p)) for p in (0.0, 0.1, 1.0, 10.0, 1e6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 1e-4


def test_a_fit_of_polynomial_features_finds_the_polynomial():
    x = np.linspace(-1, 1, 9)
    features = load("polynomial_features")(x, 3)
    w = load("least_squares_fit")(features, 2 - x + 0.5 * x**3)
    np.testing.assert_allclose(w, [2, -1, 0, 0.5], atol=1e-12)


@pytest.mark.parametrize("models", [1, 2, 300])
def test_bias_variance_and_noise_add_up_to_the_squared_error_on_new_targets(models):
    """(f + noise − f̂)² averaged over models, points and the noise is bias² + variance + σ²."""
    truth = rng.standard_normal(5)
    predictions = truth + 0.3 + rng.standard_normal((models, 5))
    bias2, variance = load("bias_variance")(predictions, truth)
    assert np.isclose(bias2 + variance, ((predictions - truth) ** 2).mean())
    noise = 0.5 * rng.standard_normal((2000, 5))
    targets = truth + np.concatenate([noise, -noise])
    measured = np.mean([((target - predictions) ** 2).mean() for target in targets])
    assert np.isclose(measured, bias2 + variance + 0.25, rtol=0.02)


@pytest.mark.parametrize(("n", "folds"), [(10, 3), (10, 5), (7, 7), (2, 2), (11, 6)])
def test_every_sample_is_validated_on_once_and_never_trained_on_then(n, folds):
    pairs = load("k_fold_indices")(n, folds)
    assert np.array_equal(np.concatenate([valid for _, valid in pairs]), np.arange(n))
    assert [len(valid) for _, valid in pairs] == [
        n // folds + (k < n % folds) for k in range(folds)
    ]
    for train, valid in pairs:
        assert sorted([*train, *valid]) == list(range(n))


@pytest.mark.parametrize("name", ["least_squares_fit", "ridge_fit"])
def test_a_fit_without_one_solution_raises_in_solvers_that_want_one(name):
    """Where features are tied, a missing penalty shows as an error, not as rounding's leftovers."""
    inputs = load(name).inputs
    edges = inputs.edges(rng, load(name).reference)
    tied = {"fewer samples than features", "the same feature twice"}
    assert tied <= set(edges) if inputs.penalised else not tied & set(edges)
    for edge in tied & set(edges):
        for _ in range(50):
            X = edges[edge]()[0]["X"]
            for solve in (np.linalg.inv, lambda A: np.linalg.solve(A, A[0])):
                with pytest.raises(np.linalg.LinAlgError):
                    solve(X.T @ X)


def test_x_is_never_so_lopsided_that_float32_could_not_solve_it():
    for name in ("least_squares_fit", "ridge_fit"):
        for _ in range(200):
            for call in load(name).inputs.values(rng):
                assert np.linalg.cond(call["X"]) <= 10.01
