"""The magnets' traces: gradients by PyTorch's autograd of its own triplet loss and of a center
loss, and the walks that they make."""

import numpy as np
import torch
from torch.nn.functional import triplet_margin_loss

from steepest import Magnets

DATA = Magnets.data
START = np.reshape(DATA["traits"]["points"]["default"], (-1, 2))
LABELS = np.arange(len(START)) // 4


def triplets(points, hard):
    """Anchors, positives and negatives, as the figure lists them."""
    found = []
    away = np.linalg.norm(points[:, None] - points, axis=2)
    for i, label in enumerate(LABELS):
        own = [j for j in np.flatnonzero(label == LABELS) if j != i]
        others = np.flatnonzero(label != LABELS)
        if hard:
            own, others = [max(own, key=away[i].item)], [min(others, key=away[i].item)]
        found += [(i, p, n) for p in own for n in others]
    return np.array(found).T


def triplet_pull(points, hard, margin):
    x = torch.tensor(points, requires_grad=True)
    costs = triplet_margin_loss(
        *(x[rows] for rows in triplets(points, hard)), margin=margin, eps=0, reduction="none"
    )
    costs.mean().backward()
    active = float((costs > 0).double().mean())
    return {"loss": costs.mean().item(), "active": active, "gradient": x.grad.numpy()}


def center_pull(points, centers):
    x = torch.tensor(points, requires_grad=True)
    loss = ((x - torch.tensor(centers)[LABELS]) ** 2).sum(dim=1).mean() / 2
    loss.backward()
    return {"loss": loss.item(), "gradient": x.grad.numpy()}


def walk(points, loss, hard, margin, steps):
    """What the figure draws at each step."""
    centers, found = np.zeros((DATA["classes"], 2)), []
    for _ in range(steps + 1):
        pull = (
            triplet_pull(points, hard, margin)
            if loss == "triplet"
            else center_pull(points, centers)
        )
        found.append({"points": points, "centers": centers, **pull})
        if loss == "center":
            means = np.stack([points[j == LABELS].mean(axis=0) for j in range(DATA["classes"])])
            centers = centers + DATA["alpha"] * 4 / 5 * (means - centers)
        points = points - DATA["rate"] * len(points) / 4 * pull["gradient"]
    return found


def row(at):
    """One step of a walk as a row of numbers."""
    parts = (at["points"], at["centers"], at["gradient"])
    return [
        at["loss"],
        at.get("active", 0.0),
        *(x for part in parts for x in part.ravel().tolist()),
    ]


def traces():
    """What the JavaScript must compute: each is a call, and what it gives."""
    cases = [
        ("triplet", False, 1.0, 3),
        ("triplet", True, 1.0, 3),
        ("triplet", True, 2.5, 2),
        ("center", False, 1.0, 4),
    ]
    found = []
    for loss, hard, margin, steps in cases:
        about = {name: DATA[name] for name in ("rate", "alpha", "classes")}
        about |= {"loss": loss, "hard": hard, "margin": margin}
        call = ["simulation.js", "pathNumbers", [START.tolist(), about, steps]]
        found.append(
            {"call": call, "gives": [row(at) for at in walk(START, loss, hard, margin, steps)]}
        )
    return found
