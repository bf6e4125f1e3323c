"""What the descent figure must compute: paths by torch's SGD, gradients of batches by autograd.

Curvatures are eigenvalues by NumPy of Hessians by torch, the fitted line is NumPy's `lstsq`, the
order of the samples NumPy's `RandomState.permutation`, the steps of an epoch the length of torch's
`DataLoader`. A trace ends where rounding alone would decide what comes next.
"""

import math

import numpy as np
import torch
from torch.autograd.functional import hessian
from torch.utils.data import DataLoader, TensorDataset

from steepest import Descent

DATA = Descent.data
LOSSES = tuple(DATA["losses"])
COUNT = len(DATA["samples"]["x"])
LIMIT = 1e3
STEPS = 40
EVERY = 4
# A start moved by NUDGE may move a trace by no more than this share of its size.
NUDGE, MOVED = 1e-14, 1e-10
RATES = (0.01, 0.07, 0.25, 0.45, 0.5, 0.7, 0.97, 1.06, 1.5)
BATCHES = (1, 5, 7, 30, 64, 100)

X = torch.tensor(DATA["samples"]["x"], dtype=torch.float64)
Y = torch.tensor(DATA["samples"]["y"], dtype=torch.float64)
DESIGN = torch.stack([X, torch.ones_like(X)], dim=1)


def loss_of(name, curvature=2.0):
    """A loss as a function of a torch vector of weights."""
    if name == "bowl":
        return lambda w: curvature * w[0] ** 2 / 2
    if name == "valley":
        about = DATA["losses"]["valley"]
        turn = math.radians(about["tilt"])
        axes = torch.tensor(
            [[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]],
            dtype=torch.float64,
        )
        scales = torch.tensor([about["gentle"], curvature], dtype=torch.float64)
        return lambda w: (scales * (axes.T @ w) ** 2).sum() / 2
    if name == "two_minima":
        # The integral of ⅔(w + 1.5)(w + 0.5)(w − 1.5), 0 at its lowest point.
        slope = np.polynomial.Polynomial.fromroots([-1.5, -0.5, 1.5]) * (2 / 3)
        powers = slope.integ(lbnd=1.5).coef
        return lambda w: sum(c * w[0] ** power for power, c in enumerate(powers.tolist()))
    return lambda w: torch.nn.functional.mse_loss(DESIGN @ w, Y)


def descend(losses, full, rate, start):
    """Weights and full loss at each step; `losses` gives each step's own loss. And: diverged?"""
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    sgd = torch.optim.SGD([w], lr=rate)
    rows = []
    for own in [*losses, None]:
        value = full(w)
        (gradient,) = torch.autograd.grad(value, w)
        row = [*w.tolist(), value.item()]
        good = np.isfinite([*row, *gradient.tolist()]).all()
        if not (good and np.abs(row[:-1]).max() <= LIMIT):
            return np.array(rows), True
        rows.append(row)
        if own is not None:
            sgd.zero_grad()
            own(w).backward()
            sgd.step()
    return np.array(rows), False


def rate_path(loss, curvature, rate, start, steps=STEPS):
    """The path at one learning rate."""
    full = loss_of(loss, curvature)
    return descend([full] * steps, full, rate, start)


def batch_path(rate, start, batch, epochs, seed):
    """The path of training in batches."""

    def on(indices):
        return lambda w: torch.nn.functional.mse_loss(DESIGN[indices] @ w, Y[indices])

    losses = [on(part) for order in orders(epochs, seed) for part in order.split(batch)]
    return descend(losses, loss_of("samples"), rate, start)


def orders(epochs, seed):
    """The order of the samples in each epoch."""
    random = np.random.RandomState(seed)
    return [torch.tensor(random.permutation(COUNT)) for _ in range(epochs)]


def sure(path, start, **settings):
    """A path less its end where a start moved by a hair would have ended elsewhere."""
    rows, diverged = path(start=start, **settings)
    moved, _ = path(start=[number + NUDGE for number in start], **settings)
    shared = min(len(rows), len(moved))
    apart = np.abs(rows[:shared] - moved[:shared]).max(axis=1)
    unsure = np.flatnonzero(apart > MOVED * np.maximum(1, np.abs(rows[:shared]).max(axis=1)))
    return (rows[: unsure[0]], False) if len(unsure) else (rows[:shared], diverged)


