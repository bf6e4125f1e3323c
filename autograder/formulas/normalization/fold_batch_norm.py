"""Folding: a convolution and the batch norm after it as one convolution."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import signed, tiny


@dataclass(frozen=True)
class Layers:
    """A convolution with batch norm after it, and what the batch norm has kept.

    Distributions: `weight` (k, c, kh, kw) with k of 3 or 4, c of 2, kernels of 1 by 2 to 2 by 1;
    `weight`, `bias`, `gamma`, `beta` and `mean` as `signed` draws them; `var` is uniform in
    [0.2, 4], rounded to one digit; `eps` as `tiny`. A case is one call.
    """

    def values(self, rng) -> list[dict]:
        kernel = ((1, 2), (2, 1))[rng.integers(2)]
        return [self._layer(rng, (int(rng.integers(3, 5)), 2, *kernel))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two layers in a row": lambda: [*self.values(rng), *self.values(rng)],
            "a kernel of one": lambda: [self._layer(rng, (3, 2, 1, 1))],
            "one channel in, one out": lambda: [self._layer(rng, (1, 1, 2, 2))],
            "as many outputs as inputs, rows and columns": lambda: [self._layer(rng, (3, 3, 3, 3))],
            "a convolution without a bias of its own": lambda: [
                self._layer(rng, (3, 2, 1, 2)) | {"bias": np.zeros(3)}
            ],
            "a batch norm that has nothing to do": lambda: [
                self._layer(rng, (2, 3, 1, 2))
                | {"gamma": np.ones(2), "beta": np.zeros(2)}
                | {"mean": np.zeros(2), "var": np.ones(2)}
            ],
            "a gamma of 0": lambda: [
                self._layer(rng, (2, 3, 1, 2)) | {"gamma": np.array([0.0, 1.5])}
            ],
            "a mean that is the bias": lambda: [self._met(rng)],
        }

    def _layer(self, rng, shape):
        k = shape[0]
        names = ("bias", "gamma", "beta", "mean")
        layer = {"weight": signed(rng, *shape)} | {name: signed(rng, k) for name in names}
        return layer | {"var": np.round(rng.uniform(0.2, 4, k), 1), "eps": tiny(rng)}

    def _met(self, rng):
        layer = self._layer(rng, (3, 2, 1, 2))
        return layer | {"mean": layer["bias"].copy()}


def oracle(weight, bias, gamma, beta, mean, var, eps):
    import torch
    from torch.nn.utils.fusion import fuse_conv_bn_weights

    weight, bias, gamma, beta, mean, var = (
        torch.tensor(array) for array in (weight, bias, gamma, beta, mean, var)
    )
    parts = fuse_conv_bn_weights(weight, bias, mean, var, eps, gamma, beta)
    return tuple(part.detach().numpy() for part in parts)


@formula(inputs=Layers(), oracle=oracle, returns=("weight", "bias"))
def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps):
    """``weight·s`` and ``(bias − mean)·s + beta`` with ``s = gamma / √(var + eps)`` of each output
    channel (Jacob et al., 2018, section 3.2)."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), (bias - mean) * factor + beta


def _times(weight, factor):
    """A factor for each output channel."""
    return weight * factor[:, None, None, None]


@fold_batch_norm.mistake("forget to scale the weight")
def _(weight, bias, gamma, beta, mean, var, eps):
    """Batch norm stretches all that the convolution puts out: its weights take the factor too."""
    return weight.copy(), fold_batch_norm(weight, bias, gamma, beta, mean, var, eps)[1]


@fold_batch_norm.mistake("add the bias after the batch norm")
def _(weight, bias, gamma, beta, mean, var, eps):
    """The convolution's bias goes through the batch norm as well: the mean is taken off it, and the
    factor stretches it."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), bias - mean * factor + beta


@fold_batch_norm.mistake("leave out the convolution's own bias")
def _(weight, bias, gamma, beta, mean, var, eps):
    """What the convolution puts out has its bias in it, and batch norm takes the mean off that."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), beta - mean * factor


@fold_batch_norm.mistake("forget the mean")
def _(weight, bias, gamma, beta, mean, var, eps):
    """Batch norm takes the mean off first. In the one convolution that is left for the bias to
    do."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), bias * factor + beta


@fold_batch_norm.mistake("take the mean off without stretching it")
def _(weight, bias, gamma, beta, mean, var, eps):
    """The mean is taken off *before* the factor, so it is stretched too."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), bias * factor - mean + beta


