"""An affine map: each output is a weighted sum of the inputs, and a bias."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.learning_machine import signed

SIZES = ((3, 2, 4), (2, 3, 4), (4, 3, 2))


@dataclass(frozen=True)
class Layers:
    """Samples `x` (n, d), weights `W` (d, k) and biases `b` (k,).

    Distributions: all have magnitudes uniform in [0.3, 2] and random signs, rounded to two
    digits. A case is two calls: n, d, k one of `SIZES`, and all three equal.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng, *SIZES[rng.integers(len(SIZES))]), self._call(rng, 3, 3, 3)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [self._call(rng, 1, 3, 2)],
            "one input, one output": lambda: [self._call(rng, 3, 1, 1)],
            "as many samples as outputs": lambda: [self._call(rng, 3, 2, 3)],
            "square weights": lambda: [self._call(rng, 2, 3, 3)],
            "an input of zeros": lambda: [self._call(rng, 2, 2, 3) | {"x": np.zeros((2, 2))}],
        }

    def _call(self, rng, n, d, k):
        x, W, b = (signed(rng, shape, 0.3, 2) for shape in ((n, d), (d, k), (k,)))
        return {"x": x, "W": W, "b": b}


def oracle(x, W, b):
    import torch

    return torch.nn.functional.linear(*map(torch.tensor, (x, W.T.copy(), b))).numpy()


@formula(inputs=Layers(), oracle=oracle, returns=("y",))
def affine(x, W, b):
    """``xW + b``, b added to every row (Goodfellow, Bengio and Courville, 2016, section 6.1)."""
    return x @ W + b


@affine.mistake("add one bias per row instead of one per column")
def _(x, W, b):
    """A row is a sample, a column is an output. Each output has its own bias, so the whole of b is
    added to every row."""
    return x @ W + np.resize(b, len(x))[:, None]


@affine.mistake("read W as (outputs, inputs)")
def _(x, W, b):
    """Here W is (inputs, outputs), so it is `x @ W`. `x @ W.T` is right for PyTorch's layout, and
    with square weights it has the right shape all the same."""
    return x @ W.reshape(W.shape[::-1]).T + b


@affine.mistake("leave out the bias")
def _(x, W, b):
    """Without b every output is 0 where the input is 0."""
    return x @ W


@affine.mistake("subtract the bias")
def _(x, W, b):
    """The bias is added: it is the output where the input is 0."""
    return x @ W - b


@affine.mistake("put a ReLU after it")
def _(x, W, b):
    """An affine map has no bend. The ReLU comes between layers, and is not part of this
    function."""
    return np.maximum(x @ W + b, 0)


@affine.mistake("average over the inputs")
def _(x, W, b):
    """An output is the *sum* of inputs times weights, not their mean."""
    return x @ W / x.shape[1] + b


@affine.mistake("weigh the bias too")
def _(x, W, b):
    """The bias is added after the weighted sum, once for each output."""
    return x @ W + b * W.sum(axis=0)


@affine.variant("a loop")
def _(x, W, b):
    y = np.zeros((len(x), len(b)))
    for i in range(len(x)):
        for j in range(len(b)):
            y[i, j] = b[j] + sum(x[i, m] * W[m, j] for m in range(len(W)))
    return y


@affine.variant("a column of ones")
def _(x, W, b):
    return np.column_stack([x, np.ones(len(x))]) @ np.vstack([W, b])


@affine.variant("PyTorch tensors")
def _(x, W, b):
    import torch

    x, W, b = map(torch.tensor, (x, W, b))
    return torch.addmm(b, x, W)


@affine.variant("Einstein's sum, as a list")
def _(x, W, b):
    return (np.einsum("nd,dk->nk", x, W) + b[None, :]).tolist()
