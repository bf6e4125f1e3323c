"""Chapter 06, schedules: the learning rate as a function of the step.

What the functions have in common: steps are counted from 0, so that the first step is made at
the rate of step 0, and are Python ints, as are all numbers of steps. A schedule takes the step and
its constants and returns one number, the rate of that step. ``base_lr > 0``, and
``0 ≤ min_lr ≤ base_lr``. `reduce_on_plateau` takes losses and returns a rate for each;
`variance_path` and `best_rates` are about noisy descent in one direction of a bowl.

Rates are drawn so that each is at least 1e-3 or exactly 0: base_lr is uniform in [0.2, 2], and
min_lr is 0 or a share of it that is uniform in [0.05, 0.4].
"""


def base_rate(rng):
    """A base rate to four digits, uniform in [0.2, 2]."""
    return round(float(rng.uniform(0.2, 2)), 4)


def rates(rng, low=0.05, high=0.4):
    """A base rate, and a least rate that is a share of it, uniform in [low, high]."""
    base = base_rate(rng)
    return {"base_lr": base, "min_lr": round(base * float(rng.uniform(low, high)), 4)}


def stepped(schedule, base_lr, step):
    """The rate of a `torch.optim` optimizer after `step` steps of ``schedule(optimizer)``."""
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = schedule(optimizer)
    for _ in range(step):
        optimizer.step()
        scheduler.step()
    return float(optimizer.param_groups[0]["lr"])
