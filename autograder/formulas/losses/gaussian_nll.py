"""The negative log-likelihood of a normal distribution: a mean, and how sure of it one is."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Forecasts:
    """Means and variances that a model says, and what came, each ``(n,)``.

    Distributions: n is 3 or 4; means are uniform in [−2, 2], variances uniform in [0.05, 0.6] or
    [1.5, 4] with the same chance, errors have a magnitude of 0.3 to 2.5 standard deviations and a
    random sign, all rounded to two digits. A case is two calls; in the second one variance is 0.01
    and its error 50 to 100 standard deviations: the density is 0 in a float there, its logarithm
    is not.
    """

    def values(self, rng) -> list[dict]:
        far = self._some(rng)
        far["var"][0] = 0.01
        far["target"][0] = round(far["mean"][0] + rng.choice([-1, 1]) * rng.uniform(5, 10), 2)
        return [self._some(rng), far]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one sample": lambda: [self._some(rng, 1)],
            "a variance of 1": lambda: [_unit(rng)],
            "sure and right: a negative loss": lambda: [
                {
                    "mean": np.array([0.5, -1.0]),
                    "var": np.array([0.01, 0.01]),
                    "target": np.array([0.52, -1.05]),
                }
            ],
            "no error at all": lambda: [
                (call := self._some(rng)) | {"target": call["mean"].copy()}
            ],
            "the smallest variance, an error of 3": lambda: [
                {
                    "mean": np.array([1.0, 0.0]),
                    "var": np.array([1e-3, 2.0]),
                    "target": np.array([4.0, 0.5]),
                },
                self._some(rng),
            ],
            "a large variance": lambda: [self._some(rng, 2) | {"var": np.array([100.0, 400.0])}],
            "two calls in a row": lambda: [self._some(rng, 3), self._some(rng, 3)],
        }

    def _some(self, rng, n=None):
        n = int(rng.integers(3, 5)) if n is None else n
        mean = np.round(rng.uniform(-2, 2, n), 2)
        var = np.where(rng.random(n) < 0.5, rng.uniform(0.05, 0.6, n), rng.uniform(1.5, 4, n))
        var = np.round(var, 2)
        error = rng.choice([-1.0, 1.0], n) * rng.uniform(0.3, 2.5, n) * np.sqrt(var)
        return {"mean": mean, "var": var, "target": np.round(mean + error, 2)}


def _unit(rng):
    mean = np.round(rng.uniform(-2, 2, 3), 2)
    return {"mean": mean, "var": np.ones(3), "target": np.round(mean + rng.uniform(0.3, 2, 3), 2)}


def oracle(mean, var, target):
    from scipy.stats import norm

    return -norm.logpdf(target, mean, np.sqrt(var)).mean()


@formula(inputs=Forecasts(), oracle=oracle, returns=("loss",))
def gaussian_nll(mean, var, target):
    """Mean of ``½ log(2π·var) + (target − mean)² / (2·var)`` (Nix and Weigend, 1994)."""
    return np.mean(0.5 * np.log(2 * np.pi * var) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("leave out the constant ½ log 2π")
def _(mean, var, target):
    """The density has 1/√(2π·var) before the exponential. Its 2π moves no minimum, but it belongs
    to the likelihood. (PyTorch's `gaussian_nll_loss` leaves it out unless told `full=True`.)"""
    return np.mean(0.5 * np.log(var) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("take the variance for a standard deviation")
def _(mean, var, target):
    """`var` is σ² already: it stands in the density as it is, and under the root."""
    return np.mean(0.5 * np.log(2 * np.pi * var**2) + (target - mean) ** 2 / (2 * var**2))


@gaussian_nll.mistake("lose the root before the exponential: log(2π·var) without its ½")
def _(mean, var, target):
    """The density has 1/√(2π·var), and the logarithm of a root is half a logarithm."""
    return np.mean(np.log(2 * np.pi * var) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("leave out the ½ of the root for 2π alone")
def _(mean, var, target):
    """The root goes over 2π·var as a whole: ½ log(2π) + ½ log(var)."""
    return np.mean(np.log(2 * np.pi) + 0.5 * np.log(var) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("leave out the 2 under the squared error")
def _(mean, var, target):
    """The exponent of the normal density is −(target − mean)² / (2·var)."""
    return np.mean(0.5 * np.log(2 * np.pi * var) + (target - mean) ** 2 / var)


@gaussian_nll.mistake("leave out the logarithm of the variance")
def _(mean, var, target):
    """Without it a large variance would excuse every error. ½ log(2π·var) is what it costs to be
    unsure."""
    return np.mean((target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("divide the squared error by the standard deviation")
def _(mean, var, target):
    """Errors count in standard deviations, and they are squared as a whole: divide by the
    variance."""
    return np.mean(0.5 * np.log(2 * np.pi * var) + (target - mean) ** 2 / (2 * np.sqrt(var)))


@gaussian_nll.mistake("put the standard deviation under the logarithm in place of the variance")
def _(mean, var, target):
    """½ log(2π·var) has the variance in it. With σ it is log(√(2π)·σ), without another ½."""
    return np.mean(0.5 * np.log(2 * np.pi * np.sqrt(var)) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("leave the error without its square")
def _(mean, var, target):
    """With |error| it would be another distribution, Laplace's. The normal one has the square."""
    return np.mean(0.5 * np.log(2 * np.pi * var) + np.abs(target - mean) / (2 * var))


@gaussian_nll.mistake("multiply by the variance instead of dividing")
def _(mean, var, target):
    """The surer the model, the more an error costs: a small variance makes the term large."""
    return np.mean(0.5 * np.log(2 * np.pi * var) + (target - mean) ** 2 * var / 2)


@gaussian_nll.mistake("return the log-likelihood")
def _(mean, var, target):
    """A loss is to be made small, and a likelihood large: the sign changes."""
    return -np.mean(0.5 * np.log(2 * np.pi * var) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("sum over the samples")
def _(mean, var, target):
    """The loss is the mean over the samples, so that it doesn't grow with their number."""
    return np.sum(0.5 * np.log(2 * np.pi * var) + (target - mean) ** 2 / (2 * var))


@gaussian_nll.mistake("take the logarithm of a density that is 0 in a float")
@np.errstate(divide="ignore", under="ignore")
def _(mean, var, target):
    """Fifty standard deviations away the density is below the smallest float, and its logarithm −∞.
    Take the logarithm on paper first: no exponential is left."""
    density = np.exp(-((target - mean) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var)
    return -np.log(density).mean()


@gaussian_nll.mistake("average before the logarithm")
def _(mean, var, target):
    """The likelihood of all samples is a product, and its logarithm a sum of logarithms: the mean
    comes last."""
    squares = np.mean((target - mean) ** 2)
    return 0.5 * np.log(2 * np.pi * np.mean(var)) + squares / (2 * np.mean(var))


@gaussian_nll.variant("SciPy's normal distribution")
def _(mean, var, target):
    from scipy.stats import norm

    return -np.mean(norm(loc=mean, scale=np.sqrt(var)).logpdf(target))


@gaussian_nll.variant("PyTorch's loss, with its constant")
def _(mean, var, target):
    import torch
    from torch.nn.functional import gaussian_nll_loss

    return gaussian_nll_loss(*map(torch.as_tensor, (mean, target, var)), full=True)


@gaussian_nll.variant("PyTorch's distribution")
def _(mean, var, target):
    import torch

    normal = torch.distributions.Normal(torch.tensor(mean), torch.tensor(var).sqrt())
    return -normal.log_prob(torch.tensor(target)).mean()


@gaussian_nll.variant("a loop over the samples")
def _(mean, var, target):
    total = 0.0
    for m, v, t in zip(mean, var, target, strict=True):
        total += math.log(math.sqrt(2 * math.pi * v)) + 0.5 * ((t - m) / math.sqrt(v)) ** 2
    return total / len(mean)


@gaussian_nll.variant("the constant once, outside")
def _(mean, var, target):
    precision = 1 / var
    squares = precision @ (target - mean) ** 2 - np.log(precision).sum()
    return 0.5 * (math.log(math.tau) + squares / len(var))
