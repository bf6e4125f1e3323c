"""Reduce on plateau: the rate drops where the loss has stopped falling."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.schedules import base_rate


def oracle(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    import torch
    from torch.optim.lr_scheduler import ReduceLROnPlateau

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = ReduceLROnPlateau(
        optimizer,
        factor=factor,
        patience=patience,
        threshold=threshold,
        min_lr=min_lr,
        eps=0,
    )
    rates = []
    for loss in losses:
        scheduler.step(float(loss))
        rates.append(optimizer.param_groups[0]["lr"])
    return np.array(rates)


@dataclass(frozen=True)
class Plateaus:
    """Losses that fall, stop, slide and fall again, each kind in a call of its own.

    Distributions: the first loss is uniform in [1, 3]; then 14 to 20 epochs, each of which falls
    by 3 to 30 % of the best so far, slides down by less than the threshold, repeats the best, or
    rises by up to 30 %, at random. patience is 0 to 2, threshold 0 or uniform in [0.02, 0.1],
    factor uniform in [0.3, 0.45] or [0.55, 0.7], min_lr 0 or a share of 0.1 to 0.3 of base_lr.
    Losses are rounded to three digits, and drawn again where one meets the bound within 1e-4,
    but for equal losses at a threshold of 0.
    """

    def values(self, rng) -> list[dict]:
        return [
            self._call(rng, patience=int(rng.integers(1, 3)), floor=True),
            self._call(rng, patience=0),
            self._call(rng, patience=1, threshold=0.0),
            self._bare(rng),
        ]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "patience 0": lambda: [self._call(rng, patience=0)],
            "constant losses, threshold 0": lambda: [
                self._call(rng, patience=1, threshold=0.0) | {"losses": np.full(7, 0.5)}
            ],
            "a slow slide within the threshold": lambda: [self._slide(rng)],
            "a loss that always falls": lambda: [
                self._call(rng, patience=0) | {"losses": np.round(2 * 0.8 ** np.arange(8.0), 3)}
            ],
            "a second drop": lambda: [
                self._call(rng, patience=2) | {"losses": np.array([1.0, *[1.2] * 7])}
            ],
            "the least rate is reached": lambda: [self._floored(rng)],
            "better again after a drop": lambda: [
                self._call(rng, patience=1, threshold=0.05)
                | {"losses": np.array([1.0, 1.1, 1.2, 0.8, 0.9, 0.7, 0.75, 0.9, 0.95])}
            ],
            "one loss": lambda: [
                self._call(rng, patience=p) | {"losses": np.array([1.5])} for p in (0, 2)
            ],
            "all options left out": lambda: [self._bare(rng)],
            "a loss near 0": lambda: [
                self._call(rng, patience=1, threshold=0.1)
                | {"losses": np.array([0.02, 0.017, 0.0145, 0.0142, 0.012, 0.013, 0.0125])}
            ],
        }

    def _call(self, rng, patience, threshold=None, floor=None):
        base = base_rate(rng)
        span = ((0.3, 0.45), (0.55, 0.7))[rng.integers(2)]
        some = round(float(rng.uniform(0.02, 0.1)), 3)
        least = round(base * float(rng.uniform(0.1, 0.3)), 3)
        call = {
            "losses": None,
            "base_lr": base,
            "factor": round(float(rng.uniform(*span)), 2),
            "patience": patience,
            "threshold": some if threshold is None else threshold,
            "min_lr": least if floor else 0.0,
        }
        return call | {"losses": self._losses(rng, call["threshold"])}

    def _losses(self, rng, threshold, n=None):
        n = int(rng.integers(14, 21)) if n is None else n
        while True:
            losses = [round(float(rng.uniform(1, 3)), 2)]
            best = losses[0]
            for _ in range(n - 1):
                kind = rng.choice(4, p=[0.25, 0.25, 0.15, 0.35])
                factor = (
                    1 - float(rng.uniform(max(0.03, 1.2 * threshold), 0.3)),
                    1 - float(rng.uniform(0.1, 0.8)) * threshold,
                    1.0,
                    1 + float(rng.uniform(0.02, 0.3)),
                )[kind]
                losses.append(round(best * factor, 3))
                if losses[-1] < best * (1 - threshold):
                    best = losses[-1]
            if _clear(losses, threshold) and min(losses) > 0.1:
                return np.array(losses)

    def _bare(self, rng):
        """Eleven bad epochs in a row, which make the default patience's first drop."""
        losses = self._losses(rng, 1e-4, 5)
        return {
            "losses": np.array([*losses, *np.round(losses.min() * rng.uniform(1.05, 1.4, 13), 3)]),
            "base_lr": base_rate(rng),
        }

    def _slide(self, rng):
        """Each a little better than the last; together they pass the threshold at last."""
        losses = np.round(2 * 0.982 ** np.arange(10.0), 3)
        return self._call(rng, patience=2, threshold=0.08) | {"losses": losses}

    def _floored(self, rng):
        call = self._call(rng, patience=0, floor=True)
        return call | {"losses": np.array([1.0, *[1.3] * 8])}


