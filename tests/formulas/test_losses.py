"""Chapter 03's references by what they mean, beyond what the oracles say."""

import numpy as np
import pytest

from autograder.checks.formula import load, names

rng = np.random.default_rng(3)


def test_every_function_of_the_chapter_is_there():
    assert set(names("losses")) == {
        "softmax",
        "cross_entropy",
        "cross_entropy_grad",
        "binary_cross_entropy",
        "gaussian_nll",
        "focal_loss",
        "smooth_labels",
        "triplet_loss",
        "hardest_triplets",
        "center_loss",
    }


def test_the_gradient_is_the_slope_of_the_loss_and_pulls_no_row_up_or_down_as_a_whole():
    logits, targets = rng.standard_normal((3, 4)), rng.dirichlet(np.ones(4), 3)
    gradient, loss = load("cross_entropy_grad")(logits, targets), load("cross_entropy")
    assert np.allclose(gradient.sum(axis=1), 0)
    for at in np.ndindex(logits.shape):
        step = np.zeros_like(logits)
        step[at] = 1e-6
        slope = (loss(logits + step, targets) - loss(logits - step, targets)) / 2e-6
        assert abs(slope - gradient[at]) < 1e-8


def test_smoothed_targets_have_a_finite_best_logit():
    k, s = 10, 0.1
    targets = load("smooth_labels")(np.array([3]), k, s)
    best = np.log((1 - s + s / k) / (s / k))
    logits = np.where(np.arange(k) == 3, best, 0.0)[None]
    assert np.abs(load("cross_entropy_grad")(logits, targets)).max() < 1e-15
    entropy = -(targets * np.log(targets)).sum()
    assert np.isclose(load("cross_entropy")(logits, targets), entropy)


def test_two_classes_are_one_logit():
    z, t = rng.standard_normal(5), rng.random(5)
    pairs = np.stack([z, np.zeros(5)], axis=1), np.stack([t, 1 - t], axis=1)
    assert np.isclose(load("binary_cross_entropy")(z, t), load("cross_entropy")(*pairs))


def test_focal_loss_without_focus_is_half_of_binary_cross_entropy():
    z, t = rng.standard_normal(6), rng.integers(2, size=6)
    half = load("focal_loss")(z, t, gamma=0.0, alpha=0.5)
    assert np.isclose(2 * half, load("binary_cross_entropy")(z, t.astype(float)))


@pytest.mark.parametrize(("p", "share"), [(0.9, 0.01), (0.968, 0.001)])
def test_the_focal_factor_is_what_the_paper_says(p, share):
    z = np.array([np.log(p / (1 - p))])
    loss = load("focal_loss")(z, np.array([1]), gamma=2.0, alpha=1.0)
    assert np.isclose(loss / load("binary_cross_entropy")(z, np.ones(1)), share, rtol=0.03)


def test_a_fixed_variance_of_one_makes_half_the_squared_error_and_a_constant():
    mean, target = rng.standard_normal(7), rng.standard_normal(7)
    nll = load("gaussian_nll")(mean, np.ones(7), target)
    assert np.isclose(nll, ((target - mean) ** 2).mean() / 2 + np.log(2 * np.pi) / 2)


def test_repeated_steps_carry_each_center_to_the_mean_of_its_class():
    features, labels = rng.standard_normal((9, 2)), np.arange(9) % 3
    centers = np.full((4, 2), 5.0)
    for _ in range(200):
        loss, centers = load("center_loss")(features, labels, centers)
    means = [features[labels == j].mean(axis=0) for j in range(3)]
    assert np.allclose(centers[:3], means)
    assert np.array_equal(centers[3], [5.0, 5.0])
    assert loss > 0


def test_the_hardest_triplets_cost_most():
    x, labels = rng.standard_normal((8, 2)), np.arange(8) % 3 % 2
    positive, negative = load("hardest_triplets")(x, labels)
    worst = load("triplet_loss")(x, x[positive], x[negative])
    for _ in range(50):
        p = [
            rng.choice([j for j in range(8) if labels[j] == labels[i] and j != i]) for i in range(8)
        ]
        n = [rng.choice(np.flatnonzero(labels != labels[i])) for i in range(8)]
        assert load("triplet_loss")(x, x[p], x[n]) <= worst + 1e-12
