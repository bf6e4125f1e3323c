"""Batch norm's way back: through the values, and through the mean and variance made of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import SIZES, batch, moments, signed, standardized, tiny


@dataclass(frozen=True)
class Backwards:
    """The gradient `dy` (n, d) of a loss in y, with the batch `x` (n, d), `gamma` and `eps`.

    Distributions: `x` as `batch` draws it, (n, d) one of `SIZES`, n ≥ 3; `dy` and `gamma` as
    `signed`, `eps` as `tiny` draws them. A case is two unrelated calls.
    """

    def values(self, rng) -> list[dict]:
        first, second = rng.choice(len(SIZES), 2, replace=False)
        return [self._call(rng, *SIZES[first]), self._call(rng, *SIZES[second])]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "three samples": lambda: [self._call(rng, 3, 4)],
            "one feature": lambda: [self._call(rng, 6, 1)],
            "as many features as samples": lambda: [self._call(rng, 4, 4)],
            "no gradient": lambda: [self._call(rng, 4, 2) | {"dy": np.zeros((4, 2))}],
            "the same gradient for every sample": lambda: [
                self._call(rng, 4, 2) | {"dy": np.full((4, 2), 0.5)}
            ],
            "a gradient for one sample alone": lambda: [self._one(rng)],
            "gamma of 0": lambda: [self._call(rng, 4, 2) | {"gamma": np.zeros(2)}],
        }

    def _call(self, rng, n, d):
        dy, x = signed(rng, n, d), batch(rng, n, d)
        return {"dy": dy, "x": x, "gamma": signed(rng, d), "eps": tiny(rng)}

    def _one(self, rng):
        call = self._call(rng, 4, 2)
        return call | {"dy": call["dy"] * np.array([[1.0], [0.0], [0.0], [0.0]])}


def oracle(dy, x, gamma, eps):
    import torch

    layer = torch.nn.BatchNorm1d(x.shape[1], eps=eps, dtype=torch.float64)
    layer.weight.data = torch.tensor(gamma)
    x = torch.tensor(x, requires_grad=True)
    layer(x).backward(torch.tensor(dy))
    return x.grad.numpy(), layer.weight.grad.numpy(), layer.bias.grad.numpy()


@formula(inputs=Backwards(), oracle=oracle, returns=("dx", "dgamma", "dbeta"))
def batch_norm_backward(dy, x, gamma, eps):
    """``dbeta = Σ dy``, ``dgamma = Σ dy·x̂`` and ``dx = gamma / √(var + eps) · (dy − dbeta/n −
    x̂·dgamma/n)``, sums over the batch (Ioffe and Szegedy, 2015, section 3)."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    return gamma / root * (dy - (dbeta + normal * dgamma) / len(x)), dgamma, dbeta


def _known(dy, x, eps):
    """The normalised values, what they were divided by, and the gradients of gamma and beta."""
    mean, var = moments(x)
    root = np.sqrt(var + eps)
    normal = (x - mean) / root
    return normal, root, np.add.reduce(dy * normal), np.add.reduce(dy)


@batch_norm_backward.mistake("treat the mean and the variance as constants")
def _(dy, x, gamma, eps):
    """Each sample also moves the mean and the variance, and with them every other sample: dx has
    three parts."""
    _, root, dgamma, dbeta = _known(dy, x, eps)
    return gamma / root * dy, dgamma, dbeta


@batch_norm_backward.mistake("leave out the way through the variance")
def _(dy, x, gamma, eps):
    """The variance depends on the samples too: it gives dx a part in the direction of x̂."""
    _, root, dgamma, dbeta = _known(dy, x, eps)
    return gamma / root * (dy - dbeta / len(x)), dgamma, dbeta


@batch_norm_backward.mistake("leave out the way through the mean")
def _(dy, x, gamma, eps):
    """The mean depends on the samples too. Adding the same number to all of them changes no output,
    so each feature's dx sums to zero."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    return gamma / root * (dy - normal * dgamma / len(x)), dgamma, dbeta


@batch_norm_backward.mistake("leave gamma out of dx")
def _(dy, x, gamma, eps):
    """The forward pass multiplies the normalised value by gamma, so the backward pass multiplies dx
    by it too."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    return (dy - (dbeta + normal * dgamma) / len(x)) / root, dgamma, dbeta


@batch_norm_backward.mistake("forget to divide the sums in dx by n")
def _(dy, x, gamma, eps):
    """The mean and the variance are averages: each sample enters them with the factor 1/n."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    return gamma / root * (dy - dbeta - normal * dgamma), dgamma, dbeta


@batch_norm_backward.mistake("add the part through the variance")
def _(dy, x, gamma, eps):
    """Through the variance the gradient has the opposite sign: a larger variance makes the
    normalised values smaller."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    parts = dy - dbeta / len(x) + normal * dgamma / len(x)
    return gamma / root * parts, dgamma, dbeta


