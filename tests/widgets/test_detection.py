"""Detection as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import re

import pytest
from traitlets import TraitError

from steepest import Detection
from steepest.widgets.detection import CATEGORIES, DATA, VIEWS


def test_opens_with_two_boxes_and_takes_each_part_of_its_state():
    assert Detection().state() == DATA["defaults"] | {"step": 13}
    given = {
        "view": "precision", "truth": [10, 20, 110, 90], "detection": [0, 0, 480, 320],
        "category": "leaf", "threshold": 0.75, "matching": "voc", "step": 4,
    }  # fmt: skip
    assert Detection(**given).state() == given
    assert Detection(truth=(10.2, 19.8, 110, 90)).truth == [10, 20, 110, 90]
    assert Detection(threshold=0.1 + 0.5).threshold == 0.6


def test_another_class_shows_all_of_its_detections():
    figure = Detection(step=3)
    figure.threshold, figure.matching = 0.6, "voc"
    assert figure.step == 3
    figure.category = "butterfly"
    assert figure.step == len(DATA["categories"]["butterfly"]["detections"])
    figure.set_state({"category": "leaf", "step": 2})  # the page sends both
    assert (figure.category, figure.step) == ("leaf", 2)


WRONG = [
    ({"view": "curve"}, "no view 'curve'; choose from overlap, precision"),
    ({"category": "tree"}, "no category 'tree'; choose from flower, leaf, butterfly"),
    ({"matching": "kitti"}, "no matching 'kitti'; choose from coco, voc"),
    ({"threshold": 0.52}, "threshold is 0.52; it is one of 0.5, 0.55 … 0.95"),
    ({"threshold": "high"}, "threshold is 'high'"),
    ({"step": 14}, "step is 14; it is a whole number from 0 to 13"),
    ({"step": 1.5}, "step is 1.5"),
    ({"truth": 3}, "truth is a box (left, top, right, bottom), not 3"),
    ({"truth": (1, 2, 3)}, "truth is a box"),
    ({"truth": (1, 2, 3, float("nan"))}, "truth is a box"),
    ({"detection": (-1, 0, 50, 50)}, "detection (-1, 0, 50, 50) is not within the photograph, 480"),
    ({"detection": (50, 50, 10, 90)}, "is too small; each side is at least 8 pixels"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_what_is_wrong(given, said):
    with pytest.raises(TraitError) as at_birth:
        Detection(**given)
    assert said in str(at_birth.value)
    assert "\n" not in str(at_birth.value)
    ((name, value),) = given.items()
    figure = Detection()
    before = figure.state()
    with pytest.raises(TraitError):
        setattr(figure, name, value)
    assert figure.state() == before


@pytest.mark.parametrize("view", VIEWS)
def test_stub_carries_state_still_and_sentence(view):
    figure = Detection(view=view, category="leaf", step=2)
    text = figure._repr_mimebundle_()[0]["text/html"]
    carried = re.search(r'data-state="([^"]*)"', text)[1].replace("&quot;", '"')
    assert json.loads(carried) == figure.state()
    assert 'role="img"' in text
    assert ("data:image/webp" in text) == (view == "overlap")
    assert "<script" not in text


def test_sentences_say_what_the_stills_show(golden):
    """Their numbers are those of the state that the stills show, the first."""
    traced = golden("detection")
    pair = traced[0]["pairs"][0]
    sentence = Detection().sentence()
    for number in (f"{pair['intersection']:,}", f"{pair['union']:,}", f"{pair['iou']:.2f}"):
        assert number in sentence
    first = {"category": CATEGORIES[0], "matching": "coco", "threshold": 0.5}
    (state,) = (one for one in traced[2:-1] if first.items() <= one.items())
    sentence = Detection(view="precision").sentence()
    for area in DATA["areas"]:
        assert f"{state[area][-1]:.3f}" in sentence
    assert sum(one is not None for one in state["takes"]) == 8
    assert "eight are true positives" in sentence
