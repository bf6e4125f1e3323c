"""A `Formula`: one graded function, with everything that the course knows about it.

    @formula(inputs=states("m", "v", t=(2, 50)), oracle=torch_adam, returns=("w", "m", "v"))
    def adam_step(w, g, m, v, t, lr, beta1, beta2, eps): ...

    @adam_step.mistake("leave out the bias correction")
    def _(w, g, m, v, t, lr, beta1, beta2, eps):
        \"""m and v start at zero, so the first averages are too small: …\"""

    @adam_step.variant("eps inside the square root")
    def _(w, g, m, v, t, lr, beta1, beta2, eps): ...

A mistake's name completes the sentence "It is what you get when you …", and its docstring is
the hint. A formula is one file of `autograder.formulas.<chapter>`, named after its function, and
is found by being there.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Protocol

import numpy as np

from autograder.paths import ROOT

FORMULAS = ROOT / "autograder" / "formulas"


class Inputs(Protocol):
    """Where a formula's cases come from: stated distributions."""

    def values(self, rng: np.random.Generator) -> list[dict]:
        """A random case: its calls, each a dict from argument to plain value."""

    def edges(
        self, rng: np.random.Generator, reference: Callable
    ) -> dict[str, Callable[[], list[dict]]]:
        """The edge cases: name of the edge → a function that draws its calls."""


@dataclass(frozen=True)
class Way:
    """One way to write the function: a correct variant, or a named mistake with its hint."""

    name: str
    function: Callable
    hint: str = ""


@dataclass
class Formula:
    """A reference with its inputs, oracle, named mistakes and correct variants.

    The oracle takes the reference's arguments and returns what it returns, computed by a
    library that nobody here wrote. ``returns`` names the parts of the result, and ``kinds`` those
    of them that must be ``"int"`` or ``"bool"``. Where more than one result is right, ``form``
    names the form of `steepest.checks.forms` in which results are compared, and ``returns`` its
    parts. The audit runs the reference in float32 too: ``wide`` says why NumPy gives float64 even
    then, where it does, and a variant of such a formula computes in float32 by its own means.
    Where it is to be ``quiet``, a warning is a fault. ``slips`` are further mistakes, beside those
    that `autograder.checks.slips` finds by itself.
    """

    reference: Callable
    inputs: Inputs
    oracle: Callable
    returns: tuple[str, ...]
    kinds: dict[str, str] = field(default_factory=dict)
    form: str = ""
    wide: str = ""
    quiet: bool = False
    mistakes: list[Way] = field(default_factory=list)
    slips: list[Way] = field(default_factory=list)
    variants: list[Way] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.reference.__name__

    @property
    def chapter(self) -> str:
        return self.reference.__module__.split(".")[-2]

    def __call__(self, *args, **kwargs):
        return self.reference(*args, **kwargs)

    def mistake(self, name: str) -> Callable:
        """Declare a wrong way to write it, which the checks must catch and name.

        Its docstring is the hint.
        """
        return self._collecting(name, self.mistakes)

    def slip(self, name: str) -> Callable:
        """Declare a further mistake, which is named where it shows, and asks nothing of the inputs.

        Its docstring is the hint.
        """
        return self._collecting(name, self.slips)

    def _collecting(self, name, ways):
        self._require_new(name, ways)

        def collect(function):
            hint = _in_lines(function.__doc__ or "")
            if not hint:
                raise ValueError(f"{self.name}'s mistake {name!r} has no docstring: its hint")
            ways.append(Way(name, function, hint))
            return function

        return collect

    def variant(self, name: str) -> Callable:
        """Declare another right way to write it, which the checks must accept."""
        self._require_new(name, self.variants)

        def collect(function):
            self.variants.append(Way(name, function))
            return function

        return collect

    def _require_new(self, name, ways):
        if any(way.name == name for way in ways):
            raise ValueError(f"{self.name} has two ways named {name!r}")


def _in_lines(docstring):
    """A docstring with one line for each of its paragraphs."""
    paragraphs = re.split(r"\n{2,}", inspect.cleandoc(docstring).strip())
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)


def formula(
    *,
    inputs: Inputs,
    oracle: Callable,
    returns: tuple[str, ...],
    kinds: dict[str, str] | None = None,
    form: str = "",
    wide: str = "",
    quiet: bool = False,
) -> Callable:
    """Make a reference function a `Formula`."""
    return lambda reference: Formula(
        reference, inputs, oracle, returns, kinds or {}, form, wide, quiet
    )


def chapters() -> list[str]:
    """The chapters that have formulas, such as ``optimizers``."""
    return sorted(p.parent.name for p in FORMULAS.glob("*/__init__.py"))


@cache
def names(chapter: str | None = None) -> tuple[str, ...]:
    """The formulas' names, of one chapter or of all."""
    files = FORMULAS.glob(f"{chapter or '*'}/[!_]*.py")
    return tuple(sorted(path.stem for path in files))


@cache
def load(name: str) -> Formula:
    """The formula of a name; `KeyError` where there is none."""
    files = list(FORMULAS.glob(f"*/{name}.py")) if name.isidentifier() else []
    if len(files) != 1:
        raise KeyError(name)
    module = import_module(f"autograder.formulas.{files[0].parent.name}.{name}")
    return getattr(module, name)
