"""The activations as a Python object: traits, errors, and the stub that a page gets."""

import json
import re

import pytest
from traitlets import TraitError

from steepest import Activations
from steepest.widgets.activations import DATA, FUNCTIONS

STDS = {name: about["std"] for name, about in DATA["inits"].items()}


def test_opens_with_ten_layers_of_sigmoid_by_xavier():
    assert Activations().state() == DATA["defaults"] | {"std": 0.125}


def test_takes_each_part_of_its_state():
    given = {
        "activation": "elu", "x": -2, "depth": 30, "init": "he", "layer": 12, "clip": True,
        "max_norm": 5, "seed": 3,
    }  # fmt: skip
    assert Activations(**given).state() == given | {"std": STDS["he"]}


def test_an_initialisation_and_its_deviation_go_together():
    figure = Activations(init="too_large")
    assert figure.std == STDS["too_large"]
    figure.std = 0.2
    assert figure.init == "custom"
    figure.init = "he"
    assert figure.std == STDS["he"]
    figure.init = "custom"
    assert figure.std == STDS["he"]
    assert Activations(std=0.3).init == "custom"
    figure.set_state({"init": "custom", "std": 0.4})  # as the page sends it
    assert (figure.init, figure.std) == ("custom", 0.4)
    figure.set_state({"init": "xavier", "std": 0.125})
    assert (figure.init, figure.std) == ("xavier", 0.125)


def test_the_layer_stays_within_the_stack():
    figure = Activations(depth=20, layer=20)
    figure.depth = 5
    assert figure.layer == 5
    assert Activations(depth=1).layer == 1


NAMES = "sigmoid, tanh, relu, leaky_relu, elu, maxout"
WRONG = [
    ({"activation": "swish"}, f"there is no activation 'swish'; choose from {NAMES}"),
    ({"init": "lecun"}, "no init 'lecun'; choose from too_small, xavier, he, too_large, custom"),
    ({"x": 6}, "x is 6; it is a number from -5 to 5"),
    ({"x": float("nan")}, "x is nan"),
    ({"std": 0}, "std is 0; it is a number from 0.01 to 1"),
    ({"std": "wide"}, "std"),
    ({"depth": 31}, "depth is 31; it is a whole number from 1 to 30"),
    ({"depth": 2.5}, "depth is 2.5"),
    ({"layer": 11}, "layer is 11; it is a whole number from 1 to 10"),
    ({"clip": "yes"}, "clip"),
    ({"max_norm": 0}, "max_norm is 0; it is a number from 0.001 to 1000"),
    ({"seed": -1}, "seed is -1; it is a whole number from 0 to 999"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_what_is_wrong(given, said):
    with pytest.raises(TraitError) as at_birth:
        Activations(**given)
    assert said in str(at_birth.value)
    assert "\n" not in str(at_birth.value)
    ((name, value),) = given.items()
    figure = Activations()
    before = figure.state()
    with pytest.raises(TraitError):
        setattr(figure, name, value)
    assert figure.state() == before


def test_two_that_contradict_each_other_are_told_apart():
    with pytest.raises(TraitError, match=re.escape("std is 0.3, but init 'he' brings 0.177")):
        Activations(init="he", std=0.3)


@pytest.mark.parametrize("activation", FUNCTIONS)
def test_stub_carries_state_still_and_sentence(activation):
    figure = Activations(activation, init="he")
    data, _ = figure._repr_mimebundle_()
    html = data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data
    assert 'data-widget="activations"' in html
    title = DATA["functions"][activation]["title"]
    assert f'aria-label="{title} with its slope; beside it 10 layers, gradients ' in html
    assert f"<figcaption>{title} and its slope; beside them the outputs" in html
    assert json.loads(json.dumps(figure.state())) == figure.state()
    assert "<script" not in html
