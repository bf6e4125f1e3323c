"""The ROC curve and its area against scikit-learn, and against each other."""

import numpy as np
import pytest
from sklearn import metrics

from autograder.checks.formula import load, names

rng = np.random.default_rng(17)


def labelled(n, levels):
    """Labels of both classes, and scores of so many levels: few make many ties."""
    truth = rng.permutation(np.append([0, 1], rng.integers(0, 2, n - 2)))
    return truth, rng.integers(0, levels, n) / levels - rng.uniform()


def test_both_are_formulas_and_what_they_share_is_none():
    assert {"roc_curve", "roc_auc"} <= set(names("classification_metrics"))
    assert not any(name.startswith("_") for name in names())


@pytest.mark.parametrize("levels", [1, 2, 7, 1000])
def test_they_agree_with_scikit_learn_on_a_thousand_random_cases(levels):
    for _ in range(250):
        truth, scores = labelled(int(rng.integers(2, 40)), levels)
        fpr, tpr = load("roc_curve")(truth, scores)
        want = metrics.roc_curve(truth, scores, drop_intermediate=False)
        np.testing.assert_allclose(fpr, want[0], atol=1e-12)
        np.testing.assert_allclose(tpr, want[1], atol=1e-12)
        area = load("roc_auc")(truth, scores)
        assert area == pytest.approx(metrics.roc_auc_score(truth, scores), abs=1e-12)
        assert area == pytest.approx(metrics.auc(fpr, tpr), abs=1e-12)


def test_the_curve_has_one_point_more_than_there_are_scores_and_never_falls():
    for levels in (1, 3, 50):
        truth, scores = labelled(30, levels)
        curve = np.array(load("roc_curve")(truth, scores))
        assert curve.shape == (2, np.unique(scores).size + 1)
        assert (curve[:, 0] == 0).all()
        assert (curve[:, -1] == 1).all()
        assert (np.diff(curve) >= 0).all()


def test_scores_that_know_nothing_have_half_and_turned_over_they_have_the_rest():
    truth, scores = labelled(25, 6)
    area = load("roc_auc")
    assert area(truth, np.zeros(25)) == 0.5
    assert area(truth, -scores) == pytest.approx(1 - area(truth, scores))
    assert area(truth, np.exp(3 * scores)) == pytest.approx(area(truth, scores))  # the order alone
