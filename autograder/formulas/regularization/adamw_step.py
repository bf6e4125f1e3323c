"""AdamW: Adam, with weight decay beside it instead of inside its gradient."""

from collections.abc import Callable

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, RATE, TINY, States, torch_step


class Decayed(States):
    """States of Adam, and a decay uniform in [0.2, 0.8] or, at one edge, 0."""

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        shared = super().edges(rng, reference)
        shared.pop("a single number (0-d)")
        return shared | {
            "one weight": lambda: [self._state(rng, (1,))],
            "a decay of 0": lambda: [self._state(rng) | {"decay": 0.0}],
            "a learning rate of 0": lambda: [self._state(rng) | {"lr": 0.0}],
            "weights of zero": lambda: [self._state(rng, (3,)) | {"w": np.zeros(3)}],
        }


def oracle(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    from torch.optim import AdamW

    state = {"step": t - 1.0, "exp_avg": m, "exp_avg_sq": v}
    options = {"lr": lr, "betas": (beta1, beta2), "eps": eps, "weight_decay": decay}
    new, state = torch_step(AdamW, w, g, state, **options)
    return new, state["exp_avg"], state["exp_avg_sq"]


@formula(
    inputs=Decayed(
        {"m": "signed", "v": "square"},
        {"lr": RATE, "beta1": DECAY, "beta2": (0.9, 0.99), "eps": TINY, "decay": (0.2, 0.8)},
        steps=True,
    ),
    oracle=oracle,
    returns=("w", "m", "v"),
)
def adamw_step(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """``w ← (1 − lr·decay)·w − lr·m̂ / (√v̂ + eps)``, with m and v as in Adam
    (Loshchilov and Hutter, 2019, Algorithm 2)."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w * (1 - lr * decay) - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def _step(g, m, v, t, lr, beta1, beta2, eps):
    """What Adam subtracts, and its new averages."""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@adamw_step.mistake("put the decay into the gradient: Adam with L2")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """What goes through Adam's root loses its size: a weight with large gradients would hardly
    decay. Leave g, m and v as in Adam, and shrink the weights beside it."""
    step, m, v = _step(g + decay * w, m, v, t, lr, beta1, beta2, eps)
    return w - step, m, v


@adamw_step.mistake("put the decay into m alone")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """Neither average sees the decay: it stands beside Adam's step, outside the division."""
    step, _, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    m = beta1 * m + (1 - beta1) * (g + decay * w)
    with np.errstate(divide="ignore", invalid="ignore"):
        step = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - step, m, v


@adamw_step.mistake("divide the decay by Adam's root as well")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """The decay is beside the fraction, not in its numerator: it is `lr·decay·w` for every
    weight."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - step - lr * decay * w / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@adamw_step.mistake("let the decay go without the learning rate")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """The factor is `1 − lr·decay`: when a schedule lowers the rate, the decay goes down with
    it."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w * (1 - decay) - step, m, v


@adamw_step.mistake("shrink after Adam's step")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """The old weights are shrunk, and then Adam's step is taken off in full."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return (w - step) * (1 - lr * decay), m, v


@adamw_step.mistake("leave the decay out")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """This is Adam. The weights are also multiplied by `1 − lr·decay`."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w - step, m, v


@adamw_step.mistake("let the weights grow")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """A decay makes weights smaller: the factor is `1 − lr·decay`."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w * (1 + lr * decay) - step, m, v


@adamw_step.mistake("take the same amount off every weight")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """The decay is a share of each weight, `lr·decay·w`."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w - step - lr * decay * np.sign(w), m, v


@adamw_step.mistake("multiply by the decay: w·decay")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """`decay` says what is taken away, not what is kept: the factor is `1 − lr·decay`."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w * decay - step, m, v


@adamw_step.mistake("leave out the bias correction")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """m and v start at zero, so the first averages are too small: divide them by 1 − beta1ᵗ and 1 −
    beta2ᵗ before they are used."""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return w * (1 - lr * decay) - lr * m / (np.sqrt(v) + eps), m, v


@adamw_step.slip("leave the square root out")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """v is an average of squares: its root has the size of a gradient, and divides m̂."""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    with np.errstate(divide="ignore", invalid="ignore"):
        step = lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps)
    return w * (1 - lr * decay) - step, m, v


@adamw_step.mistake("count the steps from 0: the power is t + 1")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """Here t is 1 on the first step, so the power is t itself."""
    step, m, v = _step(g, m, v, t + 1, lr, beta1, beta2, eps)
    return w * (1 - lr * decay) - step, m, v


@adamw_step.mistake("return the corrected averages")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """The next step goes on from the uncorrected m and v."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w * (1 - lr * decay) - step, m / (1 - beta1**t), v / (1 - beta2**t)


@adamw_step.mistake("return v before m")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """The order is `(w, m, v)`: the weights, the average gradient, the average square."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    return w * (1 - lr * decay) - step, v, m


@adamw_step.mistake("write into w itself")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    """`w *= …` changes the caller's array: make a new one, `w = w * …`."""
    step, m, v = _step(g, m, v, t, lr, beta1, beta2, eps)
    w *= 1 - lr * decay
    w -= step
    return w, m, v


@adamw_step.variant("the decay as a third term")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
    adam = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - lr * (adam + decay * w), m, v


@adamw_step.variant("eps inside the square root, both corrections in the rate")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / np.sqrt(v + eps * (1 - beta2**t)) - lr * decay * w, m, v


@adamw_step.variant("a loop, returned as a list")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    new_w, new_m, new_v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
        new_m[i] = beta1 * m[i] + (1 - beta1) * g[i]
        new_v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
        root = (new_v[i] / (1 - beta2**t)) ** 0.5
        new_w[i] -= lr * decay * w[i]
        new_w[i] -= lr * new_m[i] / (1 - beta1**t) / (root + eps)
    return [new_w, new_m, new_v]


@adamw_step.variant("PyTorch tensors")
def _(w, g, m, v, t, lr, beta1, beta2, eps, decay):
    import torch

    w, g, m, v = map(torch.tensor, (w, g, m, v))
    m.mul_(beta1).add_(g, alpha=1 - beta1)
    v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
    w.mul_(1 - lr * decay)
    w.addcdiv_(m / (1 - beta1**t), (v / (1 - beta2**t)).sqrt() + eps, value=-lr)
    return w, m, v
