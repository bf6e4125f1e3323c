"""Group norm: each sample by itself, its channels in groups, so that the batch does not matter."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import LEAST, quarters, signed, tiny

# ((n, c, h, w), groups). Two samples and at least two pixels, and groups that are neither one,
# nor single channels, nor as many as there are channels in each: so a wrong axis shows.
SHAPES = (((2, 6, 1, 2), 2), ((2, 6, 2, 1), 3), ((2, 6, 2, 1), 2), ((2, 6, 1, 2), 3))


@dataclass(frozen=True)
class Images:
    """Images `x` (n, c, h, w) and `groups`, with `gamma` and `beta` (c,), and `eps`.

    Distributions: shapes and groups are one of `SHAPES`; each channel is normal about a centre
    uniform in ±2 with a spread uniform in [1, 3], rounded to quarters, and drawn again until
    every group's standard deviation is at least `LEAST`; `gamma` and `beta` as `signed`, `eps` as
    `tiny` draws them. A case is one call.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng, *SHAPES[rng.integers(len(SHAPES))])]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one group (layer norm)": lambda: [self._call(rng, (2, 3, 1, 2), 1)],
            "a group for each channel (instance norm)": lambda: [self._call(rng, (2, 3, 1, 3), 3)],
            "one image": lambda: [self._call(rng, (1, 4, 1, 2), 2)],
            "images of one pixel": lambda: [self._call(rng, (2, 6, 1, 1), 2)],
            "one channel": lambda: [self._call(rng, (2, 1, 2, 2), 1)],
            "as many channels as rows and columns": lambda: [self._call(rng, (1, 4, 4, 4), 2)],
            "a constant group": lambda: [self._constant(rng)],
            "the same image in another batch": lambda: self._alone(rng),
        }

    def _call(self, rng, shape, groups):
        x = self._images(rng, shape, groups)
        gamma, beta = signed(rng, shape[1]), signed(rng, shape[1])
        return {"x": x, "groups": groups, "gamma": gamma, "beta": beta, "eps": tiny(rng)}

    def _images(self, rng, shape, groups):
        per_channel = (1, shape[1], 1, 1)
        while True:
            centre, spread = rng.uniform(-2, 2, per_channel), rng.uniform(1, 3, per_channel)
            x = quarters(centre + spread * rng.standard_normal(shape))
            if x.reshape(shape[0] * groups, -1).std(axis=1).min() >= LEAST:
                return x

    def _constant(self, rng):
        call = self._call(rng, (2, 4, 1, 2), 2)
        # 2.5 is its own mean to the last bit, so that the numerator is exactly 0.
        call["x"][0, :2] = 2.5
        return call

    def _alone(self, rng):
        call = self._call(rng, (2, 4, 1, 2), 2)
        return [call, call | {"x": call["x"][1:]}]


def oracle(x, groups, gamma, beta, eps):
    import torch

    layer = torch.nn.GroupNorm(groups, x.shape[1], eps=eps, dtype=torch.float64)
    layer.weight.data, layer.bias.data = torch.tensor(gamma), torch.tensor(beta)
    return layer(torch.tensor(x)).detach().numpy()


