"""What chapter 09 and the figure's own page say of mixed pictures."""

import pytest


@pytest.mark.parametrize(("center", "share"), [([4, 4], 0.56), ([5, 5], 0.56), ([0, 0], 0.14)])
def test_the_label_says_which_share_of_the_box_came(called, center, share):
    (kept,) = called("mixer")(["simulation.js", "kept", [0.25, center]])
    assert 1 - kept == pytest.approx(share, abs=0.005)


@pytest.mark.parametrize(("share", "size"), [(0, 2), (0.25, 2), (0.5, 4), (1, 8)])
def test_cutouts_side_is_even(called, share, size):
    assert called("mixer")(["simulation.js", "sizeOf", [share]]) == [size]
