"""The descent figure's JavaScript computes what torch and NumPy compute."""

import math

import numpy as np
import pytest
import torch

from steepest import Descent
from tools.traces.descent import (
    BATCHES,
    batch_cases,
    batch_path,
    count_cases,
    loss_of,
    minima_cases,
    order_cases,
    rate_cases,
    rate_path,
)

DATA = Descent.data
LOSSES = tuple(DATA["losses"])
COUNT = len(DATA["samples"]["x"])
TOLERANCE = {"rtol": 1e-9, "atol": 1e-9}


@pytest.fixture(scope="module")
def traced(golden):
    """The golden traces by kind."""
    found = {}
    for one in golden("descent"):
        found.setdefault(one["kind"], []).append(one)
    return found


@pytest.fixture(scope="module")
def ask(simulation):
    """`ask([{"kind": …}, …])`: one Node for all questions."""
    of = simulation("descent")
    return lambda *asked: of(asked=asked)["asked"]


def rates(ask, *runs):
    return ask(*({"kind": "rate", "curvature": 2.0} | run for run in runs))


def test_traces_are_those_that_the_references_make(traced):
    """The file is not stale: numbers are compared as numbers."""
    for kind, cases, path in (
        ("rate", rate_cases, rate_path), ("batch", batch_cases, batch_path)
    ):  # fmt: skip
        cases = list(cases())
        assert [{name: one[name] for name in cases[0]} for one in traced[kind]] == cases
        for one, case in list(zip(traced[kind], cases, strict=True))[::3]:
            rows, _ = path(**case)
            np.testing.assert_allclose(one["rows"], rows[one["steps"]], **TOLERANCE)
    assert traced["counts"] == list(count_cases())
    assert traced["orders"] == list(order_cases())
    for one, made in zip(traced["minima"], minima_cases(), strict=True):
        assert (one["loss"], one["curvature"]) == (made["loss"], made["curvature"])
        for kept, again in zip(one["minima"], made["minima"], strict=True):
            for name in again:
                np.testing.assert_allclose(kept[name], again[name], **TOLERANCE)


@pytest.mark.parametrize("kind", ["rate", "batch"])
def test_javascript_follows_every_trace(traced, ask, kind):
    asked = [one | {"steps": max(one["last"], 1) + one["diverged"]} for one in traced[kind]]
    for one, run in zip(traced[kind], ask(*asked), strict=True):
        what = str({name: one[name] for name in one if name not in ("rows", "steps")})
        got = np.array([[*run["w"][at], run["loss"][at]] for at in one["steps"]])
        np.testing.assert_allclose(got, one["rows"], **TOLERANCE, err_msg=what)
        if one["diverged"]:
            assert run["last"] == one["last"], what
            assert run["diverged"], what


def test_traces_cover_every_loss_and_batch_and_divergence(traced):
    assert {one["loss"] for one in traced["rate"] if one["last"] == 40} == set(LOSSES[:-1])
    assert {one["loss"] for one in traced["rate"] if one["diverged"]} >= {"two_minima", "bowl"}
    full = {
        one["batch"] for one in traced["batch"] if one["last"] == 10 * math.ceil(100 / one["batch"])
    }
    assert full == set(BATCHES)
    assert {one["batch"] for one in traced["batch"] if one["diverged"]} == set(BATCHES)


def test_minima_curvatures_and_largest_stable_rates(traced, ask):
    for one, got in zip(traced["minima"], ask(*traced["minima"]), strict=True):
        for wanted, minimum in zip(one["minima"], got, strict=True):
            for name, value in wanted.items():
                np.testing.assert_allclose(minimum[name], value, **TOLERANCE)
        assert (
            min(one["minima"], key=lambda m: m["loss"])
            == one["minima"][[minimum["lowest"] for minimum in got].index(True)]
        )


def test_gradients_are_those_of_autograd(ask):
    rng = np.random.default_rng(0)
    asked = [
        {"kind": "gradient", "loss": loss, "curvature": 1.7}
        | {"at": rng.uniform(-3, 3, len(DATA["losses"][loss]["start"])).tolist()}
        for loss in LOSSES
        for _ in range(50)
    ]
    for one, got in zip(asked, ask(*asked), strict=True):
        w = torch.tensor(one["at"], dtype=torch.float64, requires_grad=True)
        (wanted,) = torch.autograd.grad(loss_of(one["loss"], 1.7)(w), w)
        np.testing.assert_allclose(got, wanted, rtol=1e-11, atol=1e-11)


def test_random_numbers_are_those_of_numpy(traced, ask):
    for one, got in zip(traced["orders"], ask(*traced["orders"]), strict=True):
        assert {name: one[name] for name in got} == got  # to the last bit


