"""Chapter 09's references beyond their own inputs: what the chapter says of them."""

import numpy as np
import pytest

from autograder.checks.formula import load, names

rng = np.random.default_rng(9)


def test_every_function_of_the_chapter_is_there():
    assert set(names("regularization")) == {
        "l2_step",
        "l1_step",
        "adamw_step",
        "early_stopping",
        "dropout",
        "add_noise",
        "mixup",
        "cutout",
        "cutmix",
    }


def test_descent_with_l2_ends_at_ridge():
    X, y = rng.standard_normal((20, 3)), rng.standard_normal(20)
    w = np.zeros(3)
    for _ in range(5000):
        w = load("l2_step")(w, X.T @ (X @ w - y) / 20, 0.1, 0.4)
    assert w == pytest.approx(load("ridge_fit")(X, y, 0.4 * 20), abs=1e-8)


def test_descent_with_l1_ends_at_the_lasso():
    from sklearn.linear_model import Lasso

    X = rng.standard_normal((30, 5))
    y = X @ [1.0, 0, 0, -2.0, 0.1] + 0.3 * rng.standard_normal(30)
    w = np.zeros(5)
    for _ in range(5000):
        w = load("l1_step")(w, X.T @ (X @ w - y) / 30, 0.1, 0.3)
    lasso = Lasso(0.3, fit_intercept=False, tol=1e-12, max_iter=10**6).fit(X, y).coef_
    assert w == pytest.approx(lasso, abs=1e-8)
    assert (w == 0).sum() == (lasso == 0).sum() > 0


def test_dropout_keeps_the_mean_and_has_the_variance_of_the_text():
    x, p = np.full(200_000, 2.0), 0.3
    kept = load("dropout")(x, p, rng.random(x.shape))
    assert kept.mean() == pytest.approx(2, abs=0.02)
    assert kept.var() == pytest.approx(4 * p / (1 - p), rel=0.02)


def test_noise_on_the_inputs_of_a_linear_model_is_ridge():
    X, w, y = rng.standard_normal((10, 3)), rng.standard_normal(3), rng.standard_normal(10)
    draws = [load("add_noise")([X], 0.5, rng)[0] for _ in range(20_000)]
    measured = np.mean([((noisy @ w - y) ** 2).sum() for noisy in draws])
    assert measured == pytest.approx(((X @ w - y) ** 2).sum() + 10 * 0.25 * (w @ w), rel=0.01)


@pytest.mark.parametrize(("center", "came"), [((0, 0), 4 / 64), ((4, 4), 16 / 64)])
def test_the_label_of_cutmix_follows_the_pixels(center, came):
    images, targets = np.stack([np.zeros((1, 8, 8)), np.ones((1, 8, 8))]), np.eye(2)
    mixed, soft = load("cutmix")(images, targets, 0.75, np.array([1, 0]), center)
    assert mixed[0].mean() == came
    assert soft[0] == pytest.approx([1 - came, came])


def test_a_question_of_the_chapter_stops_where_it_says():
    losses = np.array([0.9, 0.7, 0.6, 0.65, 0.62, 0.61, 0.4])
    assert load("early_stopping")(losses, 3) == (2, 5)
