"""The figure's traces: torch's norms on the samples and cells of numpy's generator.

One batch goes through `BatchNorm1d` and ReLU; batches pass one at a time through a `BatchNorm1d`
in train mode and, once training ends, in eval mode; a tensor of cells goes through `BatchNorm1d`,
`LayerNorm`, `InstanceNorm1d` and `GroupNorm`. Statistics are numpy's.
"""

import copy

import numpy as np
import torch
from torch import nn

from steepest import Normalization
from tools.traces import opening

DATA = Normalization.data
STEPS = DATA["traits"]["step"]["high"]
DEFAULTS = opening(Normalization) | {"step": STEPS}
NORMS = tuple(DATA["norms"])
CUBE = tuple(DATA["cube"][name] for name in ("samples", "channels", "places"))

LARGEST = DATA["traits"]["batch"]["high"]
FROZEN, EPS = DATA["frozen"], DATA["eps"]
EVERY = 9

LAYERS = [
    {},
    {"batch_norm": False},
    {"batch": 2, "seed": 3},
    {"batch": 64, "shift": 2.0, "spread": 3.0, "gamma": -1.5, "beta": 1.2},
    {"batch": 5, "shift": -3.0, "spread": 0.2, "gamma": 0.4, "beta": -2.0, "seed": 0},
    {"batch": 16, "gamma": 0.0, "beta": 0.5, "batch_norm": True, "seed": 9999},
    {"batch": 16, "gamma": 0.0, "beta": 0.0},
    {"batch": 33, "shift": 3.0, "gamma": 2.5, "beta": 3.0, "batch_norm": False, "seed": 12},
]
TIMES = [
    {},
    {"batch": 2, "momentum": 0.3},
    {"batch": 2, "shift": 0.0, "spread": 1.0, "momentum": 1.0, "seed": 1},
    {"batch": 64, "shift": 3.0, "spread": 0.2, "gamma": -2.0, "beta": 0.7, "momentum": 0.01},
    {"batch": 7, "gamma": 0.0, "beta": -1.0, "momentum": 0.5, "seed": 42},
]
CELLS = [
    {"seed": seed, "norm": norm, "groups": groups, "cell": cell}
    for seed, cell in [(7, [1, 2, 1]), (7, [3, 5, 3]), (31, [0, 0, 0])]
    for norm in NORMS
    for groups in ((1, 2, 3, 6) if norm == "group" else (2,))
]


def whole(part):
    """A whole state from a part of it."""
    return {**DEFAULTS, **part}


def pool(seed):
    """Skewed numbers of mean 0 and variance 1, a row for each step."""
    normal = np.random.RandomState(seed).standard_normal((STEPS, LARGEST))
    sigma = DATA["sigma"]
    mean = np.exp(sigma**2 / 2)
    std = np.sqrt((np.exp(sigma**2) - 1) * np.exp(sigma**2))
    return (np.exp(sigma * normal) - mean) / std


def batches(state):
    """What arrives at each step, (STEPS, batch), and the ringed sample's value."""
    values = state["shift"] + state["spread"] * pool(state["seed"])[:, : state["batch"]]
    return values, state["shift"] + state["spread"] * DATA["ringed"]


def with_ringed(values, ringed):
    """A batch with the ringed sample in place of its first."""
    return np.concatenate([[ringed], values[1:]])


def batch_norm(state, **options):
    """A `BatchNorm1d` of one unit with the state's γ and β."""
    norm = nn.BatchNorm1d(1, eps=EPS, dtype=torch.float64, **options)
    nn.init.constant_(norm.weight, state["gamma"])
    nn.init.constant_(norm.bias, state["beta"])
    return norm


@torch.no_grad()
def through(norm, values):
    """A batch of one unit through a torch layer."""
    return norm(torch.from_numpy(np.array(values))[:, None])[:, 0].numpy()


