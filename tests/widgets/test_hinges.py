"""What the hinges show: the numbers that chapter 01 states, and points that the reader moves."""

import pytest

from steepest import Hinges
from tests.widgets.hands import finger, press, slider, state

RING = "A point of the network"


def error(called, **given):
    shown = Hinges(**given).state()
    ((network,),) = [called("hinges")(["simulation.js", "network", [shown]])]
    ask = ["simulation.js", "error", [network, shown["bend"], shown["target"]]]
    return called("hinges")(ask)[0]


def test_descent_does_not_find_the_fit_that_points_give(called):
    assert error(called) == pytest.approx(0.0050, abs=5e-5)
    assert error(called, by="descent", steps=1000) == pytest.approx(0.011, abs=5e-4)


def test_units_without_a_bend_are_worth_one_line(called):
    line = error(called, units=1, bend=False)
    assert error(called, units=12, bend=False) == pytest.approx(line)
    assert error(called, units=12) < line / 100


def test_another_curve_brings_its_own_points(called):
    figure = Hinges(units=2, points=[1, -1, 0])
    assert error(called, **figure.state()) > error(called, units=2)
    figure.units = 3
    assert error(called, **figure.state()) == error(called, units=3)
    figure.units = 2
    assert figure.points == [1, -1, 0]
    figure.target = "bump"
    assert figure.points == []
    ask = ["state.js", "normalize", [{"target": "bump"}, Hinges(points=[1, -1, 0]).state()]]
    assert called("hinges")(ask)[0]["points"] == []


def test_a_point_is_moved_by_keys_and_by_pointer(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Hinges(units=4)))
        ring = slider(visit, RING)
        ring.focus()
        press(visit, "ArrowRight")
        press(visit, "ArrowUp", 3)
        first = state(visit)["points"]
        assert len(first) == 5
        assert ring.get_attribute("aria-valuetext").startswith("point 4 of 5")
        box = ring.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x, y + 80, steps=4)
        visit.mouse.up()
        after = state(visit)["points"]
        assert after[3] < first[3]
        assert after[:3] + after[4:] == first[:3] + first[4:]
        visit.get_by_label("bend").uncheck()
        assert not ring.is_visible()


def test_a_finger_drags_the_ring(visiting, page_of):
    with visiting(width=390, has_touch=True) as visit:
        visit.open(page_of(Hinges()))
        box = slider(visit, RING).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        finger(visit)((x, y), (x, y - 20), (x, y - 60))
        assert state(visit)["points"][2] > -1
