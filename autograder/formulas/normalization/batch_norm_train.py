"""Batch norm in training: each feature by the mean and variance of the batch itself."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import SIZES, batch, moments, signed, standardized, tiny


@dataclass(frozen=True)
class Batches:
    """A batch `x` (n, d) with `gamma`, `beta` and `eps`.

    Distributions: `x` as `batch` draws it, (n, d) one of `SIZES`; `gamma` and `beta` as `signed`,
    `eps` as `tiny` draws them. A case is two unrelated calls.
    """

    def values(self, rng) -> list[dict]:
        first, second = rng.choice(len(SIZES), 2, replace=False)
        return [self._call(rng, *SIZES[first]), self._call(rng, *SIZES[second])]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two samples": lambda: [self._call(rng, 2, 3)],
            "one feature": lambda: [self._call(rng, 5, 1)],
            "as many features as samples": lambda: [self._call(rng, 3, 3)],
            "a constant feature": lambda: [self._constant(rng)],
            "far from zero": lambda: [self._call(rng, 4, 2) | {"x": 100 + batch(rng, 4, 2)}],
            "gamma of 1, beta of 0": lambda: [
                self._call(rng, 4, 2) | {"gamma": np.ones(2), "beta": np.zeros(2)}
            ],
            "gamma of 0": lambda: [self._call(rng, 4, 2) | {"gamma": np.zeros(2)}],
        }

    def _call(self, rng, n, d):
        x, gamma, beta = batch(rng, n, d), signed(rng, d), signed(rng, d)
        return {"x": x, "gamma": gamma, "beta": beta, "eps": tiny(rng)}

    def _constant(self, rng):
        call = self._call(rng, 4, 2)
        # 2.5 is its own mean to the last bit, so that the numerator is exactly 0.
        return call | {"x": np.column_stack([np.full(4, 2.5), call["x"][:, 1]])}


def oracle(x, gamma, beta, eps):
    import torch

    n, d = x.shape
    layer = torch.nn.BatchNorm1d(d, eps=eps, momentum=1.0, dtype=torch.float64)
    layer.weight.data, layer.bias.data = torch.tensor(gamma), torch.tensor(beta)
    y = layer(torch.tensor(x)).detach().numpy()
    # What it keeps of the batch is the unbiased variance.
    return y, layer.running_mean.numpy(), layer.running_var.numpy() * (n - 1) / n


@formula(inputs=Batches(), oracle=oracle, returns=("y", "mean", "var"))
def batch_norm_train(x, gamma, beta, eps):
    """``gamma·(x − mean) / √(var + eps) + beta`` with the batch's own mean and biased variance
    (Ioffe and Szegedy, 2015, Algorithm 1)."""
    mean, var = x.mean(axis=0), x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


@batch_norm_train.mistake("normalise each sample instead of each feature")
def _(x, gamma, beta, eps):
    """The batch gives the statistics: a mean is taken over the samples, one for each feature. Over
    the features of one sample it would be layer norm."""
    return gamma * standardized(x.T, eps).T + beta, *moments(x.T)


@batch_norm_train.mistake("take one mean and variance for the whole batch")
def _(x, gamma, beta, eps):
    """Each feature has a scale of its own, so each has a mean and a variance of its own."""
    mean, var = np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


@batch_norm_train.mistake("divide by the variance, without its root")
def _(x, gamma, beta, eps):
    """A variance has the square of the unit: what has unit variance afterwards was divided by the
    standard deviation."""
    mean, var = moments(x)
    return gamma * (x - mean) / (var + eps) + beta, mean, var


@batch_norm_train.mistake("take the unbiased variance")
def _(x, gamma, beta, eps):
    """The batch is normalised by its own variance, the mean of the squares: divided by n."""
    n, (mean, var) = len(x), moments(x)
    var = var * n / (n - 1)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


@batch_norm_train.mistake("return the unbiased variance beside the right y")
def _(x, gamma, beta, eps):
    """Here the variance that was used is returned. The unbiased one is what PyTorch keeps for
    evaluation."""
    n, (mean, var) = len(x), moments(x)
    return gamma * standardized(x, eps) + beta, mean, var * n / (n - 1)


@batch_norm_train.mistake("return the standard deviation in place of the variance")
def _(x, gamma, beta, eps):
    """The third result is the square of what `x` was divided by."""
    mean, var = moments(x)
    return gamma * standardized(x, eps) + beta, mean, np.sqrt(var)


@batch_norm_train.mistake("forget to subtract the mean")
def _(x, gamma, beta, eps):
    """The features are centred first: the mean of y is beta."""
    mean, var = moments(x)
    return gamma * x / np.sqrt(var + eps) + beta, mean, var


@batch_norm_train.mistake("leave out gamma and beta")
def _(x, gamma, beta, eps):
    """The layer chooses its own scale and shift: they come after the normalisation."""
    return standardized(x, eps), *moments(x)


@batch_norm_train.mistake("leave out beta")
def _(x, gamma, beta, eps):
    """After the scale comes the shift."""
    return gamma * standardized(x, eps), *moments(x)


@batch_norm_train.mistake("swap gamma and beta")
def _(x, gamma, beta, eps):
    """gamma is the scale, beta is the shift."""
    return beta * standardized(x, eps) + gamma, *moments(x)


@batch_norm_train.mistake("shift before it is scaled")
def _(x, gamma, beta, eps):
    """The mean of y is beta itself, not gamma times beta."""
    return gamma * (standardized(x, eps) + beta), *moments(x)


@batch_norm_train.mistake("return the mean and variance of y")
def _(x, gamma, beta, eps):
    """What is kept for evaluation are the statistics of what came in, not of what goes out."""
    y = gamma * standardized(x, eps) + beta
    return y, *moments(y)


@batch_norm_train.mistake("return the variance before the mean")
def _(x, gamma, beta, eps):
    """The order is `(y, mean, var)`."""
    mean, var = moments(x)
    return gamma * standardized(x, eps) + beta, var, mean


@batch_norm_train.mistake("centre x itself, in place")
def _(x, gamma, beta, eps):
    """The caller's batch is changed too, and the backward pass still needs it. Make a new array."""
    mean, var = moments(x)
    x -= mean
    return gamma * x / np.sqrt(var + eps) + beta, mean, var


