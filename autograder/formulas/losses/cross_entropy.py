"""Cross-entropy: minus the logarithm of the share that the truth was given."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.losses import Logits, naive_softmax, softmax_rows


def oracle(logits, targets):
    import torch
    from torch.nn.functional import cross_entropy

    return cross_entropy(torch.tensor(logits), torch.tensor(targets)).item()


@formula(inputs=Logits(), oracle=oracle, returns=("loss",))
def cross_entropy(logits, targets):
    """Mean over samples of ``−Σⱼ tⱼ log softmax(z)ⱼ``, the logarithm as ``zⱼ − m − log Σ e^(zᵢ −
    m)`` with m the largest logit of the row, so that no 0 comes under a logarithm (Good, 1952)."""
    return -(targets * log_softmax(logits)).sum(axis=1).mean()


def log_softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@cross_entropy.mistake("take the logarithm of the softmax, which may be 0")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """A share that is too small for a float is 0, and its logarithm −∞, where a loss of 1000 is
    right. Write the logarithm of the quotient as a difference: zⱼ − m − log Σ e^(zᵢ − m)."""
    return -(targets * np.log(softmax_rows(logits))).sum(axis=1).mean()


@cross_entropy.mistake("take the logarithm of the softmax where there is a target, and it may be 0")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """A share that is too small for a float is 0, and its logarithm −∞, where a loss of 1000 is
    right. Write the logarithm of the quotient as a difference: zⱼ − m − log Σ e^(zᵢ − m)."""
    terms = np.where(targets > 0, targets * np.log(softmax_rows(logits)), 0.0)
    return -terms.sum(axis=1).mean()


@cross_entropy.mistake("raise e to the logits as they are")
@np.errstate(over="ignore", divide="ignore", invalid="ignore")
def _(logits, targets):
    """e¹⁰⁰⁰ is more than a float holds, and e⁻¹⁰⁰⁰ is 0, of which there is no logarithm. Take each
    row's largest logit off first, and add it again outside: log Σ eᶻ = m + log Σ e^(z − m)."""
    return (np.log(np.exp(logits).sum(axis=1)) - (targets * logits).sum(axis=1)).mean()


@cross_entropy.mistake("raise e to the logits as they are, in the softmax")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """e¹⁰⁰⁰ is more than a float holds: infinity over infinity is no number. Take each row's
    largest logit off first. Then write the logarithm as a difference, as the share itself may be
    0."""
    return -(targets * np.log(naive_softmax(logits))).sum(axis=1).mean()


@cross_entropy.mistake("subtract one maximum from the whole array")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """In a row that lies 1000 below another all exponentials become 0. Each row is shifted by its
    own maximum."""
    shifted = logits - logits.max()
    return -(targets * (shifted - np.log(np.exp(shifted).sum(1, keepdims=True)))).sum(1).mean()


def _cut(logits, targets, least):
    return -(targets * np.log(np.clip(softmax_rows(logits), least, 1))).sum(axis=1).mean()


@cross_entropy.mistake("cut the probabilities off at 1e-12")
def _(logits, targets):
    """With a cut no mistake costs more than −log 1e-12 = 27.6, and there the loss is flat: a model
    that is certain and wrong gets no gradient. Write the logarithm as zⱼ − m − log Σ e^(zᵢ − m)."""
    return _cut(logits, targets, 1e-12)


@cross_entropy.mistake("cut the probabilities off at 1e-15")
def _(logits, targets):
    """With a cut no mistake costs more than −log 1e-15 = 34.5, and there the loss is flat: a model
    that is certain and wrong gets no gradient. Write the logarithm as zⱼ − m − log Σ e^(zᵢ − m)."""
    return _cut(logits, targets, 1e-15)


@cross_entropy.mistake("add 1e-8 to the probabilities, or cut them off there")
def _(logits, targets):
    """With it no mistake costs more than −log 1e-8 = 18.4, and there the loss is flat: a model that
    is certain and wrong gets no gradient. Write the logarithm as zⱼ − m − log Σ e^(zᵢ − m)."""
    return _cut(logits, targets, 1e-8)


@cross_entropy.mistake("take the softmax twice")
def _(logits, targets):
    """The loss takes logits and makes the softmax itself. Shares between 0 and 1 are poor logits:
    no class could ever get more than e times the share of another."""
    return -(targets * log_softmax(softmax_rows(logits))).sum(axis=1).mean()