def test_steps_of_an_epoch_are_the_length_of_the_data_loader(traced, ask):
    (got,) = ask({"kind": "counts", "batches": list(range(1, COUNT + 1))})
    assert got == traced["counts"][0]["steps_per_epoch"]


@pytest.mark.parametrize("batch", [1, 5, 30, 64, 100])
def test_every_epoch_takes_each_sample_once(ask, batch):
    (got,) = ask({"kind": "epoch", "batch": batch, "seed": 3, "epochs": 4})
    each = math.ceil(100 / batch)
    for epoch in range(4):
        taken = got["batches"][epoch * each : (epoch + 1) * each]
        assert [len(part) for part in taken[:-1]] == [batch] * (each - 1)
        assert [i for part in taken for i in part] == got["order"][epoch]
    seen = np.cumsum([len(part) for part in got["batches"]]).tolist()
    for step, progress in enumerate(got["progress"], 1):
        epoch, within = divmod(step - 1, each)
        assert progress == {"epoch": epoch + 1, "within": within + 1, "seen": seen[step - 1]}
    # A run beside it has done the batches that are complete once as many samples are used.
    after = ask(*({"kind": "after", "seen": used, "batch": batch} for used in range(401)))
    assert after == [sum(end <= used for end in seen) for used in range(401)]


def test_the_lectures_count(ask):
    """100 samples, batches of 5, 10 epochs: 20 steps an epoch, 200 steps."""
    state = {"loss": "samples", "batch": 5, "epochs": 10}
    first, third, last = ask(*({"kind": "words", "state": state, "step": s} for s in (0, 45, 200)))
    assert first["counters"]["epoch"] == "0 of 10"
    assert third["counters"] == {
        "epoch": "3 of 10", "step": "45 of 200", "samples used": "225",
        "total": "10 × 20 = 200",
    }  # fmt: skip
    assert third["sum"] == "100 ÷ 5 = 20 steps an epoch"
    assert last["counters"]["samples used"] == "1000"
    starts = [caption.split(",")[0] for caption in third["captions"]]
    assert starts == ["step 45 of 200", "step 2 of 10", "step 225 of 1000"]
    (short,) = ask({"kind": "words", "state": state | {"batch": 30}, "step": 5})
    assert short["sum"] == "⌈100 ÷ 30⌉ = 4 steps an epoch"
    assert short["counters"]["samples used"] == "130"


def test_words_carry_the_numbers_of_the_references(ask):
    (bowl, two, samples) = ask(
        *({"kind": "words", "state": {"loss": loss}, "step": 10}
          for loss in ("bowl", "two_minima", "samples"))
    )  # fmt: skip
    assert "η = 2/λ = 1." in bowl["formula"]
    assert "η = 2/λ = 1 and 0.5." in two["formula"]
    rows, _ = rate_path(
        "bowl", 2.0, DATA["losses"]["bowl"]["rate"], DATA["losses"]["bowl"]["start"]
    )
    assert bowl["captions"][0] == f"descending, loss {rows[10][-1]:.2g}"
    rows, _ = batch_path(0.1, DATA["losses"]["samples"]["start"], 5, 10, 0)
    assert samples["captions"][0] == f"step 10 of 200, loss {rows[10][-1]:.3g}"
    design = np.c_[DATA["samples"]["x"], np.ones(100)]
    _, rest, *_ = np.linalg.lstsq(design, DATA["samples"]["y"], rcond=None)
    steepest = np.linalg.eigvalsh(2 * design.T @ design / 100).max()
    assert f"lowest loss {rest[0] / 100:.3g}." in samples["formula"]
    assert f"λmax = {steepest:.3g}," in samples["formula"]
    assert f"2/λmax = {2 / steepest:.3g}." in samples["formula"]
    assert samples["sentence"].startswith("Samples, epoch 1, step 10. Yours: batches of 5: step 10")


def test_the_mark_divides_what_settles_from_what_does_not(ask):
    """A hair below 2/λmax every run comes nearer; a hair above none does."""
    runs, marks = [], []
    for loss, curvature in (("bowl", 0.5), ("bowl", 3.7), ("valley", 2.0), ("samples", 2.0)):
        (minima,) = ask({"kind": "minima", "loss": loss, "curvature": curvature})
        mark = minima[0]["stable"]
        for share in (0.99, 1.01):
            start = DATA["losses"][loss]["start"]
            runs.append({"loss": loss, "curvature": curvature, "rate": share * mark})
            runs[-1] |= {"start": start, "steps": 600}
            marks.append((share, minima[0]["loss"]))
    for run, (share, lowest) in zip(rates(ask, *runs), marks, strict=True):
        excess = np.array(run["loss"]) - lowest
        if share < 1:
            assert not run["diverged"]
            assert excess[-1] < 1e-4 * excess[0]
        else:
            assert run["diverged"] or excess[-1] > 100 * excess[0]


