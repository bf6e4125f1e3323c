"""Gradient descent on a bowl at several learning rates: the paths, and loss against step."""

import matplotlib.pyplot as plt
import numpy as np

WIDGET = "from steepest import Descent; figure = Descent()"
SLIDER = "your learning rate"
PLAYS = True
CONTROLS = {
    "rate": (0.01, 1.5, 0.01),
    "step": (0, 30, 1),
    "curvature": (0.5, 4.0, 0.1),
    "start": (-2.6, 2.6, 0.05),
}
BESIDE = (0.02, 0.3, 0.95, 1.05)


def draw(rate=0.1, step=30, curvature=2.0, start=-1.8):
    """A panel for each learning rate, and the losses of all, up to `step` of 30 steps."""
    _, axes = plt.subplots(2, 3, figsize=(11, 6.5))
    *panels, losses = axes.flat
    w = np.linspace(-2.6, 2.6, 200)
    for panel, eta in zip(panels, (rate, *BESIDE), strict=True):
        path = [start]
        for _ in range(step):
            path.append(path[-1] - eta * curvature * path[-1])
        path = np.array(path)
        loss = curvature * path**2 / 2
        panel.plot(w, curvature * w**2 / 2, color="gray")
        panel.plot(path, loss, ".-")
        panel.plot(path[-1], loss[-1], "o", markersize=9)
        panel.set(xlim=(-2.6, 2.6), ylim=(-0.4, 7), title=f"η = {eta:g}, loss {loss[-1]:.2g}")
        losses.plot(loss, label=f"{eta:g}")
    losses.set(yscale="log", ylim=(1e-6, 1e2), xlim=(0, 30), xlabel="step", ylabel="loss")
    losses.set_title(f"largest stable rate 2/λ = {2 / curvature:.3g}")
    losses.legend()
    plt.tight_layout()
    plt.show()
