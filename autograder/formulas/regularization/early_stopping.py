"""Early stopping: when to give up, and which epoch's weights to keep."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula


@dataclass(frozen=True)
class Curves:
    """Validation losses by epoch, a patience, and what an improvement has to exceed.

    Distributions: losses have two digits. A random case is two curves. The first, with a
    `min_delta` of 0.035, falls for three epochs, slides down by 0.01 or 0.02 an epoch, now and
    then repeats or rises, and has its lowest loss at the end, where no one looks any more; the
    patience is 3. The second, without a `min_delta`, goes up and down by up to 0.04 about a
    level, has ties, and ends in losses that are lower still; the patience is 2 or 3. A bound is
    met exactly by numbers without rounding, or missed by 0.005 at least.
    """

    def values(self, rng) -> list[dict]:
        return [self._slide(rng), self._bumps(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def of(losses, patience, *min_delta):
            call = {"losses": np.array(losses), "patience": patience}
            return [call | ({"min_delta": min_delta[0]} if min_delta else {})]

        return {
            "one epoch": lambda: of([0.7], int(rng.integers(1, 4))),
            "it never stops": lambda: of([0.9, 0.7, 0.8, 0.6, 0.65, 0.5], 2),
            "patience runs out at the last epoch": lambda: of([0.9, 0.6, 0.7, 0.8], 2),
            "patience is longer than the run": lambda: of([0.9, 0.6, 0.7, 0.8], 10),
            "patience of one": lambda: of([0.9, 0.8, 0.85, 0.3], 1),
            "the first epoch is the best": lambda: of([0.5, 0.6, 0.7, 0.4, 0.3], 2),
            "a tie does not count": lambda: of([0.9, 0.5, 0.5, 0.5, 0.5], 2),
            "a plateau of ties": lambda: of([0.5] * 6, 3),
            "a slow slide adds up": lambda: of([1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.88], 3, 0.05),
            "a slow slide adds up too late": lambda: of([1.0, 0.98, 0.96, 0.94, 0.92], 2, 0.05),
            "a bound that is met exactly": lambda: of([1.0, 0.75, 0.5, 0.25], 1, 0.25),
            "min_delta of 0, said": lambda: of([0.9, 0.8, 0.79, 0.8, 0.81, 0.82], 2, 0.0),
            "losses below zero": lambda: of([-1.0, -1.5, -1.48, -1.46, -1.9], 2, 0.01),
            "losses on both sides of zero": lambda: of([0.4, -0.1, -0.12, 0.0, -0.3], 3, 0.05),
            "losses that only rise": lambda: of([0.2, 0.3, 0.4, 0.5, 0.6], 3),
            "two curves in a row": lambda: [self._bumps(rng), self._bumps(rng)],
        }

    def _slide(self, rng):
        fall = rng.integers(8, 20, 2)
        slide = rng.choice([-2, -1, -1, 0, 1, 2], 9)
        steps = [*-fall, *slide, -rng.integers(20, 30)]
        losses = np.round((150 + np.cumsum([0, *steps])) / 100, 2)
        return {"losses": losses, "patience": 3, "min_delta": 0.035}

    def _bumps(self, rng):
        level = np.round(rng.uniform(0.4, 0.6), 2)
        bumps = rng.integers(-4, 5, 9) / 100
        start = level + np.array([0.5, 0.2, 0.1])
        end = level - rng.uniform(0.1, 0.3, 2)
        losses = np.round([*start, *(level + bumps), *end], 2)
        return {"losses": losses, "patience": int(rng.integers(2, 4))}


def oracle(losses, patience, min_delta=0.0):
    import torch
    from torch.optim.lr_scheduler import ReduceLROnPlateau

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    watch = ReduceLROnPlateau(
        optimizer, patience=patience - 1, threshold=min_delta, threshold_mode="abs", eps=0
    )
    best, lowest = 0, np.inf
    for epoch, loss in enumerate(losses.tolist()):
        watch.step(loss)
        if watch.best != lowest:
            best, lowest = epoch, watch.best
        if optimizer.param_groups[0]["lr"] < 1.0:
            break
    return best, epoch


@formula(
    inputs=Curves(),
    oracle=oracle,
    returns=("best", "stop"),
    kinds={"best": "int", "stop": "int"},
)
def early_stopping(losses, patience, min_delta=0.0):
    """The last epoch whose loss was below the best so far by more than min_delta, and the first
    that lies patience epochs after it, or the last of all (Prechelt, 1998)."""
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


def _stopped(losses, patience, min_delta):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("keep the weights of the epoch at which it stopped")
def _(losses, patience, min_delta=0.0):
    """By then the loss has not become better for `patience` epochs. Keep the weights of the last
    epoch that counted as an improvement."""
    _, stop = _stopped(losses, patience, min_delta)
    return stop, stop


@early_stopping.mistake("look at losses after the stop")
def _(losses, patience, min_delta=0.0):
    """Training has ended by then: what comes after `stop` was never computed, so its minimum is
    not known."""
    _, stop = _stopped(losses, patience, min_delta)
    return int(np.argmin(losses)), stop


@early_stopping.mistake("begin with the lowest loss of the whole run")
def _(losses, patience, min_delta=0.0):
    """That one is not known before the run is over. Go through the epochs one by one, and stop when
    `patience` of them have passed since the last that counted."""
    best = int(np.argmin(losses))
    return best, min(best + patience, len(losses) - 1)


@early_stopping.mistake("take the lowest loss up to the stop as the best")
def _(losses, patience, min_delta=0.0):
    """A loss that is lower by less than `min_delta` does not count, and its weights are not kept:
    `best` is the last epoch that counted."""
    _, stop = _stopped(losses, patience, min_delta)
    return int(np.argmin(losses[: stop + 1])), stop


@early_stopping.mistake("wait one epoch longer than patience")
def _(losses, patience, min_delta=0.0):
    """`stop` lies `patience` epochs after `best`: with a patience of 1 the first epoch that does
    not count is the end."""
    return _stopped(losses, patience + 1, min_delta)


@early_stopping.mistake("stop one epoch too early")
def _(losses, patience, min_delta=0.0):
    """`stop` lies `patience` epochs after `best`, so `patience` epochs in a row must have failed to
    count."""
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        elif epoch - best >= patience - 1:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("count a tie as an improvement")
def _(losses, patience, min_delta=0.0):
    """A loss that is only as good as the bound is no improvement: it must be lower, `<`."""
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] <= losses[best] - min_delta:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("leave min_delta out")
def _(losses, patience, min_delta=0.0):
    """An epoch counts only where its loss is below the best so far *less* `min_delta`."""
    return _stopped(losses, patience, 0.0)


@early_stopping.mistake("add min_delta to the best loss")
def _(losses, patience, min_delta=0.0):
    """Then epochs count that are worse than the best. The loss must be lower by more than
    `min_delta`: `loss < best − min_delta`."""
    return _stopped(losses, patience, -min_delta)


@early_stopping.mistake("take min_delta as a share of the best loss")
def _(losses, patience, min_delta=0.0):
    """`min_delta` is an absolute difference here. (PyTorch's scheduler has both, and a share is its
    default.)"""
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best] * (1 - min_delta):
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("compare with the epoch before instead of the best so far")
def _(losses, patience, min_delta=0.0):
    """After one bad epoch a smaller bad one would look like an improvement. Compare with the best
    loss that has counted."""
    best = 0
    for epoch in range(len(losses)):
        if epoch and losses[epoch] < losses[epoch - 1] - min_delta:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("let the bound follow losses that did not count")
def _(losses, patience, min_delta=0.0):
    """A slow slide would never count, however far it goes. The bound stays at the last loss that
    counted, so that small gains add up."""
    best, lowest = 0, losses[0]
    for epoch, loss in enumerate(losses):
        if loss < lowest - min_delta:
            best = epoch
        lowest = min(lowest, loss)
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("never start the count anew")
def _(losses, patience, min_delta=0.0):
    """An epoch that counts sets the count of bad ones back to 0."""
    best = bad = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        else:
            bad += 1
        if bad >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("stop only when the loss has risen `patience` times in a row")
def _(losses, patience, min_delta=0.0):
    """Epochs that don't count need not rise: a plateau, or a bump with a dip in it, ends the
    patience too."""
    best = rises = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        rises = rises + 1 if losses[epoch] > losses[epoch - 1] else 0
        if rises >= patience:
            return best, epoch
    return best, len(losses) - 1


@early_stopping.mistake("count the epochs from 1")
def _(losses, patience, min_delta=0.0):
    """Epochs are indices into `losses`, from 0."""
    best, stop = _stopped(losses, patience, min_delta)
    return best + 1, stop + 1


@early_stopping.mistake("return how many epochs were trained in place of the last one")
def _(losses, patience, min_delta=0.0):
    """`stop` is an index from 0, that of the last epoch that was trained."""
    best, stop = _stopped(losses, patience, min_delta)
    return best, stop + 1


@early_stopping.mistake("return stop first")
def _(losses, patience, min_delta=0.0):
    """The order is `(best, stop)`."""
    return _stopped(losses, patience, min_delta)[::-1]


@early_stopping.mistake("return the best loss in place of its epoch")
def _(losses, patience, min_delta=0.0):
    """Both are asked for as epochs, ints from 0."""
    best, stop = _stopped(losses, patience, min_delta)
    return float(losses[best]), stop


@early_stopping.variant("a counter of bad epochs")
def _(losses, patience, min_delta=0.0):
    lowest, best, bad = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if loss < lowest - min_delta:
            lowest, best, bad = loss, epoch, 0
        else:
            bad += 1
            if bad == patience:
                return best, epoch
    return best, epoch


@early_stopping.variant("a patience that runs down, returned as a list")
def _(losses, patience, min_delta=0.0):
    best, left, epoch = 0, patience, 0
    while left and epoch + 1 < len(losses):
        epoch += 1
        left -= 1
        if losses[best] - losses[epoch] > min_delta:
            best, left = epoch, patience
    return [best, epoch]


@early_stopping.variant("from one counted epoch to the next")
def _(losses, patience, min_delta=0.0):
    best = 0
    while True:
        window = losses[best + 1 : best + 1 + patience]
        better = np.flatnonzero(window < losses[best] - min_delta)
        if not better.size:
            return best, best + len(window)
        best += 1 + int(better[0])


@early_stopping.variant("PyTorch tensors")
def _(losses, patience, min_delta=0.0):
    import torch

    losses = torch.as_tensor(losses)
    lowest, best, stop = losses[0], 0, len(losses) - 1
    for epoch in range(1, len(losses)):
        if bool(losses[epoch] < lowest - min_delta):
            lowest, best = losses[epoch], epoch
        elif epoch - best == patience:
            stop = epoch
            break
    return torch.tensor(best), torch.tensor(stop)
