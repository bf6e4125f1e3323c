"""AMSGrad: Adam that divides by the largest average square so far."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import DECAY, RATE, TINY, States, torch_step


def oracle(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    from torch.optim import Adam

    state = {"step": t - 1.0, "exp_avg": m, "exp_avg_sq": v, "max_exp_avg_sq": v_max}
    options = {"lr": lr, "betas": (beta1, beta2), "eps": eps, "amsgrad": True}
    new, state = torch_step(Adam, w, g, state, **options)
    return new, state["exp_avg"], state["exp_avg_sq"], state["max_exp_avg_sq"]


class Maxima(States):
    """States of Adam and the maximum: in a case of two calls, v passes it in the first element and
    stays below it in the second. In the first call t is 2 or 3, so that every correction counts.
    """

    def values(self, rng):
        calls = super().values(rng)
        calls[0]["t"] = int(rng.integers(2, 4))
        return calls

    def _state(self, rng, shape=None):
        state = super()._state(rng, shape)
        if state["w"].size > 1:
            v, largest = state["v"].ravel(), state["v_max"].ravel()
            v[0], largest[0] = np.round(rng.uniform(1.5, 3)), np.round(rng.uniform(0.2, 0.8), 2)
            v[-1], largest[-1] = np.round(rng.uniform(0.2, 0.8), 2), np.round(rng.uniform(3, 5), 2)
        return state


@formula(
    inputs=Maxima(
        {"m": "signed", "v": "square", "v_max": "square"},
        {"lr": RATE, "beta1": DECAY, "beta2": (0.9, 0.99), "eps": TINY},
        steps=True,
    ),
    oracle=oracle,
    returns=("w", "m", "v", "v_max"),
)
def amsgrad_step(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """``m`` and ``v`` as in Adam, ``v_max ← max(v_max, v)``,
    ``w ← w − lr·m̂ / (√(v_max / (1 − beta2ᵗ)) + eps)`` (Reddi, Kale and Kumar, 2018, with the bias
    corrections of PyTorch)."""
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.maximum(v_max, v)
    return _step(w, m / (1 - beta1**t), v_max / (1 - beta2**t), lr, eps), m, v, v_max


def _moments(g, m, v, beta1, beta2):
    return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2


def _step(w, m_hat, v_hat, lr, eps):
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - lr * m_hat / (np.sqrt(v_hat) + eps)


def _given(state, t, lr, beta1, beta2, eps, forgets=False, fixed=False, bare=False):
    """The code that is to be repaired, with some of its faults.

    forgets : v itself becomes the maximum; fixed : m is divided by 1 − beta1; bare : the maximum
    is not corrected
    """
    w, g, m, v, v_max = state
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.maximum(v_max, v)
    if forgets:
        v = v_max.copy()
    m_hat = m / (1 - (beta1 if fixed else beta1**t))
    return _step(w, m_hat, v_max / (1 if bare else 1 - beta2**t), lr, eps), m, v, v_max


@amsgrad_step.mistake("let the maximum take the place of v (two more faults are left after this)")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """v has to go on as an average, which can fall again: the maximum is a fourth thing to keep,
    beside it. Only the root is taken of the maximum."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, True, True, True)


@amsgrad_step.mistake("let the maximum take the place of v (one more fault is left: see m)")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """v has to go on as an average, which can fall again: the maximum is a fourth thing to keep,
    beside it. Only the root is taken of the maximum."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, True, True, False)


@amsgrad_step.mistake("let the maximum take the place of v (one more fault is left: see the root)")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """v has to go on as an average, which can fall again: the maximum is a fourth thing to keep,
    beside it. Only the root is taken of the maximum."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, True, False, True)


@amsgrad_step.mistake("let the maximum take the place of v")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """v has to go on as an average, which can fall again: the maximum is a fourth thing to keep,
    beside it. Only the root is taken of the maximum."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, forgets=True)


@amsgrad_step.mistake("correct m by 1 − beta1 instead of 1 − beta1ᵗ (one more fault is left)")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The correction fades as the average fills up: beta1 is raised to the power t."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, False, True, True)


@amsgrad_step.mistake("correct m by 1 − beta1 instead of 1 − beta1ᵗ")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The correction fades as the average fills up: beta1 is raised to the power t."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, fixed=True)


@amsgrad_step.mistake("leave the bias correction out for the maximum")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """v starts at zero and its maximum with it: what is under the root is divided by 1 − beta2ᵗ, as
    it is in Adam."""
    return _given((w, g, m, v, v_max), t, lr, beta1, beta2, eps, bare=True)


@amsgrad_step.mistake("divide by the root of v, as Adam does")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The root is that of the maximum: then a weight's rate never grows again where v falls."""
    m, v = _moments(g, m, v, beta1, beta2)
    w = _step(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps)
    return w, m, v, np.maximum(v_max, v)


