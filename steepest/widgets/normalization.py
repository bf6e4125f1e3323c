"""Normalisation: a batch through a layer, train against eval, and which cells are averaged."""

from steepest.widgets.base import Widget, read_still


class Normalization(Widget):
    """What batch norm does to a batch, what it keeps of many, and what its relatives average.

    >>> Normalization(view="running", batch=2, momentum=0.3)

    In JupyterLab whatever the reader changes can be read from the traits below, and what is set
    there is shown at once.
    """

    def still(self):
        norm = f".{self.norm}" if self.view == "cells" else ""
        return read_still(f"normalization.{self.view}{norm}")

    def sentence(self):
        return self.data["sentences"][self.view].format(norm=self.norm)
