"""The softmax: any row of numbers becomes a distribution."""

import math

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.losses import Logits, naive_softmax, softmax_rows


def oracle(logits):
    from scipy.special import softmax

    return softmax(logits, axis=1)


@formula(inputs=Logits(targets=False), oracle=oracle, returns=("p",))
def softmax(logits):
    """``e^(zⱼ − m) / Σᵢ e^(zᵢ − m)`` in each row, with m its largest logit: the same as without m,
    and never too large for a float (Bridle, 1990)."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


@softmax.mistake("raise e to the logits as they are: infinity over infinity is no number")
def _(logits):
    """e¹⁰⁰⁰ is more than a float holds, and e⁻¹⁰⁰⁰ is 0. A constant that is taken off all logits of
    a row changes nothing in the result: take off the one that keeps every exponent at or below
    zero."""
    return naive_softmax(logits)


@softmax.mistake("subtract one maximum from the whole array")
@np.errstate(invalid="ignore")
def _(logits):
    """A row that lies 1000 below another becomes 0/0. Each row is shifted by its own maximum."""
    grown = np.exp(logits - logits.max())
    return grown / grown.sum(axis=1, keepdims=True)


@softmax.mistake("subtract each row's mean instead of its maximum")
@np.errstate(over="ignore", invalid="ignore")
def _(logits):
    """One logit may lie more than 1000 above the mean, and overflows. None lies above the
    maximum."""
    grown = np.exp(logits - logits.mean(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


@softmax.mistake("go down the columns")
def _(logits):
    """A row is a sample, and its classes share 1 among them: the sum goes along axis 1."""
    grown = np.exp(logits - logits.max(axis=0))
    return grown / grown.sum(axis=0)


@softmax.mistake("divide by the sum over all rows")
@np.errstate(under="ignore")
def _(logits):
    """Each row sums to 1 by itself, whatever the other samples are."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return grown / grown.sum()


@softmax.mistake("leave out the division")
def _(logits):
    """The exponentials are positive, but they don't sum to 1 yet."""
    return np.exp(logits - logits.max(axis=1, keepdims=True))


@softmax.mistake("leave out the exponential")
@np.errstate(divide="ignore", invalid="ignore")
def _(logits):
    """Logits may be negative, and shares may not: the exponential makes them positive first."""
    return logits / logits.sum(axis=1, keepdims=True)


@softmax.mistake("change the sign of the logits")
def _(logits):
    """The largest logit gets the largest share."""
    return softmax_rows(-logits)


@softmax.mistake("return the logarithms")
def _(logits):
    """The softmax itself is asked for. (Its logarithm comes with cross-entropy.)"""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@softmax.mistake("give all to the largest")
def _(logits):
    """Where two logits are near each other, so are their shares: the softmax is soft."""
    return np.eye(logits.shape[1])[logits.argmax(axis=1)]


@softmax.mistake("take a sigmoid of each logit")
@np.errstate(over="ignore")
def _(logits):
    """The sigmoid looks at one logit at a time, and so k of them don't share 1 among them."""
    return 1 / (1 + np.exp(-logits))


@softmax.mistake("cut the logits off where e would overflow")
def _(logits):
    """Beyond the cut all logits look alike, and the result with them. A shift loses nothing."""
    return softmax_rows(np.clip(logits, -500, 500))


@softmax.variant("a loop with math.exp")
def _(logits):
    rows = []
    for row in logits:
        grown = [math.exp(z - max(row)) for z in row]
        rows.append([g / sum(grown) for g in grown])
    return rows


@softmax.variant("one over the sum of all differences")
@np.errstate(over="ignore")
def _(logits):
    apart = logits[:, None, :] - logits[:, :, None]
    return 1 / np.exp(apart).sum(axis=2)


@softmax.variant("e to the logarithm of the softmax")
def _(logits):
    from scipy.special import logsumexp

    return np.exp(logits - logsumexp(logits, axis=1)[:, None])


@softmax.variant("transposed and back")
def _(logits):
    grown = np.exp(logits.T - logits.T.max(axis=0))
    return (grown / grown.sum(axis=0)).T


@softmax.variant("PyTorch")
def _(logits):
    import torch

    return torch.softmax(torch.as_tensor(logits), dim=1)


@softmax.variant("PyTorch's module, in float32")
def _(logits):
    import torch

    return torch.nn.Softmax(dim=-1)(torch.tensor(logits, dtype=torch.float32))
