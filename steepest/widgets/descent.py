"""Gradient descent at several learning rates side by side, and batch by batch."""

import math

from steepest.checks.words import listed
from steepest.widgets.base import Widget

KINDS = {"bowl": "a bowl", "valley": "a valley", "two_minima": "a curve with two minima"}


class Descent(Widget):
    """Gradient descent from one start at several learning rates, or in batches of several sizes.

    >>> Descent(loss="valley", rate=0.9, rates=(0.05, 1.1), steps=60)
    >>> Descent(loss="samples", batch=5, epochs=10)

    Move the learning rate and the start, play. In JupyterLab whatever the reader changes can be
    read from the traits below, and what is set there is shown at once.
    """

    @classmethod
    def bounds(cls, state):
        """How many steps the reader's own run has."""
        count = len(cls.data["samples"]["x"])
        in_batches = state["epochs"] * math.ceil(count / state["batch"])
        return {"total": in_batches if state["loss"] == "samples" else state["steps"]}

    @property
    def total(self):
        """How many steps the reader's own run has."""
        return self.bounds(self.state())["total"]

    def sentence(self):
        about = self.data["losses"][self.loss]
        if self.loss == "samples":
            return self.data["sentences"]["samples"]
        rates = listed([f"{rate:g}" for rate in sorted([about["rate"], *about["rates"]])])
        return (
            f"Gradient descent on {KINDS[self.loss]} from one start at the learning rates {rates}: "
            f"the paths, and how each stands after {about['steps']} steps."
        )
