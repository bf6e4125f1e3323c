"""A threshold through scores: histograms, the confusion matrix, the measures and both curves."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn import metrics

WIDGET = "from steepest import Threshold; figure = Threshold()"
SLIDER = "threshold"
PLAYS = False
CONTROLS = {
    "threshold": (0.0, 1.0, 0.01),
    "separation": (0.0, 4.0, 0.1),
    "positives": (2, 198, 1),
    "seed": (0, 9999, 1),
}


def draw(threshold=0.5, separation=2.0, positives=100, seed=1):
    """All five pictures, for these settings."""
    rows = np.random.RandomState(seed).standard_normal((2, 200))
    logits = [rows[0, :positives] + separation / 2, rows[1, positives:] - separation / 2]
    scores = 1 / (1 + np.exp(-np.concatenate(logits)))
    truth = np.repeat([1, 0], [positives, 200 - positives])
    predicted = scores >= threshold
    _, ((dots, bars), (matrix, roc), (pr, nothing)) = plt.subplots(3, 2, figsize=(10, 11))
    dots.hist([scores[truth == 1], scores[truth == 0]], bins=40, label=["positive", "negative"])
    dots.axvline(threshold, color="black")
    dots.legend()
    found = {
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": metrics.precision_score(truth, predicted, zero_division=0),
        "recall": metrics.recall_score(truth, predicted, zero_division=0),
        "F1": metrics.f1_score(truth, predicted, zero_division=0),
    }
    bars.bar_label(bars.bar(found.keys(), found.values()), fmt="%.3f")
    bars.set_ylim(0, 1.1)
    metrics.ConfusionMatrixDisplay.from_predictions(
        truth, predicted, labels=[1, 0], ax=matrix, colorbar=False
    )
    metrics.RocCurveDisplay.from_predictions(truth, scores, ax=roc)
    roc.plot((truth[predicted] == 0).sum() / (truth == 0).sum(), found["recall"], "ko")
    metrics.PrecisionRecallDisplay.from_predictions(truth, scores, ax=pr)
    pr.plot(found["recall"], found["precision"], "ko")
    nothing.axis("off")
    plt.show()
