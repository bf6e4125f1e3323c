"""The hinges' references: chapter 01's graded functions in NumPy, each held to PyTorch or SciPy."""

import numpy as np

from autograder.checks.formula import load

XS = np.linspace(-3, 3, 31)
TARGETS = {
    "sine": lambda x: 1.5 * np.sin(1.2 * x),
    "tent": lambda x: 1.5 - np.abs(x),
    "bump": lambda x: 2 * np.exp(-x * x) - 0.5,
}


def learned(target, units, steps):
    """The network after some steps of `gradient_step`, and the last loss."""
    i = np.arange(units)
    weights = [np.sin(7.0 * i + 1)[None], 0.5 * np.sin(5.0 * i + 3)[:, None]]
    biases = [np.sin(3.0 * i + 2), np.zeros(1)]
    y = TARGETS[target](XS)[:, None]
    for _ in range(steps):
        weights, biases, _ = load("gradient_step")(XS[:, None], y, weights, biases, 0.02)
    return {
        "w": weights[0][0].tolist(),
        "b": biases[0].tolist(),
        "v": weights[1][:, 0].tolist(),
        "c": float(biases[1][0]),
    }


def says(net, x):
    """What `mlp_forward` says at x."""
    weights = [np.array([net["w"]]), np.array(net["v"])[:, None]]
    biases = [np.array(net["b"]), np.array([net["c"]])]
    return float(load("mlp_forward")(np.array([[x]]), weights, biases)[0, 0])


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    rng = np.random.default_rng(1)
    points = [(np.cumsum(rng.uniform(0.1, 1, m + 1)), rng.uniform(-3, 3, m + 1)) for m in (1, 3, 8)]
    nets = [
        (target, units, steps, learned(target, units, steps))
        for target, units, steps in (("sine", 4, 1), ("tent", 8, 50), ("bump", 12, 300))
    ]
    return [
        *(
            {
                "call": ["simulation.js", "hingeWeights", [knots.tolist(), values.tolist()]],
                "gives": load("hinge_weights")(knots, values).tolist(),
            }
            for knots, values in points
        ),
        *(
            {
                "call": ["simulation.js", "parameters", [target, units, True, steps]],
                "gives": [*net["w"], *net["b"], *net["v"], net["c"]],
            }
            for target, units, steps, net in nets
        ),
        *(
            {"call": ["simulation.js", "output", [net, True, x]], "gives": says(net, x)}
            for *_, net in nets
            for x in (-2.5, 0.1, 3.0)
        ),
    ]
