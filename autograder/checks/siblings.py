"""Other functions of the same chapter, handed in where this one was asked for.

Which could be called with the same arguments is found by their parameters, so a new function is a
sibling of the others of its chapter by being there.
"""

import inspect
from collections.abc import Iterator

from autograder.checks.formula import Formula, Way, load, names

HINT = "It is another function of this chapter: look at what tells the two apart."


def siblings(formula: Formula) -> Iterator[Way]:
    """The chapter's other functions whose arguments this one has too, as ways to write it."""
    ours = list(inspect.signature(formula.reference).parameters)
    for name in names(formula.chapter):
        if name == formula.name:
            continue
        other = load(name).reference
        theirs = list(inspect.signature(other).parameters)
        if set(theirs) <= set(ours):
            places = [ours.index(parameter) for parameter in theirs]
            yield Way(f"hand in `{name}` in its place", _called(other, places), HINT)


def _called(other, places):
    def sibling(*arguments):
        return other(*(arguments[place] for place in places if place < len(arguments)))

    return sibling
