"""Three optimizers in a ravine: paths over contours, and the loss against the step."""

import matplotlib.pyplot as plt
import numpy as np

WIDGET = "from steepest import OptimizerRace; figure = OptimizerRace()"
SLIDER = "learning rate"
PLAYS = True
CONTROLS = {
    "lr": (0.001, 0.045, 0.001),
    "momentum_lr": (0.001, 0.045, 0.001),
    "adam_lr": (0.01, 0.5, 0.01),
    "steps": (10, 1000, 10),
}
STEEP = np.array([1.0, 50.0])


def paths(lr, momentum_lr, adam_lr, steps):
    """SGD, momentum and Adam from one start."""
    start = np.array([-2.6, 1.1])
    found = {"SGD": [start], "Momentum": [start], "Adam": [start]}
    velocity, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        found["SGD"].append(found["SGD"][-1] - lr * STEEP * found["SGD"][-1])
        velocity = 0.85 * velocity + STEEP * found["Momentum"][-1]
        found["Momentum"].append(found["Momentum"][-1] - momentum_lr * velocity)
        g = STEEP * found["Adam"][-1]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        move = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        found["Adam"].append(found["Adam"][-1] - adam_lr * move)
    return {name: np.array(path) for name, path in found.items()}


def draw(lr=0.038, momentum_lr=0.02, adam_lr=0.1, steps=200):
    """Both pictures, for these settings."""
    x, y = np.meshgrid(np.linspace(-3, 3, 120), np.linspace(-2.5, 2.5, 100))
    _, (surface, loss) = plt.subplots(1, 2, figsize=(10, 4))
    surface.contourf(x, y, np.log1p((x**2 + 50 * y**2) / 2), 12, cmap="Greys")
    for name, path in paths(lr, momentum_lr, adam_lr, steps).items():
        surface.plot(*path.T, label=name)
        loss.semilogy((path**2 @ STEEP) / 2)
    surface.legend()
    loss.set_xlabel("step")
    plt.show()
