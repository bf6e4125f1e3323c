"""The figure's JavaScript computes what torch's norms compute on numpy's samples."""

import json
import re

import numpy as np
import pytest
from scipy import stats

from autograder.paths import ROOT
from steepest import Normalization
from tests.widgets.close import close
from tools.traces.normalization import CELLS, LAYERS, TIMES, pool

DATA = Normalization.data
DEFAULTS = Normalization.first()
PAGE = ROOT / "book" / "figures" / "normalization.md"


@pytest.fixture(scope="module")
def traced(golden):
    found = {"layer": [], "time": [], "cells": []}
    for one in golden("normalization"):
        found[one["kind"]].append(one)
    return found


@pytest.fixture(scope="module")
def ask(simulation):
    return simulation("normalization")


def test_one_batch_is_that_of_torch_at_every_stage(traced, ask):
    runs = ask(layers=LAYERS)["layers"]
    for one, run in zip(traced["layer"], runs, strict=True):
        what = one["state"]
        close(run["stages"], one["stages"], what)
        close([[about["mean"], about["std"]] for about in run["about"]], one["about"], what)
        for way, wanted in one["cut"].items():
            close([run[way][name] for name in ("zeros", "share", "mean", "std")], wanted, what)
        assert (
            sum(run["cut"]) == run["withNorm" if whole(what)["batch_norm"] else "without"]["zeros"]
        )


def whole(part):
    return DEFAULTS | part


