"""The race's JavaScript computes what the course's references and torch compute."""

import numpy as np
import pytest

from steepest import OptimizerRace
from tools.traces.optimizer_race import cases, loss_and_gradient, trace

DATA = OptimizerRace.data
RULES, SURFACES = tuple(DATA["rules"]), tuple(DATA["surfaces"])
TOLERANCE = {"rtol": 1e-9, "atol": 1e-9}


@pytest.fixture(scope="module")
def traced(golden):
    return golden("optimizer_race")


@pytest.fixture(scope="module")
def simulate(simulation):
    return simulation("optimizer_race")


def test_traces_are_those_that_the_references_make(traced):
    """The file is not stale: numbers are compared as numbers."""
    plain = ("surface", "rule", "constants", "start")
    assert [{name: one[name] for name in plain} for one in traced] == list(cases())
    for one in traced:
        made, _ = trace(*(one[name] for name in plain), steps=one["last"])
        np.testing.assert_allclose(one["rows"], made[one["steps"]], **TOLERANCE)


def test_javascript_follows_every_trace(traced, simulate):
    asked = [one | {"steps": max(one["last"], 1) + one["diverged"]} for one in traced]
    runs = simulate(runs=asked)["runs"]
    for one, run in zip(traced, runs, strict=True):
        what = f"{one['rule']} on {one['surface']} with {one['constants']}"
        got = np.array([[run[key][at] for key in ("x", "y", "loss")] for at in one["steps"]])
        np.testing.assert_allclose(got, one["rows"], **TOLERANCE, err_msg=what)
        if one["diverged"]:
            assert (run["last"], run["end"]) == (one["last"], "diverged"), what


def test_traces_cover_every_rule_on_every_surface(traced):
    long = {(one["surface"], one["rule"]) for one in traced if one["last"] >= 100}
    assert long >= {(surface, rule) for surface in SURFACES for rule in RULES}
    assert {one["rule"] for one in traced if one["diverged"]} >= {"sgd", "momentum", "nesterov"}


def test_losses_and_gradients_are_those_of_autograd(simulate):
    rng = np.random.default_rng(0)
    points = [
        {"surface": surface, "x": x, "y": y}
        for surface in SURFACES
        for x, y in [(0.0, 0.0), *rng.uniform(-4, 4, size=(200, 2)).tolist()]
    ]
    for point, got in zip(points, simulate(points=points)["points"], strict=True):
        loss, gradient = loss_and_gradient(point["surface"], [point["x"], point["y"]])
        np.testing.assert_allclose(got["loss"], loss, rtol=1e-11, atol=1e-11)
        np.testing.assert_allclose(got["gradient"], gradient, rtol=1e-11, atol=1e-11)


def test_lowest_points_are_flat_with_no_loss_and_in_view(simulate):
    asked = list(SURFACES)
    for surface, minima in zip(asked, simulate(minima=asked)["minima"], strict=True):
        x_low, x_high, y_low, y_high = DATA["surfaces"][surface]["window"]
        for x, y in minima:
            loss, gradient = loss_and_gradient(surface, [x, y])
            assert loss == pytest.approx(0, abs=1e-15)
            assert gradient == pytest.approx([0, 0], abs=1e-12)
            assert x_low < x < x_high
            assert y_low < y < y_high


def run(simulate, surface, rule, start, steps=200, **constants):
    whole = DATA["surfaces"][surface]["settings"][rule] | constants
    question = {
        "surface": surface, "rule": rule, "constants": whole, "start": start, "steps": steps,
    }  # fmt: skip
    return simulate(runs=[question])["runs"][0]


def test_states_say_how_a_run_stands(simulate):
    ravine = DATA["surfaces"]["ravine"]["start"]
    assert run(simulate, "ravine", "momentum", ravine)["end"] == "converged"
    assert run(simulate, "ravine", "sgd", ravine, lr=0.001)["end"] == "running"
    # 2/50 is the largest stable rate: just below it SGD gets there, just above it blows up.
    assert run(simulate, "ravine", "sgd", ravine, lr=0.039)["states"][-1] == "running"
    above = run(simulate, "ravine", "sgd", ravine, lr=0.041)
    assert (above["end"], above["states"][0]) == ("diverged", "running")
    assert run(simulate, "many_minima", "sgd", [1.9, 1.9])["end"] == "local minimum"
    assert run(simulate, "saddle", "sgd", [-1.0, 0.0])["end"] == "saddle point"


def test_a_run_that_overflows_ends_with_numbers(simulate):
    wild = run(simulate, "beale", "sgd", [4.0, 2.4], lr=9.0)
    assert wild["diverged"]
    assert np.isfinite([*wild["x"], *wild["y"], *wild["loss"]]).all()


def test_default_race_is_worth_watching(simulate):
    """On every surface the rules part: they neither all arrive nor all fail to."""
    runs = simulate(
        runs=[
            {"surface": surface, "rule": rule, "constants": about["settings"][rule]}
            | {"start": about["start"], "steps": 200}
            for surface, about in DATA["surfaces"].items()
            for rule in RULES
        ]
    )["runs"]
    assert not any(one["diverged"] for one in runs)
    for surface in SURFACES:
        ends = [one["loss"][-1] for one in runs if one["surface"] == surface]
        assert min(ends) < 0.1
        assert max(ends) > 20 * min(ends)


def test_references_diverge_where_the_page_says_so():
    rows, diverged = trace("ravine", "sgd", {"lr": 0.05}, [-2.6, 1.1])
    assert diverged
    assert np.abs(rows).max() > 100
