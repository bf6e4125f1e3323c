"""The figure in a real browser: the box by pointer and finger, and what each method's slider is."""

import pytest
from playwright.sync_api import expect

from steepest import Mixer
from tests.widgets.hands import finger, press, slider, state

pytestmark = pytest.mark.slow


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_label_follows_the_box_over_the_border(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Mixer(center=[4, 4])))
        picture = visit.locator(".steepest-widget svg.stp-plot")
        expect(picture).to_contain_text("0.56")
        ring = slider(visit, "Centre of the box")
        x, y = centre(ring)
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x - 100, y - 100, steps=5)
        visit.mouse.up()
        assert state(visit)["center"] == [0, 0]
        expect(picture).to_contain_text("0.14")
        press(visit, "ArrowRight", 2)
        assert state(visit)["center"] == [0, 2]


def test_a_finger_takes_the_box(visiting, page_of):
    with visiting(width=390, has_touch=True) as visit:
        visit.open(page_of(Mixer(center=[4, 4])))
        x, y = centre(slider(visit, "Centre of the box"))
        finger(visit)((x, y), (x + 40, y), (x + 90, y))
        row, column = state(visit)["center"]
        assert row == 4
        assert column > 5


def test_the_slider_is_named_by_the_method(visiting, page_of):
    names = {
        "dropout": "share dropped p",
        "cutout": "side",
        "mixup": "share of the 6 1 − λ",
        "cutmix": "area drawn 1 − λ",
    }
    with visiting() as visit:
        for method, name in names.items():
            visit.open(page_of(Mixer(method=method)))
            expect(slider(visit, name)).to_be_visible()
