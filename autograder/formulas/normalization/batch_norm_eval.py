"""Batch norm in evaluation: by what was kept in training, whatever else is in the batch."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import SIZES, batch, moments, signed, standardized, tiny


@dataclass(frozen=True)
class Kept:
    """Samples `x` (n, d), with `gamma`, `beta` and the kept `mean` and `var`, each (d,).

    Distributions: `x` as `batch` draws it, (n, d) one of `SIZES`; `gamma`, `beta` and `mean` as
    `signed`; `var` is uniform in [0.2, 4], rounded to one digit, so that its root is at least
    0.4; `eps` as `tiny`. A case is two unrelated calls, and a third in which the first feature was
    always 0: its `x`, its kept mean and its kept variance are 0.
    """

    def values(self, rng) -> list[dict]:
        first, second = rng.choice(len(SIZES), 2, replace=False)
        return [self._call(rng, *SIZES[first]), self._call(rng, *SIZES[second]), self._dead(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [self._of(rng, signed(rng, 1, 3))],
            "one feature": lambda: [self._call(rng, 4, 1)],
            "as many features as samples": lambda: [self._call(rng, 3, 3)],
            "a constant feature": lambda: [self._of(rng, np.array([[1.0, 2.5]] * 3))],
            "a mean of 0, a variance of 1": lambda: [
                self._call(rng, 4, 2) | {"mean": np.zeros(2), "var": np.ones(2)}
            ],
            "gamma of 1, beta of 0": lambda: [
                self._call(rng, 4, 2) | {"gamma": np.ones(2), "beta": np.zeros(2)}
            ],
            "a feature that never varied": lambda: [self._dead(rng)],
            "a sample of another call alone": lambda: self._alone(rng),
        }

    def _call(self, rng, n, d):
        return self._of(rng, batch(rng, n, d))

    def _of(self, rng, x):
        d = x.shape[1]
        call = {"x": x, "gamma": signed(rng, d), "beta": signed(rng, d), "mean": signed(rng, d)}
        return call | {"var": np.round(rng.uniform(0.2, 4, d), 1), "eps": tiny(rng)}

    def _dead(self, rng):
        call = self._call(rng, 3, 2)
        for part in (call["x"].T, call["mean"], call["var"]):
            part[0] = 0.0
        return call

    def _alone(self, rng):
        call = self._call(rng, 3, 2)
        return [call, call | {"x": call["x"][:1]}]


def oracle(x, gamma, beta, mean, var, eps):
    import torch

    layer = torch.nn.BatchNorm1d(x.shape[1], eps=eps, dtype=torch.float64).eval()
    layer.weight.data, layer.bias.data = torch.tensor(gamma), torch.tensor(beta)
    layer.running_mean, layer.running_var = torch.tensor(mean), torch.tensor(var)
    return layer(torch.tensor(x)).detach().numpy()


@formula(inputs=Kept(), oracle=oracle, returns=("y",))
def batch_norm_eval(x, gamma, beta, mean, var, eps):
    """``gamma·(x − mean) / √(var + eps) + beta`` with the mean and variance that were kept (Ioffe
    and Szegedy, 2015, Algorithm 2)."""
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


@batch_norm_eval.mistake("normalise by the batch itself, as in training")
def _(x, gamma, beta, mean, var, eps):
    """What a sample gets must not depend on its neighbours: use the statistics that are passed. Of
    a single sample there is no variance."""
    return gamma * standardized(x, eps) + beta


@batch_norm_eval.mistake("take the batch's mean with the kept variance")
def _(x, gamma, beta, mean, var, eps):
    """Both statistics come from training."""
    return gamma * (x - moments(x)[0]) / np.sqrt(var + eps) + beta


@batch_norm_eval.mistake("take the batch's variance with the kept mean")
def _(x, gamma, beta, mean, var, eps):
    """Both statistics come from training."""
    return gamma * (x - mean) / np.sqrt(moments(x)[1] + eps) + beta


@batch_norm_eval.mistake("leave out eps")
@np.errstate(divide="ignore", invalid="ignore")
def _(x, gamma, beta, mean, var, eps):
    """A feature that never varied in training has the variance 0, and 0/0 is no number: eps under
    the root keeps that away."""
    return gamma * (x - mean) / np.sqrt(var) + beta


@batch_norm_eval.mistake("divide by the variance, without its root")
def _(x, gamma, beta, mean, var, eps):
    """A variance has the square of the unit: divide by the standard deviation, which is its
    root."""
    return gamma * (x - mean) / (var + eps) + beta


@batch_norm_eval.mistake("forget to subtract the mean")
def _(x, gamma, beta, mean, var, eps):
    """A sample that is just the mean comes out as beta."""
    return gamma * x / np.sqrt(var + eps) + beta


@batch_norm_eval.mistake("add the mean")
def _(x, gamma, beta, mean, var, eps):
    """A sample that is just the mean comes out as beta."""
    return gamma * (x + mean) / np.sqrt(var + eps) + beta


@batch_norm_eval.mistake("subtract the mean after dividing")
def _(x, gamma, beta, mean, var, eps):
    """Look at the parentheses: the mean has the unit of `x`, so it goes first."""
    return gamma * (x / np.sqrt(var + eps) - mean) + beta


@batch_norm_eval.mistake("leave out gamma and beta")
def _(x, gamma, beta, mean, var, eps):
    """The layer's own scale and shift hold in evaluation too."""
    return (x - mean) / np.sqrt(var + eps)


@batch_norm_eval.mistake("swap gamma and beta")
def _(x, gamma, beta, mean, var, eps):
    """gamma is the scale, beta is the shift."""
    return beta * (x - mean) / np.sqrt(var + eps) + gamma


@batch_norm_eval.mistake("shift before it is scaled")
def _(x, gamma, beta, mean, var, eps):
    """A sample that is just the mean comes out as beta itself, not as gamma times beta."""
    return gamma * ((x - mean) / np.sqrt(var + eps) + beta)


@batch_norm_eval.mistake("centre x itself, in place")
def _(x, gamma, beta, mean, var, eps):
    """The caller's samples are changed too. Make a new array."""
    x -= mean
    return gamma * x / np.sqrt(var + eps) + beta


@batch_norm_eval.variant("eps outside the root")
def _(x, gamma, beta, mean, var, eps):
    return gamma * ((x - mean) / (np.sqrt(var) + eps)) + beta


@batch_norm_eval.variant("one factor and one shift a feature, as layers are merged")
def _(x, gamma, beta, mean, var, eps):
    factor = gamma * (var + eps) ** -0.5
    return x * factor + (beta - mean * factor)


@batch_norm_eval.variant("a loop over the samples, as a list")
def _(x, gamma, beta, mean, var, eps):
    return [gamma * (row - mean) / np.sqrt(var + eps) + beta for row in x]


@batch_norm_eval.variant("PyTorch's batch_norm")
def _(x, gamma, beta, mean, var, eps):
    import torch

    x, gamma, beta, mean, var = map(torch.as_tensor, (x, gamma, beta, mean, var))
    return torch.nn.functional.batch_norm(x, mean, var, gamma, beta, training=False, eps=eps)
