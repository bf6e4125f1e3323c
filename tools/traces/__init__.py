"""Golden traces: what the widgets must compute, as the course's references compute it.

One module a widget: its `traces()` is a list of plain values, one for each case.
"""


def opening(widget):
    """The first values of a widget's traits, as its table has them."""
    traits = widget.data["traits"].items()
    return {name: about["default"] for name, about in traits if "default" in about}