def layer(part):
    """One batch at each stage, and what ReLU makes of it with and without batch norm."""
    state = whole(part)
    values, ringed = batches(state)
    before = with_ringed(values[0], ringed)
    hat = through(nn.BatchNorm1d(1, eps=EPS, affine=False, dtype=torch.float64), before)
    scaled = through(batch_norm(state), before)
    on = [before, hat, scaled] if state["batch_norm"] else [before] * 3
    stages = [*on, through(nn.ReLU(), on[-1])]
    return {
        "kind": "layer",
        "state": part,
        "stages": [rounded(stage) for stage in stages],
        "about": [rounded([stage.mean(), stage.std()]) for stage in stages],
        "cut": {"withNorm": cut(scaled), "without": cut(before)},
    }


def cut(values):
    """How many ReLU sets to zero, their share, and mean and deviation of what comes out."""
    out = through(nn.ReLU(), values)
    zeros = int((out == 0).sum())
    return rounded([zeros, zeros / len(out), out.mean(), out.std()])


def time(part):
    """Statistics and outputs at some steps: a row for each, in the order of `ROW`."""
    state = whole(part)
    values, ringed = batches(state)
    norm = batch_norm(state, momentum=state["momentum"])
    rows, outputs = [[None] * 5 + evaluated(norm, ringed)], []
    for step, batch in enumerate(values, start=1):
        norm.train(step <= FROZEN)
        through(norm, batch)
        company = with_ringed(batch, ringed)
        # A copy, so that looking at the ringed sample teaches the layer nothing.
        outputs.append(through(copy.deepcopy(norm).train(), company)[0])
        strays = np.std(outputs)
        own = [batch.mean(), batch.var(ddof=1), company.mean(), company.var()]
        rows.append([*own, outputs[-1], *evaluated(norm, ringed), strays])
    truth = batch_norm(state)
    truth.running_mean.fill_(state["shift"])
    truth.running_var.fill_(state["spread"] ** 2)
    steps = [*range(0, STEPS, EVERY), FROZEN, FROZEN + 1, STEPS]
    return {
        "kind": "time",
        "state": part,
        "steps": steps,
        "rows": [rounded(rows[step]) for step in steps],
        "ringed": ringed,
        "truth": rounded([state["shift"], state["spread"] ** 2, evaluated(truth, ringed)[2]]),
    }


def evaluated(norm, ringed):
    """Running mean and variance, and the ringed sample's output in eval mode."""
    output = through(copy.deepcopy(norm).eval(), [ringed])[0]
    return [norm.running_mean.item(), norm.running_var.item(), output]


def cell_values(seed):
    """The tensor (n, c, h·w)."""
    cube = DATA["cube"]
    n, c, p = CUBE
    normal = np.random.RandomState(seed).standard_normal(c + n + n * c * p)
    of_channel, of_sample, noise = np.split(normal, [c, c + n])
    return (
        cube["channel"] * of_channel[None, :, None]
        + cube["sample"] * of_sample[:, None, None]
        + cube["noise"] * noise.reshape(CUBE)
    )


def norms(groups):
    """Torch's layer for each norm."""
    _, c, p = CUBE
    return {
        "batch": nn.BatchNorm1d(c, eps=EPS, dtype=torch.float64),
        "layer": nn.LayerNorm([c, p], eps=EPS, dtype=torch.float64),
        "instance": nn.InstanceNorm1d(c, eps=EPS, dtype=torch.float64),
        "group": nn.GroupNorm(groups, c, eps=EPS, dtype=torch.float64),
    }


def cells(case):
    """A cell's set, its mean and variance, and every cell normalised."""
    values = torch.from_numpy(cell_values(case["seed"])).requires_grad_()
    result = norms(case["groups"])[case["norm"]](values)
    # What a cell's result depends on is what it is averaged with: torch's own gradient says.
    place = tuple(case["cell"])
    (depends,) = torch.autograd.grad(result[place], values)
    members = depends.numpy() != 0
    chosen = values.detach().numpy()[members]
    return {
        "kind": "cells",
        **case,
        "members": np.flatnonzero(members).tolist(),
        "set": rounded([chosen.size, chosen.mean(), chosen.var(), values[place], result[place]]),
        "normalized": rounded(result.flatten()),
    }


def rounded(numbers):
    """As JSON has them, with all digits that the comparison looks at."""
    return [None if number is None else float(f"{number:.14g}") for number in numbers]


def traces():
    """All of them."""
    return [*map(layer, LAYERS), *map(time, TIMES), *map(cells, CELLS)]
