"""The fit as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import re

import numpy as np
import pytest
from traitlets import TraitError

from autograder.paths import ROOT
from steepest import Fit

FIRST, MODES = Fit.first(), tuple(Fit.data["modes"])


def test_opens_with_one_fit_of_too_high_a_degree():
    fit = Fit()
    assert fit.state() == FIRST
    assert (fit.mode, fit.truth, fit.degree, fit.samples) == ("one", "sine", 9, 20)


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


@pytest.mark.parametrize("mode", MODES)
def test_sentence_says_what_the_still_shows(mode):
    """The stills are drawn at the first settings, and the sentence says those."""
    fit = Fit(mode=mode, degree=2, truth="bump")
    assert "sin πx" in fit.sentence()
    assert str(FIRST["samples"]) in fit.sentence()
    assert {"one": "fit-loose", "many": "fit-bias", "folds": "fit-kept"}[mode] in fit.still()
    if mode != "one":
        assert f"degree {FIRST['degree']}" in fit.sentence()
        assert str(FIRST["fits" if mode == "many" else "folds"]) in fit.sentence()


def test_a_penalty_is_none_or_large_enough(refused):
    refused(Fit, "penalty is 1e-09; it is 0, or a number from 1e-06 to 10", penalty=1e-9)
    refused(Fit, "penalty is inf", penalty=float("inf"))
    with pytest.raises(TraitError):
        Fit().truth = None  # at birth, None is "not given"


def test_every_try_of_its_page_is_a_state():
    page = ROOT / "book" / "figures" / "fit.md"
    tries = re.findall(r"\{try\}`[^|]*\|([^`]*)`", page.read_text(encoding="utf-8"))
    states = [Fit(**json.loads(text)).state() for text in tries]
    assert len(states) >= 5
    assert {state["mode"] for state in states} == set(MODES)
