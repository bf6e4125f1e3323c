"""Adam: momentum and RMSprop's moving average, each corrected for starting at zero."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, RATE, TINY, States, torch_step


def oracle(w, g, m, v, t, lr, beta1, beta2, eps):
    from torch.optim import Adam

    state = {"step": t - 1.0, "exp_avg": m, "exp_avg_sq": v}
    new, state = torch_step(Adam, w, g, state, lr=lr, betas=(beta1, beta2), eps=eps)
    return new, state["exp_avg"], state["exp_avg_sq"]


@formula(
    inputs=States(
        {"m": "signed", "v": "square"},
        {"lr": RATE, "beta1": DECAY, "beta2": (0.9, 0.99), "eps": TINY},
        steps=True,
    ),
    oracle=oracle,
    returns=("w", "m", "v"),
)
def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    """``m ← beta1·m + (1 − beta1)·g``, ``v ← beta2·v + (1 − beta2)·g²``,
    ``w ← w − lr·m̂ / (√v̂ + eps)`` with ``m̂ = m / (1 − beta1ᵗ)`` and ``v̂ = v / (1 − beta2ᵗ)``
    (Kingma and Ba, 2015, Algorithm 1)."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def _moments(g, m, v, beta1, beta2):
    return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2


def _step(w, m_hat, v_hat, lr, eps):
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - lr * m_hat / (np.sqrt(v_hat) + eps)


@adam_step.mistake("leave out the bias correction")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """m and v start at zero, so the first averages are too small: divide them by 1 − beta1ᵗ and
    1 − beta2ᵗ before they are used."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m, v, lr, eps), m, v


@adam_step.mistake("leave the bias correction out for v")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """v starts at zero as m does: divide it by 1 − beta2ᵗ."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m / (1 - beta1**t), v, lr, eps), m, v


@adam_step.mistake("leave the bias correction out for m")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """m starts at zero as v does: divide it by 1 − beta1ᵗ."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m, v / (1 - beta2**t), lr, eps), m, v


@adam_step.mistake("correct by 1 − beta instead of 1 − betaᵗ")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """The correction fades as the averages fill up: beta is raised to the power t."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m / (1 - beta1), v / (1 - beta2), lr, eps), m, v


@adam_step.mistake("count the steps from 0: the power is t + 1")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """Here t is 1 on the first step, so the power is t itself."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1)), lr, eps), m, v


@adam_step.mistake("swap beta1 and beta2")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """beta1 averages the gradients, beta2 their squares."""
    m, v = _moments(g, m, v, beta2, beta1)
    return _step(w, m / (1 - beta2**t), v / (1 - beta1**t), lr, eps), m, v


@adam_step.mistake("forget to square the gradient in v")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """v averages `g²`: the root of it is the size of a typical gradient."""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * np.abs(g)
    return _step(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@adam_step.mistake("leave out the square root")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """v averages squares: divide by its root, so that the size of the gradient cancels."""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps), m, v


@adam_step.mistake("return the corrected averages")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """The next step goes on from the uncorrected m and v: m̂ and v̂ are used once and dropped."""
    m, v = _moments(g, m, v, beta1, beta2)
    m, v = m / (1 - beta1**t), v / (1 - beta2**t)
    return _step(w, m, v, lr, eps), m, v


@adam_step.mistake("step along the gradient instead of its average")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """The numerator is m̂, the averaged gradient. With g it is RMSprop."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, g, v / (1 - beta2**t), lr, eps), m, v


@adam_step.mistake("add whole gradients to m, as momentum does")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """m is an average: `beta1·m + (1 − beta1)·g`. The bias correction counts on that."""
    m, v = beta1 * m + g, beta2 * v + (1 - beta2) * g**2
    return _step(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@adam_step.mistake("go uphill")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """The gradient points uphill: subtract the step."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, -m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@adam_step.mistake("return v before m")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    """The order is `(w, m, v)`: the weights, the average gradient, the average square."""
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), v, m


@adam_step.variant("eps inside the square root")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps), m, v


@adam_step.variant("the rearranged form: both corrections in the rate")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    m, v = _moments(g, m, v, beta1, beta2)
    correction = np.sqrt(1 - beta2**t)
    rate = lr * correction / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + correction * eps), m, v


@adam_step.variant("averages as corrections of the old ones")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
    m_hat, v_hat = m / -np.expm1(t * np.log(beta1)), v / -np.expm1(t * np.log(beta2))
    return w - lr * m_hat / (v_hat**0.5 + eps), m, v


@adam_step.variant("a loop, returned as a list")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    new_w, new_m, new_v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
        new_m[i] = beta1 * m[i] + (1 - beta1) * g[i]
        new_v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
        root = (new_v[i] / (1 - beta2**t)) ** 0.5
        new_w[i] -= lr * new_m[i] / (1 - beta1**t) / (root + eps)
    return [new_w, new_m, new_v]


@adam_step.variant("PyTorch tensors")
def _(w, g, m, v, t, lr, beta1, beta2, eps):
    import torch

    w, g, m, v = map(torch.as_tensor, (w, g, m, v))
    m, v = torch.lerp(g, m, beta1), torch.lerp(g * g, v, beta2)
    root = (v / (1 - beta2**t)).sqrt() + eps
    return w - lr * (m / (1 - beta1**t)) / root, m, v
