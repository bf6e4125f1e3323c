"""Noisy descent and the plateau rule, from the formulas of chapter 06."""

import numpy as np

from autograder.checks.formula import load
from steepest import Schedule

DATA = Schedule.data


def loss_path(rates, noise, curvatures, start):
    """The expected loss of the bowl, from the formula for one direction."""
    path = load("variance_path")
    parts = zip(curvatures, start, strict=True)
    return sum(c / 2 * path(np.array(rates), s, c, noise) for c, s in parts)


def rule(losses, factor, patience, threshold):
    """The rates of the plateau rule."""
    return load("reduce_on_plateau")(np.array(losses), 1.0, factor, patience, threshold)


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    rng = np.random.default_rng(6)
    found = []
    for curvature, noise in ((1.0, 1.0), (0.05, 4.0), (1.0, 0.0)):
        rates = np.round(rng.uniform(0, 2.4, 60), 3)
        found.append(
            {
                "call": ["simulation.js", "variancePath", [rates.tolist(), 4.0, curvature, noise]],
                "gives": load("variance_path")(rates, 4.0, curvature, noise).tolist(),
            }
        )
    for preset in DATA["presets"].values():
        if rates := preset.get("rates"):
            given = (rates, 1.0, DATA["curvatures"], DATA["start"])
            found.append(
                {
                    "call": ["simulation.js", "lossPath", list(given)],
                    "gives": loss_path(*given).tolist(),
                }
            )
    for rate in (0.1, 0.9, 1.8):
        given = (DATA["curvatures"], DATA["start"])
        settled = loss_path(np.full(5000, rate), 1.5, *given)[-1]
        found.append({"call": ["simulation.js", "floorOf", [rate, 1.5]], "gives": settled})
    # In one direction the search must find what is derived by hand.
    for variance, curvature, noise in ((4.0, 1.0, 1.0), (100.0, 0.05, 2.5), (3.0, 0.7, 0.5)):
        found.append(
            {
                "call": ["simulation.js", "bestRates", [noise, 60, 100, [curvature], [variance]]],
                "gives": load("best_rates")(variance, curvature, noise, 60).tolist(),
            }
        )
    for factor, patience, threshold in ((0.3, 2, 0.02), (0.5, 0, 0.0), (0.1, 5, 0.1)):
        losses = DATA["traits"]["losses"]["default"]
        rates = rule(losses, factor, patience, threshold)
        found.append(
            {
                "call": ["simulation.js", "plateauRates", [losses, factor, patience, threshold]],
                "gives": rates.tolist(),
            }
        )
    return found
