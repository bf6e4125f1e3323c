"""The fit as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

from steepest import Fit
from steepest.widgets.fit import FIRST, LIMITS, MODES, ORDERS, TRUTHS


def test_opens_with_one_fit_of_too_high_a_degree():
    fit = Fit()
    assert fit.state() == FIRST
    assert (fit.mode, fit.truth, fit.degree, fit.samples) == ("one", "sine", 9, 20)


def test_takes_each_part_of_its_state():
    given = {
        "mode": "folds", "truth": "step", "degree": 0, "samples": 60, "noise": 0, "penalty": 1e-6,
        "seed": 999, "fits": 1, "folds": 10, "fold": 10, "order": "sorted",
    }  # fmt: skip
    assert given.keys() == FIRST.keys()
    assert Fit(**given).state() == given
    fit = Fit()
    for name, value in given.items():
        setattr(fit, name, value)
    assert fit.state() == given
    fit.set_state(dict(FIRST))  # the page sends several at once
    assert fit.state() == FIRST


def test_numbers_may_be_numpys():
    fit = Fit(degree=np.int64(3), noise=np.float32(0.25), penalty=np.float64(0.5))
    assert fit.state() == FIRST | {"degree": 3, "noise": 0.25, "penalty": 0.5}
    json.dumps(fit.state())


def test_fewer_folds_keep_the_fold_within():
    fit = Fit(folds=8, fold=7)
    fit.folds = 9
    assert fit.fold == 7
    fit.folds = 3
    assert fit.fold == 3


def test_every_part_is_documented():
    assert all(trait.help for trait in Fit().traits(state=True).values())


WRONG = [
    ({"mode": "two"}, "there is no mode 'two'; choose from one, many, folds"),
    ({"truth": None}, None),
    ({"truth": "sinus"}, "there is no truth 'sinus'; choose from sine, cubic, bump, step"),
    ({"truth": 3}, "there is no truth 3"),
    ({"order": "random"}, "there is no order 'random'; choose from shuffled, sorted"),
    ({"degree": 13}, "degree is 13; it is a whole number from 0 to 12"),
    ({"degree": 2.5}, "degree is 2.5; it is a whole number from 0 to 12"),
    ({"degree": True}, "degree is True"),
    ({"samples": 5}, "samples is 5; it is a whole number from 10 to 60"),
    ({"noise": -0.1}, "noise is -0.1; it is a number from 0 to 0.5"),
    ({"noise": "much"}, "noise is 'much'"),
    ({"noise": float("nan")}, "noise is nan"),
    ({"penalty": 1e-9}, "penalty is 1e-09; it is 0, or a number from 1e-06 to 10"),
    ({"penalty": float("inf")}, "penalty is inf"),
    ({"seed": 0}, "seed is 0; it is a whole number from 1 to 999"),
    ({"fits": 0}, "fits is 0; it is a whole number from 1 to 100"),
    ({"folds": 1}, "folds is 1; it is a whole number from 2 to 10"),
    ({"fold": 6}, "fold is 6; it is a whole number from 1 to 5"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_what_is_wrong(given, said):
    ((name, value),) = given.items()
    if value is not None:  # at birth, None is "not given"
        with pytest.raises(TraitError) as at_birth:
            Fit(**given)
        assert said in str(at_birth.value)
        assert "\n" not in str(at_birth.value)
    fit = Fit()
    with pytest.raises(TraitError):
        setattr(fit, name, value)
    assert fit.state() == FIRST


@pytest.mark.parametrize("mode", MODES)
def test_stub_carries_state_still_and_a_sentence_of_what_the_still_shows(mode):
    fit = Fit(mode=mode, degree=2, truth="bump")
    data, _ = fit._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    stub = data["text/html"]
    assert 'data-widget="fit"' in stub
    state = re.search(r'data-state="([^"]*)"', stub)[1]
    assert json.loads(unescape(state)) == fit.state()
    assert "<script" not in stub
    caption = unescape(re.search("<figcaption>(.*)</figcaption>", stub)[1])
    # The stills are drawn at the first settings, and the sentence says those.
    assert "sin πx" in caption
    assert str(FIRST["samples"]) in caption
    still = fit.still()
    assert "NaN" not in still
    assert {"one": "fit-loose", "many": "fit-bias", "folds": "fit-kept"}[mode] in still


def test_limits_and_choices_are_those_of_the_data():
    assert set(LIMITS) == {"degree", "samples", "noise", "penalty", "seed", "fits", "folds"}
    assert (len(MODES), len(TRUTHS), len(ORDERS)) == (3, 4, 2)


def test_every_try_of_its_page_is_a_state():
    page = Path(__file__).parents[2] / "book" / "figures" / "fit.md"
    tries = re.findall(r"\{try\}`[^|]*\|([^`]*)`", page.read_text(encoding="utf-8"))
    states = [Fit(**json.loads(text)).state() for text in tries]
    assert len(states) >= 5
    assert {state["mode"] for state in states} == set(MODES)
