"""Golden traces: what the widgets must compute, as the course's references compute it.

One module a widget: its `traces()` is a list of plain values, one for each case.
"""
