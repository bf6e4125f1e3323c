"""Batch norm of images: one mean and one variance a channel, over samples, rows and columns."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import LEAST, quarters, signed, tiny

# (n, c, h, w) of a random batch: no two numbers are equal, so that a wrong axis shows.
SHAPES = ((2, 3, 1, 4), (2, 3, 4, 1), (3, 2, 1, 4), (4, 2, 3, 1), (2, 4, 3, 1))


@dataclass(frozen=True)
class Images:
    """Images `x` (n, c, h, w), with `gamma` and `beta` (c,), and `eps`.

    Distributions: the shape is one of `SHAPES`; each channel of each sample is normal about a
    centre uniform in ±2 with a spread uniform in [1, 3], rounded to quarters, and drawn again until
    every channel's standard deviation is at least `LEAST`; `gamma` and `beta` as `signed`, `eps` as
    `tiny` draws them.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng, SHAPES[rng.integers(len(SHAPES))])]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [*self.values(rng), *self.values(rng)],
            "one image": lambda: [self._call(rng, (1, 2, 2, 3))],
            "images of one pixel": lambda: [self._call(rng, (4, 2, 1, 1))],
            "one channel": lambda: [self._call(rng, (2, 1, 2, 2))],
            "as many channels as rows and columns": lambda: [self._call(rng, (1, 3, 3, 3))],
            "as many of each as of any other": lambda: [self._call(rng, (2, 2, 2, 2))],
            "a constant channel": lambda: [self._constant(rng)],
            "gamma of 1, beta of 0": lambda: [
                self._call(rng, (2, 3, 1, 2)) | {"gamma": np.ones(3), "beta": np.zeros(3)}
            ],
        }

    def _call(self, rng, shape):
        gamma, beta = signed(rng, shape[1]), signed(rng, shape[1])
        return {"x": self._images(rng, shape), "gamma": gamma, "beta": beta, "eps": tiny(rng)}

    def _images(self, rng, shape):
        n, c, _, _ = shape
        while True:
            centre, spread = rng.uniform(-2, 2, (n, c, 1, 1)), rng.uniform(1, 3, (n, c, 1, 1))
            x = quarters(centre + spread * rng.standard_normal(shape))
            if x.std(axis=(0, 2, 3)).min() >= LEAST:
                return x

    def _constant(self, rng):
        call = self._call(rng, (2, 2, 1, 3))
        # 2.5 is its own mean to the last bit, so that the numerator is exactly 0.
        call["x"][:, 1] = 2.5
        return call


def oracle(x, gamma, beta, eps):
    import torch

    layer = torch.nn.BatchNorm2d(x.shape[1], eps=eps, dtype=torch.float64)
    layer.weight.data, layer.bias.data = torch.tensor(gamma), torch.tensor(beta)
    return layer(torch.tensor(x)).detach().numpy()


@formula(inputs=Images(), oracle=oracle, returns=("y",))
def batch_norm_images(x, gamma, beta, eps):
    """``gamma·(x − mean) / √(var + eps) + beta``, mean and biased variance of each channel over all
    samples, rows and columns (Ioffe and Szegedy, 2015, section 3.2)."""
    return _scaled(_normal(x, (0, 2, 3), eps), gamma, beta)


def _normal(x, axes, eps):
    """`x` with mean 0 and variance 1 over some axes; sums are faster than `mean` and `var`."""
    size = math.prod(x.shape[axis] for axis in axes)
    centred = x - np.add.reduce(x, axis=axes, keepdims=True) / size
    var = np.add.reduce(centred * centred, axis=axes, keepdims=True) / size
    return centred / np.sqrt(var + eps)


def _scaled(normal, gamma, beta):
    """`gamma` and `beta` of each channel."""
    return gamma[:, None, None] * normal + beta[:, None, None]


@batch_norm_images.mistake("take statistics over the batch alone, pixel by pixel")
def _(x, gamma, beta, eps):
    """The same filter makes all pixels of a channel: they share one mean and one variance, over
    samples, rows and columns."""
    return _scaled(_normal(x, (0,), eps), gamma, beta)


@batch_norm_images.mistake("normalise each image by itself, as instance norm does")
def _(x, gamma, beta, eps):
    """The statistics are those of the whole batch: the mean goes over the samples too."""
    return _scaled(_normal(x, (2, 3), eps), gamma, beta)


@batch_norm_images.mistake("normalise all channels of an image together, as layer norm does")
def _(x, gamma, beta, eps):
    """Each channel has statistics of its own, and the samples share them."""
    return _scaled(_normal(x, (1, 2, 3), eps), gamma, beta)


@batch_norm_images.mistake("take one mean and one variance for everything")
def _(x, gamma, beta, eps):
    """Each channel has statistics of its own: leave the axis of the channels out of the mean."""
    return _scaled(_normal(x, (0, 1, 2, 3), eps), gamma, beta)


