"""Focal loss: binary cross-entropy in which the easy samples count less."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.losses import sigmoid


@dataclass(frozen=True)
class Detections:
    """Logits ``(n,)`` with 0/1 targets, and the two constants that may be left out.

    Distributions: 4 to 6 logits of magnitude uniform in [0.3, 3] with random signs, rounded to two
    digits; targets have both classes. A case is three calls. The first leaves both constants
    out, the second has gamma uniform in [0.5, 1.5] or [2.5, 4] and alpha uniform in [0.1, 0.2],
    [0.3, 0.4] or [0.6, 0.9]. In the third, of one near logit and two whole ones of 710 … 1000
    and −1000 … −710, both far ones are on the wrong side.
    """

    def values(self, rng) -> list[dict]:
        return [
            self._some(rng),
            self._some(rng) | _constants(rng),
            self._far(rng) | _constants(rng),
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        far = np.array([1000.0, -1000.0, 800.0])
        return {
            "one positive": lambda: [self._some(rng, 1) | {"targets": np.array([1])}],
            "one negative": lambda: [self._some(rng, 1) | {"targets": np.array([0])}],
            "no positives": lambda: [self._some(rng, 3) | {"targets": np.zeros(3, int)}],
            "no negatives": lambda: [self._some(rng, 3) | {"targets": np.ones(3, int)}],
            "gamma = 0, alpha = ½": lambda: [self._some(rng) | {"gamma": 0.0, "alpha": 0.5}],
            "gamma = ½": lambda: [self._some(rng) | {"gamma": 0.5}],
            "alpha = 0": lambda: [self._some(rng) | {"alpha": 0.0}],
            "alpha = 1": lambda: [self._some(rng) | {"alpha": 1.0}],
            "certain and right": lambda: [{"logits": far, "targets": np.array([1, 0, 1])}],
            "certain and right, gamma = 0": lambda: [
                {"logits": far, "targets": np.array([1, 0, 1]), "gamma": 0.0}
            ],
            "certain and right, gamma = ½": lambda: [
                {"logits": far, "targets": np.array([1, 0, 1]), "gamma": 0.5}
            ],
            "certain and wrong": lambda: [{"logits": far, "targets": np.array([0, 1, 0])}],
            "certain and wrong, gamma = ½": lambda: [
                {"logits": far, "targets": np.array([0, 1, 0]), "gamma": 0.5}
            ],
            "logits of zero": lambda: [{"logits": np.zeros(3), "targets": np.array([0, 1, 0])}],
        }

    def _some(self, rng, n=None):
        n = int(rng.integers(4, 7)) if n is None else n
        logits = np.round(rng.choice([-1.0, 1.0], n) * rng.uniform(0.3, 3, n), 2)
        targets = rng.permutation(np.append([0, 1], rng.integers(2, size=max(n - 2, 0)))[:n])
        return {"logits": logits, "targets": targets}

    def _far(self, rng):
        logits = [*np.round(rng.uniform(710, 1000, 2)) * [1, -1], -round(rng.uniform(0.3, 2), 2)]
        order = rng.permutation(3)
        return {"logits": np.array(logits)[order], "targets": np.array([0, 1, 1])[order]}


def _constants(rng):
    gamma = rng.uniform(0.5, 1.5) if rng.random() < 0.5 else rng.uniform(2.5, 4)
    alpha = rng.uniform(*((0.1, 0.2), (0.3, 0.4), (0.6, 0.9))[rng.integers(3)])
    return {"gamma": round(float(gamma), 2), "alpha": round(float(alpha), 2)}


def oracle(logits, targets, gamma=2.0, alpha=0.25):
    from scipy.special import expit, log_expit

    s = np.where(targets == 1, logits, -logits)
    weight = np.where(targets == 1, alpha, 1 - alpha)
    return float(np.mean(-weight * expit(-s) ** gamma * log_expit(s)))


@formula(
    inputs=Detections(),
    oracle=oracle,
    returns=("loss",),
    wide="it chooses between two Python numbers for the weights",
)
def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    """Mean of ``−α_t (1 − p_t)^γ log p_t``, with p_t the probability of the true answer and α_t
    alpha for the positives, 1 − alpha for the negatives (Lin et al., 2017, who divide by the
    number of positives)."""
    s = np.where(targets == 1, logits, -logits)
    weight = np.where(targets == 1, alpha, 1 - alpha)
    wrong, small = _wrong(s), np.exp(-np.abs(s))
    return np.mean(weight * wrong**gamma * (np.maximum(-s, 0) + np.log1p(small)))


def _wrong(s):
    """1 − σ(s), which is σ(−s)."""
    small = np.exp(-np.abs(s))
    return np.where(s >= 0, small, 1.0) / (1 + small)


def _parts(logits, targets, alpha):
    """s, α_t, 1 − p_t and −log p_t."""
    s = np.where(targets == 1, logits, -logits)
    return s, np.where(targets == 1, alpha, 1 - alpha), _wrong(s), np.logaddexp(0, -s)


def _copied(logits, targets, gamma, alpha, cut=True, own=False, each=False):
    """The code that is given to repair, with its three faults, each of which may be mended."""
    p = sigmoid(logits)
    loss = -(targets * np.log(p + 1e-7) + (1 - targets) * np.log(1 - p + 1e-7))
    if not cut:
        loss = np.logaddexp(0, logits) - targets * logits
    p_t = np.where(targets == 1, p, 1 - p) if own else p
    a = np.where(targets == 1, alpha, 1 - alpha) if each else alpha
    return np.mean(a * (1 - p_t) ** gamma * loss)


@focal_loss.mistake("weigh the negatives by 1 − p too, with two more faults behind it")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """p is the probability of *positive*. A negative that is got right has a p near 0, and 1 − p
    lets it count in full. The weight is of p_t, the probability of the true answer: p for the
    positives, 1 − p for the negatives."""
    return _copied(logits, targets, gamma, alpha)


@focal_loss.mistake("weigh the negatives by 1 − p too, with a cut in the logarithm behind it")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """p is the probability of *positive*. A negative that is got right has a p near 0, and 1 − p
    lets it count in full. The weight is of p_t: p for the positives, 1 − p for the negatives."""
    return _copied(logits, targets, gamma, alpha, each=True)


@focal_loss.mistake("weigh the negatives by 1 − p too, with one alpha for both classes behind it")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """p is the probability of *positive*. A negative that is got right has a p near 0, and 1 − p
    lets it count in full. The weight is of p_t: p for the positives, 1 − p for the negatives."""
    return _copied(logits, targets, gamma, alpha, cut=False)


@focal_loss.mistake("weigh the negatives by 1 − p too")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """p is the probability of *positive*. A negative that is got right has a p near 0, and 1 − p
    lets it count in full. The weight is of p_t: p for the positives, 1 − p for the negatives."""
    return _copied(logits, targets, gamma, alpha, cut=False, each=True)


@focal_loss.mistake("give both classes the same alpha, with a cut in the logarithm behind it")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """One factor before all samples balances nothing. alpha is for the positives, 1 − alpha for the
    negatives."""
    return _copied(logits, targets, gamma, alpha, own=True)


@focal_loss.mistake("give both classes the same alpha")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """One factor before all samples balances nothing. alpha is for the positives, 1 − alpha for the
    negatives."""
    return _copied(logits, targets, gamma, alpha, cut=False, own=True)


@focal_loss.mistake("add 1e-7 under the logarithm, or cut it off there")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """With it no answer costs more than −log 1e-7 = 16.1, and a model that is certain and wrong
    gets no gradient. Compute −log p_t from the logit: it is log(1 + e⁻ᶻ) for a positive, written
    so that nothing overflows."""
    return _copied(logits, targets, gamma, alpha, own=True, each=True)


@focal_loss.mistake("cut the probabilities off at 1e-12")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """With a cut no answer costs more than −log 1e-12 = 27.6, and a model that is certain and wrong
    gets no gradient. Compute −log p_t from the logit."""
    s, weight, wrong, _ = _parts(logits, targets, alpha)
    return np.mean(-weight * wrong**gamma * np.log(np.clip(sigmoid(s), 1e-12, 1)))


@focal_loss.mistake("take the logarithm of a probability that may be 0")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """Where the model is certain and wrong, p_t is 0 in a float and its logarithm −∞, though the
    loss is about 1000. Compute −log p_t from the logit."""
    s, weight, wrong, _ = _parts(logits, targets, alpha)
    return np.mean(-weight * wrong**gamma * np.log(sigmoid(s)))


@focal_loss.mistake("take the logarithm of p and of 1 − p for every sample")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """Where p is 0 or 1 in a float one of the two logarithms is −∞, and 0 times it is no number.
    Compute −log p_t from the logit."""
    p = sigmoid(logits)
    loss = -(targets * np.log(p) + (1 - targets) * np.log(1 - p))
    _, weight, wrong, _ = _parts(logits, targets, alpha)
    return np.mean(weight * wrong**gamma * loss)


@focal_loss.mistake("give alpha to the negatives and 1 − alpha to the positives")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """alpha is the weight of the positives, 1 − alpha that of the negatives."""
    _, weight, wrong, loss = _parts(logits, targets, 1 - alpha)
    return np.mean(weight * wrong**gamma * loss)


@focal_loss.mistake("take the factor p_t^γ in place of (1 − p_t)^γ")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """It is the hard samples, of small p_t, that are to count: the factor is small where p_t is
    near 1."""
    s, weight, _, loss = _parts(logits, targets, alpha)
    return np.mean(weight * _wrong(-s) ** gamma * loss)


@focal_loss.mistake("weigh by the mean loss, as if it were one sample")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """Each sample has its own p_t, and so its own weight: average last. (A popular snippet averages
    first.)"""
    loss = np.logaddexp(0, -np.where(targets == 1, logits, -logits)).mean()
    weight = np.where(targets == 1, alpha, 1 - alpha).mean()
    return weight * (1 - np.exp(-loss)) ** gamma * loss


@focal_loss.mistake("weigh alpha times the mean loss, as if it were one sample")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """Each sample has its own p_t and α_t, and so its own weight: average last. (A popular snippet
    averages first.)"""
    loss = np.logaddexp(0, -np.where(targets == 1, logits, -logits)).mean()
    return alpha * (1 - np.exp(-loss)) ** gamma * loss


@focal_loss.mistake("divide by the number of positives")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """The paper divides by it. Here the loss is the mean over all n samples, which works without
    positives too."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return np.sum(weight * wrong**gamma * loss) / targets.sum()


