"""Golden traces: what the widgets must compute, as the course's references compute it.

One module a widget: its `traces()` is a list of plain values, one for each case. One of the form
`{"call": [MODULE, FUNCTION, ARGUMENTS], "gives": VALUE}` is a call of the widget's JavaScript,
which tests/widgets/test_golden.py makes for every widget.
"""


def opening(widget):
    """The first values of a widget's traits, as its table has them."""
    traits = widget.data["traits"].items()
    return {name: about["default"] for name, about in traits if "default" in about}