def test_states_say_how_a_run_stands(ask):
    bowl = {"loss": "bowl", "start": [-1.8], "steps": 30}
    two = {"loss": "two_minima", "start": [-2.4], "steps": 40}
    ends = {
        ("bowl", 0.02): "crawling", ("bowl", 0.1): "descending", ("bowl", 0.3): "at the minimum",
        ("bowl", 0.5): "at the minimum", ("bowl", 0.95): "overshooting",
        ("bowl", 1.0): "overshooting", ("bowl", 1.05): "diverging",
        ("bowl", 1.5): "diverged at step 10", ("two", 0.1): "local minimum",
        ("two", 0.45): "global minimum", ("two", 0.7): "overshooting",
        ("two", 1.05): "diverged at step 4",
    }  # fmt: skip
    runs = rates(ask, *(({"bowl": bowl, "two": two}[on]) | {"rate": eta} for on, eta in ends))
    assert {key: run["states"][-1] for key, run in zip(ends, runs, strict=True)} == ends
    assert all(run["states"][0] == "at the start" for run in runs)
    assert runs[3]["settled"] == 1  # one step at 1/λ lands on the lowest point
    hill, settled = rates(
        ask, two | {"start": [-0.5], "rate": 0.1}, two | {"start": [1.5], "rate": 0.7}
    )
    assert hill["states"][-1] == "on a hilltop"
    assert settled["states"][0] == "global minimum"
    leap = {"loss": "two_minima", "start": [-2.4], "rate": 0.9, "steps": 200}
    assert rates(ask, leap)[0]["states"][-1] == "local minimum"  # thrown out of the sharp one


def test_smaller_batches_rest_farther_from_the_lowest_point(ask):
    start = DATA["losses"]["samples"]["start"]
    runs = ask(
        *({"kind": "batch", "rate": rate, "start": start, "batch": batch, "epochs": 20, "seed": 0}
          for rate, batch in ((0.1, 1), (0.1, 5), (0.1, 100), (0.02, 1)))
    )  # fmt: skip
    (minima,) = ask({"kind": "minima", "loss": "samples", "curvature": 2})
    lowest = minima[0]["loss"]
    noise = [np.mean(run["loss"][len(run["loss"]) // 2 :]) - lowest for run in runs]
    assert noise[0] > 4 * noise[1] > 0
    assert noise[0] > 3 * noise[3]  # a smaller rate is quieter
    # Once an epoch is not enough for all 100 at once to arrive; then it does without noise.
    assert runs[2]["loss"][1:] == sorted(runs[2]["loss"][1:], reverse=True)


def test_numbers_stay_finite_wherever_a_reader_may_go(ask):
    runs = rates(
        ask,
        *({"loss": loss, "rate": rate, "start": DATA["losses"][loss]["start"], "steps": 200,
           "curvature": 4.0} for loss in LOSSES for rate in (1.5, DATA["traits"]["rate"]["high"])),
    )  # fmt: skip
    for run in runs:
        assert run["diverged"]
        assert np.isfinite([*np.ravel(run["w"]), *run["loss"]]).all()


def test_any_patch_makes_a_whole_state(simulation):
    wild = [
        {"loss": "toString", "what": 3, "rate": -1, "steps": 1e9, "curvature": "steep"},
        {"loss": "valley", "start": [99, None], "rates": [0.1, "x", None, 5, 6, 7, 8]},
        {"loss": "samples", "batch": 2.4, "epochs": -3, "seed": 1e99, "step": 1e7},
        {"loss": "bowl", "start": "here", "rates": "fast", "step": -4},
    ]
    later = [
        {"loss": "valley", "rate": 0.7, "steps": 60}, {"steps": 20}, {"loss": "samples"},
        {"batch": 10},
    ]  # fmt: skip
    asked = [*([patch] for patch in wild), later]
    *states, kept = simulation("descent")(patches=asked)["patches"]
    assert (states[0]["loss"], states[0]["rate"], states[0]["steps"]) == ("bowl", 1e-6, 200)
    assert states[0]["curvature"] == 2
    assert states[1]["start"] == [3, 0.2]
    assert states[1]["rates"] == [0.1, 5, 6, 7]
    assert (states[2]["batch"], states[2]["epochs"], states[2]["step"]) == (2, 1, 50)
    assert (states[3]["start"], states[3]["step"]) == ([-1.8], 0)
    assert (kept["rate"], kept["batch"], kept["step"]) == (0.1, 10, 100)  # still at the end
