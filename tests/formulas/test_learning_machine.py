"""What the formulas of chapter 01 must do beyond their own cases."""

from itertools import pairwise

import numpy as np

from autograder.checks.formula import load, names

rng = np.random.default_rng(1)


def network(*widths):
    pairs = pairwise(widths)
    weights = [rng.standard_normal(pair) for pair in pairs]
    return weights, [rng.standard_normal(width) for width in widths[1:]]


def test_every_function_of_the_chapter_is_there():
    assert set(names("learning_machine")) == {
        "affine",
        "hinge_weights",
        "mlp_forward",
        "mlp_gradients",
        "gradient_step",
    }


def test_the_hinges_go_through_the_points_in_straight_pieces():
    knots = np.cumsum(rng.uniform(0.1, 1, 7))
    values = rng.uniform(-10, 10, 7)
    x = np.linspace(knots[0], knots[-1], 50)
    c = load("hinge_weights")(knots, values)
    curve = values[0] + np.maximum(0, x[:, None] - knots[:-1]) @ c
    assert np.allclose(curve, np.interp(x, knots, values))


def test_a_network_of_one_layer_is_affine():
    weights, biases = network(3, 2)
    x = rng.standard_normal((4, 3))
    one = load("affine")(x, weights[0], biases[0])
    assert np.allclose(load("mlp_forward")(x, weights, biases), one)


def test_each_gradient_is_the_slope_of_the_loss():
    weights, biases = network(2, 3, 2)
    x, y = rng.standard_normal((4, 2)), rng.standard_normal((4, 2))
    loss = lambda: load("gradient_step")(x, y, weights, biases, 0.0)[2]  # noqa: E731
    both = load("mlp_gradients")(x, y, weights, biases)
    for arrays, slopes in zip((weights, biases), both, strict=True):
        for array, slope in zip(arrays, slopes, strict=True):
            for at in np.ndindex(array.shape):
                old = array[at]
                array[at] = old + 1e-6
                up = loss()
                array[at] = old - 1e-6
                down = loss()
                array[at] = old
                assert abs((up - down) / 2e-6 - slope[at]) < 1e-6


def test_of_a_network_of_zeros_only_the_last_bias_has_a_gradient():
    x, y = rng.standard_normal((4, 2)), rng.standard_normal((4, 2))
    weights, biases = [np.zeros((2, 3)), np.zeros((3, 2))], [np.zeros(3), np.zeros(2)]
    dW, db = load("mlp_gradients")(x, y, weights, biases)
    assert not any(g.any() for g in (*dW, db[0]))
    assert db[1].all()
