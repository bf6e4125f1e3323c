"""What chapter 09 and the figure's own page say of three roads to small weights."""

import pytest

from steepest import Roads

BEST = [1.6, 0.6]


@pytest.fixture
def roads(called):
    (hessian,) = called("roads")(["simulation.js", "hessian", [0.6, 0.7]])

    def at(price):
        names = ("ridge", "lasso")
        return called("roads")(*(["simulation.js", n, [hessian, BEST, price]] for n in names))

    return at


def test_l1_stands_on_an_axis_at_04_and_at_0_at_2(roads):
    assert [roads(price)[1].count(0) for price in (0.1, 0.4, 2)] == [0, 1, 2]


def test_l2_is_not_0_at_10(roads):
    assert min(map(abs, roads(10)[0])) > 0.05


def test_alike_features_get_weights_that_are_more_alike(called):
    (hessian,) = called("roads")(["simulation.js", "hessian", [0.9, 1]])
    (w,) = called("roads")(["simulation.js", "ridge", [hessian, BEST, 0.4]])
    assert w[0] - w[1] < 0.25


LOSSES = [1.8, 1.45, 1.2, 1.0, 1.12, 0.85, 0.7, 0.78, 0.62, 0.52, 0.58, 0.45]
LOSSES += [0.5, 0.55, 0.62, 0.58, 0.7, 0.78, 0.74, 0.85, 0.95, 0.3, 0.9, 1.0]


@pytest.mark.parametrize(
    ("patience", "min_delta", "best", "stop"),
    [(1, 0, 3, 4), (3, 0, 11, 14), (10, 0, 21, 23), (3, 0.1, 9, 12)],
)
def test_the_curve_stops_where_the_text_says(called, patience, min_delta, best, stop):
    call = ["simulation.js", "earlyStopping", [LOSSES, patience, min_delta]]
    assert called("roads")(call) == [[best, stop]]


def test_that_curve_is_the_one_it_opens_with():
    assert Roads.data["traits"]["losses"]["default"] == LOSSES
