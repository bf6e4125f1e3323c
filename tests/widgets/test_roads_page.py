"""The figure in a real browser: the roads and the curve, by pointer, finger and keyboard."""

import pytest
from playwright.sync_api import expect

from steepest import Roads
from tests.widgets.hands import finger, press, slider, state

pytestmark = pytest.mark.slow


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_ring_is_dragged_and_the_table_follows(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Roads(price=2)))
        expect(visit.locator("tbody tr").nth(1)).to_contain_text("exactly 0")
        x, y = centre(slider(visit, "Lowest point of the loss"))
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x - 150, y + 60, steps=4)
        visit.mouse.up()
        best = state(visit)["best"]
        assert best[0] < 0.6
        assert best[1] < 0.4


def test_patience_decides_which_epoch_is_kept(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Roads(view="stop")))
        says = visit.locator(".roads-says")
        expect(says).to_have_text("Training stops at epoch 14. The weights of epoch 11 are kept.")
        slider(visit, "patience").focus()
        press(visit, "ArrowLeft", 2)
        expect(says).to_have_text("Training stops at epoch 4. The weights of epoch 3 are kept.")
        press(visit, "ArrowRight", 9)
        expect(says).to_contain_text("epoch 23 is the last. The weights of epoch 21 are kept.")


def test_a_loss_is_moved_by_keys_and_a_curve_drawn_by_finger(visiting, page_of):
    with visiting(width=390, has_touch=True) as visit:
        visit.open(page_of(Roads(view="stop")))
        ring = slider(visit, "The validation loss of each epoch")
        ring.focus()
        press(visit, "ArrowDown", 3)
        before = Roads().losses[6]
        assert state(visit)["losses"][6] < before
        x, y = centre(ring)
        finger(visit)((x, y), (x + 40, y + 10), (x + 90, y + 20))
        drawn = state(visit)["losses"]
        assert drawn != Roads().losses
        assert drawn[:6] == Roads().losses[:6]
