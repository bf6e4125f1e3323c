"""The figure as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import re
from html import unescape

import pytest
from traitlets import TraitError

from steepest import Normalization
from steepest.widgets.normalization import DEFAULTS, NORMS, VIEWS


def test_opens_with_one_batch():
    figure = Normalization()
    assert figure.state() == DEFAULTS
    assert (figure.view, figure.step) == ("layer", 100)
    assert all(figure.trait_metadata(name, "help") for name in DEFAULTS)


def test_takes_each_part_of_its_state_at_birth_and_later():
    given = {
        "view": "cells", "batch": 2, "shift": 1, "spread": 0.5, "batch_norm": False, "gamma": -3,
        "beta": 2.5, "momentum": 1, "seed": 0, "norm": "group", "groups": 6, "cell": (3, 5, 3),
        "normalized": True, "step": 0,
    }  # fmt: skip
    assert given.keys() == DEFAULTS.keys()
    wanted = {**given, "cell": [3, 5, 3]}
    assert Normalization(**given).state() == wanted
    figure = Normalization()
    for name, value in given.items():
        setattr(figure, name, value)
    assert figure.state() == wanted
    figure.set_state({"view": "running", "cell": [0, 0, 0]})  # as a page sends it
    assert (figure.view, figure.cell) == ("running", [0, 0, 0])
    json.dumps(figure.state(), allow_nan=False)


WRONG = [
    ({"view": "layers"}, "no view 'layers'; choose from layer, running, cells"),
    ({"norm": 3}, "no norm 3; choose from batch, layer, instance, group"),
    ({"batch": 1}, "batch is 1; it is a whole number from 2 to 64"),
    ({"batch": 2.5}, "batch is 2.5; it is a whole number"),
    ({"shift": 4}, "shift is 4; it is a number from -3 to 3"),
    ({"spread": 0}, "spread is 0; it is a number from 0.2 to 3"),
    ({"gamma": float("nan")}, "gamma is nan; it is a number from -3 to 3"),
    ({"beta": "1"}, "beta is '1'; it is a number"),
    ({"momentum": 1.1}, "momentum is 1.1; it is a number from 0.01 to 1"),
    ({"seed": -1}, "seed is -1; it is a whole number from 0 to 9999"),
    ({"step": 101}, "step is 101; it is a whole number from 0 to 100"),
    ({"groups": 4}, "groups is 4; of 6 channels there can be 1, 2, 3, 6"),
    ({"groups": 0}, "groups is 0"),
    ({"cell": [4, 0, 0]}, "it is [sample, channel, position], from [0, 0, 0] to [3, 5, 3]"),
    ({"cell": [0, 0]}, "cell is [0, 0]; it is"),
    ({"cell": [0, 0, 0.5]}, "cell is [0, 0, 0.5]; it is"),
    ({"cell": 3}, "cell is 3; it is"),
    ({"batch_norm": 2}, "batch_norm is 2; it is True or False"),
    ({"normalized": "yes"}, "normalized is 'yes'; it is True or False"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_what_is_wrong(given, said):
    with pytest.raises(TraitError) as at_birth:
        Normalization(**given)
    assert said in str(at_birth.value)
    assert "\n" not in str(at_birth.value)
    ((name, value),) = given.items()
    figure = Normalization()
    with pytest.raises(TraitError):
        setattr(figure, name, value)
    assert figure.state() == DEFAULTS


@pytest.mark.parametrize("view", VIEWS)
def test_stub_carries_state_still_and_sentence(view):
    figure = Normalization(view=view, batch=4)
    stub = figure._repr_mimebundle_()[0]["text/html"]
    state = re.search('data-state="([^"]*)"', stub).group(1)
    assert json.loads(unescape(state)) == figure.state()
    label = re.search('<svg[^>]* aria-label="([^"]*)"', stub).group(1)
    caption = re.search("<figcaption>(.*)</figcaption>", stub).group(1)
    own = {"layer": "strips", "running": "charts", "cells": "cube"}
    assert [name for name, word in own.items() if word in label] == [view]
    assert len(caption) > 80
    assert caption == unescape(caption).replace("&", "&amp;")
    others = {Normalization(view=other).sentence() for other in VIEWS}
    assert len(others) == len(VIEWS)
    assert "<script" not in stub


def test_each_norm_has_a_still_of_its_own():
    """As many cells of the slices are in colour as it averages."""
    counts = {}
    for norm in NORMS:
        figure = Normalization(view="cells", norm=norm)
        assert figure.sentence().endswith(f"In colour: {norm} norm.")
        slices = figure.still().split('class="stp-cells"')[1]
        counts[norm] = slices.count("stp-member")
    assert counts == {"batch": 16, "layer": 24, "instance": 4, "group": 12}