@formula(inputs=Images(), oracle=oracle, returns=("y",))
def group_norm(x, groups, gamma, beta, eps):
    """``gamma·(x − mean) / √(var + eps) + beta``, mean and biased variance over the pixels of one
    sample's group of neighbouring channels (Wu and He, 2018)."""
    n, c, h, w = x.shape
    grouped = x.reshape(n, groups, c // groups, h, w)
    return _scaled(_normal(grouped, (2, 3, 4), eps).reshape(x.shape), gamma, beta)


def _normal(x, axes, eps):
    """`x` with mean 0 and variance 1 over some axes; sums are faster than `mean` and `var`."""
    size = math.prod(x.shape[axis] for axis in axes)
    centred = x - np.add.reduce(x, axis=axes, keepdims=True) / size
    var = np.add.reduce(centred * centred, axis=axes, keepdims=True) / size
    return centred / np.sqrt(var + eps)


def _scaled(normal, gamma, beta):
    """`gamma` and `beta` of each channel."""
    return gamma[:, None, None] * normal + beta[:, None, None]


def _rows(x, groups):
    """One row for each sample's group."""
    return x.reshape(len(x) * groups, -1)


@group_norm.mistake("normalise each channel over the batch, as batch norm does")
def _(x, groups, gamma, beta, eps):
    """A sample's output must not depend on the other samples: take its mean and variance within the
    sample."""
    return _scaled(_normal(x, (0, 2, 3), eps), gamma, beta)


@group_norm.mistake("normalise all channels of a sample together, as layer norm does")
def _(x, groups, gamma, beta, eps):
    """Each group of channels has statistics of its own. With one group it is layer norm."""
    return _scaled(_normal(x, (1, 2, 3), eps), gamma, beta)


@group_norm.mistake("normalise each channel by itself, as instance norm does")
def _(x, groups, gamma, beta, eps):
    """The channels of a group share their statistics. With one channel in each it is instance
    norm."""
    return _scaled(_normal(x, (2, 3), eps), gamma, beta)


@group_norm.mistake("take groups for the size of a group")
def _(x, groups, gamma, beta, eps):
    """`groups` is how many there are: each holds c/groups channels."""
    n, c, h, w = x.shape
    grouped = x.reshape(n, c // groups, groups, h, w)
    return _scaled(_normal(grouped, (2, 3, 4), eps).reshape(x.shape), gamma, beta)


@group_norm.mistake("deal the channels out to the groups in turn")
def _(x, groups, gamma, beta, eps):
    """A group is made of neighbouring channels: the first c/groups belong together."""
    n, c, h, w = x.shape
    grouped = x.reshape(n, c // groups, groups, h, w)
    return _scaled(_normal(grouped, (1, 3, 4), eps).reshape(x.shape), gamma, beta)


@group_norm.mistake("deal the channels out in turn (one more fault is left: the variance)")
def _(x, groups, gamma, beta, eps):
    """A group is made of neighbouring channels: the first c/groups belong together."""
    n, c, h, w = x.shape
    grouped = x.reshape(n, c // groups, groups, h, w)
    size = c // groups * h * w
    normal = _normal(grouped, (1, 3, 4), eps) * np.sqrt(1 - 1 / size)
    return _scaled(normal.reshape(x.shape), gamma, beta)


@group_norm.mistake("let all samples share a group's statistics")
def _(x, groups, gamma, beta, eps):
    """Do not average over the first axis: each sample is normalised by itself."""
    n, c, h, w = x.shape
    grouped = x.reshape(n, groups, c // groups, h, w)
    return _scaled(_normal(grouped, (0, 2, 3, 4), eps).reshape(x.shape), gamma, beta)


@group_norm.mistake("normalise each pixel over the channels of its group alone")
def _(x, groups, gamma, beta, eps):
    """The pixels count too: a group's mean goes over its channels, rows and columns."""
    n, c, h, w = x.shape
    grouped = x.reshape(n, groups, c // groups, h, w)
    return _scaled(_normal(grouped, (2,), eps).reshape(x.shape), gamma, beta)


@group_norm.mistake("divide by the variance, without its root")
def _(x, groups, gamma, beta, eps):
    """A variance has the square of the unit. Divide by the standard deviation, which is its
    root."""
    rows = _rows(x, groups)
    var = rows.var(axis=1, keepdims=True)
    normal = _normal(rows, (1,), eps) / np.sqrt(var + eps)
    return _scaled(normal.reshape(x.shape), gamma, beta)


@group_norm.mistake("take the unbiased variance")
def _(x, groups, gamma, beta, eps):
    """The variance is the mean of the squares, divided by how many there are."""
    rows = _rows(x, groups)
    normal = _normal(rows, (1,), eps) * np.sqrt(1 - 1 / rows.shape[1])
    return _scaled(normal.reshape(x.shape), gamma, beta)


@group_norm.mistake("forget to subtract the mean")
def _(x, groups, gamma, beta, eps):
    """The values are centred first, group by group."""
    rows = _rows(x, groups)
    scaled = rows / np.sqrt(rows.var(axis=1, keepdims=True) + eps)
    return _scaled(scaled.reshape(x.shape), gamma, beta)


@group_norm.mistake("leave out gamma and beta")
def _(x, groups, gamma, beta, eps):
    """Each channel has its own scale and shift, after the normalisation."""
    return _normal(_rows(x, groups), (1,), eps).reshape(x.shape)


@group_norm.mistake("swap gamma and beta")
def _(x, groups, gamma, beta, eps):
    """gamma is the scale, beta is the shift."""
    normal = _normal(_rows(x, groups), (1,), eps)
    return _scaled(normal.reshape(x.shape), beta, gamma)


@group_norm.mistake("use the first channel's gamma and beta for a whole group")
def _(x, groups, gamma, beta, eps):
    """The statistics are the group's, but the scale and the shift are each channel's own."""
    normal = _normal(_rows(x, groups), (1,), eps).reshape(x.shape)
    first = np.arange(len(gamma)) // (len(gamma) // groups) * (len(gamma) // groups)
    return _scaled(normal, gamma[first], beta[first])


@group_norm.variant("a loop over samples and groups, eps outside the root")
def _(x, groups, gamma, beta, eps):
    y, size = np.empty_like(x), x.shape[1] // groups
    for i in range(len(x)):
        for start in range(0, x.shape[1], size):
            part = x[i, start : start + size]
            y[i, start : start + size] = (part - part.mean()) / (part.std() + eps)
    return y * gamma.reshape(1, -1, 1, 1) + beta.reshape(1, -1, 1, 1)


@group_norm.variant("one row for each group")
def _(x, groups, gamma, beta, eps):
    rows = x.reshape(len(x) * groups, -1).T
    normal = ((rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + eps)).T.reshape(x.shape)
    return np.einsum("nchw,c->nchw", normal, gamma) + beta[None, :, None, None]


@group_norm.variant("the groups split and put together again, as a list")
def _(x, groups, gamma, beta, eps):
    parts = []
    for part in np.split(x, groups, axis=1):
        mean = part.mean(axis=(1, 2, 3), keepdims=True)
        var = ((part - mean) ** 2).mean(axis=(1, 2, 3), keepdims=True)
        parts.append((part - mean) * (var + eps) ** -0.5)
    return (np.concatenate(parts, axis=1) * gamma[:, None, None] + beta[:, None, None]).tolist()


@group_norm.variant("PyTorch's group_norm")
def _(x, groups, gamma, beta, eps):
    import torch

    x, gamma, beta = map(torch.as_tensor, (x, gamma, beta))
    return torch.nn.functional.group_norm(x, groups, gamma, beta, eps)
