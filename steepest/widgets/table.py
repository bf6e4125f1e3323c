"""A widget's table of traits: what each may be, what it is at first, and what it brings along.

`traits` in a widget's JSON has a line for each part of its state, in the order in which they are
given to it. JavaScript (`src/shared/traits.js`) reads the same lines, so a bound stands once.

kind      float, int, bool; choice (one name of a few), choices (some of them); floats, ints
          (a list of numbers); or a kind of the widget's own, for which it has a function
default   the first value; a trait without one starts at its highest, and stays there if that moves
low, high the bounds, for a list those of each number or one for each. `high` may be another trait,
          or a bound that the widget computes. `zero`: 0 may be given too
among     the numbers that may be given, where they are few
of        the part of the JSON whose names can be chosen; `also` has names that are not in it
from      the choice that brings this trait's value: the one that its entry has
within    the part of that entry with the bounds of each number: [low, high, low, high]
most      how many numbers a list may have; by default it has as many as its first value
help      what it is
"""

import math
from collections.abc import Iterable
from numbers import Integral, Real

from traitlets import TraitError


class Table:
    """The traits of one widget; `hooks` is its class, which has what the table can't say."""

    def __init__(self, data, hooks):
        self.data, self.traits, self.hooks = data, data["traits"], hooks

    def whole(self, given, before=None):
        """A whole state from what is given of it; an error says in a line what is wrong."""
        given = self.hooks.given(given, before)
        state = {}
        for name in self.traits:
            if name in given:
                state[name] = self.check(name, given[name], state)
            else:
                state[name] = self.kept(name, given, before, state)
        return state

    def check(self, name, value, state):
        """The value of a trait as plain data, in a state that has what comes before it."""
        trait = self.traits[name]
        kind = trait["kind"]
        if kind in self.hooks.kinds:
            return self.hooks.kinds[kind](name, value, state, self.data)
        if kind == "bool":
            return _flag(name, value)
        if kind == "choice":
            return choose(name, value, self.names(name))
        if kind == "choices":
            return _some(name, value, self.names(name))
        if kind in ("floats", "ints"):
            return self._numbers(name, value, state)
        return _number(name, value, trait, trait.get("low"), self.highest(name, state))

    def kept(self, name, given, before, state):
        """The value of a trait that is not given: what a choice brings, or what it was."""
        trait = self.traits[name]
        named = "from" in trait and (before is None or trait["from"] in given)
        entry = self._entry(trait["from"], state) if named else {}
        if name in entry:
            return self.check(name, entry[name], state)
        highest = self.highest(name, state)
        if before is None:
            return self.check(name, trait.get("default", highest), state)
        if "default" not in trait and (named or before[name] == self.highest(name, before)):
            return highest
        return before[name] if highest is None else min(before[name], highest)

    def names(self, name):
        """What can be chosen."""
        trait = self.traits[name]
        return [*self.data[trait["of"]], *trait.get("also", ())]

    def highest(self, name, state):
        """The highest value of a number in a state; None for what is no number."""
        trait = self.traits[name]
        high = trait.get("high")
        if trait["kind"] not in ("int", "float"):
            return None
        if isinstance(high, str):
            return state[high] if high in self.traits else self.hooks.bounds(state)[high]
        return high

    def _numbers(self, name, value, state):
        trait = self.traits[name]
        entry = self._entry(trait["from"], state) if "from" in trait else {}
        first = entry.get(name, trait.get("default"))
        numbers = _listed(value)
        most = trait.get("most")
        if numbers is None or (len(numbers) > most if most else len(numbers) != len(first)):
            wanted = f"{counted(trait, len(first))}, such as {first}"
            raise TraitError(f"{name} is {value!r}; it is {wanted}")
        bounds = [self._bounds_at(trait, at, entry) for at in range(len(numbers))]
        return [
            _number(f"{name}[{at}]", number, trait, *bounds[at])
            for at, number in enumerate(numbers)
        ]

    def _bounds_at(self, trait, at, entry):
        if "within" in trait:
            return entry[trait["within"]][2 * at : 2 * at + 2]
        both = trait["low"], trait["high"]
        return [bound[at] if isinstance(bound, list) else bound for bound in both]

    def _entry(self, choice, state):
        return self.data[self.traits[choice]["of"]].get(state[choice], {})


def described(data, name):
    """What a trait is, and what may be given."""
    trait = data["traits"][name]
    kind = trait["kind"]
    wanted = None
    if kind == "choice":
        wanted = f"one of {', '.join([*data[trait['of']], *trait.get('also', ())])}"
    elif kind == "choices":
        wanted = f"some of {', '.join(data[trait['of']])}"
    elif kind in ("int", "float"):
        wanted = ranged(trait, trait.get("low"), trait.get("high"))
    elif "within" not in trait and isinstance(trait.get("low"), int | float):
        wanted = f"each {ranged(trait, trait['low'], trait['high'])}"
    return f"{trait['help']} {wanted[0].upper()}{wanted[1:]}." if wanted else trait["help"]


def choose(what, value, allowed):
    """`value` where it is one of `allowed`; else an error that names them."""
    if isinstance(value, str) and value in allowed:
        return value
    raise TraitError(f"{what} is {value!r}; it is one of {', '.join(allowed)}")


def ranged(trait, low, high):
    """The numbers that a trait may have, in words."""
    if "among" in trait:
        return f"one of {', '.join(map(str, trait['among']))}"
    zero = "0, or " if trait.get("zero") else ""
    whole = "whole " if trait["kind"] in ("int", "ints") else ""
    low, high = (f"{end:g}" if isinstance(end, int | float) else f"`{end}`" for end in (low, high))
    return f"{zero}a {whole}number from {low} to {high}"


def counted(trait, usual):
    """How many numbers a list has, in words."""
    count = f"at most {trait['most']}" if "most" in trait else usual
    whole = "whole " if trait["kind"] == "ints" else ""
    return f"a list of {count} {whole}number{'' if count == 1 else 's'}"


def _listed(value):
    if isinstance(value, Real):
        return [value]
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else None


def _some(name, value, allowed):
    names = [value] if isinstance(value, str) else _listed(value)
    if names is None or any(isinstance(one, Real) for one in names):
        raise TraitError(f"{name} is {value!r}; it is a list of some of {', '.join(allowed)}")
    chosen = [choose(f"one of {name}", one, allowed) for one in names]
    return [one for one in allowed if one in chosen]


def _flag(name, value):
    if isinstance(value, bool):
        return value
    raise TraitError(f"{name} is {value!r}; it is True or False")


def _number(what, value, trait, low, high):
    whole = trait["kind"] in ("int", "ints")
    kind = Integral if whole else Real
    good = isinstance(value, kind) and not isinstance(value, bool) and math.isfinite(value)
    if good and "among" in trait:
        for allowed in trait["among"]:
            if math.isclose(value, allowed, abs_tol=1e-9):
                return allowed
    elif good and (low <= value <= high or (trait.get("zero") and value == 0)):
        return int(value) if whole else float(value)
    raise TraitError(f"{what} is {value!r}; it is {ranged(trait, low, high)}")
