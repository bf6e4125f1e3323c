"""The traces of the activations: each function with its slope, and stacks of layers with gradients.

Functions, layers and gradients are torch's, by autograd; the random numbers are numpy's
`RandomState`, which the page draws too. Where rounding alone would decide a number (a deep stack
with large weights is chaotic), the trace has none, so that any right implementation agrees with it
to 1e-9.
"""

import numpy as np
import torch
from torch.nn import functional

from steepest import Activations

DATA = Activations.data
FUNCTIONS = tuple(DATA["functions"])

N, SAMPLES, BINS = DATA["width"], DATA["samples"], DATA["bins"]
(W1, B1), (W2, B2) = DATA["lines"]
LOW, HIGH = (DATA["traits"]["x"][end] for end in ("low", "high"))
XS = [-5.0, -3.21, -1.0, -0.67, -0.66, -0.04, 0.0, 0.04, 0.5, 1.0, 1.7, 2.35, 3.3, 4.99, 5.0]
# Weights larger by this share may move a number of a trace by no more than that share.
NUDGE, MOVED = 1e-14, 1e-10
# What is traced for every function: the weights' deviation, the depth, the seed.
STDS = {name: about["std"] for name, about in DATA["inits"].items()}
STACKS = [
    *((std, 10, 0) for std in STDS.values()),
    (0.3, 30, 7), (0.01, 30, 1), (1.0, 30, 999), (STDS["xavier"], 1, 3),
]  # fmt: skip
PLAIN = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": functional.relu,
    "leaky_relu": lambda x: functional.leaky_relu(x, DATA["slope"]),
    "elu": lambda x: functional.elu(x, DATA["alpha"]),
}


def point(activation, x):
    """A function's value and slope at x."""
    at = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    if activation == "maxout":
        value = torch.maximum(W1 * at + B1, W2 * at + B2)
    else:
        value = PLAIN[activation](at)
    return value.item(), torch.autograd.grad(value, at)[0].item()


def normals(seed, depth, matrices):
    """The batch, the gradient at the top, and each layer's weights before they are scaled."""
    first = np.random.RandomState(100 * seed)
    batch, gradient = (first.standard_normal((SAMPLES, N)) for _ in range(2))
    states = [np.random.RandomState(100 * seed + layer) for layer in range(1, depth + 1)]
    return batch, gradient, [
        [state.standard_normal((N, N)) for _ in range(matrices)] for state in states
    ]  # fmt: skip


def stack(activation, std, depth, seed):
    """What torch makes of a stack: for each layer z, h, slopes, dW and the norm of dh."""
    batch, gradient, drawn = normals(seed, depth, 2 if activation == "maxout" else 1)
    h = torch.tensor(batch)
    layers = []
    for own in drawn:
        weights = [torch.tensor(std * matrix, requires_grad=True) for matrix in own]
        lines = [h @ weight.T for weight in weights]
        for line in lines:
            line.retain_grad()
        h = torch.maximum(*lines) if activation == "maxout" else PLAIN[activation](lines[0])
        h.retain_grad()
        layers.append((weights, lines, h))
    loss = (torch.tensor(gradient) * h).sum() / (N * SAMPLES**0.5)
    loss.backward()
    return [told(activation, *layer) for layer in layers]


def told(activation, weights, lines, h):
    """One layer in numbers."""
    outputs = h.detach().numpy()
    dw = np.concatenate([weight.grad.numpy().ravel() for weight in weights])
    flat = np.zeros(outputs.shape, dtype=bool)
    if activation != "maxout":
        z = lines[0].detach().requires_grad_()
        slope = torch.autograd.grad(PLAIN[activation](z).sum(), z)[0].numpy()
        flat = slope < DATA["flat"]
    return {
        "mean": outputs.mean(),
        "std": outputs.std(),
        "flat": flat.mean(),
        "dead": flat.all(axis=0).sum(),
        "gradientStd": dw.std(),
        "gradient": np.linalg.norm(dw),
        "signal": np.linalg.norm(h.grad.numpy()),
        "inputs": None if activation == "maxout" else lines[0].detach().numpy(),
        "outputs": outputs,
        "gradients": dw,
    }


def histogram(values, low, high):
    """Counts in equal bins, then how many below and above them."""
    counts, _ = np.histogram(values, BINS, (low, high))
    return [*counts.tolist(), int((values < low).sum()), int((values > high).sum())]


def clip(norm, max_norm):
    """What clipping by a global norm multiplies every gradient by, and so what is left."""
    factor = max_norm / norm if norm > max_norm else 1.0
    return factor, norm * factor


def pictured(activation, layer, factor=1.0):
    """A layer's histograms, as the figure has them."""
    return {
        "inputs": None if layer["inputs"] is None else histogram(layer["inputs"], LOW, HIGH),
        "outputs": histogram(layer["outputs"], *DATA["functions"][activation]["outputs"]),
        "gradients": histogram(factor * layer["gradients"], *DATA["gradients"]),
    }


FORWARD = ("mean", "std", "flat", "dead")
BACKWARD = ("gradientStd", "gradient", "signal")
NUMBERS = (*FORWARD, *BACKWARD)


def steady(one, two, name):
    """Whether a layer's number stayed where it was; a mean is near 0 only by cancelling."""
    size = "std" if name == "mean" else name
    return abs(one[name] - two[name]) <= MOVED * abs(one[size])


def traced(activation, std, depth, seed, max_norm):
    """A stack's numbers, and for its first, middle and last layer the histograms."""
    layers, moved = (stack(activation, s, depth, seed) for s in (std, std * (1 + NUDGE)))
    norms = [np.linalg.norm([one["gradient"] for one in run]) for run in (layers, moved)]
    sure_norm = abs(norms[0] - norms[1]) <= MOVED * norms[0]
    factor, left = clip(norms[0], max_norm)
    case = {
        "given": {
            "activation": activation, "std": std, "depth": depth, "seed": seed,
            "clip": True, "max_norm": max_norm,
        },
        "norm": plain(norms[0]) if sure_norm else None,
        "factor": plain(factor) if sure_norm else None,
        "left": plain(left) if sure_norm else None,
        "histograms": {},
    }  # fmt: skip
    pairs = list(zip(layers, moved, strict=True))
    for names in (FORWARD, BACKWARD):
        sure = [all(steady(one, two, name) for name in names) for one, two in pairs]
        for name in names:
            case[name] = [
                plain(one[name]) if known else None for one, known in zip(layers, sure, strict=True)
            ]
    for at in sorted({0, depth // 2, depth - 1}):
        one, two = (pictured(activation, run[at], factor) for run in (layers, moved))
        case["histograms"][str(at + 1)] = {
            name: counts if counts == two[name] else None for name, counts in one.items()
        }
    return case


def plain(number):
    """A float of 13 digits, which is more than what is compared."""
    return float(f"{number:.13g}")


def cases():
    """What is traced, as arguments of `traced`."""
    for activation in FUNCTIONS:
        for number, (std, depth, seed) in enumerate(STACKS):
            max_norm = (1.0, 0.05, 20.0)[number % 3]
            yield activation, std, depth, seed, max_norm


def traces():
    """All of them."""
    points = [
        {"activation": name, "x": x, "point": list(point(name, x))}
        for name in FUNCTIONS
        for x in XS
    ]
    return [*points, *(traced(*case) for case in cases())]
