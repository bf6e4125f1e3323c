"""Activations: a function with its slope, and a stack of layers that it makes learn or not."""

from traitlets import TraitError

from steepest.widgets.base import Widget


class Activations(Widget):
    """An activation function with its slope, beside what it does to a stack of layers.

    >>> Activations("relu", init="he", depth=20)

    Move the point along the function; choose the depth and the initialisation, and see the
    outputs and gradients of each layer, which are computed for real. In JupyterLab whatever the
    reader changes can be read from the traits below, and what is set there is shown at once.
    """

    @classmethod
    def given(cls, patch, before):
        """A `std` alone makes `init` custom; a named `init` has its own."""
        if "std" in patch and "init" not in patch:
            return patch | {"init": "custom"}
        init = str(patch.get("init"))
        own = cls.data["inits"].get(init, {}).get("std")
        if own is not None and patch.get("std", own) != own:
            raise TraitError(
                f"std is {patch['std']!r}, but init {init!r} brings {own:.3g}; give one of the two"
            )
        return patch

    def sentence(self):
        first = self.first()
        return (
            f"{self.data['functions'][self.activation]['title']} and its slope; beside them the "
            f"outputs and gradients of {first['depth']} layers of it, {self.data['width']} units "
            "each, with weights drawn by Xavier's rule."
        )
