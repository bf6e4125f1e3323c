"""The figure as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import re
import subprocess
import sys
from html import unescape

import pytest
from traitlets import TraitError

from steepest import Threshold
from tools.traces.threshold import at_threshold, both_curves, errors, given, sample

DATA, DEFAULTS = Threshold.data, Threshold.first()


def test_opens_with_balanced_classes_cut_in_the_middle():
    figure = Threshold()
    assert figure.state() == DEFAULTS
    assert len(figure.truth) == len(DATA["x"])
    assert (figure.tab, figure.threshold, figure.positives) == ("classification", 0.5, 100)


def test_takes_each_part_of_its_state():
    state = {
        "tab": "regression", "threshold": 0.25, "separation": 3.5, "positives": 20, "seed": 7,
        "truth": [0.0, 12.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], "outlier": True, "bias": -1.5,
        "errors": "percent",
    }  # fmt: skip
    figure = Threshold(**state)
    assert figure.state() == state
    assert figure.state().keys() == DEFAULTS.keys()
    figure.threshold, figure.truth = 1, tuple(range(9))
    assert (figure.threshold, figure.truth) == (1.0, [float(n) for n in range(9)])
    json.dumps(figure.state(), allow_nan=False)
    assert Threshold(threshold=None).state() == DEFAULTS  # None: as it is without


def test_two_figures_share_nothing():
    one, other = Threshold(), Threshold()
    one.truth[0] = 9.0
    assert other.truth == Threshold().truth == DEFAULTS["truth"]


def test_the_page_sends_its_changes():
    figure = Threshold()
    figure.set_state({"tab": "regression", "truth": [1] * 9, "threshold": 0})
    assert (figure.tab, figure.truth, figure.threshold) == ("regression", [1.0] * 9, 0.0)


WRONG = [
    ({"tab": "ranking"}, "tab is 'ranking'; it is one of classification, regression"),
    ({"errors": "cubes"}, "errors is 'cubes'; it is one of lengths, squares, percent"),
    ({"threshold": 1.5}, "threshold is 1.5; it is a number from 0 to 1"),
    ({"threshold": float("nan")}, "threshold is nan"),
    ({"separation": -1}, "separation is -1"),
    ({"positives": 0}, "positives is 0; it is a whole number from 2 to 198"),
    ({"positives": 199}, "positives is 199"),
    ({"seed": 10_000}, "seed is 10000; it is a whole number from 0 to 9999"),
    ({"bias": 4}, "bias is 4; it is a number from -3 to 3"),
    ({"truth": [1, 2]}, "truth is [1, 2]; it is a list of 9 numbers, such as [2.9, 2.3, "),
    ({"truth": 3}, "truth"),
    ({"truth": [1, 2, 13, *range(6)]}, "truth[2] is 13; it is a number from 0 to 12"),
    ({"truth": [*"abcdefghi"]}, "truth[0] is 'a'"),
    ({"outlier": "far"}, "outlier"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=[str(wrong) for wrong, _ in WRONG])
def test_says_what_is_wrong(wrong, said):
    with pytest.raises(TraitError) as at_birth:
        Threshold(**wrong)
    assert said in str(at_birth.value)
    assert "\n" not in str(at_birth.value)
    ((name, value),) = wrong.items()
    figure = Threshold()
    with pytest.raises(TraitError):
        setattr(figure, name, value)
    assert figure.state() == DEFAULTS


def test_an_unknown_part_is_named():
    with pytest.raises(TraitError, match="Threshold has no 'treshold'; it has tab, threshold"):
        Threshold(treshold=0.5)


@pytest.mark.parametrize("tab", DATA["tabs"])
def test_stub_carries_state_still_and_sentence(tab):
    figure = Threshold(tab=tab, positives=20)
    data, metadata = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert isinstance(metadata, dict)
    stub = data["text/html"]
    assert 'data-widget="threshold"' in stub
    carried = re.search(r'data-state="([^"]*)"', stub)[1]
    assert json.loads(unescape(carried)) == figure.state()
    assert DATA["sentences"][tab] in unescape(stub)
    assert "<script" not in stub


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


def test_in_colab_the_html_brings_its_script(monkeypatch):
    figure = Threshold()
    monkeypatch.setitem(sys.modules, "google.colab", object())
    data, _ = figure._repr_mimebundle_()
    assert set(data) == {"text/html"}
    script = data["text/html"].split("<script>")[1]
    assert script.count("</script") == 1  # nothing in the bundle ends the element early


def test_importing_brings_nothing_heavy():
    code = (
        "import sys; from steepest import Threshold; Threshold().figure();"
        "print([m for m in ('torch', 'sklearn', 'matplotlib', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
