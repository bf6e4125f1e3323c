"""The descent figure as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import re
from html import unescape

import pytest
from traitlets import TraitError

from steepest import Descent

DATA = Descent.data
LOSSES = tuple(DATA["losses"])


def test_opens_on_the_bowl_with_four_rates_beside_the_readers():
    figure = Descent()
    assert figure.state() == {
        "loss": "bowl", "rate": 0.1, "rates": [0.02, 0.3, 0.95, 1.05], "start": [-1.8],
        "curvature": 2, "steps": 30, "batch": 5, "epochs": 10, "seed": 0, "step": 30,
    }  # fmt: skip


def test_takes_each_part_of_its_state():
    given = {
        "loss": "valley", "rate": 0.7, "rates": [0.2], "start": [1.0, -0.5], "curvature": 3.0,
        "steps": 60, "batch": 20, "epochs": 4, "seed": 9, "step": 12,
    }  # fmt: skip
    assert Descent(**given).state() == given
    assert Descent(rates=0.4, start=1).state() | {"rates": [0.4], "start": [1.0]} == (
        Descent(rates=(0.4,), start=(1,)).state()
    )


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_brings_its_own(loss):
    figure = Descent("two_minima", rate=0.9, rates=[], start=2, steps=7)
    figure.loss = loss
    own = DATA["losses"][loss]
    brought = {name: own[name] for name in ("rate", "rates", "start", "steps")}
    if loss == "two_minima":
        brought = {"rate": 0.9, "rates": [], "start": [2.0], "steps": 7}
    assert figure.state().items() >= brought.items()
    assert figure.step == figure.total == (200 if loss == "samples" else figure.steps)


def test_the_page_sends_a_loss_with_its_start():
    figure = Descent()
    figure.set_state({"loss": "valley", "start": [2, 1], "rate": 0.5, "steps": 9, "step": 4})
    assert (figure.loss, figure.start, figure.rate) == ("valley", [2.0, 1.0], 0.5)
    assert (figure.steps, figure.step) == (9, 4)


def test_the_step_follows_the_end_and_stays_within():
    figure = Descent("samples")
    assert figure.total == 200
    figure.batch = 30  # the short last batch counts in every epoch
    assert figure.step == figure.total == 40
    figure.epochs = 20
    assert figure.step == 80
    figure.step = 15
    figure.batch = 1
    assert (figure.step, figure.total) == (15, 2000)
    figure.epochs, figure.batch = 1, 50
    assert (figure.step, figure.total) == (2, 2)


WRONG = [
    ({"loss": "hill"}, "loss is 'hill'; it is one of bowl, valley, two_minima, samples"),
    ({"rate": 0}, "rate is 0; it is a number from 1e-06 to 10"),
    ({"rate": float("nan")}, "rate is nan"),
    ({"rates": [0.1] * 5}, "rates is [0.1, 0.1, 0.1, 0.1, 0.1]; it is a list of at most 4 numbers"),
    ({"rates": "fast"}, "rates is 'fast'; it is a list of at most 4 numbers, such as [0.02, 0.3, "),
    ({"rates": [0.1, -1]}, "rates[1] is -1; it is a number from"),
    ({"start": (9,)}, "start[0] is 9; it is a number from -2.6 to 2.6"),
    ({"start": (float("nan"),)}, "start[0] is nan"),
    ({"start": (1, 2)}, "start is (1, 2); it is a list of 1 number, such as [-1.8]"),
    ({"start": "left"}, "start is 'left'; it is a list of 1 number"),
    ({"curvature": 9}, "curvature is 9; it is a number from 0.5 to 4"),
    ({"steps": 0}, "steps is 0; it is a whole number from 1 to 200"),
    ({"batch": 101}, "batch is 101; it is a whole number from 1 to 100"),
    ({"batch": 2.5}, "batch is 2.5"),
    ({"epochs": 21}, "epochs is 21; it is a whole number from 1 to 20"),
    ({"seed": -1}, "seed is -1; it is a whole number from 0 to 9999"),
    ({"step": 31}, "step is 31; it is a whole number from 0 to 30"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_in_one_line_what_is_wrong(given, said):
    with pytest.raises(TraitError) as at_birth:
        Descent(**given)
    assert said in str(at_birth.value)
    assert "\n" not in str(at_birth.value)
    ((name, value),) = given.items()
    figure = Descent()
    before = figure.state()
    with pytest.raises(TraitError):
        setattr(figure, name, value)
    assert figure.state() == before


@pytest.mark.parametrize("loss", LOSSES)
def test_stub_carries_state_still_and_sentence(loss):
    figure = Descent(loss)
    data, _ = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    stub = data["text/html"]
    state = json.loads(unescape(re.search(r'data-state="([^"]*)"', stub)[1]))
    assert state == figure.state()
    assert 'data-widget="descent"' in stub
    assert "<script" not in stub
    assert f"<figcaption>{figure.sentence()}" in unescape(stub)
    # The still shows every run of the loss, and how each stands at the end.
    runs = set(re.findall(r'data-rule="((?:yours|beside)[^"]*)"', stub))
    assert len(runs) == (3 if loss == "samples" else 5)
    assert "Yours: " in re.search(r'role="img" aria-label="([^"]*)"', stub)[1]