def test_threshold_parts_what_is_cut_from_what_passes(ask):
    for part, run in zip(LAYERS, ask(layers=LAYERS)["layers"], strict=True):
        state = whole(part)
        if not state["batch_norm"] or state["gamma"] == 0:
            assert run["threshold"] is None
            continue
        hat, cut = np.array(run["stages"][1]), np.array(run["cut"])
        beyond = (hat - run["threshold"]) * np.sign(state["gamma"]) <= 0
        assert (beyond == cut).all()
    # The layer chooses the cut: the same batch moved and stretched loses as many.
    moved = [
        {"gamma": 1.3, "beta": -0.4, "shift": m, "spread": s} for m in (-3, 0, 3) for s in (0.5, 3)
    ]
    runs = ask(layers=moved)["layers"]
    assert len({run["withNorm"]["zeros"] for run in runs}) == 1
    assert len({run["without"]["zeros"] for run in runs}) > 3
    # … while no γ and β keeps the negatives: what is below the threshold is gone.
    shares = [
        run["withNorm"]["share"] for run in ask(layers=[{"beta": b} for b in (-3, 0, 3)])["layers"]
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9
    assert shares[-1] < 0.05


def test_running_statistics_and_outputs_are_those_of_torch(traced, ask):
    for one, run in zip(traced["time"], ask(times=TIMES)["times"], strict=True):
        got = []
        for step in one["steps"]:
            at = run["steps"][step]
            running = [at["running"]["mean"], at["running"]["variance"], at["evalOutput"]]
            if step == 0:
                got.append([None] * 5 + running)
                assert run["jitter"][0] is None
                continue
            own = [at[name][part] for name in ("batch", "company") for part in ("mean", "variance")]
            got.append([*own, at["trainOutput"], *running, run["jitter"][step]])
        for row, wanted in zip(got, one["rows"], strict=True):
            close(row, wanted, one["state"])
        close([run["ringed"]], [one["ringed"]])
        close([run["truth"]["mean"], run["truth"]["variance"], run["trueOutput"]], one["truth"])


def test_eval_mode_is_fixed_once_training_ends_and_train_mode_is_not(ask):
    for run in ask(times=TIMES[:4])["times"]:
        after = run["steps"][DATA["frozen"] :]
        assert len({at["evalOutput"] for at in after}) == 1
        assert len({at["trainOutput"] for at in after}) > 1


def test_two_samples_leave_the_ringed_one_only_its_side(ask):
    """In a batch of two, one is as far above the mean as the other is below."""
    (run,) = ask(times=[{"batch": 2}])["times"]
    outputs = np.array([at["trainOutput"] for at in run["steps"][1:]])
    apart = np.abs([2 * (run["ringed"] - at["company"]["mean"]) for at in run["steps"][1:]])
    far = apart > 0.1
    np.testing.assert_allclose(np.abs(outputs[far]), 1, atol=0.003)
    assert {-1, 1} == set(np.sign(outputs))


def test_a_larger_batch_strays_less(ask):
    """From 8 on: in a smaller one no output can be farther out than √(n − 1)."""
    sizes = (8, 16, 32, 64)
    runs = ask(times=[{"batch": size, "seed": s} for size in sizes for s in range(5)])["times"]
    strays = np.array([run["jitter"][-1] for run in runs]).reshape(len(sizes), 5).mean(axis=1)
    assert (np.diff(strays) < 0).all()


def test_samples_are_drawn_as_the_help_says(ask):
    """The law that they come from has mean 0 and variance 1, by scipy's own lognormal."""
    sigma = DATA["sigma"]
    law = stats.lognorm(sigma, loc=0)
    drawn = np.concatenate([pool(seed).ravel() for seed in range(20)])
    back = drawn * law.std() + law.mean()
    assert stats.kstest(back, law.cdf).pvalue > 0.01
    assert law.stats("s") > 1  # skewed: normalising leaves that
    (run,) = ask(times=[{"batch": 64, "momentum": 0.01}])["times"]
    assert run["truth"]["mean"] == DEFAULTS["shift"]


def test_cells_are_averaged_and_normalised_as_torch_does(traced, ask):
    asked = [
        {name: one[name] for name in ("seed", "norm", "groups", "cell")} for one in traced["cells"]
    ]
    assert asked == CELLS
    for one, got in zip(traced["cells"], ask(cells=asked)["cells"], strict=True):
        what = (one["norm"], one["groups"], one["cell"])
        assert np.flatnonzero(got["members"]).tolist() == one["members"], what
        numbers = [got[name] for name in ("count", "mean", "variance", "value", "result")]
        close(numbers, one["set"], what)
        close(got["normalized"], one["normalized"], what)
        low, high = min(one["normalized"]), max(one["normalized"])
        close(got["shades"], (np.array(one["normalized"]) - low) / (high - low), what)


def test_one_group_is_layer_norm_and_a_group_a_channel_is_instance_norm(ask):
    cases = [("group", 1), ("layer", 1), ("group", 6), ("instance", 1)]
    asked = [{"seed": 7, "norm": n, "groups": g, "cell": [1, 2, 1]} for n, g in cases]
    one, whole_sample, each, alone = ask(cells=asked)["cells"]
    assert one == whole_sample
    assert each == alone


def test_a_state_from_the_text_is_made_valid(ask):
    wild = {
        "view": "nowhere", "batch": 1e9, "shift": "x", "spread": -5, "gamma": None, "beta": 99,
        "momentum": 0, "seed": 3.4, "norm": 7, "groups": 4, "cell": [9, -1, "a"], "step": -3,
        "unknown": 1, "normalized": 1,
    }  # fmt: skip
    patches = [
        [{}],
        [wild],
        [{"cell": [9, -4, 1.2], "groups": 5}],
        [{"view": "cells"}, {"batch": 3}],
    ]
    first, tamed, cell, later = ask(patches=patches)["patches"]
    assert first == DEFAULTS
    assert tamed == DEFAULTS | {
        "batch": 64, "spread": 0.2, "beta": 3, "momentum": 0.01, "seed": 3, "groups": 3,
        "normalized": True, "step": 0,
    }  # fmt: skip
    assert (cell["cell"], cell["groups"]) == ([3, 0, 1], 6)
    assert (later["view"], later["batch"]) == ("cells", 3)


def test_the_figures_page_quotes_what_the_figure_shows(ask):
    """The numbers in book/figures/normalization.md, at the states that its links set."""
    states = re.findall(r"{try}`[^|]*\|([^`]*)`", PAGE.read_text(encoding="utf-8"))
    tries = [json.loads(found) for found in states]
    assert len(tries) == 11
    views = {"layer": 5, "running": 4, "cells": 2}
    assert {view: sum(one["view"] == view for one in tries) for view in views} == views
    for part in tries:
        Normalization(**part)
    far, up, down, turned, two = ask(layers=tries[:5])["layers"]
    assert f"{far['without']['share']:.0%} {far['withNorm']['share']:.0%}" == "94% 59%"
    assert f"{up['withNorm']['share']:.0%} {down['withNorm']['share']:.0%}" == "16% 81%"
    cut, before = np.array(turned["cut"]), np.array(turned["stages"][0])
    assert before[cut].min() > before[~cut].max()
    assert sorted(two["stages"][1]) == pytest.approx([-1, 1], abs=0.001)
    few, many, slow, none = ask(times=tries[5:9])["times"]
    outputs = [round(at["trainOutput"], 2) for at in few["steps"][1:]]
    assert {step: at for step, at in enumerate(outputs, 1) if abs(at) != 1} == {28: -0.83}
    assert f"{many['jitter'][-1]:.2f}" == "0.26"
    assert slow["steps"][-1]["running"]["mean"] / -1.5 == pytest.approx(0.55, abs=0.03)
    assert none["steps"][80]["running"] == none["steps"][80]["batch"]


def test_words_hold_the_numbers(traced, ask):
    layer, time = traced["layer"][0], traced["time"][0]
    cell = next(one for one in traced["cells"] if one["norm"] == "group" and one["groups"] == 3)
    about, running, spoken = ask(
        said=[{}, {"view": "running"}, {"view": "cells", "norm": "group", "groups": 3}]
    )["said"]
    mean, std = layer["about"][0]
    assert f"A batch of 32: mean {mean:.2f}, std {std:.2f}".replace("-", "−") in about
    with_norm, without = (f"{layer['cut'][way][1]:.0%}" for way in ("withNorm", "without"))
    assert f"zero with batch norm, {without[:-1]} % without" in about
    assert f"ReLU makes {with_norm[:-1]} %" in about
    *_, train, mean, variance, in_eval, strays = time["rows"][-1]
    assert f"running mean {mean:.2f}, running variance {variance:.2f}".replace("-", "−") in running
    assert f"train mode {train:.2f}, straying by {strays:.2f}; eval mode {in_eval:.2f}" in running
    count, mean, variance, value, result = cell["set"]
    assert (
        f"{count:g} cells averaged, mean {mean:.2f}, variance {variance:.2f}; "
        in spoken.replace("−", "-")
    )
    assert f"{value:.2f} becomes {result:.2f}." in spoken.replace("−", "-")
