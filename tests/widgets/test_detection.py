"""Detection as a Python object: its traits, its errors, and the stub that a page gets."""

import pytest

from steepest import Detection

DATA = Detection.data
CATEGORIES = tuple(DATA["categories"])


def test_a_box_is_rounded_and_a_threshold_is_one_of_the_ten():
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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"truth": 3}, "truth is 3; it is a box (left, top, right, bottom)"),
        ({"truth": (1, 2, 3)}, "truth is (1, 2, 3); it is a box"),
        ({"truth": (1, 2, 3, float("nan"))}, "it is a box"),
        (
            {"detection": (-1, 0, 50, 50)},
            "detection is (-1, 0, 50, 50); it is within the photograph, 480 wide, 320 high",
        ),
        ({"detection": (50, 50, 10, 90)}, "each side is at least 8 pixels"),
        ({"threshold": 0.52}, "threshold is 0.52; it is one of 0.5, 0.55, 0.6"),
    ],
)
def test_says_what_is_wrong_with_a_box(refused, given, said):
    refused(Detection, said, **given)


def test_only_the_still_of_the_boxes_has_the_photograph():
    for view in DATA["views"]:
        assert ("data:image/webp" in Detection(view=view).still()) == (view == "overlap")


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
