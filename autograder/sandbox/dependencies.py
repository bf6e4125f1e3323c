"""Whether a function still is, at the notebook's end, what it was at its check.

Two exercises may both have a helper of one name, or a constant: then what a function calls at
the end is not what its check called, and it has to be called where its check stands.
"""

import types

_ABSENT = object()


class Watch:
    """Remembers what functions depend on, by the names of the notebook."""

    def __init__(self, names: dict):
        self._names = names
        self._seen: dict[str, dict[str, object]] = {}

    def note(self, name: str) -> None:
        """Remember a function and all that it refers to, as they are now."""
        self._seen[name] = _dependencies(name, self._names)

    def moved(self) -> list[str]:
        """The functions of which something is another object now."""
        return [
            name
            for name, then in self._seen.items()
            if any(self._names.get(key, _ABSENT) is not value for key, value in then.items())
        ]


def _dependencies(name, names):
    found, todo = {}, [name]
    while todo:
        key = todo.pop()
        if key not in found:
            found[key] = names.get(key, _ABSENT)
            todo += [name for code in _codes(found[key]) for name in code.co_names if name in names]
    return found


def _codes(value):
    """The code of a function, with that of functions inside it, or of a class's methods."""
    if isinstance(value, type):
        for member in vars(value).values():
            yield from _codes(member) if not isinstance(member, type) else ()
    code = getattr(value, "__code__", None)
    todo = [code] if isinstance(code, types.CodeType) else []
    while todo:
        yield (code := todo.pop())
        todo += [const for const in code.co_consts if isinstance(const, types.CodeType)]
