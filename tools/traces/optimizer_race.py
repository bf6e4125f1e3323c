"""The race's traces: every update rule on every surface, with its own settings and with others.

The steps are the reference formulas of `autograder`; the gradients are torch's. A trace ends
where rounding alone would decide what comes next, so that any right implementation agrees with
it to 1e-9.
"""

from importlib import import_module

import numpy as np
import torch

from steepest import OptimizerRace

DATA = OptimizerRace.data
RULES, SURFACES = tuple(DATA["rules"]), tuple(DATA["surfaces"])
STEPS = 120
EVERY = 6
LIMIT = 1e3
# A start moved by NUDGE may move a trace by no more than this share of its size.
NUDGE, MOVED = 1e-14, 1e-10

LOSSES = {
    "ravine": lambda x, y: (x**2 + 50 * y**2) / 2,
    "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "beale": lambda x, y: (
        (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
    ),
    "saddle": lambda x, y: x**2 / 2 + (y**2 - 1) ** 2 / 4,
    "many_minima": lambda x, y: (
        2 + x**2 + y**2 - torch.cos(2 * torch.pi * x) - torch.cos(2 * torch.pi * y)
    ),
}
MEMORY = {"sgd": 0, "adadelta": 2, "adam": 2}
# What else is tried: these multiples of the surface's own rate, and these other constants.
RATES = (0.3, 1.7, 12.0)
DECAYS = (0.5, 0.97, 0.8)
EPSILONS = (1e-6, 1e-3, 1e-9)


def loss_and_gradient(surface, w):
    """The loss at `w` and its gradient by torch's autograd."""
    point = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    loss = LOSSES[surface](point[0], point[1])
    return loss.item(), torch.autograd.grad(loss, point)[0].numpy()


def trace(surface, rule, constants, start, steps=STEPS):
    """Rows (x, y, loss) at steps 0 … as far as it goes, and whether it diverged."""
    module = import_module(f"autograder.formulas.optimizers.{rule}_step")
    step = getattr(module, f"{rule}_step")
    values = [constants[name] for name in DATA["rules"][rule]["constants"]]
    w = np.array(start, dtype=float)
    memory = [np.zeros(2) for _ in range(MEMORY.get(rule, 1))]
    rows = []
    with np.errstate(all="ignore"):
        for t in range(1, steps + 2):
            loss, gradient = loss_and_gradient(surface, w)
            if not (np.isfinite([loss, *w, *gradient]).all() and np.abs(w).max() <= LIMIT):
                return np.array(rows), True
            rows.append((*w, loss))
            count = [t] if rule == "adam" else []
            result = step(w, gradient, *memory, *count, *values)
            w, *memory = result if isinstance(result, tuple) else (result,)
    return np.array(rows), False


def sure(surface, rule, constants, start):
    """A trace less its end where a start moved by a hair would have ended elsewhere."""
    rows, diverged = trace(surface, rule, constants, start)
    moved, _ = trace(surface, rule, constants, [number + NUDGE for number in start])
    shared = min(len(rows), len(moved))
    apart = np.abs(rows[:shared] - moved[:shared]).max(axis=1)
    size = np.maximum(1, np.abs(rows[:shared]).max(axis=1))
    unsure = np.flatnonzero(apart > MOVED * size)
    if len(unsure):
        return rows[: unsure[0]], False
    return rows[:shared], diverged


def settings(surface, rule):
    """The surface's own constants, then three others that no rule of thumb would choose."""
    own = DATA["surfaces"][surface]["settings"][rule]
    yield own
    for rate, decay, epsilon in zip(RATES, DECAYS, EPSILONS, strict=True):
        other = {"lr": own.get("lr", 0) * rate, "eps": epsilon}
        yield {name: other.get(name, decay) for name in own}


def cases():
    """What is traced: surface, rule, constants and start, as plain data."""
    for surface in SURFACES:
        about = DATA["surfaces"][surface]
        x_low, x_high, y_low, y_high = about["window"]
        elsewhere = [x_low + 0.7 * (x_high - x_low), y_low + 0.35 * (y_high - y_low)]
        for rule in RULES:
            for number, constants in enumerate(settings(surface, rule)):
                start = elsewhere if number == 1 else about["start"]
                yield {"surface": surface, "rule": rule, "constants": constants, "start": start}


def traced(case):
    """A case with what the references make of it, at every few steps and the last."""
    rows, diverged = sure(**case)
    last = len(rows) - 1
    steps = sorted({*range(0, last + 1, EVERY), last})
    kept = [[float(f"{number:.14g}") for number in rows[at]] for at in steps]
    return case | {"last": last, "diverged": diverged, "steps": steps, "rows": kept}


def traces():
    """All of them."""
    return [traced(case) for case in cases()]
