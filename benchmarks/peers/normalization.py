"""Batch norm's running statistics as batches arrive, and one sample's output in both modes."""

import matplotlib.pyplot as plt
import numpy as np

WIDGET = "from steepest import Normalization; figure = Normalization(view='running')"
SLIDER = "batch size"
PLAYS = True
CONTROLS = {
    "batch": (2, 64, 1),
    "momentum": (0.01, 1.0, 0.01),
    "mean": (-3.0, 3.0, 0.1),
    "deviation": (0.2, 3.0, 0.1),
    "gamma": (-3.0, 3.0, 0.1),
    "beta": (-3.0, 3.0, 0.1),
    "step": (1, 100, 1),
}
RINGED, FROZEN, EPS = 1.2, 80, 1e-5


def draw(batch=32, momentum=0.1, mean=-1.5, deviation=1.6, gamma=1.0, beta=0.0, step=100):
    """Means, variances and outputs up to a step."""
    skewed = np.exp(0.4 * np.random.RandomState(7).standard_normal((100, 64)))
    skewed = (skewed - np.exp(0.08)) / np.sqrt((np.exp(0.16) - 1) * np.exp(0.16))
    values = mean + deviation * skewed[:step, :batch]
    sample = mean + deviation * RINGED
    company = values.copy()
    company[:, 0] = sample
    means, variances = values.mean(axis=1), values.var(axis=1, ddof=1)
    running = [(0.0, 1.0)]
    for t in range(step):
        m, v = running[-1]
        share = momentum if t < FROZEN else 0
        running.append((m + share * (means[t] - m), v + share * (variances[t] - v)))
    running = np.array(running)
    train = (sample - company.mean(axis=1)) / np.sqrt(company.var(axis=1) + EPS)
    evaluated = (sample - running[:, 0]) / np.sqrt(running[:, 1] + EPS)

    steps = np.arange(1, step + 1)
    _, panels = plt.subplots(3, 1, figsize=(7, 6), sharex=True)
    for panel, dots, line, title in zip(
        panels,
        (means, variances, gamma * train + beta),
        (running[:, 0], running[:, 1], gamma * evaluated + beta),
        ("mean", "variance", "output"),
        strict=True,
    ):
        panel.plot(steps, dots, "o", markersize=3, label="batch")
        panel.plot(np.arange(step + 1), line, label="running")
        panel.axvspan(FROZEN, 100, alpha=0.1)
        panel.set_title(title, loc="left")
        panel.legend(loc="right")
    panels[-1].set_xlabel("step")
    plt.show()
