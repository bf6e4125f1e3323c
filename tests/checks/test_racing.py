"""The race of a student's own rules."""

import json

import numpy as np
import pytest

from autograder.checks.formula import load, names
from steepest import racing


@pytest.mark.parametrize("name", names("optimizers"))
def test_a_path_starts_at_the_start_and_goes_downhill(name):
    points = racing.path(load(name).reference, 100)
    assert points.shape == (101, 2)
    assert racing.loss(points[-1]) < racing.loss(points[0]) / 2


def test_the_gradient_is_the_loss_functions():
    w, h = np.array([0.3, -0.7]), 1e-6
    steps = np.eye(2) * h
    slope = [(racing.loss(w + e) - racing.loss(w - e)) / (2 * h) for e in steps]
    assert np.allclose(racing.gradient(w), slope)


def test_the_surface_is_the_widgets_ravine():
    ravine, _ = racing._opening()
    assert ravine["formula"] == f"½(x² + {racing.STEEPNESS}y²)"


def unfinished(*_):
    raise NotImplementedError


def test_what_is_not_done_sits_out(capsys):
    unfinished.__name__ = "adam_step"
    shown = racing.race([load("sgd_step").reference, unfinished])
    assert "Not in the race: adam_step is not done yet." in capsys.readouterr().out
    assert "Paths of sgd down" in shown.alt


def test_a_race_of_nothing_is_drawn():
    unfinished.__name__ = "adam_step"
    assert "Paths of none" in racing.race([unfinished]).alt


def test_a_diverging_rule_ends_where_it_leaves():
    def sgd_step(w, g, lr):
        return w + 10 * g

    points = racing.path(sgd_step, 100)
    assert len(points) < 20
    assert np.isfinite(points).all()


@pytest.mark.parametrize(("steps_of", "steps"), [([print], 5), ([lambda: 0], 5), ([], 0)])
def test_bad_input_is_told(steps_of, steps):
    with pytest.raises(ValueError, match="race takes"):
        racing.race(steps_of, steps)


def test_the_figure_has_words_for_who_does_not_see_it():
    shown = racing.race([load(name).reference for name in names("optimizers")])
    html = shown._repr_mimebundle_()["text/html"]
    assert "aria-label" in html
    assert json.dumps(shown.alt, ensure_ascii=False)[1:20] in html