def traced(kind, path, every, **settings):
    """Settings with what the references make of them, at every few steps and the last."""
    rows, diverged = sure(path, **settings)
    last = len(rows) - 1
    steps = sorted({*range(0, last + 1, every), last})
    kept = [[float(f"{number:.14g}") for number in rows[at]] for at in steps]
    return {"kind": kind, **settings, "last": last, "diverged": diverged, "steps": steps} | {
        "rows": kept
    }


def rate_cases():
    """Each loss of one start: its own rates and others, elsewhere, and at other curvatures."""
    for loss in LOSSES[:-1]:
        about = DATA["losses"][loss]
        elsewhere = [0.6 * low + 0.4 * high for low, high in _bounds(about)]
        own = {about["rate"], *about["rates"]}
        for rate in sorted(own | set(RATES)):
            yield {"loss": loss, "curvature": 2.0, "rate": rate, "start": about["start"]}
        for rate in (0.3, 0.9):
            for curvature in (0.5, 1.3, 4.0):
                yield {"loss": loss, "curvature": curvature, "rate": rate, "start": elsewhere}


def batch_cases():
    """Batches that divide the samples and that don't; rates up to divergence; other orders."""
    start = DATA["losses"]["samples"]["start"]
    for batch in BATCHES:
        yield {"rate": 0.1, "start": start, "batch": batch, "epochs": 10, "seed": 0}
        yield {"rate": 0.03, "start": [2.5, 1.75], "batch": batch, "epochs": 3, "seed": 41}
        yield {"rate": 1.4, "start": start, "batch": batch, "epochs": 20, "seed": 7}


def minima_cases():
    """The minima of each loss: place, curvatures, loss, and the largest stable rate there."""
    places = {"bowl": [[0.0]], "valley": [[0.0, 0.0]], "two_minima": [[-1.5], [1.5]]}
    fitted = np.linalg.lstsq(DESIGN.numpy(), Y.numpy(), rcond=None)[0].tolist()
    for loss in LOSSES:
        for curvature in (2.0,) if loss in ("two_minima", "samples") else (0.5, 2.0, 3.7):
            function = loss_of(loss, curvature)
            minima = []
            for at in places.get(loss, [fitted]):
                w = torch.tensor(at, dtype=torch.float64)
                curvatures = np.linalg.eigvalsh(hessian(function, w).numpy())
                minima.append(
                    {"at": at, "curvatures": curvatures.tolist(), "loss": function(w).item()}
                    | {"stable": 2 / curvatures.max()}
                )
            yield {"kind": "minima", "loss": loss, "curvature": curvature, "minima": minima}


def count_cases():
    """Steps of an epoch, for every batch size."""
    data = TensorDataset(X)
    lengths = [len(DataLoader(data, batch_size=batch)) for batch in range(1, COUNT + 1)]
    yield {"kind": "counts", "steps_per_epoch": lengths}


def order_cases():
    """The orders that seeds draw, and other numbers of the same generator."""
    for seed in (0, 1, 9999):
        random = np.random.RandomState(seed)
        numbers = {"uniform": random.random_sample(3), "normal": random.standard_normal(3)}
        yield (
            {"kind": "orders", "seed": seed}
            | {"orders": [order.tolist() for order in orders(3, seed)]}
            | {name: values.tolist() for name, values in numbers.items()}
        )


def traces():
    """All of them."""
    return [
        *(traced("rate", rate_path, EVERY, **case) for case in rate_cases()),
        *(
            traced("batch", batch_path, max(EVERY, 400 // case["batch"]), **case)
            for case in batch_cases()
        ),
        *minima_cases(),
        *count_cases(),
        *order_cases(),
    ]


def _bounds(about):
    window = about["window"]
    return [window[2 * i : 2 * i + 2] for i in range(len(about["start"]))]
