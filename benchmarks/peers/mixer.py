"""A 3, a 6, and the 3 with a box of the 6, with the label that belongs to it."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

WIDGET = "from steepest import Mixer; figure = Mixer()"
SLIDER = "area drawn 1 − λ"
PLAYS = False
CONTROLS = {"area": (0.0, 1.0, 0.05), "row": (0, 7, 1), "column": (0, 7, 1)}
IMAGES, LABELS = load_digits(return_X_y=True)
THREE, SIX = (IMAGES[np.flatnonzero(d == LABELS)[1]].reshape(8, 8) / 16 for d in (3, 6))


def draw(area=0.75, row=5, column=5):
    """The three pictures, and the label as bars, for these settings."""
    half = int(8 * np.sqrt(area) / 2)
    box = np.zeros((8, 8), dtype=bool)
    box[max(row - half, 0) : row + half, max(column - half, 0) : column + half] = True
    _, places = plt.subplots(1, 4, figsize=(11, 3))
    for place, picture in zip(places, (THREE, SIX, np.where(box, SIX, THREE)), strict=False):
        place.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
    bars = places[3].barh(["3", "6"], [1 - box.mean(), box.mean()])
    places[3].bar_label(bars, fmt="%.2f")
    places[3].set_xlim(0, 1.2)
    plt.show()
