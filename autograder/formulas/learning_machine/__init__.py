"""Chapter 01, the learning machine: layers, their output, their gradient, and one step of descent.

One contract for all. Samples are rows: `x` is ``(n, d_0)``, `y` is ``(n, d_L)``. `weights` and
`biases` are lists of L ≥ 1 arrays, ``(d_l, d_{l+1})`` and ``(d_{l+1},)``, all distinct objects. A
ReLU stands between layers, none after the last. The loss is the sum of squared errors over the
outputs, averaged over the samples. The slope of ReLU at 0 is 0. No function changes an argument.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

# Nearer to its bend than this no ReLU is graded, but at the bend itself.
NEAR = 0.01
TWO_LAYERS = ((2, 3, 2), (3, 2, 4), (2, 4, 3))
THREE_LAYERS = ((2, 3, 3, 2), (3, 4, 2, 3), (2, 2, 3, 2))


@dataclass(frozen=True)
class Networks:
    """Samples and the parameters of a network, with targets and a rate where they are wanted.

    Distributions: parameters have a magnitude uniform in [0.3, 1.2] and a random sign, inputs
    one in [0.3, 2]; targets are uniform in [−2, 2]; rates in [0.05, 0.3]. All are rounded to two
    digits, and drawn again until no input of a ReLU is nearer to 0 than 0.01, and each hidden
    layer has units on and off. A case is two calls: a network of two layers and one of three. Where
    there are targets, a third has whole numbers of which some are exactly 0 before a ReLU.
    """

    targets: bool = False
    rate: bool = False

    def values(self, rng) -> list[dict]:
        calls = [self._some(rng, _one(rng, shapes)) for shapes in (TWO_LAYERS, THREE_LAYERS)]
        return [*calls, self._at_zero(rng)] if self.targets else calls

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        shared = {
            "one sample": lambda: [self._some(rng, (2, 4, 3), n=1)],
            "one layer": lambda: [self._some(rng, (3, 2))],
            "one layer, one output": lambda: [self._some(rng, (2, 1))],
            "three layers": lambda: [self._some(rng, (3, 4, 3, 2))],
            "square weights": lambda: [self._some(rng, (3, 3, 3, 3), n=3)],
            "a unit that is off for all samples": lambda: [self._dead(rng)],
            "inputs of exactly 0 before a ReLU": lambda: [self._at_zero(rng)],
            "all weights and hidden biases 0": lambda: [self._zeros(rng)],
        }
        if self.rate:
            shared |= {
                "a rate of 0": lambda: [self._some(rng, (2, 3, 2)) | {"lr": 0.0}],
                "two steps in a row": lambda: self._two_steps(rng, reference),
            }
        return shared

    def _some(self, rng, widths, n=None):
        n = int(rng.integers(3, 5)) if n is None else n
        while True:
            x = signed(rng, (n, widths[0]), 0.3, 2)
            weights = [signed(rng, pair) for pair in pairwise(widths)]
            biases = [signed(rng, (width,)) for width in widths[1:]]
            before, _ = passed(x, weights, biases)
            if all(np.abs(z).min() > NEAR and (n == 1 or _both(z)) for z in before[:-1]):
                return self._call(rng, x, weights, biases)

    def _call(self, rng, x, weights, biases):
        shape = len(x), len(biases[-1])
        call = {"x": x}
        if self.targets:
            call["y"] = np.round(rng.uniform(-2, 2, shape), 2)
        call |= {"weights": weights, "biases": biases}
        return call | ({"lr": round(float(rng.uniform(0.05, 0.3)), 2)} if self.rate else {})

    def _dead(self, rng):
        while True:
            call = self._some(rng, (2, 3, 2))
            call["biases"][0][1] = -9.0
            if np.abs(passed(call["x"], call["weights"], call["biases"])[0][0]).min() > NEAR:
                return call

    def _at_zero(self, rng):
        x = np.array([[1.0, 2.0], [2.0, -1.0], [-1.0, 1.0]])
        weights = [np.array([[2.0, 1.0, -1.0], [-1.0, 1.0, 1.0]]), signed(rng, (3, 2))]
        return self._call(rng, x, weights, [np.array([0.0, 1.0, -1.0]), signed(rng, (2,))])

    def _zeros(self, rng):
        weights = [np.zeros((2, 3)), np.zeros((3, 2))]
        return self._call(
            rng, signed(rng, (4, 2), 0.3, 2), weights, [np.zeros(3), signed(rng, (2,))]
        )

    def _two_steps(self, rng, reference):
        call = self._some(rng, (2, 3, 2))
        while True:
            weights, biases, _ = reference(**call)
            second = call | {
                "weights": [np.array(w, dtype=float) for w in weights],
                "biases": [np.array(b, dtype=float) for b in biases],
            }
            if np.abs(passed(call["x"], weights, biases)[0][0]).min() > NEAR:
                return [call, second]
            call = self._some(rng, (2, 3, 2))


def signed(rng, shape, low=0.3, high=1.2):
    return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(low, high, shape), 2)


def _one(rng, several):
    return several[rng.integers(len(several))]


def _both(z):
    return (z > 0).any() and (z < 0).any()


def relu(z):
    return np.maximum(z, 0)


def passed(x, weights, biases):
    """What each layer gives before its ReLU, and what goes into each layer."""
    before, into = [], []
    h = x
    for W, b in zip(weights, biases, strict=True):
        into.append(h)
        before.append(h @ W + b)
        h = relu(before[-1])
    return before, into


def handed_back(before, into, weights, delta, on=lambda before, layer: before[layer] > 0):
    """Weight and bias gradients, with the slope of the ReLUs open to a slip."""
    dW, db = [None] * len(weights), [None] * len(weights)
    for layer in reversed(range(len(weights))):
        dW[layer], db[layer] = into[layer].T @ delta, delta.sum(axis=0)
        if layer:
            delta = (delta @ weights[layer].T) * on(before, layer - 1)
    return dW, db


def gradients(x, y, weights, biases):
    """The right gradients, for slips that come after them."""
    before, into = passed(x, weights, biases)
    return handed_back(before, into, weights, 2 * (before[-1] - y) / len(x))


def torch_gradients(x, y, weights, biases, of=lambda prediction, y: ((prediction - y) ** 2).sum()):
    """Loss, weight and bias gradients by PyTorch's autograd; the loss is `of` over n."""
    import torch

    W, b = ([torch.tensor(a, requires_grad=True) for a in arrays] for arrays in (weights, biases))
    h = torch.tensor(x)
    for layer, (w, c) in enumerate(zip(W, b, strict=True)):
        h = (torch.relu(h) if layer else h) @ w + c
    loss = of(h, torch.tensor(y)) / len(x)
    loss.backward()
    return loss.detach(), [w.grad for w in W], [c.grad for c in b]