@fold_batch_norm.mistake("add the mean")
def _(weight, bias, gamma, beta, mean, var, eps):
    """Batch norm takes the mean off: where the convolution puts out just the mean, beta is left."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), (bias + mean) * factor + beta


@fold_batch_norm.mistake("forget beta")
def _(weight, bias, gamma, beta, mean, var, eps):
    """The shift of the batch norm comes last, and is part of the bias."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), (bias - mean) * factor


@fold_batch_norm.mistake("stretch beta as well")
def _(weight, bias, gamma, beta, mean, var, eps):
    """beta is added after the stretching."""
    factor = gamma / np.sqrt(var + eps)
    return _times(weight, factor), (bias - mean + beta) * factor


@fold_batch_norm.mistake("divide by the variance, without its root")
def _(weight, bias, gamma, beta, mean, var, eps):
    """A variance has the square of the unit: a standard deviation is what divides."""
    factor = gamma / (var + eps)
    return _times(weight, factor), (bias - mean) * factor + beta


@fold_batch_norm.mistake("multiply by the standard deviation")
def _(weight, bias, gamma, beta, mean, var, eps):
    """Batch norm divides by the standard deviation."""
    factor = gamma * np.sqrt(var + eps)
    return _times(weight, factor), (bias - mean) * factor + beta


@fold_batch_norm.mistake("leave out gamma")
def _(weight, bias, gamma, beta, mean, var, eps):
    """gamma stretches what has been normalised: the factor is gamma over the standard deviation."""
    factor = 1 / np.sqrt(var + eps)
    return _times(weight, factor), (bias - mean) * factor + beta


@fold_batch_norm.mistake("swap gamma and beta")
def _(weight, bias, gamma, beta, mean, var, eps):
    """gamma is the scale, beta is the shift."""
    return fold_batch_norm.reference(weight, bias, beta, gamma, mean, var, eps)


@fold_batch_norm.mistake("let the factor run along the columns of the kernel")
def _(weight, bias, gamma, beta, mean, var, eps):
    """NumPy puts `(k,)` beside the last axis. The factor belongs to the output channel, the first
    one: give it three axes more."""
    factor = gamma / np.sqrt(var + eps)
    return weight * factor, (bias - mean) * factor + beta


@fold_batch_norm.mistake("return the bias first")
def _(weight, bias, gamma, beta, mean, var, eps):
    """The order is `(weight, bias)`."""
    return fold_batch_norm.reference(weight, bias, gamma, beta, mean, var, eps)[::-1]


@fold_batch_norm.variant("eps outside the root, einsum")
def _(weight, bias, gamma, beta, mean, var, eps):
    factor = gamma / (np.sqrt(var) + eps)
    return np.einsum("kcij,k->kcij", weight, factor), beta + factor * (bias - mean)


@fold_batch_norm.variant("a diagonal matrix times the weights as rows")
def _(weight, bias, gamma, beta, mean, var, eps):
    D = np.diag(gamma * (var + eps) ** -0.5)
    return (D @ weight.reshape(len(weight), -1)).reshape(weight.shape), D @ (bias - mean) + beta


@fold_batch_norm.variant("a loop over the output channels, as lists")
def _(weight, bias, gamma, beta, mean, var, eps):
    kernels, shifts = [], []
    for k in range(len(weight)):
        std = float(var[k] + eps) ** 0.5
        kernels.append(gamma[k] * weight[k] / std)
        shifts.append(gamma[k] * (bias[k] - mean[k]) / std + beta[k])
    return [kernels, shifts]


@fold_batch_norm.variant("what the layer does to nothing, and to each weight")
def _(weight, bias, gamma, beta, mean, var, eps):
    def norm(z):
        return ((z - mean) / np.sqrt(var + eps)) * gamma + beta

    last = np.moveaxis(weight, 0, -1)
    return np.moveaxis(norm(last) - norm(np.zeros_like(mean)), -1, 0), norm(bias)


@fold_batch_norm.variant("PyTorch tensors")
def _(weight, bias, gamma, beta, mean, var, eps):
    import torch

    weight, bias, gamma, beta, mean, var = map(
        torch.as_tensor, (weight, bias, gamma, beta, mean, var)
    )
    factor = gamma * torch.rsqrt(var + eps)
    return weight * factor.view(-1, 1, 1, 1), (bias - mean) * factor + beta