@focal_loss.mistake("divide by the number of positives, or by 1 where there are none")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """The paper divides by it. Here the loss is the mean over all n samples."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return np.sum(weight * wrong**gamma * loss) / max(1, targets.sum())


@focal_loss.mistake("sum over the samples")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """The loss is the mean over the samples, so that it doesn't grow with their number."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return np.sum(weight * wrong**gamma * loss)


@focal_loss.mistake("leave out alpha")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """Each sample also has the weight of its class: alpha, or 1 − alpha."""
    _, _, wrong, loss = _parts(logits, targets, alpha)
    return np.mean(wrong**gamma * loss)


@focal_loss.mistake("leave out the factor (1 − p_t)^γ")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """Without it this is cross-entropy with class weights, and easy samples cost as before."""
    _, weight, _, loss = _parts(logits, targets, alpha)
    return np.mean(weight * loss)


@focal_loss.mistake("multiply by γ instead of raising to its power")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """The factor is (1 − p_t) to the power γ: a hundredth where p_t is 0.9 and γ is 2."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return np.mean(weight * wrong * gamma * loss)


@focal_loss.mistake("take a gamma of 2 whatever is asked for")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """2 is what gamma is where nobody gives one."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return np.mean(weight * wrong**2 * loss)


@focal_loss.mistake("take an alpha of 0.25 whatever is asked for")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """0.25 is what alpha is where nobody gives one."""
    _, weight, wrong, loss = _parts(logits, targets, 0.25)
    return np.mean(weight * wrong**gamma * loss)


