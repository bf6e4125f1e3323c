"""The figure's JavaScript computes what numpy draws and what scikit-learn measures."""

import numpy as np
import pytest
from sklearn import metrics

from steepest import Threshold
from tests.widgets.close import close
from tools.traces.threshold import at_threshold, both_curves, errors, given, sample

DATA, DEFAULTS = Threshold.data, Threshold.first()
MEASURES = ("tp", "fn", "fp", "tn", "accuracy", "precision", "recall", "f1", "fpr")


@pytest.fixture(scope="module")
def traced(golden):
    return golden("threshold")


@pytest.fixture(scope="module")
def ask(simulation):
    return simulation("threshold")


def test_javascript_draws_and_measures_what_the_traces_say(traced, ask):
    samples = [one for one in traced if "sample" in one]
    asked = [
        one["sample"] | {"thresholds": [at["threshold"] for at in one["at"]]} for one in samples
    ]
    for one, got in zip(samples, ask(samples=asked)["samples"], strict=True):
        what = str(one["sample"])
        truth = sample(**one["sample"])[0]
        wanted = sorted(zip(one["scores"], truth == 1, strict=True), reverse=True)
        drawn = [(each["score"], each["positive"]) for each in got["samples"]]
        close([score for score, _ in drawn], [score for score, _ in wanted], what)
        assert [positive for _, positive in drawn] == [positive for _, positive in wanted]
        close(got["curves"], one["curves"], what)
        for at, measured in zip(one["at"], got["at"], strict=True):
            close(measured, {name: at[name] for name in (*MEASURES, "baseline")}, what)


def test_javascript_measures_the_errors_of_the_traces(traced, ask):
    states = [one for one in traced if "state" in one]
    for one, got in zip(states, ask(states=[s["state"] for s in states])["states"], strict=True):
        what = str(one["state"])
        close([point["prediction"] for point in got["points"]], one["prediction"], what)
        close(got["errors"], one["errors"], what)


def test_traces_reach_what_is_special(traced):
    at = [at for one in traced for at in one.get("at", [])]
    assert any(one["tp"] + one["fp"] == 0 for one in at)  # nothing predicted positive
    assert any(one["fn"] + one["tn"] == 0 for one in at)  # everything is
    assert {one["baseline"]["says"] for one in at} == {"positive", "negative"}
    found = [one["errors"] for one in traced if "errors" in one]
    assert max(one["mape"] for one in found) > 1000
    assert min(one["r2"] for one in found) < 0
    assert any(one["truth"] == 0 for one in found)


def test_ties_are_cut_together(ask):
    """Scores that are equal are on one side of every threshold, and one point of the curves."""
    rng = np.random.default_rng(0)
    cases = []
    for _ in range(30):
        n = int(rng.integers(4, 40))
        truth = rng.permutation(np.arange(n) % 2)
        scores = rng.integers(0, 6, n) / 5
        cases.append((truth, scores))
    thresholds = [0, 0.2, 0.4, 0.5, 1]
    got = ask(
        given=[
            {"truth": truth.tolist(), "scores": scores.tolist(), "thresholds": thresholds}
            for truth, scores in cases
        ]
    )["given"]
    for (truth, scores), one in zip(cases, got, strict=True):
        close(one["curves"], both_curves(truth, scores))
        for threshold, at in zip(thresholds, one["at"], strict=True):
            close(at, at_threshold(truth, scores, threshold))


def test_errors_of_any_pairs_are_those_of_scikit_learn(ask):
    rng = np.random.default_rng(1)
    pairs = []
    for n in rng.integers(2, 12, 200):
        truth = rng.uniform(0, 12, n).round(1)
        pairs.append((truth, (truth + rng.normal(0, 2, n) + rng.choice([0, 3])).round(2)))
    constant = np.full(5, 0.1)
    pairs += [(constant, constant), (constant, constant + 1), (constant, np.arange(5.0))]
    asked = [{"truth": t.tolist(), "prediction": p.tolist()} for t, p in pairs]
    for (truth, prediction), got in zip(pairs, ask(pairs=asked)["pairs"], strict=True):
        if (truth == truth[0]).all():
            # numpy's own rounding leaves a variance of 1e-34 here: compared in exact numbers.
            wanted = errors(truth * 10, prediction * 10)
            assert (got["r2"], got["explained"]) == (wanted["r2"], wanted["explained"])
        else:
            close(got, errors(truth, prediction))


def test_a_bias_parts_r2_from_explained_variance(ask):
    states = [DEFAULTS | {"bias": bias} for bias in (0, 0.5, 2, -3)]
    none, *others = (one["errors"] for one in ask(states=states)["states"])
    assert none["r2"] == pytest.approx(none["explained"], abs=1e-12)
    for one in others:
        assert one["explained"] == pytest.approx(none["explained"])
        assert one["r2"] == pytest.approx(one["explained"] - one["bias"] ** 2 / one["truth"])
        assert one["mse"] == pytest.approx(one["spread"] + one["bias"] ** 2)


def test_an_outlier_moves_the_squares_most(ask):
    states = [DEFAULTS, DEFAULTS | {"outlier": True}]
    before, after = (one["errors"] for one in ask(states=states)["states"])
    assert after["mse"] / before["mse"] > 8 > 3 > after["mae"] / before["mae"]
    truth, prediction = given({"outlier": True})
    assert after["mae"] == pytest.approx(metrics.mean_absolute_error(truth, prediction))


def test_the_class_balance_leaves_the_roc_curve_and_drops_the_other(ask):
    asked = [{"separation": 2, "positives": p, "thresholds": [0.9]} for p in (100, 10)]
    every = ask(samples=[one | {"seed": seed} for seed in range(12) for one in asked])["samples"]
    drawn = list(zip(every[::2], every[1::2], strict=True))
    auc, ap = (
        np.mean([[one["curves"][name] for one in pair] for pair in drawn], axis=0)
        for name in ("auc", "ap")
    )
    assert abs(auc[0] - auc[1]) < 0.03
    assert ap[0] - ap[1] > 0.25
    # The lie: nine in ten and more are right where hardly one positive is found.
    rare = [pair[1]["at"][0] for pair in drawn]
    assert all(one["accuracy"] >= 0.93 for one in rare)
    assert np.mean([one["recall"] for one in rare]) < 0.3


def test_more_positives_keep_those_there_were(ask):
    few, many = (
        {each["score"] for each in one["samples"] if each["positive"]}
        for one in ask(
            samples=[
                {"seed": 5, "separation": 2, "positives": p, "thresholds": []} for p in (30, 90)
            ]
        )["samples"]
    )
    assert few < many


def test_bad_values_of_a_patch_do_no_harm(ask):
    wild = {
        "tab": "cooking", "threshold": 7, "separation": "wide", "positives": -3.5, "seed": 2.4,
        "truth": [99, None, "x", -1], "outlier": 1, "bias": None, "errors": "toString", "hat": 3,
    }  # fmt: skip
    (got, kept) = ask(patches=[[wild], [{"bias": 1.5}, {"truth": 3}]])["patches"]
    low = DATA["traits"]["positives"]["low"]
    assert got == DEFAULTS | {
        "threshold": 1, "positives": low, "seed": 2, "outlier": True,
        "truth": [12, 2.3, 4.3, 0, *DEFAULTS["truth"][4:]],
    }  # fmt: skip
    assert kept == DEFAULTS | {"bias": 1.5}
