"""Binary cross-entropy: one logit a sample, and how sure it is of the wrong answer."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.losses import sigmoid


@dataclass(frozen=True)
class Answers:
    """Logits ``(n,)`` with targets in [0, 1].

    Distributions: 3 to 5 logits of magnitude uniform in [0.2, 3] with both signs among them;
    targets are a 0, a 1 and else uniform in [0.05, 0.95] away from ½ by 0.1, in random order, all
    rounded to two digits. A case is two calls: the second has two logits of −1000 … −710 and
    710 … 1000, whole numbers, with targets between 0.05 and 0.95, and a near one.
    """

    def values(self, rng) -> list[dict]:
        return [self._some(rng), self._far(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        far = np.array([1000.0, -1000.0])
        return {
            "one sample": lambda: [self._some(rng, 1)],
            "certain and right, beside one that isn't": lambda: [
                {"logits": np.append(far, 0.5), "targets": np.array([1.0, 0.0, 1.0])}
            ],
            "certain and wrong": lambda: [{"logits": far, "targets": np.array([0.0, 1.0])}],
            "a target of one half": lambda: [
                {
                    "logits": np.append(self._some(rng)["logits"][:2], 0.0),
                    "targets": np.full(3, 0.5),
                }
            ],
            "a target of one half, far from zero": lambda: [
                {"logits": far, "targets": np.full(2, 0.5)}
            ],
            "logits of zero": lambda: [{"logits": np.zeros(3), "targets": np.array([0.0, 1, 0.3])}],
            "40 on the right side, beside one that isn't": lambda: [
                {"logits": np.array([40.0, -40.0, 1.5]), "targets": np.array([1.0, 0.0, 0.0])}
            ],
            "40 on the wrong side": lambda: [
                {"logits": np.array([40.0, -40.0]), "targets": np.array([0.0, 1.0])}
            ],
            "all positive": lambda: [self._some(rng) | {"targets": np.ones(4)} | _four(rng)],
            "all negative": lambda: [self._some(rng) | {"targets": np.zeros(4)} | _four(rng)],
        }

    def _some(self, rng, n=None):
        n = int(rng.integers(3, 6)) if n is None else n
        targets = np.append([0.0, 1.0], _between(rng, max(n - 2, 1)))[-n:]
        size = np.round(rng.uniform(0.2, 3, n), 2)
        signs = np.append([1.0, -1.0], rng.choice([-1.0, 1.0], max(n - 2, 1)))[-n:]
        return {"logits": size * rng.permutation(signs), "targets": rng.permutation(targets)}

    def _far(self, rng):
        near = round(float(rng.uniform(-3, -0.5)), 2)
        logits = np.array(
            [*-np.round(rng.uniform(710, 1000, 1)), *np.round(rng.uniform(710, 1000, 1)), near]
        )
        return {"logits": logits, "targets": _between(rng, 3)}


def _between(rng, n):
    return np.round(
        np.where(rng.random(n) < 0.5, rng.uniform(0.05, 0.4, n), rng.uniform(0.6, 0.95, n)), 2
    )


def _four(rng):
    return {"logits": np.round(rng.choice([-1.0, 1.0], 4) * rng.uniform(0.2, 3, 4), 2)}


def oracle(logits, targets):
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    return binary_cross_entropy_with_logits(torch.tensor(logits), torch.tensor(targets)).item()


@formula(inputs=Answers(), oracle=oracle, returns=("loss",))
def binary_cross_entropy(logits, targets):
    """Mean of ``−t log σ(z) − (1 − t) log(1 − σ(z))``, written as
    ``max(z, 0) − z·t + log(1 + e^(−|z|))``, in which nothing overflows."""
    return np.mean(np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits))))


def _loss(p, targets):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -(targets * np.log(p) + (1 - targets) * np.log(1 - p))


@binary_cross_entropy.mistake("take the logarithm of the sigmoid, which may be 0 or 1")
def _(logits, targets):
    """At z = −1000 the sigmoid is 0 in a float, and its logarithm −∞, where a loss of 1000 is
    right. Put the sigmoid's formula under the logarithm and simplify before you compute."""
    return _loss(sigmoid(logits), targets).mean()


@binary_cross_entropy.mistake(
    "take the logarithm of the sigmoid where its target counts, and it may be 0"
)
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """At z = −1000 the sigmoid is 0 in a float, and its logarithm −∞, where a loss of 1000 is
    right. Put the sigmoid's formula under the logarithm and simplify before you compute."""
    p = sigmoid(logits)
    first = np.where(targets > 0, targets * np.log(p), 0.0)
    return -(first + np.where(targets < 1, (1 - targets) * np.log(1 - p), 0.0)).mean()


@binary_cross_entropy.mistake("cut the logarithms off at −100, as PyTorch's BCELoss does")
@np.errstate(divide="ignore")
def _(logits, targets):
    """`BCELoss` takes probabilities and can't know how far beyond 0 or 1 the logit was. From the
    logits the loss has its right value, 1000, and its right slope."""
    p = sigmoid(logits)
    logs = np.maximum(np.log(p), -100), np.maximum(np.log(1 - p), -100)
    return -(targets * logs[0] + (1 - targets) * logs[1]).mean()


def _cut(logits, targets, least):
    return _loss(np.clip(sigmoid(logits), least, 1 - least), targets).mean()


