"""Other steps, which are handed in where one of the chapter's was asked for.

The first line of a docstring completes "It is what you get when you …", the rest is the hint.
"""

import numpy as np


def rate_on_the_whole(w, g, lr):
    """multiply the weights by the learning rate too

    The rate belongs to the gradient alone: mind the brackets."""
    return lr * (w - g)


def mean_gradient(w, g, lr):
    """take the mean of the gradient for all weights

    Each weight goes down its own slope."""
    return w - lr * np.mean(g)


def into_the_weights(w, g, lr):
    """multiply the step into the weights

    The step is subtracted from the weights, and does not depend on them."""
    return w * (1 - lr * g)


def sign_of_the_gradient(w, g, lr):
    """take the sign of the gradient

    A steep slope asks for a long step."""
    return w - lr * np.sign(g)


def rate_in_the_velocity(w, g, a, lr, beta):
    """put the learning rate into the velocity, with a minus

    As PyTorch has it, the velocity holds gradients; the rate comes in where the weights move."""
    a = beta * a - lr * g
    return w + a, a


def rate_on_the_gradient(w, g, a, lr, beta):
    """leave the learning rate off the velocity

    It scales the whole step: mind the brackets."""
    a = beta * a + g
    return w - lr * g + beta * a, a


def beta_on_both(w, g, a, lr, beta):
    """multiply gradient and velocity by beta

    Only the velocity is looked ahead by beta."""
    a = beta * a + g
    return w - lr * beta * (g + a), a


def updates_not_squared(w, g, G, H, gamma, eps):
    """average the updates in H with their signs, not their squares

    The root of H needs squares."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d


def new_updates(w, g, G, H, gamma, eps):
    """take the average of the updates after its own update

    This step's size comes from the updates before it."""
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    H = gamma * H + (1 - gamma) * d**2
    return w - np.sqrt(H + eps) / np.sqrt(G + eps) * g, G, H


def _adam(w, g, m, v, lr, beta1, beta2, eps, first, second, outside=1.0):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m * first) / (np.sqrt(np.abs(v * second)) * outside + eps), m, v


def multiplied_by_the_correction(w, g, m, v, t, lr, beta1, beta2, eps):
    """multiply by the bias correction

    The averages are too small at first: dividing by a number below 1 makes them larger."""
    return _adam(w, g, m, v, lr, beta1, beta2, eps, 1 - beta1**t, 1 - beta2**t)


def product_for_power(w, g, m, v, t, lr, beta1, beta2, eps):
    """multiply beta by t where a power is meant

    After t steps the start still weighs beta to the power of t: `beta**t`."""
    return _adam(w, g, m, v, lr, beta1, beta2, eps, 1 / (1 - beta1 * t), 1 / (1 - beta2 * t))


def correction_outside(w, g, m, v, t, lr, beta1, beta2, eps):
    """correct the root of v, not v

    First divide v by its correction, then take the root."""
    return _adam(w, g, m, v, lr, beta1, beta2, eps, 1 / (1 - beta1**t), 1.0, 1 / (1 - beta2**t))


def old_moments(w, g, m, v, t, lr, beta1, beta2, eps):
    """step by the moments before this gradient is in them

    First update m and v, then step."""
    new_m, new_v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - lr * step, new_m, new_v
