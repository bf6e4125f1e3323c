"""Detection's JavaScript computes what pycocotools and the definitions compute."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from steepest import Detection
from steepest.widgets.base import HERE
from tests.widgets.close import close
from tools.photograph import shrunk

DATA = Detection.data
CATEGORIES, MATCHINGS = tuple(DATA["categories"]), tuple(DATA["matchings"])
FLOWER = {"category": "flower", "threshold": 0.5}


@pytest.fixture(scope="module")
def traced(golden):
    return golden("detection")


@pytest.fixture(scope="module")
def ask(simulation):
    return simulation("detection")


def test_overlaps_of_boxes_are_those_of_pycocotools(traced, ask):
    pairs = traced[0]["pairs"]
    for pair, got in zip(pairs, ask(pairs=pairs)["pairs"], strict=True):
        assert (got["intersection"], got["union"]) == (pair["intersection"], pair["union"])
        close(got["iou"], pair["iou"], str(pair))
    assert {pair["intersection"] == 0 for pair in pairs} == {True, False}


def test_marks_are_the_overlaps_that_the_page_sets(traced):
    """The lecture's three examples, to two decimals."""
    shown = [round(pair["iou"], 2) for pair in traced[0]["pairs"][:3]]
    assert sorted(shown) == sorted(DATA["marks"].values())


def test_every_state_of_the_list_is_that_of_the_references(traced, ask):
    states = traced[2:-1]
    asked = [{name: one[name] for name in ("category", "threshold", "matching")} for one in states]
    assert len({json.dumps(one) for one in asked}) == 10 * len(CATEGORIES) * len(MATCHINGS)
    for one, got in zip(states, ask(states=asked)["states"], strict=True):
        what = f"{one['category']} at {one['threshold']} by {one['matching']}"
        assert [row["takes"] for row in got["rows"]] == one["takes"], what
        for name in ("precision", "recall"):
            close(got[name], one[name], what)
        for name in DATA["areas"]:
            close([after[name] for after in got["after"]], one[name], f"{what}, {name}")
        highest = np.maximum.accumulate(one["precision"][::-1])[::-1]
        close(got["envelope"], highest, what)
        close(
            [row["overlap"] for row in got["rows"]],
            [max(ious) for ious in traced[1]["overlaps"][one["category"]]],
            what,
        )


def test_overlaps_with_truths_are_those_of_pycocotools(traced, ask):
    for category, wanted in traced[1]["overlaps"].items():
        asked = {"category": category, "threshold": 0.5, "matching": "coco"}
        (got,) = ask(states=[asked])["states"]
        for row, ious in zip(got["rows"], wanted, strict=True):
            close(row["ious"], ious)


def test_means_over_classes_and_thresholds(traced, ask):
    means = traced[-1]["means"]
    answer = ask(summaries=means, coco=[None])
    for one, got in zip(means, answer["summaries"], strict=True):
        for area in DATA["areas"]:
            close(got["mean"][area], one[area])
    (coco,) = answer["coco"]
    close(coco["ap"], traced[-1]["coco"])
    close(coco["at"], [one["hundred"] for one in means if one["matching"] == "coco"])


def test_no_number_of_the_example_hangs_on_rounding(traced):
    """No overlap is at a threshold, no score twice, no recall at a level but 0, 0.5 and 1."""
    for category, about in DATA["categories"].items():
        scores = [one["score"] for one in about["detections"]]
        assert scores == sorted(set(scores), reverse=True)
        ious = np.concatenate(traced[1]["overlaps"][category])
        assert np.abs(ious[:, None] - DATA["traits"]["threshold"]["among"]).min() > 1e-3
        truths = sum(map(len, about["truths"].values()))
        levels = np.arange(1, truths)[:, None] / truths - np.arange(101) / 100
        assert np.abs(levels).min() > 1e-3
        for boxes in about["truths"].values():
            for left, top, right, bottom in boxes:
                assert 0 <= left < right <= DATA["picture"]["width"]
                assert 0 <= top < bottom <= DATA["picture"]["height"]


def test_rules_part_where_the_best_truth_is_taken(ask):
    coco, voc = (
        found["rows"][5]
        for found in ask(states=[FLOWER | {"matching": rule} for rule in MATCHINGS])["states"]
    )
    assert coco["best"] == voc["best"] == 0
    assert (coco["why"], coco["takes"]) == ("true", 1)
    assert (voc["why"], voc["takes"], voc["holder"]) == ("duplicate", None, 2)
    asked = [
        {"threshold": threshold, "matching": rule}
        for threshold in DATA["traits"]["threshold"]["among"]
        for rule in MATCHINGS
    ]
    found = ask(summaries=asked)["summaries"]
    differ = [
        [area for area in DATA["areas"] if one["mean"][area] != other["mean"][area]]
        for one, other in zip(found[::2], found[1::2], strict=True)
    ]
    assert [len(one) for one in differ] == [3, 3, *[0] * 8]


