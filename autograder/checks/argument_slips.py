"""Slips in how a function's arguments are used: one left out, doubled, or taken for another.

They are made by calling the reference with other arguments, so they need nothing of its source.
"""

import inspect
from collections.abc import Callable, Iterator

from autograder.checks.formula import Way

# Numbers that students write in place of an argument.
_USUAL = {"beta": 0.9, "beta1": 0.9, "beta2": 0.999, "gamma": 0.9, "momentum": 0.1, "lr": 0.01}


def default_slips(formula) -> Iterator[Way]:
    """A number of the student's own where an argument was passed."""
    parameters = inspect.signature(formula.reference).parameters
    function, names = formula.reference, list(parameters)
    for name, parameter in parameters.items():
        default = parameter.default
        if default is not parameter.empty:
            hint = f"The caller may pass another `{name}`: the default is only for who passes none."
            what = f"always take {default!r} for `{name}`, whatever is passed"
            yield Way(what, _replacing(function, names, name, lambda _, d=default: d), hint)
        if name in _USUAL:
            hint = f"`{name}` is an argument: take what is passed."
            what = f"write {_USUAL[name]} in place of `{name}`"
            yield Way(what, _number_for(function, names, name, _USUAL[name]), hint)


# What may become of an argument that is a number, and of one that is an array → what is said of it.
_CHANGES: list[tuple[str, str, Callable, bool]] = [
    ("leave `{}` out", "The result depends on `{}`: look where it belongs.", lambda v: v * 0, True),
    (
        "leave the factor `{}` out",
        "The result depends on `{}`: look where it belongs.",
        lambda v: v * 0 + 1,
        True,
    ),
    (
        "take `{}` with the wrong sign",
        "Look at the sign of every term with `{}` in it.",
        lambda v: -v,
        True,
    ),
    ("square `{}`", "`{}` goes in as it is, not squared.", lambda v: v * v, False),
    ("take twice `{}`", "`{}` goes in once. Look for a factor of 2.", lambda v: 2 * v, False),
    ("take half of `{}`", "`{}` goes in whole. Look for a factor of ½.", lambda v: v / 2, False),
    ("take the root of `{}`", "`{}` goes in as it is.", lambda v: abs(v) ** 0.5, False),
    (
        "exchange `{0}` and 1 − `{0}`",
        "What is multiplied by `{0}`, and what by 1 − `{0}`?",
        lambda v: 1 - v,
        False,
    ),
]


def argument_slips(formula) -> Iterator[Way]:
    """An argument left out, squared, doubled, or taken for another."""
    function = formula.reference
    names = list(inspect.signature(function).parameters)
    for what, hint, change, of_arrays in _CHANGES:
        for name in names:
            changed = _replacing(function, names, name, change, of_arrays)
            yield Way(what.format(name), changed, hint.format(name))
    for number, first in enumerate(names):
        for second in names[number + 1 :]:
            yield Way(
                f"exchange `{first}` and `{second}`",
                _exchanging(function, names, first, second),
                f"Look at each place where `{first}` or `{second}` stands.",
            )


def _replacing(function, names, name, change: Callable, of_arrays: bool = True):
    place = names.index(name)

    def slip(*arguments):
        changed = list(arguments)
        if place < len(changed):
            value = changed[place]
            if isinstance(value, bool) or callable(value):
                raise TypeError
            if not (of_arrays or isinstance(value, float | int)):
                raise TypeError
            changed[place] = (
                [change(v) for v in value] if isinstance(value, list) else change(value)
            )
        return function(*changed)

    return slip


def _number_for(function, names, name, number):
    place = names.index(name)

    def slip(*arguments):
        if not isinstance(arguments[place], float):
            raise TypeError
        return function(*arguments[:place], number, *arguments[place + 1 :])

    return slip


def _exchanging(function, names, first, second):
    a, b = names.index(first), names.index(second)

    def slip(*arguments):
        if max(a, b) >= len(arguments):
            return function(*arguments)
        changed = list(arguments)
        changed[a], changed[b] = changed[b], changed[a]
        if type(changed[a]) is not type(changed[b]):
            raise TypeError
        return function(*changed)

    return slip
