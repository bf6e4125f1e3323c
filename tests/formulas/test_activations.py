"""Chapter 07's formulas beside each other: slopes of functions, spreads that last, directions."""

import numpy as np
import pytest

from autograder.checks.formula import load, names

PAIRS = ("sigmoid", "tanh", "relu", "leaky_relu", "elu")


def test_every_function_of_the_chapter_is_there():
    alone = {"maxout", "gelu", "silu", "xavier_std", "he_std", "fans", "relu_mean_squares"}
    alone.add("clip_by_norm")
    assert set(names("activations")) == {*PAIRS, *(f"{name}_grad" for name in PAIRS), *alone}


@pytest.mark.parametrize("name", PAIRS)
def test_a_derivative_is_the_slope_of_its_function(name):
    function, slope = load(name), load(f"{name}_grad")
    x, h = np.linspace(-4, 4, 81) + 0.03, 1e-6
    rise = (function(x + h) - function(x - h)) / (2 * h)
    assert np.abs(slope(x) - rise).max() < 1e-8


@pytest.mark.parametrize("name", ["leaky_relu", "leaky_relu_grad", "elu", "elu_grad"])
def test_the_first_call_of_a_case_leaves_the_option_out(name):
    rng = np.random.default_rng(1)
    for _ in range(100):
        first, second = load(name).inputs.values(rng)
        assert len(first) == 1
        assert len(second) == 2


@pytest.mark.parametrize("name", [name for pair in PAIRS for name in (pair, f"{pair}_grad")])
def test_each_random_x_is_as_stated(name):
    inputs = load(name).inputs
    rng = np.random.default_rng(2)
    for _ in range(200):
        first, second = (call["x"] for call in inputs.values(rng))
        for x in (first, second):
            assert x.min() < 0 < x.max()
            assert (x == 0).sum() == inputs.zero
        assert np.abs(first[first != 0]).min() >= 0.2
        assert np.abs(first).max() <= 4
        if inputs.far > 20:
            assert second.min() <= -710
            assert second.max() >= 710
        assert np.abs(second).max() <= max(4, inputs.far)


def _spread(activation, std, layers=30, width=300):
    """How large the values still are behind many layers: their root mean square, from 1."""
    rng = np.random.default_rng(3)
    x = rng.standard_normal((100, width))
    for _ in range(layers):
        x = activation(x @ (std(width) * rng.standard_normal((width, width))))
    return np.sqrt(np.mean(x**2))


def test_he_keeps_the_spread_through_thirty_layers_of_relu_and_xavier_without():
    def xavier(width):
        return load("xavier_std")(width, width)

    assert 0.3 < _spread(load("relu"), load("he_std")) < 3
    assert 0.3 < _spread(np.asarray, xavier) < 3
    assert _spread(load("relu"), xavier) < 1e-3
    assert _spread(np.asarray, load("he_std")) > 1e3


def test_clipped_gradients_keep_their_direction_and_are_at_most_as_long_as_allowed():
    clip = load("clip_by_norm")
    rng = np.random.default_rng(4)
    for _ in range(100):
        for call in clip.inputs.values(rng):
            before = np.concatenate([g.ravel() for g in call["grads"]])
            after = np.concatenate([g.ravel() for g in clip(**call)])
            lengths = np.linalg.norm(before), np.linalg.norm(after)
            assert lengths[1] == pytest.approx(min(lengths[0], call["max_norm"]))
            assert before @ after == pytest.approx(lengths[0] * lengths[1])


def test_no_norm_is_near_equality_where_it_is_held_against_pytorch():
    """PyTorch adds 1e-6 to the norm."""
    rng = np.random.default_rng(5)
    for _ in range(300):
        for call in load("clip_by_norm").inputs.values(rng):
            norm = np.sqrt(sum((g**2).sum() for g in call["grads"]))
            assert norm >= 10
            assert abs(call["max_norm"] / norm - 1) > 0.05