@batch_norm_backward.mistake("divide dx by the variance, without its root")
def _(dy, x, gamma, eps):
    """The forward pass divides by the standard deviation, so the backward pass does too."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    parts = dy - (dbeta + normal * dgamma) / len(x)
    return gamma / root**2 * parts, dgamma, dbeta


@batch_norm_backward.mistake("leave the spread out of dx")
def _(dy, x, gamma, eps):
    """The forward pass divides each feature by its standard deviation. By the chain rule dx is
    divided by it too."""
    normal, _, dgamma, dbeta = _known(dy, x, eps)
    return gamma * (dy - (dbeta + normal * dgamma) / len(x)), dgamma, dbeta


@batch_norm_backward.mistake("take the unbiased variance")
def _(dy, x, gamma, eps):
    """The forward pass divided by n, so the backward pass does too."""
    n, (mean, var) = len(x), moments(x)
    root = np.sqrt(var * n / (n - 1) + eps)
    normal = (x - mean) / root
    dbeta, dgamma = np.add.reduce(dy), np.add.reduce(dy * normal)
    return gamma / root * (dy - dbeta / n - normal * dgamma / n), dgamma, dbeta


@batch_norm_backward.mistake("put x itself into dgamma")
def _(dy, x, gamma, eps):
    """In the forward pass gamma multiplies the normalised value, not x itself."""
    dx, _, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, (dy * x).sum(axis=0), dbeta


@batch_norm_backward.mistake("average dgamma and dbeta over the batch")
def _(dy, x, gamma, eps):
    """Every sample uses the same gamma and beta: their gradients add up. A loss that is a mean has
    its 1/n in dy already."""
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, dgamma / len(x), dbeta / len(x)


@batch_norm_backward.mistake("return dbeta before dgamma")
def _(dy, x, gamma, eps):
    """The order is `(dx, dgamma, dbeta)`."""
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, dbeta, dgamma


@batch_norm_backward.mistake("multiply dgamma and dbeta by gamma")
def _(dy, x, gamma, eps):
    """Gamma comes after the normalised value: its own gradient does not pass through it."""
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, gamma * dgamma, gamma * dbeta


@batch_norm_backward.mistake("scale dy itself, in place")
def _(dy, x, gamma, eps):
    """The caller's gradient is changed too. Make a new array."""
    normal, root, dgamma, dbeta = _known(dy, x, eps)
    dy *= gamma
    parts = dy - dy.mean(axis=0) - normal * (dy * normal).mean(axis=0)
    return parts / root, dgamma, dbeta


@batch_norm_backward.variant("step by step, through variance and mean")
def _(dy, x, gamma, eps):
    n, centred = len(x), x - x.mean(axis=0)
    var = (centred**2).mean(axis=0)
    dnormal = dy * gamma
    dvar = (dnormal * centred).sum(axis=0) * -0.5 * (var + eps) ** -1.5
    dmean = -dnormal.sum(axis=0) / np.sqrt(var + eps) - 2 * dvar * centred.mean(axis=0)
    dx = dnormal / np.sqrt(var + eps) + dvar * 2 * centred / n + dmean / n
    return dx, (dy * centred).sum(axis=0) / np.sqrt(var + eps), dy.sum(axis=0)


@batch_norm_backward.variant("dy less its mean and its share along x̂")
def _(dy, x, gamma, eps):
    spread = x.std(axis=0) + eps
    normal = (x - x.mean(axis=0)) / spread
    left = dy - dy.mean(axis=0) - normal * (dy * normal).mean(axis=0)
    return gamma * left / spread, (dy * normal).sum(axis=0), dy.sum(axis=0)


@batch_norm_backward.variant("a projection, feature by feature, as a list")
def _(dy, x, gamma, eps):
    n, d = x.shape
    dx, dgamma, dbeta = np.empty((n, d)), np.empty(d), np.empty(d)
    for j in range(d):
        spread = np.sqrt(x[:, j].var() + eps)
        normal = (x[:, j] - x[:, j].mean()) / spread
        jacobian = np.eye(n) - 1 / n - np.outer(normal, normal) / n
        dx[:, j] = gamma[j] / spread * jacobian @ dy[:, j]
        dgamma[j], dbeta[j] = dy[:, j] @ normal, dy[:, j].sum()
    return [dx, dgamma, dbeta]


@batch_norm_backward.variant("all of it times n, in float32")
def _(dy, x, gamma, eps):
    dy, x, gamma = (array.astype(np.float32) for array in (dy, x, gamma))
    n, normal = np.float32(len(x)), standardized(x, np.float32(eps))
    dbeta, dgamma = dy.sum(axis=0), (dy * normal).sum(axis=0)
    left = n * dy - dbeta - normal * dgamma
    return gamma / (n * np.sqrt(x.var(axis=0) + np.float32(eps))) * left, dgamma, dbeta


@batch_norm_backward.variant("PyTorch's autograd")
def _(dy, x, gamma, eps):
    import torch

    x, gamma = (torch.tensor(array, requires_grad=True) for array in (x, gamma))
    beta = torch.zeros(len(gamma), dtype=torch.float64, requires_grad=True)
    spread = (x.var(dim=0, correction=0) + eps).sqrt()
    y = gamma * (x - x.mean(dim=0)) / spread + beta
    return torch.autograd.grad(y, (x, gamma, beta), torch.tensor(dy))
