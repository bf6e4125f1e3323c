"""Functions as arguments, such as a gradient: each kind is one file here, found by being there.

A callable travels as its description: a class with a `tag`, whose `parts` are plain values. The
process that calls the answer builds the live function from it.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar


class Described:
    """A callable by its description: what a kind of callable defines.

    tag : its name on the wire
    """

    tag: ClassVar[str]

    def parts(self) -> list:
        """The description as plain values."""
        raise NotImplementedError

    @classmethod
    def of(cls, parts: list) -> "Described":
        """The description that `parts` gave; `ValueError` for what it never gives."""
        raise NotImplementedError

    def build(self) -> Callable:
        """The live function. Its `is_touched()` says whether somebody wrote into its own arrays."""
        raise NotImplementedError

    def source(self, write: Callable[[object], str]) -> str:
        """Python that makes the function; `write` makes Python of a plain value."""
        raise NotImplementedError


def _found() -> dict[str, type[Described]]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return {kind.tag: kind for kind in Described.__subclasses__()}


KINDS = _found()
