"""The race of a student's own rules."""

import html
import json

import numpy as np
import pytest

from autograder.checks.formula import load, names
from steepest import OptimizerRace, racing
from tools.traces.optimizer_race import SURFACES, loss_and_gradient

RULES = names("optimizers")


def raced(*functions, steps=100):
    return racing.race(functions, steps)


def own(shown, rule):
    return np.array(shown.own["paths"][rule])


@pytest.mark.parametrize(
    "name", [name for name in RULES if name.removesuffix("_step") in racing.RULES]
)
def test_a_path_starts_at_the_start_and_goes_downhill(name):
    shown = raced(load(name).reference)
    points = own(shown, name.removesuffix("_step"))
    assert points.shape == (101, 2)
    assert points[0].tolist() == shown.start
    assert racing.ravine(points[-1]) < racing.ravine(points[0]) / 2


@pytest.mark.parametrize("surface", SURFACES)
def test_the_gradients_are_those_of_the_figures_surfaces(surface):
    for w in np.random.default_rng(3).uniform(-2, 2, (20, 2)):
        _, gradient = loss_and_gradient(surface, w)
        assert np.allclose(racing.GRADIENTS[surface](*w), gradient, rtol=1e-12, atol=1e-12)


def test_the_paths_follow_what_the_reader_moves():
    shown = raced(load("sgd_step").reference)
    first = own(shown, "sgd")
    shown.set_state({"start": [1.0, 0.5]})
    assert own(shown, "sgd")[0].tolist() == [1.0, 0.5]
    assert shown.own["of"]["start"] == [1.0, 0.5]
    shown.surface = "saddle"
    assert own(shown, "sgd")[0].tolist() == OptimizerRace.data["surfaces"]["saddle"]["start"]
    assert not np.array_equal(own(shown, "sgd"), first)
    shown.steps = 7
    assert len(own(shown, "sgd")) == 8


def unfinished(*_):
    raise NotImplementedError


def test_what_is_not_done_sits_out(capsys):
    unfinished.__name__ = "adam_step"
    shown = raced(load("sgd_step").reference, unfinished)
    assert "Not in the race: adam_step is not done yet." in capsys.readouterr().out
    assert list(shown.own["paths"]) == ["sgd"]


def test_a_rule_that_raises_is_named(capsys):
    def sgd_step(w, g, lr):
        return w[5]

    raced(sgd_step)
    assert "sgd_step raised IndexError(" in capsys.readouterr().out


def test_a_race_of_nothing_is_drawn():
    unfinished.__name__ = "adam_step"
    assert "Paths of none" in raced(unfinished).figure()


def test_a_diverging_rule_ends_where_it_leaves():
    def sgd_step(w, g, lr):
        return w + 10 * g

    points = own(raced(sgd_step), "sgd")
    assert len(points) < 20
    assert np.isfinite(points).all()


@pytest.mark.parametrize(
    ("steps_of", "steps"), [([print], 5), ([lambda: 0], 5), ([], 0), ([], 1001)]
)
def test_bad_input_is_told(steps_of, steps):
    with pytest.raises(ValueError, match="race takes"):
        racing.race(steps_of, steps)


def test_where_no_script_runs_there_is_a_picture_with_words():
    shown = raced(*(load(f"{rule}_step").reference for rule in racing.RULES))
    page = shown._repr_mimebundle_()[0]["text/html"]
    assert "<svg" in page
    assert page.count("Paths of sgd, momentum") == 2  # for who sees no picture, and below it
    state = html.unescape(page.split('data-state="')[1].split('"')[0])
    assert json.loads(state)["own"]["of"]["surface"] == "ravine"
