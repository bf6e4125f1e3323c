"""FILL: whose numbers these are. The reference is code that nobody here wrote, such as NumPy's."""

import numpy as np


def value(curve, slope, x):
    """FILL: the reference."""
    return float(np.polyval([slope, 0] if curve == "line" else [slope / 2, 0, 0], x))


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    return [
        {
            "call": ["simulation.js", "valueAt", [curve, slope, x]],
            "gives": value(curve, slope, x),
        }
        for curve in ("line", "parabola")
        for slope in (-2.5, 1.0, 3.0)
        for x in (-1.0, 0.0, 0.3)
    ]
