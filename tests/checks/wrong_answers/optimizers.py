"""Wrong answers to chapter 05, written without a look at its named mistakes."""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}
sgd = answers(ANSWERS, "sgd_step")
sgd["plus"] = lambda w, g, lr: w + lr * g
sgd["no rate"] = lambda w, g, lr: w - g
sgd["the step alone"] = lambda w, g, lr: lr * g
sgd["minus the step alone"] = lambda w, g, lr: -lr * g
sgd["divided by the rate"] = lambda w, g, lr: w - g / lr
sgd["rate on the whole"] = lambda w, g, lr: lr * (w - g)
sgd["sign of the gradient"] = lambda w, g, lr: w - lr * np.sign(g)
sgd["mean gradient"] = lambda w, g, lr: w - lr * g.mean()
sgd["weights swapped with the gradient"] = lambda w, g, lr: g - lr * w
sgd["unit gradient"] = lambda w, g, lr: w - lr * g / np.linalg.norm(g)
sgd["half of it"] = lambda w, g, lr: w - 0.5 * lr * g
sgd["rate squared"] = lambda w, g, lr: w - lr**2 * g
sgd["multiplied into the weights"] = lambda w, g, lr: w * (1 - lr * g)

momentum = answers(ANSWERS, "momentum_step")


@momentum.add
def plus(w, g, a, lr, beta):
    a = beta * a + g
    return w + lr * a, a


@momentum.add
def old_velocity_in_the_step(w, g, a, lr, beta):
    return w - lr * a, beta * a + g


@momentum.add
def old_velocity_returned(w, g, a, lr, beta):
    return w - lr * (beta * a + g), a


@momentum.add
def average(w, g, a, lr, beta):
    a = beta * a + (1 - beta) * g
    return w - lr * a, a


@momentum.add
def rate_in_the_velocity(w, g, a, lr, beta):
    a = beta * a + lr * g
    return w - a, a


@momentum.add
def rate_in_the_velocity_with_minus(w, g, a, lr, beta):
    a = beta * a - lr * g
    return w + a, a


@momentum.add
def no_beta(w, g, a, lr, beta):
    a = a + g
    return w - lr * a, a


@momentum.add
def beta_on_the_gradient(w, g, a, lr, beta):
    a = a + beta * g
    return w - lr * a, a


@momentum.add
def no_rate(w, g, a, lr, beta):
    a = beta * a + g
    return w - a, a


