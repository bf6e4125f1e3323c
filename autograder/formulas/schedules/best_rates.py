"""The best schedule that there is, for noisy descent in one direction of a bowl."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


def oracle(variance, curvature, noise, steps):
    from scipy.optimize import minimize_scalar

    rates = []
    for _ in range(steps):

        def after(rate, v=variance):
            return (1 - rate * curvature) ** 2 * v + rate**2 * noise

        found = minimize_scalar(after, method="brent", options={"xtol": 1e-10})
        rates.append(found.x)
        variance = after(found.x)
    return np.array(rates)


@dataclass(frozen=True)
class Starts:
    """A start, a curvature and a noise, and how many steps.

    Distributions: variance uniform in [0.5, 4], curvature in [0.4, 0.8] or [1.25, 3], noise in
    [0.3, 0.8] or [1.25, 3], to two digits; 3 to 8 steps.
    """

    def values(self, rng) -> list[dict]:
        return [self._start(rng), self._start(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one step": lambda: [self._start(rng) | {"steps": 1}],
            "already at the minimum": lambda: [self._start(rng) | {"variance": 0.0}],
            "a bowl of curvature 1": lambda: [self._start(rng) | {"curvature": 1.0}],
            "from far away": lambda: [self._start(rng) | {"variance": 400.0}],
            "many steps": lambda: [self._start(rng) | {"steps": 40}],
        }

    def _start(self, rng):
        return {
            "variance": round(float(rng.uniform(0.5, 4)), 2),
            "curvature": _apart(rng, (0.4, 0.8), (1.25, 3)),
            "noise": _apart(rng, (0.3, 0.8), (1.25, 3)),
            "steps": int(rng.integers(3, 9)),
        }


def _apart(rng, *spans):
    """A number of one of two spans, to two digits: neither near 1, where a square is the same."""
    return round(float(rng.uniform(*spans[rng.integers(2)])), 2)


def _greedy(v, curvature, noise, steps, rate, after=None):
    """The rates that `rate(v)` gives, each after the step before."""
    rates = []
    for _ in range(steps):
        rates.append(rate(v))
        v = (after or _after)(v, rates[-1], curvature, noise)
    return np.array(rates)


def _after(v, rate, curvature, noise):
    return (1 - rate * curvature) ** 2 * v + rate**2 * noise


@formula(inputs=Starts(), oracle=oracle, returns=("rates",))
def best_rates(variance, curvature, noise, steps):
    """Each rate is ``λv / (λ²v + σ²)``, where ``(1 − ηλ)²v + η²σ²`` is least; after it v is
    ``σ²v / (λ²v + σ²)``, so that ``1/v`` grows by ``λ²/σ²`` a step."""
    return _greedy(
        variance, curvature, noise, steps, lambda v: curvature * v / (curvature**2 * v + noise)
    )


@best_rates.mistake("keep the first rate for all steps")
def _(variance, curvature, noise, steps):
    """After each step the variance is smaller, and so is the rate that is best: put the new
    variance in."""
    return np.full(steps, curvature * variance / (curvature**2 * variance + noise))


@best_rates.mistake("forget the noise: land on the minimum in one step")
def _(variance, curvature, noise, steps):
    """1/curvature would be best if the gradient were exact. The term rate²·noise grows with the
    rate and pulls it down."""
    return np.full(steps, 1 / curvature)


@best_rates.mistake("move the variance on before the rate is computed")
def _(variance, curvature, noise, steps):
    """The first rate belongs to the variance that was passed, before any step."""
    return best_rates.reference(variance, curvature, noise, steps + 1)[1:]


@best_rates.mistake("let the variance shrink without the noise")
def _(variance, curvature, noise, steps):
    """After a step the variance is (1 − rate·curvature)²·v *plus* rate²·noise."""
    return _greedy(
        variance,
        curvature,
        noise,
        steps,
        lambda v: curvature * v / (curvature**2 * v + noise),
        lambda v, rate, curvature, noise: (1 - rate * curvature) ** 2 * v,
    )


@best_rates.mistake("square the noise, which is a variance already")
def _(variance, curvature, noise, steps):
    """`noise` is the variance of the gradient's error, σ² in the formula."""
    return best_rates.reference(variance, curvature, noise**2, steps)


