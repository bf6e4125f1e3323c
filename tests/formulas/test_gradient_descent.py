"""Chapter 04's references by experiment, and by the lecture's own example."""

import numpy as np
import pytest
import torch

from autograder.checks.formula import load, names
from autograder.formulas.gradient_descent import curvature

rng = np.random.default_rng(4)


def test_every_function_of_the_chapter_is_there():
    """The chapter and one of its functions share a name; neither hides the other."""
    assert set(names("gradient_descent")) == {
        "gradient_descent",
        "mse_gradient",
        "largest_stable_lr",
        "minibatches",
        "steps_per_epoch",
        "total_steps",
        "sgd_path",
        "batch_noise",
        "largest_curvature",
    }
    assert load("gradient_descent").name == "gradient_descent"
    assert load("gradient_descent").chapter == "gradient_descent"


def distance_after(hessian, lr, steps):
    """How far from the minimum torch's SGD ends, that started one away along every axis."""
    A = torch.tensor(hessian)
    w = torch.ones(len(hessian), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        (w @ A @ w / 2).backward()
        optimizer.step()
    return float(w.detach().norm())


@pytest.mark.parametrize("d", [1, 2, 3, 5])
def test_below_the_largest_stable_rate_descent_converges_and_above_it_diverges(d):
    for _ in range(3):
        hessian = curvature(rng, d)
        limit = load("largest_stable_lr")(hessian)
        near = [distance_after(hessian, 0.97 * limit, steps) for steps in (200, 500)]
        far = [distance_after(hessian, 1.03 * limit, steps) for steps in (200, 500)]
        assert near[1] < 1e-3
        assert near[1] < near[0] < 1
        assert far[1] > 1e3 * far[0]


def test_the_path_does_not_hang_on_an_array_that_the_gradient_writes_again():
    held = np.zeros(2)

    def gradient(x):
        np.multiply(x, [1.0, 3.0], out=held)
        return held

    path = load("gradient_descent")(gradient, np.array([2.0, 1.0]), 0.1, 3)
    np.testing.assert_allclose(path, [[2 * 0.9**k, 0.7**k] for k in range(4)])


@pytest.mark.parametrize("name", ["one step", "no step", "from the minimum"])
def test_a_step_from_the_minimum_leads_nowhere_and_counts(name):
    formula = load("gradient_descent")
    (call,) = formula.inputs.edges(rng, formula.reference)[name]()
    gradient = call.pop("gradient").build()
    path = formula(gradient, **call)
    assert path.shape == (call["steps"] + 1, call["start"].size)
    if name == "from the minimum":
        assert (path == call["start"]).all()


def test_the_gradient_is_the_slope_of_the_loss():
    X, y, w = rng.standard_normal((5, 3)), rng.standard_normal(5), rng.standard_normal(3)

    def loss(w):
        return np.mean((X @ w - y) ** 2)

    slopes = [(loss(w + 1e-5 * e) - loss(w - 1e-5 * e)) / 2e-5 for e in np.eye(3)]
    np.testing.assert_allclose(load("mse_gradient")(X, y, w), slopes, atol=1e-8)


@pytest.mark.parametrize(("n", "size"), [(10, 3), (9, 3), (3, 8), (1, 1), (7, 1), (6, 6)])
def test_the_batches_share_all_samples_out(n, size):
    batches = load("minibatches")(n, size, np.random.default_rng(0))
    assert [len(batch) for batch in batches[:-1]] == [size] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= size
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert len(batches) == load("steps_per_epoch")(n, size)


def test_every_sample_comes_to_every_place_alike():
    generator = np.random.default_rng(1)
    epochs = [np.concatenate(load("minibatches")(5, 2, generator)) for _ in range(4000)]
    shares = np.array([np.bincount(column, minlength=5) for column in np.transpose(epochs)])
    assert np.abs(shares / 4000 - 0.2).max() < 0.03


def test_the_lectures_example():
    """A hundred samples in batches of 5 are 20 steps an epoch, 200 in ten; of 10, half of that."""
    assert load("steps_per_epoch")(100, 5) == 20
    assert load("total_steps")(100, 5, 10) == 200
    assert load("steps_per_epoch")(100, 10) == 10
    assert load("total_steps")(100, 10, 10) == 100


@pytest.mark.parametrize("name", ["steps_per_epoch", "total_steps"])
def test_no_count_is_so_large_that_one_step_would_be_within_the_tolerance(name):
    formula = load(name)
    cases = [formula.inputs.values(rng) for _ in range(200)]
    cases += [make() for make in formula.inputs.edges(rng, formula.reference).values()]
    assert max(formula(*call.values()) for case in cases for call in case) < 500