@momentum.add
def plain_step(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * g, a


@momentum.add
def order(w, g, a, lr, beta):
    a = beta * a + g
    return a, w - lr * a


@momentum.add
def minus_in_the_velocity(w, g, a, lr, beta):
    a = beta * a - g
    return w - lr * a, a


momentum["weights alone"] = lambda w, g, a, lr, beta: w - lr * (beta * a + g)

nesterov = answers(ANSWERS, "nesterov_step")


@nesterov.add
def is_momentum(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * a, a


@nesterov.add
def old_velocity(w, g, a, lr, beta):
    new = beta * a + g
    return w - lr * (g + beta * a), new


@nesterov.add
def no_second_beta(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * (g + a), a


@nesterov.add
def beta_on_both(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * beta * (g + a), a


@nesterov.add
def uphill(w, g, a, lr, beta):
    a = beta * a + g
    return w + lr * (g + beta * a), a


@nesterov.add
def averaged(w, g, a, lr, beta):
    a = beta * a + (1 - beta) * g
    return w - lr * (g + beta * a), a


@nesterov.add
def beta_twice(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * (g + beta * beta * a), a


@nesterov.add
def look_ahead_minus(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * (g - beta * a), a


@nesterov.add
def no_gradient(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * beta * a, a


@nesterov.add
def rate_only_on_g(w, g, a, lr, beta):
    a = beta * a + g
    return w - lr * g + beta * a, a


@nesterov.add
def returns_step(w, g, a, lr, beta):
    a = beta * a + g
    step = g + beta * a
    return w - lr * step, step


@nesterov.add
def returns_old(w, g, a, lr, beta):
    return w - lr * (g + beta * (beta * a + g)), a


adagrad = answers(ANSWERS, "adagrad_step")


@adagrad.add
def no_root(w, g, G, lr, eps):
    G = G + g**2
    return w - lr * g / (G + eps), G


@adagrad.add
def no_square(w, g, G, lr, eps):
    G = G + g
    return w - lr * g / (np.sqrt(np.abs(G)) + eps), G


@adagrad.add
def uphill_ada(w, g, G, lr, eps):
    G = G + g * g
    return w + lr * g / (np.sqrt(G) + eps), G


@adagrad.add
def old_sum(w, g, G, lr, eps):
    return w - lr * g / (np.sqrt(G) + eps), G + g**2


@adagrad.add
def averaging(w, g, G, lr, eps):
    G = 0.9 * G + 0.1 * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@adagrad.add
def summed_over_all(w, g, G, lr, eps):
    G = G + np.sum(g**2)
    return w - lr * g / (np.sqrt(G) + eps), G


@adagrad.add
def no_gradient_in_the_step(w, g, G, lr, eps):
    G = G + g**2
    return w - lr / (np.sqrt(G) + eps), G


@adagrad.add
def no_rate_ada(w, g, G, lr, eps):
    G = G + g**2
    return w - g / (np.sqrt(G) + eps), G


@adagrad.add
def root_returned(w, g, G, lr, eps):
    G = np.sqrt(G + g**2)
    return w - lr * g / (G + eps), G


@adagrad.add
def squared_step(w, g, G, lr, eps):
    G = G + g**2
    return w - lr * g**2 / (np.sqrt(G) + eps), G


@adagrad.add
def only_this_gradient(w, g, G, lr, eps):
    return w - lr * g / (np.sqrt(g**2) + eps), G + g**2


@adagrad.add
def subtracts(w, g, G, lr, eps):
    G = G - g**2
    return w - lr * g / (np.sqrt(np.abs(G)) + eps), G


rmsprop = answers(ANSWERS, "rmsprop_step")


@rmsprop.add
def no_root_rms(w, g, G, lr, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    return w - lr * g / (G + eps), G


@rmsprop.add
def is_adagrad(w, g, G, lr, gamma, eps):
    G = G + g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def gammas_swapped(w, g, G, lr, gamma, eps):
    G = (1 - gamma) * G + gamma * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def no_one_minus(w, g, G, lr, gamma, eps):
    G = gamma * G + g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def not_squared(w, g, G, lr, gamma, eps):
    G = gamma * G + (1 - gamma) * np.abs(g)
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def plus_rms(w, g, G, lr, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    return w + lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def old_average(w, g, G, lr, gamma, eps):
    return w - lr * g / (np.sqrt(G) + eps), gamma * G + (1 - gamma) * g**2


@rmsprop.add
def returns_old_average(w, g, G, lr, gamma, eps):
    return w - lr * g / (np.sqrt(gamma * G + (1 - gamma) * g**2) + eps), G


@rmsprop.add
def fixed_decay(w, g, G, lr, gamma, eps):
    G = 0.9 * G + 0.1 * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def squared_after_the_weight(w, g, G, lr, gamma, eps):
    G = gamma * G + ((1 - gamma) * g) ** 2
    return w - lr * g / (np.sqrt(G) + eps), G


@rmsprop.add
def times_root(w, g, G, lr, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    return w - lr * g * np.sqrt(G), G


@rmsprop.add
def average_alone(w, g, G, lr, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    return w - lr / (np.sqrt(G) + eps), G


adadelta = answers(ANSWERS, "adadelta_step")


@adadelta.add
def updates_before_use(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    H = gamma * H + (1 - gamma) * d
    return w - d, G, H


@adadelta.add
def uphill_delta(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w + d, G, gamma * H + (1 - gamma) * d**2


@adadelta.add
def old_gradients(w, g, G, H, gamma, eps):
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, gamma * G + (1 - gamma) * g**2, gamma * H + (1 - gamma) * d**2


@adadelta.add
def eps_outside(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H) / (np.sqrt(G) + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta.add
def no_roots(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = (H + eps) / (G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta.add
def inverted(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(G + eps) / np.sqrt(H + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * d**2


@adadelta.add
def gradients_in_the_average(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + (1 - gamma) * g**2


@adadelta.add
def averages_swapped(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, gamma * H + (1 - gamma) * d**2, G


@adadelta.add
def no_memory(w, g, G, H, gamma, eps):
    d = np.sqrt(H + eps) / np.sqrt(gamma * G + (1 - gamma) * g**2 + eps) * g
    return w - d, G, H


@adadelta.add
def sums(w, g, G, H, gamma, eps):
    G = G + g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, H + d**2


@adadelta.add
def no_one_minus_gamma(w, g, G, H, gamma, eps):
    G = gamma * G + g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    return w - d, G, gamma * H + d**2


@adadelta.add
def new_average_in_the_weights(w, g, G, H, gamma, eps):
    G = gamma * G + (1 - gamma) * g**2
    d = np.sqrt(H + eps) / np.sqrt(G + eps) * g
    H = gamma * H + (1 - gamma) * d**2
    return w - np.sqrt(H + eps) / np.sqrt(G + eps) * g, G, H


adam = answers(ANSWERS, "adam_step")


@adam.add
def no_correction(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * m / (np.sqrt(v) + eps), m, v


@adam.add
def corrected_returned(w, g, m, v, t, lr, beta1, beta2, eps):
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v


@adam.add
def t_from_zero(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    t = t + 1
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@adam.add
def only_m_corrected(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), m, v


@adam.add
def product_not_power(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1 * t)) / (np.sqrt(np.abs(v / (1 - beta2 * t))) + eps), m, v


@adam.add
def betas_swapped(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta2 * m + (1 - beta2) * g
    v = beta1 * v + (1 - beta1) * g**2
    return w - lr * (m / (1 - beta2**t)) / (np.sqrt(v / (1 - beta1**t)) + eps), m, v


@adam.add
def one_beta(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta1 * v + (1 - beta1) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps), m, v


@adam.add
def no_root_adam(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps), m, v


@adam.add
def gradient_in_the_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * g / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@adam.add
def correction_multiplied(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m * (1 - beta1**t)) / (np.sqrt(v * (1 - beta2**t)) + eps), m, v


@adam.add
def v_not_squared(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(np.abs(v / (1 - beta2**t))) + eps), m, v


@adam.add
def no_one_minus_in_m(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@adam.add
def correction_of_v_outside_the_root(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) / (1 - beta2**t) + eps), m, v
