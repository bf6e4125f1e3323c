"""The activations' JavaScript computes what torch computes, on numpy's random numbers."""

import numpy as np
import pytest
import torch

from steepest import Activations
from tools.traces.activations import NUMBERS, cases, clip, pictured, point, stack


@pytest.fixture(scope="module")
def traced(golden):
    kept = golden("activations")
    return (
        [one for one in kept if "point" in one],
        [one for one in kept if "given" in one],
    )


@pytest.fixture(scope="module")
def ask(simulation):
    return simulation("activations")


@pytest.fixture(scope="module")
def stacks(traced, ask):
    """What JavaScript makes of every traced stack."""
    return ask(stacks=[one["given"] for one in traced[1]])["stacks"]


def sure(values):
    """The numbers of a trace, those that rounding decides as NaN."""
    return np.array(values, dtype=float)


def test_values_and_slopes_are_those_of_torch(traced, ask):
    rng = np.random.default_rng(0)
    more = [
        {"activation": name, "x": x, "point": point(name, x)}
        for name in FUNCTIONS
        for x in np.round(rng.uniform(-5, 5, 100), 2).tolist()
    ]
    points = [*traced[0], *more]
    for one, got in zip(points, ask(points=points)["points"], strict=True):
        np.testing.assert_allclose(got, one["point"], rtol=1e-9, atol=1e-15, err_msg=str(one))


def test_every_layer_is_that_of_autograd(traced, stacks):
    """Means, spreads, norms, shares, dead units and histograms; and what clipping leaves."""
    for one, got in zip(traced[1], stacks, strict=True):
        what = str(one["given"])
        for name in NUMBERS:
            mine = np.array([layer[name] for layer in got["layers"]])
            assert len(mine) == one["given"]["depth"]
            known = ~np.isnan(sure(one[name]))
            wanted = sure(one[name])[known]
            # A mean is near 0 only by cancelling: it is as exact as its numbers are large.
            size = np.nan_to_num(sure(one["std"])[known]) if name == "mean" else 0
            off = np.abs(mine[known] - wanted)
            assert (off <= 1e-9 * np.maximum(size, np.abs(wanted))).all(), f"{name} of {what}"
        if one["norm"] is not None:
            mine = [got["norm"], got["factor"], got["norm"] * got["factor"]]
            wanted = [one["norm"], one["factor"], one["left"]]
            np.testing.assert_allclose(mine, wanted, rtol=1e-9, err_msg=what)
        for layer, pictures in one["histograms"].items():
            for name, counts in pictures.items():
                if counts is not None:
                    assert got[name][int(layer) - 1] == counts, f"{name} of layer {layer}, {what}"


def test_traces_leave_out_next_to_nothing(traced):
    """A trace says nothing only where rounding decides; that is rare enough."""
    said = [value for one in traced[1] for name in NUMBERS for value in one[name]]
    assert sum(value is None for value in said) <= 0.03 * len(said)
    given = [one["given"] for one in traced[1]]
    assert {(one["activation"], one["depth"]) for one in given} >= {
        (name, depth) for name in FUNCTIONS for depth in (1, 10, 30)
    }
    assert len(list(cases())) == len(traced[1])


def test_what_was_kept_from_another_state_does_not_leak(ask):
    deep = {"activation": "tanh", "std": 0.2, "depth": 9, "seed": 4, "clip": True, "max_norm": 0.1}
    asked = [deep, deep | {"depth": 3}, deep | {"clip": False}, deep | {"seed": 5}, deep]
    asked += [{"activation": "maxout", "seed": 4}, {"activation": "relu", "seed": 4}]
    got = ask(stacks=asked)["stacks"]
    assert got[0] == got[4]
    for at in (1, 2, 6):
        assert ask(stacks=[asked[at]])["stacks"][0] == got[at]


