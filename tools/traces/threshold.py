"""The threshold's traces: samples drawn as numpy draws them, and what scikit-learn says of them.

Both pages: scores with their counts, measures and curves at several thresholds; true values with
the errors of a line that predicts them.
"""

import numpy as np
from sklearn import metrics
from sklearn.dummy import DummyClassifier

from steepest import Threshold
from tools.traces import opening

DATA = Threshold.data
DEFAULTS = opening(Threshold)
THRESHOLDS = (0.0, 0.05, 0.2, 0.31, 0.5, 0.666, 0.72, 0.9, 1.0)
SAMPLES = (
    {"seed": 1, "separation": 2, "positives": 100},
    {"seed": 1, "separation": 2, "positives": 20},
    {"seed": 1, "separation": 2, "positives": 180},
    {"seed": 2, "separation": 0, "positives": 100},
    {"seed": 3, "separation": 4, "positives": 60},
    {"seed": 9999, "separation": 0.7, "positives": 2},
    {"seed": 0, "separation": 1.3, "positives": 198},
)
NEAR_ZERO = [0.1, *DEFAULTS["truth"][1:]]
STATES = (
    {},
    {"outlier": True},
    {"bias": 2.0},
    {"bias": -3.0, "outlier": True},
    {"truth": NEAR_ZERO},
    {"truth": NEAR_ZERO, "outlier": True, "bias": 0.7},
    {"truth": [12.0, 0.3, 11.0, 0.1, 9.9, 0.2, 12.0, 0.1, 0.1], "outlier": True},
    {"truth": [5.0] * 9, "bias": 1.1},
)


def sample(seed, separation, positives):
    """The truth (0 and 1) and the scores of a sample, positives first."""
    count = DATA["samples"]
    rows = np.random.RandomState(seed).standard_normal((2, count))
    logits = [rows[0, :positives] + separation / 2, rows[1, positives:] - separation / 2]
    truth = np.repeat([1, 0], [positives, count - positives])
    return truth, 1 / (1 + np.exp(-np.concatenate(logits)))


def at_threshold(truth, scores, threshold):
    """The counts and measures where all scores from the threshold on are predicted positive."""
    predicted = (scores >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(truth, predicted, labels=[0, 1]).ravel().tolist()
    plain = DummyClassifier(strategy="most_frequent").fit(scores[:, None], truth)
    recalls = metrics.recall_score(truth, predicted, labels=[0, 1], average=None, zero_division=0)
    return {
        "tp": tp, "fn": fn, "fp": fp, "tn": tn,
        "accuracy": float(metrics.accuracy_score(truth, predicted)),
        "precision": float(metrics.precision_score(truth, predicted, zero_division=0)),
        "recall": float(metrics.recall_score(truth, predicted, zero_division=0)),
        "f1": float(metrics.f1_score(truth, predicted, zero_division=0)),
        "fpr": float(1 - recalls[0]),
        "baseline": {
            "says": "positive" if plain.predict([[0]])[0] else "negative",
            "accuracy": float(plain.score(scores[:, None], truth)),
        },
    }  # fmt: skip


def both_curves(truth, scores):
    """The ROC and the precision-recall curve, from the highest score down, and their areas."""
    fpr, tpr, _ = metrics.roc_curve(truth, scores, drop_intermediate=False)
    precision, _, _ = metrics.precision_recall_curve(truth, scores)
    return {
        "fpr": _short(fpr),
        "tpr": _short(tpr),
        "precision": _short(precision[:-1][::-1]),  # its last point belongs to no score
        "auc": float(metrics.roc_auc_score(truth, scores)),
        "ap": float(metrics.average_precision_score(truth, scores)),
        "share": float(truth.mean()),
    }


def given(state):
    """The true values and predictions that count in a state, by x in the figure's order."""
    state = DEFAULTS | state
    count = len(DATA["x"]) - (not state["outlier"])
    x, truth = np.array(DATA["x"][:count]), np.array(state["truth"][:count])
    start, slope = DATA["line"]
    return truth, start + slope * x + state["bias"]


def errors(truth, prediction):
    """scikit-learn's measures of the errors; MAPE in percent, None where a true value is 0."""
    zero = bool((truth == 0).any())
    return {
        "mae": float(metrics.mean_absolute_error(truth, prediction)),
        "mse": float(metrics.mean_squared_error(truth, prediction)),
        "rmse": float(metrics.root_mean_squared_error(truth, prediction)),
        "mape": None
        if zero
        else float(100 * metrics.mean_absolute_percentage_error(truth, prediction)),
        "r2": float(metrics.r2_score(truth, prediction)),
        "explained": float(metrics.explained_variance_score(truth, prediction)),
        "bias": float(np.mean(truth - prediction)),
        "spread": float(np.var(truth - prediction)),
        "truth": float(np.var(truth)),
    }


def _short(values):
    return [float(f"{value:.13g}") for value in values]


def _classified(case):
    truth, scores = sample(**case)
    at = [{"threshold": t, **at_threshold(truth, scores, t)} for t in THRESHOLDS]
    curves = both_curves(truth, scores)
    return {"sample": case, "scores": _short(scores), "at": at, "curves": curves}


def _measured(state):
    truth, prediction = given(state)
    return {"state": DEFAULTS | state, "prediction": _short(prediction)} | {
        "errors": errors(truth, prediction)
    }


def traces():
    """All of them: the samples, then the states of the errors."""
    return [*map(_classified, SAMPLES), *map(_measured, STATES)]
