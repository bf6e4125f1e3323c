"""What runs the cells: IPython, or where there is none, as in a browser's Python, Python itself."""

import sys

try:
    from IPython import get_ipython
    from IPython.display import display
except ImportError:

    def get_ipython() -> None:
        """The running IPython: none."""

    def display(thing: object) -> None:
        """Show an object as Python's own prompt does; a page sets `sys.displayhook`."""
        sys.displayhook(thing)


__all__ = ["display", "get_ipython"]
