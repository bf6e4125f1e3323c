"""What chapter 03 and the figure's own page say of points that a loss moves."""

import numpy as np
import pytest

from steepest import Magnets

ABOUT = {name: Magnets.data[name] for name in ("rate", "alpha", "classes")}
START = np.reshape(Magnets.data["traits"]["points"]["default"], (-1, 2))


@pytest.fixture
def walked(called):
    def walk(loss, hard=False, steps=30):
        about = ABOUT | {"loss": loss, "hard": hard, "margin": 1}
        return called("magnets")(["simulation.js", "path", [START.tolist(), about, steps]])[0]

    return walk


def test_all_triplets_are_288_and_the_hardest_twelve(called):
    counts = [["simulation.js", "triplets", [START.tolist(), hard]] for hard in (False, True)]
    assert [len(found) for found in called("magnets")(*counts)] == [288, 12]


def test_after_30_steps_half_of_all_cost_nothing_and_each_of_the_hardest_something(walked):
    assert walked("triplet")[30]["active"] == pytest.approx(0.5, abs=0.04)
    assert walked("triplet", hard=True)[30]["active"] == pytest.approx(1)


def test_a_stranger_dropped_among_others_is_pulled_to_its_own_kind(called):
    points = np.concatenate([START[:4] - 2, START[4:8] * 0.2 + 2, START[8:] * 0.2 + [2, -2]])
    points[0] = points[4:8].mean(axis=0)
    (pull,) = called("magnets")(["simulation.js", "tripletPull", [points.tolist(), True, 1]])
    assert -np.dot(pull["gradient"][0], points[1:4].mean(axis=0) - points[0]) > 0


def test_center_loss_goes_straight_home(walked):
    now = walked("center", steps=0)[0]
    home = np.repeat(now["centers"], 4, axis=0) - now["points"]
    assert np.allclose(-12 * np.array(now["gradient"]), home)
