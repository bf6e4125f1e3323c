"""Chapter 18's references beside pycocotools and each other, ties and empty lists included."""

import numpy as np
import pytest

from autograder.checks.formula import load, names
from autograder.formulas.detection_metrics import curve
from benchmarks.detection import made

AVERAGES = ("average_precision_11", "average_precision", "average_precision_101")


def test_every_function_of_the_chapter_is_there():
    assert set(names("detection_metrics")) == {
        "box_iou",
        "match_detections",
        "match_detections_voc",
        "match_with_ignored",
        "precision_recall",
        *AVERAGES,
        "mean_average_precision",
        "coco_map",
    }


def test_a_made_set_of_ten_thousand_objects_has_the_map_of_pycocotools():
    detections, truths = made(images=500, objects=20)
    formula = load("coco_map")
    got, want = formula(detections, truths), formula.oracle(detections, truths)
    assert 0.3 < want < 0.6
    assert got == pytest.approx(want, abs=1e-6)


def test_ties_are_matched_as_pycocotools_matches_them():
    """Equal scores, equal overlaps, overlaps equal to the threshold; no detections, no truths."""
    formula, rng = load("match_detections"), np.random.default_rng(1)
    for _ in range(1000):
        iou = rng.integers(0, 5, rng.integers(0, 6, 2)) / 4
        scores = rng.integers(0, 3, len(iou)) / 2
        threshold = rng.choice([0.25, 0.5, 0.75, 1.0])
        want = formula.oracle(iou, scores, threshold)
        assert formula(iou, scores, threshold).tolist() == want.tolist()


def _tied(rng):
    """Images whose boxes and scores come from so few that many are equal, some without area."""
    detections, truths = [], []
    for _ in range(rng.integers(1, 4)):
        for images, most in ((detections, 8), (truths, 5)):
            many = rng.integers(0, most)
            corners, sizes = rng.integers(0, 2, (many, 2)), rng.integers(0, 4, (many, 2))
            boxes = np.hstack([corners, corners + sizes]).astype(float)
            images.append({"boxes": boxes, "labels": rng.integers(0, 3, many)})
        detections[-1]["scores"] = rng.integers(0, 4, len(detections[-1]["labels"])) / 4
    return detections, truths


def test_ties_and_boxes_without_area_count_as_in_pycocotools():
    formula, rng = load("coco_map"), np.random.default_rng(2)
    done = 0
    while done < 300:
        detections, truths = _tied(rng)
        if any(len(one["labels"]) for one in truths):
            want = formula.oracle(detections, truths)
            assert formula(detections, truths) == pytest.approx(want, abs=1e-6)
            done += 1


@pytest.mark.parametrize("name", AVERAGES)
def test_recalls_that_meet_a_level_by_rounding_reach_it_as_in_the_oracle(name):
    formula, rng = load(name), np.random.default_rng(3)
    for truths in (4, 5, 10, 20, 25, 50):
        for _ in range(20):
            hits = rng.permutation([True] * int(rng.integers(1, truths + 1)) + [False] * 5)
            points = curve(hits, truths)
            assert formula(**points) == pytest.approx(formula.oracle(**points), abs=1e-6)


@pytest.mark.parametrize("name", AVERAGES)
def test_a_curve_without_points_has_an_average_precision_of_0(name):
    formula = load(name)
    assert formula(np.zeros(0), np.zeros(0)) == 0.0
    assert formula.oracle(np.zeros(0), np.zeros(0)) == 0.0


def test_the_three_averages_of_one_curve_differ_and_come_near_each_other_with_many_truths():
    few = curve([True, True, False, True], 9)
    assert len({round(float(load(name)(**few)), 3) for name in AVERAGES}) == 3
    rng = np.random.default_rng(4)
    many = curve(rng.random(4000) < np.linspace(1, 0, 4000), 3000)
    values = [load(name)(**many) for name in AVERAGES]
    assert np.ptp(values) < 0.05
    assert values[2] == pytest.approx(values[1], abs=0.006)


def test_one_threshold_of_one_class_is_matching_then_the_curve_then_its_average():
    """Overlaps are either perfect or none here, so that every threshold gives the same."""
    rng = np.random.default_rng(5)
    for _ in range(50):
        boxes = 100 * np.arange(6)[:, None] + np.array([0.0, 0.0, 10.0, 10.0])
        found = boxes[rng.integers(0, 6, 7)]
        scores = rng.permutation(7) / 10
        wanted = boxes[:3]
        is_tp = load("match_detections")(load("box_iou")(found, wanted), scores, 0.5)
        points = load("precision_recall")(is_tp, scores, 3)
        detections = [{"boxes": found, "labels": np.zeros(7, int), "scores": scores}]
        truths = [{"boxes": wanted, "labels": np.zeros(3, int)}]
        want = load("coco_map")(detections, truths)
        assert load("average_precision_101")(*points) == pytest.approx(want, rel=1e-9, abs=1e-12)


def _calls(name, draws=100):
    formula, rng = load(name), np.random.default_rng(6)
    for _ in range(draws):
        yield from formula.inputs.values(rng)
    for _ in range(10):
        for make in formula.inputs.edges(rng, formula.reference).values():
            yield from make()


@pytest.mark.parametrize("name", ["match_detections", "precision_recall"])
def test_no_scores_are_tied(name):
    for call in _calls(name):
        assert len(set(call["scores"])) == len(call["scores"])


def test_no_overlaps_are_tied_or_equal_to_the_threshold():
    for call in _calls("match_detections"):
        assert (np.abs(call["iou"] - call["threshold"]) > 0.01).all()
        for row in call["iou"]:
            assert len(set(row[row > 0])) == np.count_nonzero(row)


@pytest.mark.parametrize("name", AVERAGES)
def test_recalls_meet_no_level_but_0_and_a_half_and_1(name):
    for call in _calls(name):
        recall = call["recall"]
        others = recall[~np.isin(recall, (0, 0.5, 1))]
        assert (np.abs(100 * others - np.round(100 * others)) > 1e-3).all()
        assert (np.diff(recall) >= 0).all()


def test_scenes_have_few_boxes_no_ties_and_clear_overlaps():
    for call in _calls("coco_map"):
        assert len(call["detections"]) == len(call["truths"]) <= 3
        scores = np.concatenate([one["scores"] for one in call["detections"]])
        labels = np.concatenate([one["labels"] for one in call["truths"]])
        assert len(set(scores)) == len(scores) <= 7
        assert set(np.bincount(labels)) <= {0, 1, 2, 3}
        for found, there in zip(call["detections"], call["truths"], strict=True):
            same = found["labels"][:, None] == there["labels"]
            iou = same * load("box_iou")(found["boxes"], there["boxes"])
            away = iou[..., None] - np.linspace(0.5, 0.95, 10)
            assert (np.abs(away) > 0.001).all()
            for row in iou:
                assert len(set(row[row >= 0.5])) == np.count_nonzero(row >= 0.5)