@batch_norm_train.variant("eps outside the root")
def _(x, gamma, beta, eps):
    mean, std = x.mean(axis=0), x.std(axis=0)
    return gamma * ((x - mean) / (std + eps)) + beta, mean, std**2


@batch_norm_train.variant("one factor and one shift a feature")
def _(x, gamma, beta, eps):
    mean = x.sum(axis=0) / len(x)
    var = ((x - mean) ** 2).sum(axis=0) / len(x)
    factor = gamma * (var + eps) ** -0.5
    return x * factor + (beta - mean * factor), mean, var


@batch_norm_train.variant("the mean of the squares less the square of the mean")
def _(x, gamma, beta, eps):
    mean = x.mean(axis=0)
    var = np.maximum((x**2).mean(axis=0) - mean**2, 0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


@batch_norm_train.variant("a loop over the features, returned as a list")
def _(x, gamma, beta, eps):
    y, mean, var = np.empty_like(x), [], []
    for j, column in enumerate(x.T):
        mean.append(sum(column) / len(column))
        var.append(sum((value - mean[j]) ** 2 for value in column) / len(column))
        y[:, j] = gamma[j] * (column - mean[j]) / (var[j] + eps) ** 0.5 + beta[j]
    return [y, mean, var]


@batch_norm_train.variant("PyTorch's batch_norm")
def _(x, gamma, beta, eps):
    import torch

    x, gamma, beta = map(torch.as_tensor, (x, gamma, beta))
    var, mean = torch.var_mean(x, dim=0, correction=0)
    y = torch.nn.functional.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
    return y, mean, var