def test_every_reason_is_given_in_words(ask):
    coco, voc, strict = ask(
        states=[
            FLOWER | {"matching": "coco"}, FLOWER | {"matching": "voc"},
            FLOWER | {"matching": "coco", "threshold": 0.95},
        ]
    )["states"]  # fmt: skip
    assert [row["why"] for row in coco["rows"]] == [
        "true", "low", "true", "true", "duplicate", "true", "true", "low", "true", "true",
        "none", "true", "low",
    ]  # fmt: skip
    said = [words for _, words in coco["said"]]
    assert said[0].endswith(
        "overlaps D1 by 0.92, at least 0.50, and that truth is free. True positive."
    )
    assert "touches none of the flowers in picture D" in said[1]
    assert "detection 1 has taken that truth" in said[4]
    assert "overlaps B1 most, by 0.67, but detection 3 has it" in said[5]
    assert "overlaps B2 by 0.58" in said[5]
    assert "by 0.43, less than 0.50" in said[7]
    assert "of the flowers in picture B none is left" in said[10]
    assert "PASCAL VOC's rule looks no further. A duplicate" in voc["said"][5][1]
    assert {row["why"] for row in strict["rows"]} == {"low"}
    assert [brief for brief, _ in coco["said"]][4:6] == ["✗ duplicate", "✓ takes B2"]
    everything = json.dumps([one["said"] for one in (coco, voc, strict)])
    assert not any(word in everything for word in ("NaN", "undefined", "null"))


def test_matching_without_truths_and_ties(ask):
    """No truths: all false. Equal overlaps: COCO's rule takes the last, PASCAL VOC's the first."""
    one = {"score": 0.9, "picture": "A", "box": [0, 0, 10, 10]}
    twins = {"A": [[0, 0, 10, 10], [0, 0, 10, 10]]}
    asked = [
        {"detections": [one], "truths": truths, "threshold": 0.5, "rule": rule}
        for truths in ({"A": []}, {}, twins)
        for rule in MATCHINGS
    ]
    takes = [rows[0]["takes"] for rows in ask(judged=asked)["judged"]]
    assert takes == [None, None, None, None, 1, 0]


def test_areas_at_the_ends(ask):
    none, perfect, wrong = ask(
        areas=[
            {"hits": [], "truths": 3}, {"hits": [True] * 3, "truths": 3},
            {"hits": [False] * 3, "truths": 3},
        ]
    )["areas"]  # fmt: skip
    assert set(none.values()) == set(wrong.values()) == {0}
    assert list(perfect.values()) == pytest.approx([1, 1, 1])


def test_any_state_is_made_whole(ask):
    first = Detection.first()
    patches = [
        ({}, None, {}),
        ({"view": "x", "colour": 3, "matching": None, "category": "toString"}, None, {}),
        ({"threshold": 0.61}, None, {"threshold": 0.6}),
        ({"threshold": 7, "step": -4}, None, {"threshold": 0.95, "step": 0}),
        ({"threshold": "0.7", "step": "x"}, None, {}),
        ({"step": 1e9}, None, {"step": 13}),
        ({"category": "leaf"}, first | {"step": 2}, {"category": "leaf", "step": 10}),
        ({"category": "leaf", "step": 3}, first, {"category": "leaf", "step": 3}),
        ({"category": "leaf", "step": "x"}, first, {"category": "leaf", "step": 10}),
        ({"truth": [300.4, 200, 100, -50]}, None, {"truth": [100, 0, 300, 200]}),
        ({"truth": [900, 900, 900, 900]}, None, {"truth": [472, 312, 480, 320]}),
        ({"detection": [1, 2, 3]}, None, {}),
        ({"detection": [1, 2, 3, "4"]}, None, {}),
        ({"detection": None, "truth": "box"}, None, {}),
    ]
    asked = [[before, patch] if before else [patch] for patch, before, _ in patches]
    for (patch, _, wanted), got in zip(patches, ask(patches=asked)["patches"], strict=True):
        assert got == first | wanted, patch


def test_grips_and_drags(ask):
    boxes = [["detection", [100, 100, 200, 200]], ["truth", [150, 150, 300, 300]]]
    asked = {
        (102, 98): {"name": "detection", "part": "nw"},
        (200, 104): {"name": "detection", "part": "ne"},
        (295, 295): {"name": "truth", "part": "se"},
        (153, 150): {"name": "truth", "part": "nw"},
        (180, 180): {"name": "detection", "part": "move"},
        (250, 250): {"name": "truth", "part": "move"},
        (50, 50): None,
    }
    grips = ask(grips=[{"point": point, "boxes": boxes, "reach": 11} for point in asked])["grips"]
    assert grips == list(asked.values())
    limits = {"width": 480, "height": 320}
    drags = [
        ([100, 100, 200, 200], "move", [-300, 10], [0, 110, 100, 210]),
        ([100, 100, 200, 200], "move", [500, 500], [380, 220, 480, 320]),
        ([100, 100, 200, 200], "nw", [-10, 20], [90, 120, 200, 200]),
        ([100, 100, 200, 200], "se", [999, -150], [100, 100, 480, 50]),
    ]
    asked = [{"box": box, "part": part, "by": by, "limits": limits} for box, part, by, _ in drags]
    assert ask(dragged=asked)["dragged"] == [wanted for *_, wanted in drags]


def test_photograph_is_the_one_of_scikit_learn():
    kept = json.loads((HERE / "src/detection/photograph.json").read_text(encoding="utf-8"))
    packed = base64.b64decode(kept["uri"].removeprefix("data:image/webp;base64,"), validate=True)
    assert len(packed) <= 15_000
    shown = Image.open(io.BytesIO(packed)).convert("RGB")
    assert shown.size == (DATA["photo"]["width"], DATA["photo"]["height"])
    off = np.asarray(shown, float) - np.asarray(shrunk(), float)
    assert 10 * np.log10(255**2 / np.mean(off**2)) > 30  # dB
    assert "danielbuechele" in kept["credit"]
