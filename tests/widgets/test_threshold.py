"""The figure as a Python object: its traits, its errors, and the stub that a page gets."""

import re

from steepest import Threshold
from tools.traces.threshold import at_threshold, both_curves, errors, given, sample

DATA, DEFAULTS = Threshold.data, Threshold.first()


def test_opens_with_balanced_classes_cut_in_the_middle():
    figure = Threshold()
    assert figure.state() == DEFAULTS
    assert len(figure.truth) == len(DATA["x"])
    assert (figure.tab, figure.threshold, figure.positives) == ("classification", 0.5, 100)


def test_the_page_sends_its_changes():
    figure = Threshold()
    figure.set_state({"tab": "regression", "truth": [1] * 9, "threshold": 0})
    assert (figure.tab, figure.truth, figure.threshold) == ("regression", [1.0] * 9, 0.0)


def texts(still):
    return re.findall(r">([^<>]+)</t", still)


def test_still_of_the_threshold_shows_the_numbers_of_scikit_learn():
    shown = " ".join(texts(Threshold().still()))
    truth, scores = sample(**{name: DEFAULTS[name] for name in ("seed", "separation", "positives")})
    at = at_threshold(truth, scores, DEFAULTS["threshold"])
    for name in ("tp", "fn", "fp", "tn"):
        assert f"{name.upper()} {at[name]}" in shown
    for name in ("accuracy", "precision", "recall", "f1"):
        assert f"{at[name]:.3f}" in shown
    curves = both_curves(truth, scores)
    assert f"AUC {curves['auc']:.3f}" in shown
    assert f"AP {curves['ap']:.3f}" in shown


def test_still_of_the_errors_shows_the_numbers_of_scikit_learn():
    shown = texts(Threshold(tab="regression").still())
    found = errors(*given({}))
    for name in ("mae", "mse", "rmse", "r2", "explained"):
        assert f"{found[name]:.3f}" in shown
    assert f"{found['mape']:.1f}%" in shown