def test_clipping_is_that_of_torch_and_leaves_small_gradients_alone(ask):
    rng = np.random.default_rng(1)
    clips = [(norm, top) for norm in rng.uniform(10, 1e5, 50) for top in (0.1, 1.0, 7.0)]
    factors = ask(clips=clips)["clips"]
    for (norm, top), factor in zip(clips, factors, strict=True):
        gradient = torch.nn.Parameter(torch.zeros(2, dtype=torch.float64))
        gradient.grad = torch.tensor([0.6, 0.8], dtype=torch.float64) * norm
        torch.nn.utils.clip_grad_norm_([gradient], top)
        got = factor * norm * np.array([0.6, 0.8])
        np.testing.assert_allclose(
            got, gradient.grad.numpy(), rtol=1e-6
        )  # it adds 1e-6 to the norm
        assert factor == pytest.approx(clip(norm, top)[0], rel=1e-12)
    assert ask(clips=[(0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (2.0, 1.0)])["clips"] == [1, 1, 1, 0.5]


@pytest.mark.parametrize(
    ("init", "initialise"),
    [("xavier", torch.nn.init.xavier_normal_), ("he", torch.nn.init.kaiming_normal_)],
)
def test_named_deviations_are_those_of_torch(init, initialise):
    drawn = []
    for fill in (initialise, torch.nn.init.normal_):
        torch.manual_seed(0)
        drawn.append(fill(torch.empty(DATA["width"], DATA["width"], dtype=torch.float64)))
    ratio = (drawn[0] / drawn[1]).numpy()
    np.testing.assert_allclose(ratio, DATA["inits"][init]["std"], rtol=1e-12)


def whole(ask, **states):
    return ask(stacks=[states])["stacks"][0]


def test_the_formulas_of_the_text_hold(ask):
    """What the page says one can notice, measured over several draws."""
    seeds = range(4)
    asked = [
        *({"activation": "relu", "init": init} for init in INITS[:4]),
        {"activation": "sigmoid", "init": "xavier", "depth": 20},
        {"activation": "tanh", "init": "xavier"},
        {"activation": "maxout", "init": "xavier"},
    ]
    got = ask(stacks=[given | {"seed": seed} for seed in seeds for given in asked])["stacks"]
    for seed in seeds:
        *relu, sigmoid, tanh, maxout = got[seed * len(asked) : (seed + 1) * len(asked)]
        words = [one["verdict"]["word"] for one in (*relu, sigmoid, tanh, maxout)]
        assert (words[0], words[2:]) == (
            "vanishing", ["healthy", "exploding", "vanishing", "healthy", "healthy"],
        )  # fmt: skip
        # He keeps the size of what comes in; other weights change it by as much a layer.
        stds = [[layer["std"] for layer in one["layers"]] for one in relu]
        assert 0.3 < stds[2][-1] / stds[2][0] < 3
        ratio = DATA["inits"]["too_large"]["std"] / DATA["inits"]["he"]["std"]
        np.testing.assert_allclose(stds[3][-1] / stds[2][-1], ratio**10, rtol=1e-9)
        # Without biases, the gradients of ReLU's weights are about as long in every layer.
        norms = [layer["gradient"] for layer in relu[3]["layers"]]
        assert max(norms) < 3 * min(norms)
        # A sigmoid passes on at most a quarter: a layer passes on about std·√n/4.
        signal = [layer["signal"] for layer in sigmoid["layers"]]
        assert (signal[0] / signal[-1]) ** (1 / 19) == pytest.approx(0.25, abs=0.03)


def test_dead_units_are_relu_s(ask):
    relu = whole(ask, activation="relu", init="he", depth=30)
    torch_layers = stack("relu", DATA["inits"]["he"]["std"], 30, 0)
    dead = [layer["dead"] for layer in relu["layers"]]
    assert dead == [(layer["outputs"] == 0).all(axis=0).sum() for layer in torch_layers]
    assert dead[-1] > 10
    leaky = whole(ask, activation="leaky_relu", init="he", depth=30)
    assert [layer["dead"] for layer in leaky["layers"]] == [0] * 30
    assert sum(pictured("relu", torch_layers[0])["outputs"]) == DATA["width"] * DATA["samples"]


def test_words_say_what_the_numbers_are(ask):
    assert ask(health=[0.0099, 0.01, 1, 100, 101, 0])["health"] == [
        "vanishing", "healthy", "healthy", "healthy", "exploding", "vanishing",
    ]  # fmt: skip
    large = whole(ask, activation="relu", init="too_large", clip=True, max_norm=1)
    assert large["verdict"]["text"].startswith("exploding in all 10 layers: layer 6 has a gradient")
    assert large["clipping"].endswith("bring it to 1.")
    small = whole(ask, activation="tanh", init="too_small", clip=True, layer=2)
    assert small["clipping"].endswith("not above 1: clipping changes nothing.")
    assert "Tanh at x = 1: value 0.762, slope 0.42." in small["sentence"]
    assert "Layer 2: outputs of std" in small["sentence"]
    assert "vanishing in all 10 layers" in small["sentence"]
    one = whole(ask, activation="relu", init="he", depth=1)
    assert one["verdict"]["text"].startswith("healthy in the one layer")
    both = whole(ask, activation="tanh", std=1.0, depth=30)
    assert both["verdict"]["word"] == "exploding"


DATA = Activations.data
FUNCTIONS, INITS = tuple(DATA["functions"]), (*DATA["inits"], "custom")


def test_states_from_anywhere_become_whole_ones(ask):
    odd = {
        "activation": "swish", "x": None, "depth": 1e9, "init": 3, "std": float(-1), "layer": "top",
        "clip": "yes", "max_norm": 0, "seed": -4, "color": "red",
    }  # fmt: skip
    patches = [
        [odd],
        [{"init": "he"}, {"std": 0.3}],
        [{"std": 0.3}, {"init": "he"}],
        [{"std": 0.3}, {"init": "custom"}],
        [{"depth": 20, "layer": 20}, {"depth": 5}],
        [{"depth": 2.6, "x": 99}],
        [{"activation": "toString"}],
    ]
    got = ask(patches=patches)["patches"]
    own = Activations.first()
    assert got[0] == own | {"depth": 30, "init": "custom", "std": 0.01, "max_norm": 0.001}
    assert (got[1]["init"], got[1]["std"]) == ("custom", 0.3)
    assert (got[2]["init"], got[2]["std"]) == ("he", DATA["inits"]["he"]["std"])
    assert (got[3]["init"], got[3]["std"]) == ("custom", 0.3)
    assert (got[4]["depth"], got[4]["layer"]) == (5, 5)
    assert (got[5]["depth"], got[5]["x"]) == (3, DATA["traits"]["x"]["high"])
    assert got[6]["activation"] == own["activation"]
