"""The graded functions: one folder a chapter, one file a formula."""

from collections.abc import Callable
from importlib import import_module


def theirs(path: str, **options) -> Callable:
    """A library's function by its path, as an oracle; the library is imported when it is called."""
    module, _, name = path.rpartition(".")
    return lambda *arguments: getattr(import_module(module), name)(*arguments, **options)