@batch_norm_images.mistake("take the channels for the last axis")
def _(x, gamma, beta, eps):
    """Images are `(n, c, h, w)`: the channels are axis 1. (Where they come last, as in TensorFlow,
    the axes 0, 1 and 2 are averaged over.)"""
    return _scaled(_normal(x, (0, 1, 2), eps), gamma, beta)


@batch_norm_images.mistake("average over samples and rows, but not over columns")
def _(x, gamma, beta, eps):
    """All pixels count, rows and columns."""
    return _scaled(_normal(x, (0, 2), eps), gamma, beta)


@batch_norm_images.mistake("reshape to one row a channel without moving the channels to the front")
def _(x, gamma, beta, eps):
    """`reshape` keeps the order in memory, in which the samples come first: of two images it puts
    pixels of several channels into a row. Move the channels first, with `transpose` or
    `moveaxis`."""
    rows = x.reshape(x.shape[1], -1)
    return _scaled(_normal(rows, (1,), eps).reshape(x.shape), gamma, beta)


@batch_norm_images.mistake("average the variances of the single images")
def _(x, gamma, beta, eps):
    """The images differ in their means too, and that is part of the variance: take it once, about
    the mean of all."""
    var = x.var(axis=(2, 3), keepdims=True).mean(axis=0, keepdims=True)
    centred = x - x.mean(axis=(0, 2, 3), keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return _scaled(centred / np.sqrt(var + eps), gamma, beta)


@batch_norm_images.mistake("take the unbiased variance")
def _(x, gamma, beta, eps):
    """The variance is the mean of the squares, divided by how many there are."""
    size = x.size // x.shape[1]
    return _scaled(_normal(x, (0, 2, 3), eps) * np.sqrt(1 - 1 / size), gamma, beta)


@batch_norm_images.mistake("divide by the variance, without its root")
def _(x, gamma, beta, eps):
    """A variance has the square of the unit: a standard deviation is what divides."""
    var = x.var(axis=(0, 2, 3), keepdims=True)
    return _scaled(_normal(x, (0, 2, 3), eps) / np.sqrt(var + eps), gamma, beta)


@batch_norm_images.mistake("forget to subtract the mean")
def _(x, gamma, beta, eps):
    """The values are centred first, channel by channel."""
    return _scaled(x / np.sqrt(x.var(axis=(0, 2, 3), keepdims=True) + eps), gamma, beta)


@batch_norm_images.mistake("leave out gamma and beta")
def _(x, gamma, beta, eps):
    """Each channel has its own scale and shift, after the normalisation."""
    return _normal(x, (0, 2, 3), eps)


@batch_norm_images.mistake("swap gamma and beta")
def _(x, gamma, beta, eps):
    """gamma is the scale, beta is the shift."""
    return _scaled(_normal(x, (0, 2, 3), eps), beta, gamma)


@batch_norm_images.mistake("let gamma and beta run along the columns")
def _(x, gamma, beta, eps):
    """NumPy puts `(c,)` beside the last axis. gamma and beta belong to the channels: give them two
    axes more, `gamma[:, None, None]`."""
    return gamma * _normal(x, (0, 2, 3), eps) + beta


@batch_norm_images.variant("mean and var, eps outside the root")
def _(x, gamma, beta, eps):
    mean, std = x.mean(axis=(0, 2, 3), keepdims=True), x.std(axis=(0, 2, 3), keepdims=True)
    return gamma.reshape(1, -1, 1, 1) * (x - mean) / (std + eps) + beta.reshape(1, -1, 1, 1)


@batch_norm_images.variant("a loop over the channels")
def _(x, gamma, beta, eps):
    y = np.empty_like(x)
    for channel in range(x.shape[1]):
        part = x[:, channel]
        centred = part - part.mean()
        y[:, channel] = gamma[channel] * centred / np.sqrt(np.mean(centred**2) + eps)
        y[:, channel] += beta[channel]
    return y


@batch_norm_images.variant("channels last, as rows of a table")
def _(x, gamma, beta, eps):
    n, c, h, w = x.shape
    rows = x.transpose(0, 2, 3, 1).reshape(-1, c)
    rows = gamma * (rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + eps) + beta
    return rows.reshape(n, h, w, c).transpose(0, 3, 1, 2)


@batch_norm_images.variant("channels in front, as nested lists")
def _(x, gamma, beta, eps):
    rows = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    rows = (rows.T - rows.mean(axis=1)) * (rows.var(axis=1) + eps) ** -0.5 * gamma + beta
    n, c, h, w = x.shape
    return np.moveaxis(rows.T.reshape(c, n, h, w), 0, 1).tolist()


@batch_norm_images.variant("PyTorch's batch_norm")
def _(x, gamma, beta, eps):
    import torch

    x, gamma, beta = map(torch.as_tensor, (x, gamma, beta))
    return torch.nn.functional.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