@best_rates.mistake("take the variance for the distance")
def _(variance, curvature, noise, steps):
    """`variance` is the mean of the *squared* distance: it isn't squared again."""
    return _greedy(
        variance**2, curvature, noise, steps, lambda v: curvature * v / (curvature**2 * v + noise)
    )


@best_rates.mistake("lose a curvature in the derivative")
def _(variance, curvature, noise, steps):
    """The derivative of (1 − ηλ)²v with respect to η is −2λ(1 − ηλ)v: the λ from inside stands
    before it."""
    return _greedy(variance, curvature, noise, steps, lambda v: v / (curvature * v + noise))


@best_rates.mistake("lose the square of the curvature below")
def _(variance, curvature, noise, steps):
    """In the derivative λ comes once from outside and once from inside the bracket: the η in it is
    multiplied by λ²v + σ²."""
    return _greedy(
        variance, curvature, noise, steps, lambda v: curvature * v / (curvature * v + noise)
    )


@best_rates.mistake("lose a factor of 2: half the best rate")
def _(variance, curvature, noise, steps):
    """Both terms of the derivative have the 2, of (1 − ηλ)² and of η²: it cancels."""
    return _greedy(
        variance,
        curvature,
        noise,
        steps,
        lambda v: curvature * v / (curvature**2 * v + noise) / 2,
    )


@best_rates.mistake("count the noise twice")
def _(variance, curvature, noise, steps):
    """Both terms of the derivative have the 2, of (1 − ηλ)² and of η²: it cancels."""
    return best_rates.reference(variance, curvature, 2 * noise, steps)


@best_rates.mistake("return the variances")
def _(variance, curvature, noise, steps):
    """The rates are asked for, one for each step."""
    grown = 1 / variance + np.arange(1, steps + 1) * curvature**2 / noise if variance else np.inf
    return np.broadcast_to(1 / grown, steps).copy()


@best_rates.mistake("divide by the number of the step, whatever the noise is")
def _(variance, curvature, noise, steps):
    """1/(λt) is what the best rate comes to in the end. It starts lower: the noise and the start
    say how far along it is at step 0."""
    return 1 / (curvature * np.arange(1, steps + 1))


@best_rates.mistake("make one step too many")
def _(variance, curvature, noise, steps):
    """One rate for each step: `steps` of them."""
    return best_rates.reference(variance, curvature, noise, steps + 1)


@best_rates.variant("without a loop: 1/v grows by the same amount at each step")
def _(variance, curvature, noise, steps):
    t = np.arange(steps)
    return curvature * variance / (curvature**2 * variance * (t + 1) + noise)


@best_rates.variant("the new variance in one piece")
def _(variance, curvature, noise, steps):
    rates = np.zeros(steps)
    for t in range(steps):
        below = curvature**2 * variance + noise
        rates[t] = curvature * variance / below
        variance = noise * variance / below
    return rates


@best_rates.variant("found by a search")
def _(variance, curvature, noise, steps):
    return oracle(variance, curvature, noise, steps)


@best_rates.variant("the Kalman filter's gain")
def _(variance, curvature, noise, steps):
    rates = []
    for _ in range(steps):
        gain = variance * curvature / (curvature * variance * curvature + noise)
        rates.append(gain)
        variance = (1 - gain * curvature) * variance
    return rates


@best_rates.variant("PyTorch tensors")
def _(variance, curvature, noise, steps):
    import torch

    v, rates = torch.tensor(variance, dtype=torch.float64), []
    for _ in range(steps):
        rates.append(curvature * v / (curvature**2 * v + noise))
        v = (1 - rates[-1] * curvature).square() * v + rates[-1].square() * noise
    return torch.stack(rates)
