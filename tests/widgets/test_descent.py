"""The descent figure as a Python object: its traits, its errors, and the stub that a page gets."""

import re

import pytest
from traitlets import TraitError

from steepest import Descent

DATA = Descent.data
LOSSES = tuple(DATA["losses"])


def test_one_number_is_a_list_of_one():
    assert Descent(rates=0.4, start=1).state() == Descent(rates=(0.4,), start=(1,)).state()
    assert (Descent(rates=0.4).rates, Descent(start=1).start) == ([0.4], [1.0])


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


@pytest.mark.parametrize("loss", LOSSES)
def test_still_shows_every_run_and_how_it_stands_at_the_end(loss):
    still = Descent(loss).still()
    runs = set(re.findall(r'data-rule="((?:yours|beside)[^"]*)"', still))
    assert len(runs) == (3 if loss == "samples" else 5)
    assert "Yours: " in re.search(r'role="img" aria-label="([^"]*)"', still)[1]


def test_a_start_is_within_the_picture_of_its_loss(refused):
    refused(Descent, "start[0] is 9; it is a number from -2.6 to 2.6", start=(9,))
    refused(Descent, "start is (1, 2); it is a list of 1 number, such as [-1.8]", start=(1, 2))
    refused(Descent, "rates[1] is -1; it is a number from 1e-06 to 10", rates=[0.1, -1])
    with pytest.raises(TraitError, match=r"step is 31; it is a whole number from 0 to 30"):
        Descent(step=31)
