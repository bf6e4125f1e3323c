"""Schedules, noisy descent and the plateau rule, from the formulas of chapter 06.

The walk's landscape is differentiated by torch; its walkers meet the errors of NumPy's
`RandomState`.
"""

import numpy as np
import torch

from autograder.checks.formula import load
from steepest import Schedule

DATA = Schedule.data


def loss_path(rates, noise, curvatures, start):
    """The expected loss of the bowl, from the formula for one direction."""
    path = load("variance_path")
    parts = zip(curvatures, start, strict=True)
    return sum(c / 2 * path(np.array(rates), s, c, noise) for c, s in parts)


def rule(losses, factor, patience, threshold):
    """The rates of the plateau rule."""
    return load("reduce_on_plateau")(np.array(losses), 1.0, factor, patience, threshold)


STEPS = 300


def rates_of(plan, base, least, period, multiplier, warmup):
    """The rates of a walk: a warm-up, then a schedule over the steps that are left."""
    left = STEPS - warmup
    after = {
        "constant": lambda step: base,
        "steps": lambda step: load("step_lr")(step, base, period),
        "linear": lambda step: float(np.interp(step, [0, left], [base, least])),
        "cosine": lambda step: load("cosine_annealing")(step, base, left, least),
        "restarts": lambda step: load("warm_restarts")(step, base, period, multiplier, least),
    }[plan]
    if plan == "cosine":
        return [load("warmup_cosine")(s, base, warmup, STEPS, least) for s in range(STEPS)]
    warm = load("linear_warmup")
    return [warm(s, base, warmup) if s < warmup else after(s - warmup) for s in range(STEPS)]


def landscape(x):
    """The loss of the walk's landscape at a torch tensor of places."""
    about = DATA["landscape"]
    found = torch.zeros_like(x)
    for name in ("broad", "narrow"):
        well = about[name]
        found -= well["depth"] * torch.exp(-(((x - well["at"]) / well["width"]) ** 2) / 2)
    off = x - about["broad"]["at"]
    found += about["slope"] * ((off**2 + about["round"] ** 2).sqrt() - about["round"])
    out = torch.relu(about["left"] - x) + torch.relu(x - about["right"])
    return found + about["broad"]["depth"] + about["wall"] * out**2 / 2


def slope(x):
    """The landscape's gradient, by torch's autograd."""
    places = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    landscape(places).sum().backward()
    return places.grad.numpy()


def walk(rates, seed, count, start):
    """The places of walkers at the start and after each step, (count, steps + 1)."""
    about = DATA["landscape"]
    errors = np.random.RandomState(seed).standard_normal((count, len(rates)))
    path = [np.full(count, float(start))]
    for rate, error in zip(rates, errors.T, strict=True):
        x = path[-1]
        step = rate * (slope(x) + about["noise"] * error)
        path.append(np.where(abs(x - about["broad"]["at"]) > about["far"], x, x - step))
    return np.array(path).T


def walk_traces():
    """Schedules of the walk, the landscape, and walks that no step of theirs makes chaotic."""
    names = ("plan", "base", "least", "period", "multiplier", "warmup")
    plans = (
        ("steps", 0.9, 0.0, 70, 1, 0),
        ("cosine", 0.9, 0.0, 70, 1, 0),
        ("linear", 0.8, 0.1, 70, 1, 0),
        ("restarts", 0.9, 0.05, 40, 2, 0),
        ("restarts", 1.3, 0.0, 10, 3, 20),
        ("restarts", 0.7, 0.2, 70, 1, 20),
        ("constant", 1.1, 0.0, 70, 1, 35),
        ("cosine", 0.9, 0.05, 70, 1, 20),
    )
    found = [
        {
            "call": ["schedules.js", "ratesOf", [dict(zip(names, plan, strict=True)), STEPS]],
            "gives": rates_of(*plan),
        }
        for plan in plans
    ]
    # The fifth restart, where a logarithm falls short.
    for step, period in ((121, 1), (242, 2)):
        given = [step, 0.9, period, 3, 0.1]
        gives = load("warm_restarts")(*given)
        found.append({"call": ["schedules.js", "warmRestarts", given], "gives": gives})
    for place in (-1.2, 0.3, 5.9, 6.2, 8.1, 9.4, 11.7):
        gives = float(landscape(torch.tensor([place], dtype=torch.float64))[0])
        found.append({"call": ["landscape.js", "loss", [place]], "gives": gives})
        gives = float(slope([place])[0])
        found.append({"call": ["landscape.js", "gradient", [place]], "gives": gives})
    for plan, start in ((("cosine", 0.15, 0, 70, 1, 0), 5.0), (("steps", 0.1, 0, 70, 1, 0), 10.5)):
        rates = rates_of(*plan)
        given = [rates, 4, 3, start]
        gives = walk(*given).tolist()
        found.append({"call": ["landscape.js", "walks", given], "gives": gives})
    # One step without a warm-up from the start on the wall, and on: thrown out, and lost.
    given = [[0.9] * 6, 1, 2, -1.2]
    found.append({"call": ["landscape.js", "walks", given], "gives": walk(*given).tolist()})
    return found


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    rng = np.random.default_rng(6)
    found = []
    for curvature, noise in ((1.0, 1.0), (0.05, 4.0), (1.0, 0.0)):
        rates = np.round(rng.uniform(0, 2.4, 60), 3)
        found.append(
            {
                "call": ["simulation.js", "variancePath", [rates.tolist(), 4.0, curvature, noise]],
                "gives": load("variance_path")(rates, 4.0, curvature, noise).tolist(),
            }
        )
    for preset in DATA["presets"].values():
        if rates := preset.get("rates"):
            given = (rates, 1.0, DATA["curvatures"], DATA["start"])
            found.append(
                {
                    "call": ["simulation.js", "lossPath", list(given)],
                    "gives": loss_path(*given).tolist(),
                }
            )
    for rate in (0.1, 0.9, 1.8):
        given = (DATA["curvatures"], DATA["start"])
        settled = loss_path(np.full(5000, rate), 1.5, *given)[-1]
        found.append({"call": ["simulation.js", "floorOf", [rate, 1.5]], "gives": settled})
    # In one direction the search must find what is derived by hand.
    for variance, curvature, noise in ((4.0, 1.0, 1.0), (100.0, 0.05, 2.5), (3.0, 0.7, 0.5)):
        found.append(
            {
                "call": ["simulation.js", "bestRates", [noise, 60, 100, [curvature], [variance]]],
                "gives": load("best_rates")(variance, curvature, noise, 60).tolist(),
            }
        )
    for factor, patience, threshold in ((0.3, 2, 0.02), (0.5, 0, 0.0), (0.1, 5, 0.1)):
        losses = DATA["traits"]["losses"]["default"]
        rates = rule(losses, factor, patience, threshold)
        found.append(
            {
                "call": ["simulation.js", "plateauRates", [losses, factor, patience, threshold]],
                "gives": rates.tolist(),
            }
        )
    return found + walk_traces()
