"""Noisy descent in one direction of a bowl: the expected squared distance, step by step."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(rates, variance, curvature, noise):
    """The mean over all walkers whose start and errors are ± one standard deviation."""
    import itertools

    import torch

    signs = torch.tensor(list(itertools.product((-1.0, 1.0), repeat=1 + len(rates))))
    signs = signs.double()
    w = (np.sqrt(variance) * signs[:, 0]).clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=1.0)
    path = [float(w.detach().square().mean())]
    for step, rate in enumerate(rates, start=1):
        optimizer.param_groups[0]["lr"] = float(rate)
        w.grad = curvature * w.detach() + np.sqrt(noise) * signs[:, step]
        optimizer.step()
        path.append(float(w.detach().square().mean()))
    return np.array(path)


@dataclass(frozen=True)
class Walks:
    """Rates, a start, a curvature and a noise.

    Distributions: 3 to 7 rates uniform in [0.1, 0.9] / curvature, one of them above 1 /
    curvature; variance uniform in [0.5, 4], curvature in [0.4, 0.8] or [1.25, 3], noise in
    [0.2, 0.8] or [1.25, 3]. All are rounded to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._walk(rng), self._walk(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one step": lambda: [self._walk(rng, 1)],
            "a rate of 0: the walker stays": lambda: [self._walk(rng) | {"rates": np.zeros(3)}],
            "no noise": lambda: [self._walk(rng) | {"noise": 0.0}],
            "from the minimum": lambda: [self._walk(rng) | {"variance": 0.0}],
            "rates beyond the limit: the variance grows": lambda: [self._beyond(rng)],
            "one rate for all steps": lambda: [self._walk(rng) | {"rates": np.full(6, 0.3)}],
            "a bowl of curvature 1": lambda: [self._walk(rng) | {"curvature": 1.0}],
        }

    def _walk(self, rng, n=None):
        n = int(rng.integers(3, 8)) if n is None else n
        curvature = _apart(rng, (0.4, 0.8), (1.25, 3))
        shares = rng.uniform(0.1, 0.9, n)
        shares[rng.integers(n)] = rng.uniform(1.1, 1.6)
        return {
            "rates": np.round(shares / curvature, 2),
            "variance": round(float(rng.uniform(0.5, 4)), 2),
            "curvature": curvature,
            "noise": _apart(rng, (0.2, 0.8), (1.25, 3)),
        }

    def _beyond(self, rng):
        walk = self._walk(rng)
        return walk | {"rates": np.round(rng.uniform(2.2, 2.8, 4) / walk["curvature"], 2)}


def _apart(rng, *spans):
    """A number of one of two spans, to two digits: neither near 1, where a square is the same."""
    return round(float(rng.uniform(*spans[rng.integers(2)])), 2)


def _path(variance, rates, step):
    path = [variance]
    for rate in rates:
        path.append(step(path[-1], rate))
    return np.array(path)


@formula(inputs=Walks(), oracle=oracle, returns=("path",))
def variance_path(rates, variance, curvature, noise):
    """``path[0] = variance``, and each rate r turns v into ``(1 − r·curvature)²·v + r²·noise``."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v + r**2 * noise)


@variance_path.mistake("take the noise once for its standard deviation")
def _(rates, variance, curvature, noise):
    """`noise` is already a variance: multiply it by the square of the rate, and don't square it."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v + (r * noise) ** 2)


@variance_path.mistake("multiply the noise by the rate instead of its square")
def _(rates, variance, curvature, noise):
    """The error of the gradient is multiplied by the rate, so its variance is by the rate's
    square."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v + r * noise)


@variance_path.mistake("add the noise whatever the rate")
def _(rates, variance, curvature, noise):
    """A step of rate 0 brings no noise in: its variance is multiplied by the rate's square."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v + noise)


