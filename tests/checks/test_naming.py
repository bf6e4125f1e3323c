"""A mistake is named by the cases that agree, and what the others did is said apart."""

import numpy as np
import pytest

from autograder.checks.audit import audit_at_edges
from autograder.checks.cases import draw
from autograder.checks.formula import load, names
from autograder.checks.siblings import siblings
from autograder.checks.slips import ways
from steepest.checks import cases
from steepest.checks.calls import run_cases
from steepest.checks.check import inspect
from steepest.checks.report import examine


@pytest.mark.parametrize("name", names())
def test_every_mistake_is_named_whatever_happens_at_the_edges(name):
    assert [str(found) for found in audit_at_edges(load(name), cases.load(name))] == []


def test_boxes_without_a_clip_and_without_a_guard():
    def box_iou(a, b):
        side = np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2])
        inter = side.prod(-1)
        areas = [(boxes[:, 2:] - boxes[:, :2]).prod(-1) for boxes in (a, b)]
        return inter / (areas[0][:, None] + areas[1] - inter)

    report = inspect(box_iou, "box_iou")
    assert report.headline == (
        "On the random inputs, it is what you get when you let boxes that are apart overlap."
    )
    (apart,) = report.also
    assert apart.startswith("On *the same point, the same line*: iou[0, 0] is nan, expected 0")


def test_the_matching_of_voc_without_a_guard_for_no_truths():
    def match_detections(iou, scores, threshold):
        taken, hit = set(), np.zeros(len(scores), bool)
        for d in np.argsort(-scores):
            t = iou[d].argmax()
            if iou[d, t] >= threshold and t not in taken:
                taken.add(t)
                hit[d] = True
        return hit

    report = inspect(match_detections, "match_detections")
    assert report.mistake == "stop where a detection's best truth is taken"
    (apart,) = report.also
    assert "On *no truths*: match_detections raised ValueError: attempt to get argmax" in apart


def test_a_stack_that_fails_at_degree_0():
    def polynomial_features(x, degree):
        return np.stack([x**k for k in range(1, degree + 1)], axis=1)

    report = inspect(polynomial_features, "polynomial_features")
    assert report.mistake == "leave out the column of ones"
    assert "On *degree 0*" in report.also[0]
    assert "need at least one array to stack" in report.also[0]


def test_two_mistakes_in_two_parts_are_told_one_after_the_other():
    def momentum_step(w, g, a, lr, beta):
        return w + lr * (beta * a + g), a

    report = inspect(momentum_step, "momentum_step")
    assert report.headline.startswith("w: it is what you get when you ")
    assert "a: it is what you get when you " in report.also[0]


def test_a_mistake_at_the_edges_alone_is_named_there():
    def r2_score(truth, prediction):
        whole = ((truth - truth.mean()) ** 2).sum()
        return 1 - ((truth - prediction) ** 2).sum() / whole

    report = inspect(r2_score, "r2_score")
    assert report.mistake == "leave out the special case of `truth`"
    assert report.headline.startswith("It is right on the random inputs. At the edges")


def test_a_named_mistake_that_also_writes_into_an_argument_is_told_both():
    def sgd_step(w, g, lr):
        w += lr * g
        return w

    report = inspect(sgd_step, "sgd_step")
    assert report.mistake
    assert "changed its argument w in place" in " ".join([report.headline, *report.also])


def test_no_name_where_one_random_case_is_another():
    seen = []

    def sgd_step(w, g, lr):
        seen.append(w)
        return w + lr * g if len(seen) != 3 else w * 7 + 100

    assert inspect(sgd_step, "sgd_step").verdict == "value"


def test_a_slip_is_named_on_hidden_cases_as_on_visible_ones():
    def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
        m = 0.9 * m + (1 - 0.9) * g
        v = beta2 * v + (1 - beta2) * g**2
        return w - lr * m / (1 - 0.9**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v

    name = "write 0.9 in place of `beta1`"
    assert inspect(adam_step, "adam_step").mistake == name
    hidden = draw(load("adam_step"), 5)
    assert examine(hidden, run_cases(adam_step, hidden.cases)).mistake == name


def test_siblings_are_found_by_their_arguments():
    of_r2 = {way.name for way in siblings(load("r2_score"))}
    assert "hand in `mse` in its place" in of_r2
    assert "hand in `r2_score` in its place" not in of_r2
    of_recall = {way.name for way in siblings(load("recall"))}
    assert any(name.startswith("take the false positive rate") for name in of_recall)
    assert not any("classes" in name for name in of_recall)


@pytest.mark.parametrize("name", names())
def test_the_names_of_slips_are_their_own_and_complete_the_sentence(name):
    found = [way.name for way in ways(load(name))]
    assert len(set(found)) == len(found)
    for slip in cases.load(name).slips():
        assert slip.name in found
        assert slip.hint
        assert not slip.name.endswith(".")
        assert slip.name[0].islower()
