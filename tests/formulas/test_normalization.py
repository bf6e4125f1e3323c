"""Chapter 08's formulas beside each other, and the bounds that their inputs promise."""

import numpy as np
import pytest

from autograder.checks.formula import load, names

DRAWS = 200


def calls(name):
    """Random calls, and those of the edges."""
    inputs, rng = load(name).inputs, np.random.default_rng(1)
    for _ in range(DRAWS):
        yield from inputs.values(rng)
    for make in inputs.edges(rng, load(name).reference).values():
        yield from make()


def test_every_function_of_the_chapter_is_there():
    assert set(names("normalization")) == {
        "whiten",
        "batch_norm_train",
        "running_average",
        "batch_norm_eval",
        "batch_norm_backward",
        "group_norm",
        "batch_norm_images",
        "fold_batch_norm",
    }


@pytest.mark.parametrize("name", [n for n in names("normalization") if n != "running_average"])
def test_every_eps_is_tiny(name):
    assert all(call["eps"] <= 1e-9 for call in calls(name))


def _roots(name, call):
    """Each spread that is divided by, beside the numerators of which it is the divisor."""
    if name == "batch_norm_eval":
        centred = (call["x"] - call["mean"]).T
        return list(zip(np.sqrt(call["var"]), centred, strict=True))
    if name == "fold_batch_norm":
        return [(np.sqrt(call["var"]), call["weight"])]
    if name == "whiten":
        centred = call["X"] - call["X"].mean(axis=0)
        return [(np.linalg.svd(centred, compute_uv=False) / np.sqrt(len(centred)), centred)]
    x = call["x"]
    if name == "group_norm":
        x = x.reshape(len(x) * call["groups"], -1).T
    if name == "batch_norm_images":
        x = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    return [(column.std(), column - column.mean()) for column in x.T]


@pytest.mark.parametrize("name", [n for n in names("normalization") if n != "running_average"])
def test_every_root_is_at_least_a_tenth_or_the_numerator_is_exactly_zero(name):
    for call in calls(name):
        for root, numerator in _roots(name, call):
            assert np.min(root) >= 0.1 or not numerator.any()


@pytest.mark.parametrize("name", ["batch_norm_train", "batch_norm_eval", "batch_norm_backward"])
def test_no_random_batch_is_square(name):
    """A wrong axis shows in the shapes."""
    rng = np.random.default_rng(2)
    for _ in range(DRAWS):
        for call in load(name).inputs.values(rng):
            n, d = call["x"].shape
            assert n != d


def test_the_backward_pass_has_three_samples_and_no_constant_feature():
    for call in calls("batch_norm_backward"):
        assert len(call["x"]) >= 3
        assert (np.ptp(call["x"], axis=0) > 0).all()


def test_whitened_data_is_white_and_as_far_apart_as_mahalanobis_says():
    for call in calls("whiten"):
        X = call["X"]
        Y, n = load("whiten")(**call), len(X)
        assert np.abs(Y.mean(axis=0)).max() < 1e-9
        assert np.abs(Y.T @ Y / n - np.eye(X.shape[1])).max() < 1e-6
        precision = np.linalg.inv(np.atleast_2d(np.cov(X.T, bias=True)))
        apart = X[0] - X[1]
        assert np.sum((Y[0] - Y[1]) ** 2) == pytest.approx(apart @ precision @ apart, rel=1e-6)


def test_evaluation_by_a_batchs_own_statistics_is_training():
    for call in calls("batch_norm_train"):
        y, mean, var = load("batch_norm_train")(**call)
        x, gamma, beta, eps = call.values()
        again = load("batch_norm_eval")(x, gamma, beta, mean, var, eps)
        assert np.allclose(again, y, rtol=1e-12, atol=1e-12)


def test_a_batchs_gradient_is_the_slope_of_its_loss():
    rng = np.random.default_rng(3)
    for call in load("batch_norm_backward").inputs.values(rng):
        dy, x, gamma, eps = call.values()
        dx = load("batch_norm_backward")(**call)[0]

        def loss(x, dy=dy, gamma=gamma, eps=eps):
            return (dy * load("batch_norm_train")(x, gamma, 0 * gamma, eps)[0]).sum()

        for at in np.ndindex(x.shape):
            step = np.zeros(x.shape)
            step[at] = 1e-5
            slope = (loss(x + step) - loss(x - step)) / 2e-5
            assert slope == pytest.approx(dx[at], rel=1e-5, abs=1e-7)


def test_the_ends_of_group_norm_are_layer_norm_and_instance_norm():
    import torch
    from torch.nn.functional import instance_norm, layer_norm

    x = np.random.default_rng(4).standard_normal((3, 4, 2, 2))
    plain = {"gamma": np.ones(4), "beta": np.zeros(4), "eps": 1e-9}
    layer = layer_norm(torch.tensor(x), (4, 2, 2), eps=1e-9).numpy()
    assert np.allclose(load("group_norm")(x, groups=1, **plain), layer)
    instance = instance_norm(torch.tensor(x), eps=1e-9).numpy()
    assert np.allclose(load("group_norm")(x, groups=4, **plain), instance)
