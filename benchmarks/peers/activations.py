"""A stack of layers: outputs and gradients of each, and the function with its slope."""

import matplotlib.pyplot as plt
import numpy as np

WIDGET = "from steepest import Activations; figure = Activations()"
SLIDER = "Weight std"
PLAYS = False
CONTROLS = {
    "std": (0.01, 1.0, 0.01),
    "depth": (1, 30, 1),
    "x": (-5.0, 5.0, 0.1),
    "activation": ["sigmoid", "tanh", "relu", "leaky_relu", "elu"],
    "clip": False,
    "max_norm": (0.01, 100.0, 0.01),
}
N, SAMPLES = 64, 16
FUNCTIONS = {
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), lambda x, y: y * (1 - y)),
    "tanh": (np.tanh, lambda x, y: 1 - y**2),
    "relu": (lambda x: np.maximum(x, 0), lambda x, y: (x > 0) * 1.0),
    "leaky_relu": (lambda x: np.where(x > 0, x, 0.1 * x), lambda x, y: np.where(x > 0, 1, 0.1)),
    "elu": (
        lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        lambda x, y: np.where(x > 0, 1, y + 1),
    ),
}


def stack(function, slope, std, depth):
    """Outputs, and gradients of the weights, layer by layer."""
    random = np.random.RandomState(0)
    h, top = random.standard_normal((2, SAMPLES, N))
    weights = [std * random.standard_normal((N, N)) for _ in range(depth)]
    inputs, slopes, outputs = [], [], []
    for weight in weights:
        inputs.append(h)
        z = h @ weight.T
        h = function(z)
        slopes.append(slope(z, h))
        outputs.append(h)
    back, gradients = top / (N * np.sqrt(SAMPLES)), []
    for at in reversed(range(depth)):
        dz = back * slopes[at]
        gradients.insert(0, dz.T @ inputs[at])
        back = dz @ weights[at]
    return outputs, gradients


def draw(std=0.125, depth=10, x=1.0, activation="sigmoid", clip=False, max_norm=1.0):
    """The function and its slope, violins of outputs and gradients, and the gradients' norms."""
    function, slope = FUNCTIONS[activation]
    outputs, gradients = stack(function, slope, std, depth)
    norms = np.array([np.linalg.norm(one) for one in gradients])
    factor = min(1, max_norm / np.linalg.norm(norms)) if clip else 1
    layers = range(1, depth + 1)
    _, ((curve, above), (steep, middle), (_, below)) = plt.subplots(3, 2, figsize=(10, 7))
    at = np.linspace(-5, 5, 201)
    curve.plot(at, function(at))
    y = function(np.array(x))
    tangent = slope(np.array(x), y)
    curve.plot([x - 1, x + 1], [y - tangent, y + tangent])
    curve.plot(x, y, "o")
    steep.plot(at, slope(at, function(at)))
    steep.plot(x, tangent, "o")
    above.violinplot([one.ravel() for one in outputs], list(layers))
    above.set_ylabel("outputs")
    middle.violinplot([factor * one.ravel() for one in gradients], list(layers))
    middle.set_ylabel("gradients")
    below.semilogy(layers, norms, "o-")
    if clip:
        below.semilogy(layers, factor * norms, "o--")
    below.set_xlabel("layer")
    plt.show()
