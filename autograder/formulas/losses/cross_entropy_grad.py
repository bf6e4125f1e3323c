"""The gradient of cross-entropy with respect to the logits: what is said less what is true."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.losses import Logits, naive_softmax, softmax_rows


def oracle(logits, targets):
    import torch
    from torch.nn.functional import cross_entropy

    z = torch.tensor(logits, requires_grad=True)
    cross_entropy(z, torch.tensor(targets)).backward()
    return z.grad.numpy()


@formula(inputs=Logits(), oracle=oracle, returns=("gradient",))
def cross_entropy_grad(logits, targets):
    """``(softmax(z) − t) / n``: the derivative of log-sum-exp is the softmax (Bridle, 1990)."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (grown / grown.sum(axis=1, keepdims=True) - targets) / len(logits)


@cross_entropy_grad.mistake("leave out the 1/n of the mean")
def _(logits, targets):
    """The loss is a mean over n samples, so each row of its gradient has the factor 1/n."""
    return softmax_rows(logits) - targets


@cross_entropy_grad.mistake("divide by n·k")
def _(logits, targets):
    """The loss sums over the classes and averages over the samples: the factor is 1/n."""
    return (softmax_rows(logits) - targets) / logits.size


@cross_entropy_grad.mistake("divide by the number of classes")
def _(logits, targets):
    """The mean is over the samples, which are the rows: the factor is 1/n."""
    return (softmax_rows(logits) - targets) / logits.shape[1]


@cross_entropy_grad.mistake("turn the sign round")
def _(logits, targets):
    """The gradient points uphill: raising a logit whose share is too small *lowers* the loss."""
    return (targets - softmax_rows(logits)) / len(logits)


@cross_entropy_grad.mistake("subtract the targets from the logits")
def _(logits, targets):
    """Logits and targets can't be compared. What log Σ eᶻ has as its derivative is a softmax."""
    return (logits - targets) / len(logits)


@cross_entropy_grad.mistake("take the gradient with respect to the probabilities")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits, targets):
    """−t/p is the slope of −t log p in p. The logits are asked for, and the softmax between the two
    has a derivative of its own."""
    return -targets / softmax_rows(logits) / len(logits)


@cross_entropy_grad.mistake("forget that a logit moves the shares of the other classes too")
def _(logits, targets):
    """−t log p has the slope −t(1 − p) in its own logit. But the logit is in the denominator of all
    shares: the other classes' terms add to it."""
    return -targets * (1 - softmax_rows(logits)) / len(logits)


@cross_entropy_grad.mistake("multiply by p(1 − p), as under a squared error")
def _(logits, targets):
    """The slope of the softmax cancels against that of the logarithm. Only p − t is left: that is
    what makes cross-entropy pull where it is most wrong."""
    p = softmax_rows(logits)
    return (p - targets) * p * (1 - p) / len(logits)


@cross_entropy_grad.mistake("leave out the targets")
def _(logits, targets):
    """The softmax is the derivative of log Σ eᶻ. The other part of the loss, −Σ t z, has one
    too."""
    return softmax_rows(logits) / len(logits)


@cross_entropy_grad.mistake("take the softmax twice")
def _(logits, targets):
    """One softmax makes probabilities of logits. A second one makes them nearly equal."""
    return (softmax_rows(softmax_rows(logits)) - targets) / len(logits)


@cross_entropy_grad.mistake("look only at the likeliest class of each target")
def _(logits, targets):
    """A target may be shared among classes: each share is subtracted from its own class."""
    return (softmax_rows(logits) - np.eye(targets.shape[1])[targets.argmax(1)]) / len(logits)


@cross_entropy_grad.mistake("put a sigmoid in place of the softmax")
@np.errstate(over="ignore")
def _(logits, targets):
    """That is the gradient of k binary cross-entropies. Here the classes exclude each other, and
    share 1 among them."""
    return (1 / (1 + np.exp(-logits)) - targets) / len(logits)


@cross_entropy_grad.mistake("let the softmax go down the columns")
def _(logits, targets):
    """A row is a sample, and its classes share 1 among them: the softmax goes along axis 1."""
    return (softmax_rows(logits.T).T - targets) / len(logits)


@cross_entropy_grad.mistake("raise e to the logits as they are")
def _(logits, targets):
    """e¹⁰⁰⁰ is more than a float holds. Take each row's largest logit off before the
    exponential."""
    return (naive_softmax(logits) - targets) / len(logits)


@cross_entropy_grad.mistake("subtract one maximum from the whole array")
@np.errstate(invalid="ignore")
def _(logits, targets):
    """A row that lies 1000 below another becomes 0/0. Each row is shifted by its own maximum."""
    grown = np.exp(logits - logits.max())
    return (grown / grown.sum(axis=1, keepdims=True) - targets) / len(logits)


@cross_entropy_grad.mistake("average the gradient over the samples")
def _(logits, targets):
    """Each sample has its own logits, and so its own row of the gradient."""
    return (softmax_rows(logits) - targets).mean(axis=0)


@cross_entropy_grad.variant("PyTorch's autograd")
def _(logits, targets):
    import torch

    z = torch.tensor(logits, requires_grad=True)
    (-(torch.tensor(targets) * z.log_softmax(dim=1)).sum() / len(z)).backward()
    return z.grad


@cross_entropy_grad.variant("a loop")
def _(logits, targets):
    gradient = np.zeros_like(logits)
    for i, (z, t) in enumerate(zip(logits, targets, strict=True)):
        grown = np.exp(z - max(z))
        for j in range(len(z)):
            gradient[i, j] = (grown[j] / sum(grown) - t[j]) / len(logits)
    return gradient


@cross_entropy_grad.variant("the textbook's Jacobian of the softmax, times −t/p")
def _(logits, targets):
    # Written with the p of the denominator cancelled, so that no share may be 0 there.
    rows = []
    for p, t in zip(softmax_rows(logits), targets, strict=True):
        rows.append([sum(-t[j] * ((i == j) - p[i]) for j in range(len(p))) for i in range(len(p))])
    return np.array(rows) / len(rows)


@cross_entropy_grad.variant("a copy, less the targets in place")
def _(logits, targets):
    from scipy.special import softmax

    gradient = softmax(logits, axis=1)
    gradient -= targets
    gradient /= logits.shape[0]
    return gradient


@cross_entropy_grad.variant("e to the log-softmax, as a list")
def _(logits, targets):
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return ((np.exp(log_p) - targets) * (1 / len(targets))).tolist()