@variance_path.mistake("multiply the variance by the factor of the distance")
def _(rates, variance, curvature, noise):
    """The distance is multiplied by 1 − rate·curvature, so its square is by the square of that."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) * v + r**2 * noise)


@variance_path.mistake("leave the curvature out")
def _(rates, variance, curvature, noise):
    """The slope at a distance is the distance times the curvature."""
    return _path(variance, rates, lambda v, r: (1 - r) ** 2 * v + r**2 * noise)


@variance_path.mistake("go uphill")
def _(rates, variance, curvature, noise):
    """A step goes against the slope: it leaves 1 − rate·curvature of the distance."""
    return _path(variance, rates, lambda v, r: (1 + r * curvature) ** 2 * v + r**2 * noise)


@variance_path.mistake("leave the noise out")
def _(rates, variance, curvature, noise):
    """Every step adds the variance of its own error, rate²·noise."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v)


@variance_path.mistake("take the noise off")
def _(rates, variance, curvature, noise):
    """Errors of either sign scatter the walkers: their variance is added."""
    return _path(variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v - r**2 * noise)


@variance_path.mistake("scale the noise by the curvature")
def _(rates, variance, curvature, noise):
    """`noise` is the variance of the gradient's error: the curvature has no part in it."""
    return _path(
        variance, rates, lambda v, r: (1 - r * curvature) ** 2 * v + (r * curvature) ** 2 * noise
    )


@variance_path.mistake("leave out where it starts")
def _(rates, variance, curvature, noise):
    """The path has one number more than there are rates: `path[0]` is the variance at the start."""
    return variance_path.reference(rates, variance, curvature, noise)[1:]


@variance_path.mistake("leave out where it ends")
def _(rates, variance, curvature, noise):
    """The path has one number more than there are rates: the last is the variance after the last
    step."""
    return variance_path.reference(rates, variance, curvature, noise)[:-1]


@variance_path.mistake("return half of it, the loss")
def _(rates, variance, curvature, noise):
    """The variance is asked for. The expected loss is ½·curvature times it."""
    return curvature / 2 * variance_path.reference(rates, variance, curvature, noise)


@variance_path.mistake("always start from the first variance")
def _(rates, variance, curvature, noise):
    """Each step starts from where the one before ended."""
    later = (1 - rates * curvature) ** 2 * variance + rates**2 * noise
    return np.array([variance, *later])


@variance_path.variant("an array that is filled")
def _(rates, variance, curvature, noise):
    path = np.empty(len(rates) + 1)
    path[0] = variance
    for t in range(len(rates)):
        kept = 1 - curvature * rates[t]
        path[t + 1] = kept * kept * path[t] + noise * rates[t] * rates[t]
    return path


@variance_path.variant("the square multiplied out")
def _(rates, variance, curvature, noise):
    path = [variance]
    for r in rates.tolist():
        v = path[-1]
        path.append(v - 2 * r * curvature * v + r**2 * (curvature**2 * v + noise))
    return path


@variance_path.variant("every error followed to the end")
def _(rates, variance, curvature, noise):
    kept = (1 - rates * curvature) ** 2
    path = []
    for t in range(len(rates) + 1):
        errors = [rates[s] ** 2 * noise * np.prod(kept[s + 1 : t]) for s in range(t)]
        path.append(variance * np.prod(kept[:t]) + sum(errors))
    return path


@variance_path.variant("PyTorch tensors")
def _(rates, variance, curvature, noise):
    import torch

    path = [torch.tensor(variance, dtype=torch.float64)]
    for r in torch.tensor(rates, dtype=torch.float64):
        path.append(torch.square(1 - r * curvature) * path[-1] + r.square() * noise)
    return torch.stack(path)


@variance_path.variant("itertools.accumulate")
def _(rates, variance, curvature, noise):
    from itertools import accumulate

    def step(v, r):
        return (1 - r * curvature) ** 2 * v + r * r * noise

    return list(accumulate(rates, step, initial=variance))