@cross_entropy.mistake("take the logits for probabilities")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """Logits are any numbers, and a negative one has no logarithm: the softmax comes first."""
    return -(targets * np.log(logits)).sum(axis=1).mean()


@cross_entropy.mistake("subtract the entropy of the targets")
def _(logits, targets):
    """That is the Kullback-Leibler divergence. It has the same gradient, but it is not the
    cross-entropy: −Σ t log p alone."""
    logs = np.log(np.where(targets > 0, targets, 1))
    return (targets * (logs - log_softmax(logits))).sum(axis=1).mean()


@cross_entropy.mistake("sum over the samples")
def _(logits, targets):
    """The loss is the mean over the samples, so that it doesn't grow with their number."""
    return -(targets * log_softmax(logits)).sum()


@cross_entropy.mistake("take the mean over samples and classes")
def _(logits, targets):
    """A sample's loss is a sum over the classes. Only the samples are averaged: divide by n, not by
    n·k."""
    return -(targets * log_softmax(logits)).mean()


@cross_entropy.mistake("take logarithms to the base of 2")
def _(logits, targets):
    """The logarithm is the natural one, as the softmax is made of powers of e."""
    return -(targets * log_softmax(logits)).sum(axis=1).mean() / np.log(2)


@cross_entropy.mistake("leave out the minus sign")
def _(logits, targets):
    """The logarithm of a share is negative or 0. The loss is minus that: small where the truth has
    a large share."""
    return (targets * log_softmax(logits)).sum(axis=1).mean()


@cross_entropy.mistake("look only at the likeliest class of each target")
def _(logits, targets):
    """A target may be shared among classes: each counts by its share."""
    return -log_softmax(logits)[range(len(targets)), targets.argmax(axis=1)].mean()


@cross_entropy.mistake("add −(1 − t) log(1 − p), as binary cross-entropy does")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """With classes that exclude each other −Σ t log p says it all: what the truth has, no other
    class has."""
    log_p = log_softmax(logits)
    others = (1 - targets) * np.log(1 - np.exp(log_p))
    return -(targets * log_p + others).sum(axis=1).mean()


@cross_entropy.mistake("swap targets and probabilities under the logarithm")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """It is the model's share that goes under the logarithm, and the target that weighs it."""
    return -(softmax_rows(logits) * np.log(targets)).sum(axis=1).mean()


@cross_entropy.mistake("let the softmax go down the columns")
def _(logits, targets):
    """A row is a sample, and its classes share 1 among them: the softmax goes along axis 1."""
    return -(targets * log_softmax(logits.T).T).sum(axis=1).mean()


@cross_entropy.mistake("return a loss for each sample")
def _(logits, targets):
    """One number is asked for: the mean over the samples."""
    return -(targets * log_softmax(logits)).sum(axis=1)


@cross_entropy.variant("log-sum-exp less what the truth has")
def _(logits, targets):
    from scipy.special import logsumexp

    return float(np.mean(logsumexp(logits, axis=1) - np.sum(targets * logits, axis=1)))


@cross_entropy.variant("a loop over samples and classes")
def _(logits, targets):
    total = 0.0
    for z, t in zip(logits, targets, strict=True):
        m = max(z)
        log_sum = m + math.log(sum(math.exp(v - m) for v in z))
        for j in range(len(z)):
            if t[j]:
                total -= t[j] * (z[j] - log_sum)
    return total / len(logits)


@cross_entropy.variant("np.logaddexp over the classes")
def _(logits, targets):
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return np.einsum("ij,ij->", targets, -log_p) / len(logits)


@cross_entropy.variant("PyTorch's loss")
def _(logits, targets):
    import torch

    return torch.nn.CrossEntropyLoss()(torch.as_tensor(logits), torch.as_tensor(targets))


@cross_entropy.variant("PyTorch's log_softmax")
def _(logits, targets):
    import torch

    log_p = torch.log_softmax(torch.as_tensor(logits), dim=1)
    return (-(torch.as_tensor(targets) * log_p).sum(dim=1)).mean().item()


@cross_entropy.variant("the divergence with the targets' entropy added again")
def _(logits, targets):
    from scipy.special import entr, xlogy

    log_p = log_softmax(logits)
    divergence = xlogy(targets, targets) - targets * log_p
    return (divergence + entr(targets)).sum() / logits.shape[0]