def _clear(losses, threshold):
    """Whether no loss meets the bound by rounding."""
    best = losses[0]
    for loss in losses[1:]:
        bound = best * (1 - threshold)
        if abs(loss - bound) < 1e-4 and not (threshold == 0 and loss == best):
            return False
        best = loss if loss < bound else best
    return True


@formula(inputs=Plateaus(), oracle=oracle, returns=("rates",))
def reduce_on_plateau(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    """The rate after each loss: it drops to ``max(rate·factor, min_lr)`` where more than `patience`
    epochs in a row had no ``loss < best·(1 − threshold)`` (PyTorch's `ReduceLROnPlateau`)."""
    return _rule(losses, base_lr, factor, patience, threshold, min_lr)


def _rule(
    losses,
    base_lr,
    factor=0.1,
    patience=10,
    threshold=1e-4,
    min_lr=0.0,
    *,
    better=lambda loss, best, threshold: loss < best * (1 - threshold),
    full=lambda bad, patience: bad > patience,
    drop=lambda rate, factor, min_lr, base: max(rate * factor, min_lr),
    recount=lambda bad: 0,
    improved=lambda bad: 0,
    after=lambda best, loss: best,
    worse=lambda best, loss: best,
    first=np.inf,
):
    """PyTorch's rule with each of its parts open to a slip."""
    rate, best, bad, rates = base_lr, first, 0, []
    for loss in losses:
        if better(loss, best, threshold):
            best, bad = loss, improved(bad)
        else:
            best, bad = worse(best, loss), bad + 1
        if full(bad, patience):
            rate, bad, best = drop(rate, factor, min_lr, base_lr), recount(bad), after(best, loss)
        rates.append(rate)
    return np.array(rates)


def _slip(name, hint, **parts):
    """A named mistake: the rule with some of its parts put otherwise."""

    def way(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
        return _rule(losses, base_lr, factor, patience, threshold, min_lr, **parts)

    way.__doc__ = hint
    reduce_on_plateau.mistake(name)(way)


_slip(
    "drop at `patience` bad epochs instead of after them",
    """The bad epochs must *exceed* patience: with patience 2 it is the third in a row that drops
    the rate.""",
    full=lambda bad, patience: bad >= max(patience, 1),
)
_slip(
    "drop at `patience` bad epochs, so with a patience of 0 at good ones too",
    """The bad epochs must *exceed* patience: `bad > patience`. With patience 0 the first
    bad epoch drops the rate, and no good one.""",
    full=lambda bad, patience: bad >= patience,
)
_slip(
    "take the threshold off the best loss instead of a share of it",
    """The threshold is relative: a loss is better if it is below `best * (1 - threshold)`.""",
    better=lambda loss, best, threshold: loss < best - threshold,
)
_slip(
    "leave the threshold out",
    """A loss that is lower by a hair is not better: it must be below `best * (1 - threshold)`.""",
    better=lambda loss, best, threshold: loss < best,
)
_slip(
    "add the threshold instead of taking it off",
    """`best * (1 + threshold)` lets a loss that is slightly *worse* count as better: take the share
    off.""",
    better=lambda loss, best, threshold: loss < best * (1 + threshold),
)
_slip(
    "begin with a best loss of 0, which no loss beats",
    """Losses are above 0, so none is below a best of 0. Begin with `best = np.inf`: then the first
    loss is always better.""",
    first=0.0,
)
_slip(
    "let an equal loss count as better",
    """A loss that only equals the bound is not better: the comparison is `<`.""",
    better=lambda loss, best, threshold: loss <= best * (1 - threshold),
)
_slip(
    "go on counting after a drop",
    """After a drop the count starts anew, at 0: else every bad epoch that follows drops the rate
    again.""",
    recount=lambda bad: bad,
)
_slip(
    "add up bad epochs that are not in a row",
    """A better loss sets the count of bad epochs back to 0.""",
    improved=lambda bad: bad,
)
_slip(
    "forget the best loss at a drop",
    """Only the count starts anew. `best` stays the best of all losses so far.""",
    after=lambda best, loss: np.inf,
)
_slip(
    "start from the loss of the drop as the new best",
    """Only the count starts anew. `best` stays the best of all losses so far.""",
    after=lambda best, loss: loss,
)
_slip(
    "compare with the loss before instead of the best",
    """A loss that falls after a rise needn't be better than what was there before: compare with the
    best of all so far.""",
    worse=lambda best, loss: loss,
)
_slip(
    "let `best` follow losses that don't count as better",
    """`best` moves only where a loss is better by the threshold. Else a slow slide is never seen,
    though it adds up.""",
    worse=lambda best, loss: min(best, loss),
)
_slip(
    "look for losses that rise",
    """A *low* loss is good: it is better if it is below the bound.""",
    better=lambda loss, best, threshold: loss > best * (1 + threshold),
    first=-np.inf,
)
_slip(
    "drop below min_lr",
    """The rate never falls below min_lr: `max(rate * factor, min_lr)`.""",
    drop=lambda rate, factor, min_lr, base: rate * factor,
)
_slip(
    "keep the rate where a drop would lead below min_lr",
    """The last drop leads to min_lr itself: `max(rate * factor, min_lr)`.""",
    drop=lambda rate, factor, min_lr, base: rate * factor if rate * factor >= min_lr else rate,
)
_slip(
    "drop once and never again",
    """Each drop multiplies the rate of the moment by the factor, not the base rate.""",
    drop=lambda rate, factor, min_lr, base: max(base * factor, min_lr),
)
_slip(
    "take the factor off instead of multiplying by it",
    """The factor is the share of the rate that is *kept*: 0.1 leaves a tenth.""",
    drop=lambda rate, factor, min_lr, base: max(rate * (1 - factor), min_lr),
)
_slip(
    "divide by the factor",
    """The factor is below 1, so to divide by it makes the rate grow: multiply.""",
    drop=lambda rate, factor, min_lr, base: max(rate / factor, min_lr),
)


@reduce_on_plateau.mistake("count the first epoch as bad")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    """The first loss has nothing before it to beat, and counts as better: begin with
    `best = np.inf`, or look at the losses from the second on."""
    return _rule(losses, base_lr, factor, patience, threshold, min_lr, first=losses[0])


@reduce_on_plateau.mistake("return the rate before each loss is seen")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    """What stands at an epoch is the rate *after* its loss: a drop shows at the epoch that makes
    it."""
    rates = _rule(losses, base_lr, factor, patience, threshold, min_lr)
    return np.array([base_lr, *rates[:-1]])


@reduce_on_plateau.mistake("take the defaults whatever is passed")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    """The numbers in the `def` line count only if the arguments are left out."""
    return _rule(losses, base_lr)


@reduce_on_plateau.mistake("return the last rate alone")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    """One rate for each loss: an array as long as `losses`."""
    return _rule(losses, base_lr, factor, patience, threshold, min_lr)[-1]


@reduce_on_plateau.variant("counting down what patience is left")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    rates, best, left = np.empty(len(losses)), None, patience
    rate = base_lr
    for i, loss in enumerate(losses):
        if best is None or loss / best < 1 - threshold:
            best, left = loss, patience
        elif left == 0:
            rate, left = max(min_lr, factor * rate), patience
        else:
            left -= 1
        rates[i] = rate
    return rates


@reduce_on_plateau.variant("the epoch of the last good loss or drop")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    rates, best, since = [base_lr], losses[0], 0
    for epoch in range(1, len(losses)):
        rate = rates[-1]
        if losses[epoch] < best - best * threshold:
            best, since = losses[epoch], epoch
        elif epoch - since > patience:
            rate, since = max(rate * factor, min_lr), epoch
        rates.append(rate)
    return rates


@reduce_on_plateau.variant("drops counted, rates from their number")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    drops, best, bad, counts = 0, float("inf"), 0, []
    for loss in losses.tolist():
        bad = 0 if loss < best * (1 - threshold) else bad + 1
        best = best if bad else loss
        if bad == patience + 1:
            drops, bad = drops + 1, 0
            best = best + 0.0
        counts.append(drops)
    return np.maximum(base_lr * factor ** np.array(counts), min_lr)


@reduce_on_plateau.variant("PyTorch tensors")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    import torch

    rates = torch.full((len(losses),), float(base_lr), dtype=torch.float64)
    best, bad = torch.tensor(torch.inf, dtype=torch.float64), 0
    for i, loss in enumerate(torch.tensor(losses, dtype=torch.float64)):
        if loss < best * (1 - threshold):
            best, bad = loss, 0
        else:
            bad += 1
        if bad > patience:
            rates[i:] = torch.clamp(rates[i:] * factor, min=min_lr)
            bad = 0
    return rates


@reduce_on_plateau.variant("PyTorch's own rule, with its default eps")
def _(losses, base_lr, factor=0.1, patience=10, threshold=1e-4, min_lr=0.0):
    import torch
    from torch.optim.lr_scheduler import ReduceLROnPlateau

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    rule = ReduceLROnPlateau(optimizer, "min", factor, patience, threshold, min_lr=min_lr)
    rates = []
    for loss in losses:
        rule.step(loss)
        rates.append(rule.get_last_lr()[0])
    return rates