@focal_loss.mistake("take logarithms to the base of 2")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """The logarithm is the natural one."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return np.mean(weight * wrong**gamma * loss) / np.log(2)


@focal_loss.mistake("leave out the minus sign")
def _(logits, targets, gamma=2.0, alpha=0.25):
    """The logarithm of a probability is negative or 0. The loss is minus that."""
    _, weight, wrong, loss = _parts(logits, targets, alpha)
    return -np.mean(weight * wrong**gamma * loss)


@focal_loss.variant("SciPy's log_expit")
def _(logits, targets, gamma=2.0, alpha=0.25):
    from scipy.special import expit, log_expit

    s = (2 * targets - 1) * logits
    a = targets * alpha + (1 - targets) * (1 - alpha)
    return float(-(a * expit(-s) ** gamma * log_expit(s)).mean())


@focal_loss.variant("torchvision's way: BCE with logits, p_t by products")
def _(logits, targets, gamma=2.0, alpha=0.25):
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    z, t = torch.as_tensor(logits), torch.as_tensor(targets).double()
    p = torch.sigmoid(z)
    ce = binary_cross_entropy_with_logits(z, t, reduction="none")
    p_t = p * t + (1 - p) * (1 - t)
    a_t = alpha * t + (1 - alpha) * (1 - t)
    return (a_t * (1 - p_t) ** gamma * ce).mean()


@focal_loss.variant("float32 throughout")
def _(logits, targets, gamma=2.0, alpha=0.25):
    s = np.where(targets == 1, logits, -logits).astype(np.float32)
    weight = np.where(targets == 1, alpha, 1 - alpha).astype(np.float32)
    return np.mean(weight * _wrong(s) ** np.float32(gamma) * np.logaddexp(np.float32(0), -s))


@focal_loss.variant("a loop over the samples")
def _(logits, targets, gamma=2.0, alpha=0.25):
    total = 0.0
    for z, t in zip(logits, targets, strict=True):
        s = z if t == 1 else -z
        small = math.exp(-abs(s))
        loss = math.log1p(small) + max(-s, 0.0)
        wrong = (small if s >= 0 else 1.0) / (1 + small)
        total += (alpha if t == 1 else 1 - alpha) * wrong**gamma * loss
    return total / len(logits)


@focal_loss.variant("positives and negatives apart")
def _(logits, targets, gamma=2.0, alpha=0.25):
    up, down = logits[targets == 1], logits[targets == 0]
    yes = alpha * _wrong(up) ** gamma * np.logaddexp(0, -up)
    no = (1 - alpha) * _wrong(-down) ** gamma * np.logaddexp(0, down)
    return (yes.sum() + no.sum()) / len(logits)


@focal_loss.variant("p_t as e to minus the loss of each sample")
def _(logits, targets, gamma=2.0, alpha=0.25):
    loss = np.logaddexp(0, logits) - targets * logits
    p_t = np.exp(-loss)
    return np.average(np.where(targets, alpha, 1 - alpha) * (1 - p_t) ** gamma * loss)
