"""Other functions, handed in where this one was asked for: those of the same chapter, and others.

Which could be called with the same arguments is found by their parameters, so a new function is a
sibling of the others of its chapter by being there. What else belongs to a chapter's subject, and
what its lectures have wrong, stands in its ``_others.py``.
"""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module

from autograder.checks.formula import FORMULAS, Formula, Way, load, names

HINT = "It is another function of this chapter: look at what tells the two apart."


def siblings(formula: Formula) -> Iterator[Way]:
    """The functions whose arguments this one has too, as ways to write it."""
    ours = list(inspect.signature(formula.reference).parameters)
    for name, hint, function in (*_chapters(formula), *_others(formula.chapter)):
        theirs = list(inspect.signature(function).parameters)
        if set(theirs) <= set(ours):
            yield Way(name, _called(function, [ours.index(p) for p in theirs]), hint)


def _chapters(formula) -> Iterator[tuple[str, str, Callable]]:
    for name in names(formula.chapter):
        if name != formula.name:
            yield f"hand in `{name}` in its place", HINT, load(name).reference


def _others(chapter) -> Iterator[tuple[str, str, Callable]]:
    """The functions of a chapter's ``_others.py``: name and hint are in the docstring."""
    if not (FORMULAS / chapter / "_others.py").exists():
        return
    module = import_module(f"autograder.formulas.{chapter}._others")
    for function in vars(module).values():
        if inspect.isfunction(function) and not function.__name__.startswith("_"):
            name, _, hint = inspect.cleandoc(function.__doc__).partition("\n\n")
            yield " ".join(name.split()), " ".join(hint.split()), function


def _called(other, places):
    def sibling(*arguments):
        return other(*(arguments[place] for place in places if place < len(arguments)))

    return sibling
