"""What chapter 03 and the figure's own page say of the pull of a loss."""

import pytest


@pytest.mark.parametrize(
    ("z", "pulls"),
    [
        (-8, [0.0007, 1.000, 1.004]),
        (-3, [0.086, 0.953, 1.127]),
        (0, [0.250, 0.500, 0.298]),
        (2, [0.025, 0.119, 0.005]),
    ],
)
def test_the_table_of_pulls(called, z, pulls):
    about = {"gamma": 2, "alpha": 1, "smoothing": 0}
    (found,) = called("loss_shape")(["simulation.js", "losses", [z, about]])
    assert [-slope for _, slope in found] == pytest.approx(pulls, abs=6e-4)


def test_smoothing_pulls_back_and_that_is_the_hardest_pull(called):
    call = called("loss_shape")
    about = {"gamma": 2, "alpha": 1, "smoothing": 0.2}
    (found,) = call(["simulation.js", "losses", [5, about]])
    pulls = [-slope for _, slope in found]
    assert pulls[1] == pytest.approx(-0.093, abs=5e-4)
    assert call(["simulation.js", "strongest", [pulls]]) == [1]
