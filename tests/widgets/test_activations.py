"""The activations as a Python object: traits, errors, and the stub that a page gets."""

import re

import pytest
from traitlets import TraitError

from steepest import Activations

DATA = Activations.data
FUNCTIONS = tuple(DATA["functions"])

STDS = {name: about["std"] for name, about in DATA["inits"].items()}


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
    assert Activations(init="he").std == STDS["he"]
    figure.set_state({"init": "custom", "std": 0.4})  # as the page sends it
    assert (figure.init, figure.std) == ("custom", 0.4)
    figure.set_state({"init": "xavier", "std": 0.125})
    assert (figure.init, figure.std) == ("xavier", 0.125)


def test_the_layer_stays_within_the_stack():
    figure = Activations(depth=20, layer=20)
    figure.depth = 5
    assert figure.layer == 5
    assert Activations(depth=1).layer == 1


def test_two_that_contradict_each_other_are_told_apart():
    with pytest.raises(TraitError, match=re.escape("std is 0.3, but init 'he' brings 0.177")):
        Activations(init="he", std=0.3)


@pytest.mark.parametrize("activation", FUNCTIONS)
def test_still_and_sentence_are_of_the_function(activation):
    figure = Activations(activation, init="he")
    title = DATA["functions"][activation]["title"]
    assert f'aria-label="{title} with its slope; beside it 10 layers, gradients ' in figure.still()
    assert figure.sentence().startswith(f"{title} and its slope; beside them the outputs")