@amsgrad_step.mistake("divide by the maximum as it was before this step")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """First v, then the maximum, then the step: a sudden steep gradient must count at once."""
    m, v = _moments(g, m, v, beta1, beta2)
    w = _step(w, m / (1 - beta1**t), v_max / (1 - beta2**t), lr, eps)
    return w, m, v, np.maximum(v_max, v)


@amsgrad_step.mistake("compare the maximum with v as it was before this step")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The maximum is taken with the new v."""
    v_max = np.maximum(v_max, v)
    m, v = _moments(g, m, v, beta1, beta2)
    return _step(w, m / (1 - beta1**t), v_max / (1 - beta2**t), lr, eps), m, v, v_max


@amsgrad_step.mistake("keep the maximum of the corrected averages")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The maximum is kept of v as it is, and corrected where it is used, as in PyTorch."""
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.maximum(v_max, v / (1 - beta2**t))
    return _step(w, m / (1 - beta1**t), v_max, lr, eps), m, v, v_max


@amsgrad_step.mistake("return the maximum that was passed")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The next step needs the new maximum: return `max(v_max, v)`."""
    right = amsgrad_step.reference(w, g, m, v, v_max, t, lr, beta1, beta2, eps)
    return *right[:3], v_max.copy()


@amsgrad_step.mistake("leave out all bias corrections")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """m and v start at zero, so the first averages are too small: m is divided by 1 − beta1ᵗ, and
    the maximum by 1 − beta2ᵗ."""
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.maximum(v_max, v)
    return _step(w, m, v_max, lr, eps), m, v, v_max


@amsgrad_step.mistake("keep the smallest instead of the largest")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The largest average square so far keeps the steps short: `np.maximum`."""
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.minimum(v_max, v)
    return _step(w, m / (1 - beta1**t), v_max / (1 - beta2**t), lr, eps), m, v, v_max


@amsgrad_step.mistake("take the maximum over all weights")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """Each weight has a maximum of its own: `np.maximum` goes element by element, `np.max` makes
    one number of an array."""
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.full(v.shape, max(v_max.max(), v.max()))
    return _step(w, m / (1 - beta1**t), v_max / (1 - beta2**t), lr, eps), m, v, v_max


@amsgrad_step.mistake("go uphill")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    """The gradient points uphill: subtract the step."""
    return amsgrad_step.reference(w, g, m, v, v_max, t, -lr, beta1, beta2, eps)


@amsgrad_step.variant("eps inside the square root")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    m, v = _moments(g, m, v, beta1, beta2)
    v_max = np.maximum(v_max, v)
    return w - lr * m / (1 - beta1**t) / np.sqrt(v_max / (1 - beta2**t) + eps), m, v, v_max


@amsgrad_step.variant("both corrections in the rate, np.where for the maximum")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
    v_max = np.where(v > v_max, v, v_max)
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v_max) + eps), m, v, v_max


@amsgrad_step.variant("a loop, returned as a list")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    new_w, new_m, new_v, new_max = w.copy(), m.copy(), v.copy(), v_max.copy()
    for i in np.ndindex(w.shape):
        new_m[i] = beta1 * m[i] + (1 - beta1) * g[i]
        new_v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
        new_max[i] = max(v_max[i], new_v[i])
        root = (new_max[i] / (1 - beta2**t)) ** 0.5
        new_w[i] -= lr * new_m[i] / (1 - beta1**t) / (root + eps)
    return [new_w, new_m, new_v, new_max]


@amsgrad_step.variant("PyTorch tensors")
def _(w, g, m, v, v_max, t, lr, beta1, beta2, eps):
    import torch

    w, g, m, v, v_max = map(torch.as_tensor, (w, g, m, v, v_max))
    m, v = torch.lerp(g, m, beta1), torch.lerp(g * g, v, beta2)
    v_max = torch.maximum(v_max, v)
    root = (v_max / (1 - beta2**t)).sqrt() + eps
    return w - lr * (m / (1 - beta1**t)) / root, m, v, v_max