@binary_cross_entropy.mistake("cut the probabilities off at 1e-12")
def _(logits, targets):
    """With a cut no mistake costs more than −log 1e-12 = 27.6, and beyond it the loss is flat: a
    model that is certain and wrong gets no gradient. Compute from the logits."""
    return _cut(logits, targets, 1e-12)


@binary_cross_entropy.mistake("cut the probabilities off at 1e-15")
def _(logits, targets):
    """With a cut no mistake costs more than −log 1e-15 = 34.5, and beyond it the loss is flat: a
    model that is certain and wrong gets no gradient. Compute from the logits."""
    return _cut(logits, targets, 1e-15)


@binary_cross_entropy.mistake("cut the probabilities off at 1e-7, as Keras does")
def _(logits, targets):
    """With a cut no mistake costs more than −log 1e-7 = 16.1, and beyond it the loss is flat: a
    model that is certain and wrong gets no gradient. Compute from the logits."""
    return _cut(logits, targets, 1e-7)


@binary_cross_entropy.mistake("leave out the absolute value in log(1 + e^(−|z|))")
@np.errstate(over="ignore")
def _(logits, targets):
    """Below zero e⁻ᶻ grows, and overflows. With −|z| in the exponent both sides are right, as
    max(z, 0) makes up for it."""
    return np.mean(np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-logits)))


@binary_cross_entropy.mistake("let log(1 + eᶻ) overflow")
@np.errstate(over="ignore")
def _(logits, targets):
    """e¹⁰⁰⁰ is more than a float holds. log(1 + eᶻ) is max(z, 0) + log(1 + e^(−|z|))."""
    return np.mean(np.log(1 + np.exp(logits)) - logits * targets)


@binary_cross_entropy.mistake("leave out the negatives' part")
def _(logits, targets):
    """With one logit for two classes the other class needs its own term:
    −(1 − t) log(1 − σ(z)). Without it, saying yes to all costs nothing."""
    return np.mean(targets * np.logaddexp(0, -logits))


@binary_cross_entropy.mistake("swap the two parts")
def _(logits, targets):
    """The target t goes with log σ(z), and 1 − t with log(1 − σ(z))."""
    return np.mean((1 - targets) * np.logaddexp(0, -logits) + targets * np.logaddexp(0, logits))


@binary_cross_entropy.mistake("sum over the samples")
def _(logits, targets):
    """The loss is the mean over the samples, so that it doesn't grow with their number."""
    return np.sum(np.logaddexp(0, logits) - logits * targets)


@binary_cross_entropy.mistake("take logarithms to the base of 2")
def _(logits, targets):
    """The logarithm is the natural one."""
    return np.mean(np.logaddexp(0, logits) - logits * targets) / np.log(2)


@binary_cross_entropy.mistake("leave out the minus signs")
def _(logits, targets):
    """Logarithms of probabilities are negative or 0. The loss is minus that."""
    return np.mean(logits * targets - np.logaddexp(0, logits))


@binary_cross_entropy.mistake("take the sigmoid twice")
def _(logits, targets):
    """The loss takes logits and makes the sigmoid itself. A sigmoid of a probability stays between
    0.5 and 0.73."""
    p = sigmoid(logits)
    return np.mean(np.logaddexp(0, p) - p * targets)


@binary_cross_entropy.mistake("take the logits for probabilities")
def _(logits, targets):
    """Logits are any numbers, and a negative one has no logarithm: the sigmoid comes between."""
    return _loss(logits, targets).mean()


@binary_cross_entropy.mistake("round the targets to 0 and 1")
def _(logits, targets):
    """A target may lie between: it is the probability that was wanted, and both parts count."""
    return np.mean(np.logaddexp(0, logits) - logits * (targets >= 0.5))


@binary_cross_entropy.mistake("return a loss for each sample")
def _(logits, targets):
    """One number is asked for: the mean over the samples."""
    return np.logaddexp(0, logits) - logits * targets


@binary_cross_entropy.variant("np.logaddexp")
def _(logits, targets):
    return np.mean(np.logaddexp(0.0, logits) - targets * logits)


@binary_cross_entropy.variant("both logarithms, each by SciPy's log_expit")
def _(logits, targets):
    from scipy.special import log_expit

    return -np.average(targets * log_expit(logits) + (1 - targets) * log_expit(-logits))


@binary_cross_entropy.variant("a loop, one case for each sign")
def _(logits, targets):
    total = 0.0
    for z, t in zip(logits, targets, strict=True):
        if z >= 0:
            total += (1 - t) * z + math.log1p(math.exp(-z))
        else:
            total += -t * z + math.log1p(math.exp(z))
    return total / len(logits)


@binary_cross_entropy.variant("PyTorch's BCEWithLogitsLoss")
def _(logits, targets):
    import torch

    return torch.nn.BCEWithLogitsLoss()(torch.as_tensor(logits), torch.as_tensor(targets))


@binary_cross_entropy.variant("the softmax of (z, 0) and its cross-entropy")
def _(logits, targets):
    pairs = np.stack([logits, np.zeros_like(logits)], axis=1)
    log_p = pairs - np.logaddexp.reduce(pairs, axis=1)[:, None]
    return -(np.stack([targets, 1 - targets], axis=1) * log_p).sum() / len(logits)


@binary_cross_entropy.variant("PyTorch's softplus, as a 0-d array")
def _(logits, targets):
    import torch
    from torch.nn.functional import softplus

    z, t = torch.as_tensor(logits), torch.as_tensor(targets)
    return (t * softplus(-z) + (1 - t) * softplus(z)).mean().numpy()
